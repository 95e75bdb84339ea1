"""Customers and orders"""

import sqlalchemy as sa
from alembic import op

revision = "5a01"
down_revision = None


def upgrade():
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(200), nullable=False, unique=True),
        sa.Column("name", sa.Text, index=True),
        sa.Column("state", sa.Enum("NEW", "ACTIVE", name="customer_state"), nullable=False),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("customer", sa.Integer, sa.ForeignKey("customers.id", ondelete="CASCADE"), index=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("total", sa.Numeric(12, 2)),
        sa.CheckConstraint("total >= 0", name="total"),
        sa.UniqueConstraint("customer", "number", name="one_number"),
        sa.Index("ix_orders_open", "number", postgresql_where=sa.text("total IS NULL")),
    )
