"""Numbered functions that bring a store to this version's schema; a new store runs them all."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import Connection, inspect, select, text

from rashomon.errors import StoreError
from rashomon.records import Account, Question
from rashomon.store import tables as t
from rashomon.store.codec import join
from rashomon.store.questions import ACCOUNT_COLUMNS, QUESTION_COLUMNS, insert_questions
from rashomon.store.tables import metadata, schema

MIGRATIONS: list[Callable[[Connection], None]] = []
migration = MIGRATIONS.append


@migration
def m001_initial(connection: Connection) -> None:
    """Make all tables."""
    metadata.create_all(connection)


@migration
def m002_board(connection: Connection) -> None:
    """Give questions and accounts the columns that the board filters and sorts by, and situations a revision."""
    if "by_disagreement" in {column["name"] for column in inspect(connection).get_columns("questions")}:
        return  # made just now, by the first
    connection.execute(text("ALTER TABLE situations ADD COLUMN revision INTEGER NOT NULL DEFAULT 0"))
    heads = connection.execute(text("SELECT * FROM questions ORDER BY situation, position")).all()
    rows = connection.execute(text("SELECT * FROM accounts ORDER BY situation, question, position")).all()
    accounts = {
        key: [join(Account, row, ACCOUNT_COLUMNS) for row in own]
        for key, own in groupby(rows, key=lambda row: (row.situation, row.question))
    }
    t.accounts.drop(connection)
    t.questions.drop(connection)
    metadata.create_all(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for situation, own in groupby(heads, key=lambda row: row.situation):
        questions = [
            join(Question, row, QUESTION_COLUMNS, accounts=accounts.get((situation, row.id), [])) for row in own
        ]
        insert_questions(connection, situation, questions, {}, now)


@migration
def m003_counted_filters(connection: Connection) -> None:
    """Let questions of one kind or measure be counted without reading them."""
    for index in t.questions.indexes:
        index.create(connection, checkfirst=True)


@migration
def m004_reviews(connection: Connection) -> None:
    """Make the log of reviews, which is only ever added to."""
    metadata.create_all(connection)
    for trigger in t.LOG_TRIGGERS:
        connection.execute(text(trigger))


@migration
def m005_unclaimed(connection: Connection) -> None:
    """Keep with a report which of its words make no claim, and why; of what was read before, nothing is known."""
    if "unclaimed" not in {column["name"] for column in inspect(connection).get_columns("reports")}:
        connection.execute(text("ALTER TABLE reports ADD COLUMN unclaimed TEXT NOT NULL DEFAULT '[]'"))


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
