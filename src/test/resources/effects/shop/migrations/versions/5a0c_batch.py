"""Batch"""

import sqlalchemy as sa
from alembic import op

revision = "5a0c"
down_revision = "5a0b"


def upgrade():
    with op.batch_alter_table("customers") as batch:
        batch.add_column(sa.Column("phone", sa.String(40)))
        batch.alter_column("name", nullable=False, server_default="")
        batch.create_unique_constraint("uq_customers_phone", ["phone"])
        batch.drop_column("city")
