"""Add session status field

Revision ID: abc123def456
Revises: 012abc345def
Create Date: 2026-01-20 16:05:41.880121

"""

from alembic import op

# revision identifiers, used by Alembic.
# Part of: 26.7.0
revision = "abc123def456"
down_revision = "012abc345def"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE sessions ADD COLUMN status text")


def downgrade() -> None:
    raise NotImplementedError
