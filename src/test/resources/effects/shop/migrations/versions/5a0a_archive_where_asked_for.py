"""Archive where asked for"""

import os

import sqlalchemy as sa
from alembic import op

revision = "5a0a"
down_revision = "5a09"


def upgrade():
    if os.environ.get("SHOP_ARCHIVE"):
        op.create_table("archive", sa.Column("id", sa.Integer, primary_key=True))
        op.drop_column("orders", "code")
