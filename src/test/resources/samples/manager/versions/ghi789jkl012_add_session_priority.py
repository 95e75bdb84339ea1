"""Add session priority

Revision ID: ghi789jkl012
Revises: def456ghi789
Create Date: 2026-02-17 11:12:13.519024

"""

from alembic import op

# revision identifiers, used by Alembic.
# Part of: 26.8.0
revision = "ghi789jkl012"
down_revision = "def456ghi789"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE sessions ADD COLUMN priority integer")


def downgrade() -> None:
    raise NotImplementedError
