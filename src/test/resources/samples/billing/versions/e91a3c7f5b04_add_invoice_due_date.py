"""Add invoice due date

Revision ID: e91a3c7f5b04
Revises: 1b7e4a9c0d38
Create Date: 2026-02-10 15:30:00.500000

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "e91a3c7f5b04"
down_revision = "1b7e4a9c0d38"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE invoices ADD COLUMN due date")


def downgrade() -> None:
    raise NotImplementedError
