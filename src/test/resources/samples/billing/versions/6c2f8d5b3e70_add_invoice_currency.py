"""Add invoice currency

Revision ID: 6c2f8d5b3e70
Revises: 1b7e4a9c0d38
Create Date: 2026-02-09 09:09:09.090909

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "6c2f8d5b3e70"
down_revision = "1b7e4a9c0d38"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE invoices ADD COLUMN currency text")


def downgrade() -> None:
    raise NotImplementedError
