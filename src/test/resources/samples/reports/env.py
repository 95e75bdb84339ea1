"""A sample: db-status only looks here for the version table's place, and never runs it."""

from alembic import context

context.configure(url=context.config.get_main_option("sqlalchemy.url"))

with context.begin_transaction():
    context.run_migrations()
