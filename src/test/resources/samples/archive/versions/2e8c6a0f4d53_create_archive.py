"""Create archive

Revision ID: 2e8c6a0f4d53
Revises: 
Create Date: 2026-01-22 18:18:18.181818

"""

from alembic import op

# revision identifiers, used by Alembic.
revision = "2e8c6a0f4d53"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE archive (id uuid PRIMARY KEY)")


def downgrade() -> None:
    raise NotImplementedError
