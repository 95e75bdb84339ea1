"""Constraint of an index"""

import sqlalchemy as sa
from alembic import op

revision = "5a09"
down_revision = "5a08"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("uq_notes_author_text", "notes", ["author", "Text"], unique=True, postgresql_concurrently=True)
    op.execute("ALTER TABLE notes ADD CONSTRAINT uq_notes_author_text UNIQUE USING INDEX uq_notes_author_text")
