"""Add domain fair share

Revision ID: def456ghi789
Revises: abc123def456
Create Date: 2026-02-03 04:05:06.337700

"""

from alembic import op

# revision identifiers, used by Alembic.
# Part of: 26.8.0
revision = "def456ghi789"
down_revision = "abc123def456"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE domain_fair_share (domain text PRIMARY KEY, share numeric)")


def downgrade() -> None:
    raise NotImplementedError
