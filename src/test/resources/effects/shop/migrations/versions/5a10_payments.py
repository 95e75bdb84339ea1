"""Payments"""

import sqlalchemy as sa
from alembic import op

revision = "5a10"
down_revision = "5a0f"


def upgrade():
    op.create_table(
        "payments",
        sa.Column("order_id", sa.Integer, nullable=False),
        sa.Column("sequel", sa.SmallInteger, nullable=False),
        sa.Column("amount", sa.Numeric),
        sa.PrimaryKeyConstraint("order_id", "sequel"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"]),
    )
    op.create_check_constraint("amount", "payments", "amount > 0")
