"""Merge"""

import sqlalchemy as sa
from alembic import op

revision = "5a06"
down_revision = ("5a04", "5b04")


def upgrade():
    pass
