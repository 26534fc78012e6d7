"""All that only SQLite understands: how to connect, and the pragmas."""

from typing import Any

from sqlalchemy import Engine, create_engine, event

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
