"""More indexes"""

import sqlalchemy as sa
from alembic import op

revision = "5a0e"
down_revision = "5a0d"


INDEXES = {"ix_notes_order": ["order_id"], "ix_notes_author": ["author", "order_id"]}


def upgrade():
    for name, columns in INDEXES.items():
        op.create_index(name, "notes", columns)
    [op.create_index(op.f(f"ix_customers_{column}"), "customers", [column]) for column in ("street", "state")]
    op.execute("ALTER TYPE payment_kind RENAME VALUE 'CARD' TO 'CREDIT_CARD'")
    op.drop_table("currencies")
