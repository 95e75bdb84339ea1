"""Data"""

import sqlalchemy as sa
from alembic import op

revision = "5a0d"
down_revision = "5a0c"


customers = sa.table("customers", sa.column("id"), sa.column("name"))


def upgrade():
    connection = op.get_bind()
    for row in connection.execute(sa.select(customers.c.id)).fetchall():
        connection.execute(customers.update().where(customers.c.id == row.id).values(name="x"))
    op.execute("DO $$ BEGIN UPDATE orders SET code = NULL WHERE code = ''; END $$")
    op.bulk_insert(customers, [])
