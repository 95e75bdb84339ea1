"""Add account email

Revision ID: 8f3b6d2a4c91
Revises: 5a0c1e7b9d24
Create Date: 2026-01-29 13:45:10.220914

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "8f3b6d2a4c91"
down_revision = "5a0c1e7b9d24"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE accounts ADD COLUMN email text")


def downgrade() -> None:
    raise NotImplementedError
