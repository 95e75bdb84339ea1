"""Create circuits

Revision ID: 3d9e5f1a7b62
Revises: 
Create Date: 2026-01-15 08:20:30.900001

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "3d9e5f1a7b62"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE circuits (id uuid PRIMARY KEY)")


def downgrade() -> None:
    raise NotImplementedError
