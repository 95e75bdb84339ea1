"""Create invoices

Revision ID: 1b7e4a9c0d38
Revises: 
Create Date: 2026-01-05 12:00:00.000000

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "1b7e4a9c0d38"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE invoices (id uuid PRIMARY KEY)")


def downgrade() -> None:
    raise NotImplementedError
