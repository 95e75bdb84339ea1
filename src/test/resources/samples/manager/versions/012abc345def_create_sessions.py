"""Create sessions

Revision ID: 012abc345def
Revises: 
Create Date: 2026-01-12 09:30:00.104233

"""

from alembic import op

# revision identifiers, used by Alembic.
# Part of: 26.7.0
revision = "012abc345def"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE sessions (id uuid PRIMARY KEY)")


def downgrade() -> None:
    raise NotImplementedError
