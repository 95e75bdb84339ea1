"""Total again"""

import sqlalchemy as sa
from alembic import op

revision = "5a08"
down_revision = "5a07"


def upgrade():
    op.add_column("orders", sa.Column("total", sa.BigInteger))
    op.drop_index("ix_countries_title", table_name="countries")
    op.create_index("ix_countries_title", "countries", ["title", "code"], unique=True)
