"""View and sequence"""

import sqlalchemy as sa
from alembic import op

revision = "5a0b"
down_revision = "5a0a"


def upgrade():
    op.execute(sa.schema.CreateSequence(sa.Sequence("invoice_numbers")))
    op.execute("CREATE VIEW open_orders AS SELECT id, customer FROM orders WHERE shipped_at IS NULL")
