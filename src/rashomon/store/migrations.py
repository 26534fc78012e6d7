"""Numbered functions that bring a store to this version's schema; a new store runs them all."""

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select

from rashomon.errors import StoreError
from rashomon.store.tables import metadata, schema

MIGRATIONS: list[Callable[[Connection], None]] = []
migration = MIGRATIONS.append


@migration
def m001_initial(connection: Connection) -> None:
    """Make all tables."""
    metadata.create_all(connection)


def migrate(connection: Connection) -> None:
    """Run what has not been run yet.

    Raises:
        StoreError: the store was made by a newer version of the program.
    """
    version = 0
    if inspect(connection).has_table(schema.name):
        version = connection.execute(select(schema.c.version)).scalar() or 0
    if version > len(MIGRATIONS):
        raise StoreError(
            f"the store has schema {version}, newer than {len(MIGRATIONS)}, which this program knows; update rashomon"
        )
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        step(connection)
        connection.execute(schema.delete())
        connection.execute(schema.insert().values(version=number))
