"""Create accounts

Revision ID: 5a0c1e7b9d24
Revises: 
Create Date: 2026-01-08 10:00:00.000000

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "5a0c1e7b9d24"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE accounts (id uuid PRIMARY KEY)")


def downgrade() -> None:
    raise NotImplementedError
