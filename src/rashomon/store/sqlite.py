"""All that only SQLite understands: how to connect, and the pragmas."""

from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Engine, create_engine, event

from rashomon.errors import StoreError

BUSY_SECONDS = 10


def connect_sqlite(url: str) -> Engine:
    """An engine with write-ahead log; a transaction that writes begins at once, so that two writers wait and never fail half-way."""
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def compact(engine: Engine) -> None:
    """Rebuild the file, so that what was deleted is not left in pages that are free or in the write-ahead log.

    Raises:
        StoreError: another program holds the file.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    except OperationalError as error:
        raise StoreError(
            f"it is deleted, but the file could not be rebuilt ({error}) and may still hold its words; end what uses it, then run VACUUM"
        ) from error
    finally:
        raw.close()


def advice(cause: str) -> str:
    """What to do about an error."""
    if "readonly" in cause or "unable to open" in cause or "permission" in cause.lower():
        return "give --store a path that can be written"
    if "full" in cause:
        return "free some space; what was acknowledged before is safe"
    if "locked" in cause:
        return "another program is writing; try again"
    if "not a database" in cause:
        return "give --store another path, this file is something else"
    return "nothing of the last report was kept"
