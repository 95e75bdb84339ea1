import os

import sqlalchemy as sa
from alembic import context

from shop.models import metadata as target_metadata

engine = sa.create_engine(os.environ["SHOP_DATABASE"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=target_metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
