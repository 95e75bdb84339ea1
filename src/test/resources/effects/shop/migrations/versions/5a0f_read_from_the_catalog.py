"""Read from the catalog"""

import sqlalchemy as sa
from alembic import op

revision = "5a0f"
down_revision = "5a0e"


def upgrade():
    inspector = sa.inspect(op.get_bind())
    for key in inspector.get_foreign_keys("orders"):
        if key["constrained_columns"] == ["referrer"]:
            op.drop_constraint(key["name"], "orders", type_="foreignkey")
    if not inspector.has_table("coupons"):
        op.create_table("coupons", sa.Column("code", sa.String(9), primary_key=True))
    op.add_column("complaints", sa.Column("text", sa.Text))
