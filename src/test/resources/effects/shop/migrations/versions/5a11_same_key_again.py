"""Same key again"""

import sqlalchemy as sa
from alembic import op

revision = "5a11"
down_revision = "5a10"


def upgrade():
    op.drop_constraint("notes_order_id_fkey", "notes", type_="foreignkey")
    op.create_foreign_key("notes_order_id_fkey", "notes", "orders", ["order_id"], ["id"])
