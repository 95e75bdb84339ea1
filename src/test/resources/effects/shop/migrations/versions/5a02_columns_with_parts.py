"""Columns with parts"""

import sqlalchemy as sa
from alembic import op

revision = "5a02"
down_revision = "5a01"


def upgrade():
    op.add_column("orders", sa.Column("code", sa.String(20), unique=True))
    op.add_column("orders", sa.Column("referrer", sa.Integer, sa.ForeignKey("customers.id")))
    op.add_column("orders", sa.Column("shipped_at", sa.DateTime(timezone=True), index=True))
    op.alter_column("orders", "number", new_column_name="position", type_=sa.BigInteger)
