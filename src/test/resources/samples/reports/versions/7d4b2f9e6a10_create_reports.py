"""Create reports

Revision ID: 7d4b2f9e6a10
Revises: 
Create Date: 2026-01-19 07:07:07.070707

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "7d4b2f9e6a10"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE reports (id uuid PRIMARY KEY)")


def downgrade() -> None:
    raise NotImplementedError
