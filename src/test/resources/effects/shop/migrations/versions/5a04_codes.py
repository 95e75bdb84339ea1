"""Codes"""

import sqlalchemy as sa
from alembic import op

revision = "5a04"
down_revision = "5a03"


TABLES = ["countries", "currencies"]


def make(name, *columns):
    op.create_table(name, sa.Column("code", sa.String(3), primary_key=True), *columns)
    op.create_index(f"ix_{name}_title", name, ["title"])


def upgrade():
    for table in TABLES:
        make(table, sa.Column("title", sa.Text, nullable=False))
    for column in ("street", "city"):
        op.add_column("customers", sa.Column(column, sa.Text))
