"""States"""

import enum

import sqlalchemy as sa
from alembic import op
from shop.models import KeyColumn
from sqlalchemy.dialects import postgresql

revision = "5a03"
down_revision = "5a02"


kind = postgresql.ENUM("CARD", "TRANSFER", name="payment_kind")


class State(enum.Enum):
    OPEN = "open"
    CLOSED = "closed"
    DONE = "closed"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE customer_state ADD VALUE IF NOT EXISTS 'BLOCKED' BEFORE 'ACTIVE'")
    kind.create(op.get_bind())
    op.add_column("orders", sa.Column("paid_by", postgresql.ENUM(name="payment_kind", create_type=False)))
    op.create_table("tickets", KeyColumn(), sa.Column("state", sa.Enum(State, name="ticket_state"), nullable=False))
