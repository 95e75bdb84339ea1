"""Renames"""

import sqlalchemy as sa
from alembic import op

revision = "5a07"
down_revision = "5a06"


def upgrade():
    op.rename_table("tickets", "complaints")
    op.execute("ALTER TABLE orders RENAME CONSTRAINT one_number TO uq_orders_position")
    op.execute("ALTER INDEX notes_recent RENAME TO notes_new")
    op.drop_column("orders", "total")
    op.drop_constraint("fk_orders_referrer_customers", "orders", type_="foreignkey")
    op.create_foreign_key("fk_orders_referrer", "orders", "customers", ["referrer"], ["id"], ondelete="SET NULL")
