"""Add circuit endpoint

Revision ID: c47d0b8e2f15
Revises: 3d9e5f1a7b62
Create Date: 2026-02-11 17:01:02.004500

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "c47d0b8e2f15"
down_revision = "3d9e5f1a7b62"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE circuits ADD COLUMN endpoint text")


def downgrade() -> None:
    raise NotImplementedError
