"""Written in sql"""

import sqlalchemy as sa
from alembic import op

revision = "5b04"
down_revision = "5a03"


def upgrade():
    op.execute("""
        CREATE TABLE notes (
            id serial PRIMARY KEY,
            order_id integer REFERENCES orders (id) ON DELETE CASCADE,
            author integer NOT NULL,
            "Text" text CHECK ("Text" <> ''),
            written_at timestamptz DEFAULT now(),
            UNIQUE (author, written_at)
        );
        CREATE INDEX notes_author_lower ON notes (lower("Text"));
        CREATE INDEX notes_recent ON notes (author) WHERE written_at > '2020-01-01';
        ALTER TABLE notes ADD UNIQUE (order_id);
        INSERT INTO notes (author) SELECT 1 WHERE false;
    """)
    op.execute("ALTER TABLE notes ADD UNIQUE (order_id)")
