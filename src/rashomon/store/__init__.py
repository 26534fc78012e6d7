"""Situations kept: reports with their versions and analyses, and the questions made from them. One transaction a report.

Killed at any moment, the store holds whole reports only. Adding what is there already changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, and_, delete, func, insert, select, true, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from rashomon.errors import NotFoundError, StoreError
from rashomon.records import (
    Account,
    Analysis,
    Attribution,
    Claim,
    Figure,
    Place,
    Question,
    Report,
    Speaker,
    Time,
    Unclaimed,
)  # fmt: skip
from rashomon.reviews.records import Review
from rashomon.store import questions as q
from rashomon.store import reviews
from rashomon.store import tables as t
from rashomon.store.backing import Backing, read_backing
from rashomon.store.codec import adapter, join, split
from rashomon.store.forgetting import forget
from rashomon.store.migrations import migrate
from rashomon.store.proving import lone_parts, span_problems
from rashomon.store.queries import PAGE, Facets, Head, Page, QuestionQuery, Version
from rashomon.store.rows import rows_by_report
from rashomon.store.sqlite import advice, compact, connect_sqlite

Added = Literal["new", "version", "known"]
_WHOLE: dict[str, Any] = {
    "attributions": tuple[Attribution, ...], "speakers": tuple[Speaker, ...], "places": tuple[Place, ...], "times": tuple[Time, ...],
    "unclaimed": tuple[Unclaimed, ...],
}  # fmt: skip
_FIGURE_COLUMNS = ("id", "measure", "unit", "low", "best", "high")
_CLAIM_COLUMNS = ("id", "kind", "speaker", "polarity", "predicate")


def open_store(url: str) -> "Store":
    """Open the store at a path or a ``sqlite:`` URL, and make it where there is none.

    Raises:
        StoreError: it can't be opened, or is no store.
    """
    if "://" in url and not url.startswith("sqlite:"):
        raise StoreError(f"{url!r} is no store that can be opened yet; give a path or a sqlite: URL")
    engine = connect_sqlite(url if url.startswith("sqlite:") else f"sqlite:///{url}")
    store = Store(engine, url)
    try:
        with store._transaction() as connection:
            migrate(connection)
    except StoreError:
        store.close()
        raise
    return store


class Store:
    """An open store; a context manager that closes it."""

    def __init__(self, engine: Any, name: str) -> None:
        self._engine = engine
        self._name = name

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, reading: bool = False) -> Iterator[Connection]:
        """One unit of work; ``reading`` neither waits for a writer nor lets one wait."""
        try:
            with self._engine.connect().execution_options(reading=reading) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            cause = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise StoreError(f"store {self._name!r}: {cause}; {advice(cause)}") from error

    @contextmanager
    def _reading(self, situation: str) -> Iterator[Connection]:
        with self._transaction(reading=True) as connection:
            if _revision(connection, situation) is None:
                raise NotFoundError(f"no situation {situation!r} in this store; 'rashomon read' makes one")
            yield connection

    def revision(self, situation: str) -> int:
        """A number that grows with every change of the situation.

        Raises:
            NotFoundError: there is no such situation.
        """
        with self._reading(situation) as connection:
            return _revision(connection, situation) or 0

    # ---- reports --------------------------------------------------------------------------------------------

    def situations(self) -> list[str]:
        """The names of all situations, in order."""
        with self._transaction(reading=True) as connection:
            return list(connection.execute(select(t.situations.c.name).order_by(t.situations.c.name)).scalars())

    def known(self, situation: str, report: Report) -> bool:
        """Whether the newest version of this report is this text with this metadata."""
        with self._transaction(reading=True) as connection:
            found = self._newest(connection, situation, report.id)
        return found is not None and found.sha256 == report.sha256

    def _newest(self, connection: Connection, situation: str, report: str) -> Any:
        return connection.execute(
            select(t.reports.c.version, t.reports.c.sha256).where(
                t.reports.c.situation == situation, t.reports.c.id == report, t.reports.c.newest
            )
        ).first()

    def has_report(self, situation: str, report: str) -> bool:
        """Whether a report of this id is there."""
        with self._transaction(reading=True) as connection:
            return self._newest(connection, situation, report) is not None

    def add(self, situation: str, analysis: Analysis, *, received: datetime | None = None) -> Added:
        """Keep an analysis: as a new report, as a new version of a known one, or not at all where the text is known."""
        report = analysis.report
        when = (received or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
        with self._transaction() as connection:
            found = self._newest(connection, situation, report.id)
            if found is not None and found.sha256 == report.sha256:
                return "known"
            version = 1 if found is None else found.version + 1
            _ensure(connection, t.situations, name=situation)
            _ensure(connection, t.texts, sha256=report.sha256, text=report.text)
            if found is not None:
                mine = and_(t.reports.c.situation == situation, t.reports.c.id == report.id)
                connection.execute(update(t.reports).where(mine).values(newest=False))
            row = {f.name: getattr(report, f.name) for f in fields(Report) if f.name != "text"}
            row |= {name: adapter(kind).dump_json(getattr(analysis, name)).decode() for name, kind in _WHOLE.items()}
            connection.execute(
                insert(t.reports).values(situation=situation, version=version, newest=True, received=when, **row)
            )
            place = {"situation": situation, "report": report.id, "version": version}
            for table, records, columns in (
                (t.figures, analysis.figures, _FIGURE_COLUMNS),
                (t.claims, analysis.claims, _CLAIM_COLUMNS),
            ):
                rows = [place | {"position": n} | split(record, columns) for n, record in enumerate(records)]
                if rows:
                    connection.execute(insert(table), rows)
            _count_revision(connection, situation)
        return "new" if found is None else "version"

    def analyses(self, situation: str, *, only: Sequence[str] | None = None) -> Iterator[Analysis]:
        """The newest version of each report, or of those named that are there, in the order of their ids."""
        mine = and_(t.reports.c.situation == situation, t.reports.c.newest)
        parts = [sorted(only)[n : n + PAGE] for n in range(0, len(only), PAGE)] if only is not None else [None]
        with self._transaction(reading=True) as connection:
            for part in parts:
                yield from self._analyses(connection, mine if part is None else and_(mine, t.reports.c.id.in_(part)))

    def stamps(self, situation: str) -> dict[str, str]:
        """By report, what tells its newest version from any other that there was."""
        r = t.reports.c
        query = select(r.id, r.version, r.sha256, r.received).where(r.situation == situation, r.newest)
        with self._transaction(reading=True) as connection:
            return {row[0]: str(tuple(row)) for row in connection.execute(query)}

    def report(self, situation: str, report: str) -> Analysis:
        """One report.

        Raises:
            NotFoundError: there is none of that id.
        """
        with self._transaction(reading=True) as connection:
            where = and_(t.reports.c.situation == situation, t.reports.c.id == report, t.reports.c.newest)
            found = next(iter(self._analyses(connection, where)), None)
        if found is None:
            raise NotFoundError(f"no report {report!r} in situation {situation!r}; 'rashomon questions' shows ids")
        return found

    def versions(self, situation: str, report: str) -> list[Version]:
        """The versions of a report, the newest first."""
        r = t.reports.c
        query = select(r.version, r.title, r.published, r.received, r.sha256, r.newest)
        with self._transaction(reading=True) as connection:
            rows = connection.execute(query.where(r.situation == situation, r.id == report).order_by(r.version.desc()))
            return [Version(**row._mapping) for row in rows]

    def texts(self, situation: str, report: str) -> dict[int, str]:
        """The text of each version of a report, by its number."""
        r = t.reports.c
        query = select(r.version, t.texts.c.text).join(t.texts, t.texts.c.sha256 == r.sha256)
        with self._transaction(reading=True) as connection:
            rows = connection.execute(query.where(r.situation == situation, r.id == report).order_by(r.version))
            return {row.version: row.text for row in rows}

    def heads(self, situation: str, *, after: str | None = None, size: int = PAGE) -> list[Head]:
        """Reports in the order of their ids, without their texts, beginning after the report ``after``."""
        r = t.reports.c
        query = select(r.id, r.title, r.publisher, r.published, r.url, r.language, r.received, r.version)
        query = query.where(r.situation == situation, r.newest, *([r.id > after] if after is not None else []))
        with self._reading(situation) as connection:
            return [Head(**row._mapping) for row in connection.execute(query.order_by(r.id).limit(size))]

    def _analyses(self, connection: Connection, where: Any) -> Iterator[Analysis]:
        query = select(t.reports, t.texts.c.text).join(t.texts, t.texts.c.sha256 == t.reports.c.sha256).where(where)
        heads = connection.execute(query.order_by(t.reports.c.id, t.reports.c.version))
        figures = rows_by_report(connection, t.figures, where)
        claims = rows_by_report(connection, t.claims, where)
        for head in heads:
            key = (head.id, head.version)
            report = Report(**{f.name: getattr(head, f.name) for f in fields(Report)})
            whole = {name: adapter(kind).validate_json(getattr(head, name)) for name, kind in _WHOLE.items()}
            yield Analysis(
                report=report, **whole,
                figures=tuple(join(Figure, row, _FIGURE_COLUMNS) for row in figures(key)),
                claims=tuple(join(Claim, row, _CLAIM_COLUMNS) for row in claims(key)),
            )  # fmt: skip

    # ---- questions ------------------------------------------------------------------------------------------

    def replace_questions(
        self, situation: str, questions: Iterable[Question], *, now: datetime | None = None, after: int | None = None
    ) -> bool:
        """Put the questions of a situation in place of those before; ids that are gone redirect to where their accounts went.

        False, and nothing is done, where the log no longer has the ``after`` entries that the questions were made with.
        """
        with self._transaction() as connection:
            if after is not None and reviews.length(connection, situation) != after:
                return False
            self._replace(connection, situation, questions, now=now)
        return True

    def _replace(
        self, connection: Connection, situation: str, questions: Iterable[Question], *, now: datetime | None = None
    ) -> None:
        _ensure(connection, t.situations, name=situation)
        q.replace_questions(connection, situation, tuple(questions), (now or datetime.now(UTC)).astimezone(UTC))
        _count_revision(connection, situation)

    def questions(self, situation: str, *, status: str | None = None) -> list[Question]:
        """The questions of a situation, or those of one status, in the order of their founding claims.

        Raises:
            NotFoundError: there is no such situation.
        """
        with self._reading(situation) as connection:
            where = t.questions.c.status == status if status is not None else true()
            return list(q.read_questions(connection, situation, where))

    def question(self, situation: str, name: str) -> Question:
        """One question, by its id, an older id of it, or the beginning of its id.

        Raises:
            NotFoundError: there is none, or several begin so.
        """
        with self._transaction(reading=True) as connection:
            found = q.find_questions(connection, situation, name)
        if len(found) != 1:
            problem = "no question begins" if not found else f"{len(found)} questions begin"
            raise NotFoundError(f"{problem} with {name!r} in situation {situation!r}; 'rashomon questions' lists them")
        return found[0]

    def page(self, situation: str, query: QuestionQuery, *, after: str | None = None, size: int = PAGE) -> Page:
        """One page of the questions that ``query`` lets through, beginning after the question ``after``.

        Raises:
            NotFoundError: there is no such situation, or no question ``after`` any more.
        """
        with self._reading(situation) as connection:
            return q.read_page(connection, situation, query, after=after, size=size)

    def facets(self, situation: str) -> Facets:
        """What there is to choose from in a situation."""
        with self._reading(situation) as connection:
            return q.read_facets(connection, situation)

    def some_questions(self, situation: str, ids: Iterable[str]) -> list[Question]:
        """The questions of these ids that are there."""
        with self._reading(situation) as connection:
            return list(q.read_questions(connection, situation, t.questions.c.id.in_(list(ids))))

    def questions_of(
        self, situation: str, *, report: str | None = None, speaker: str | None = None, most: int | None = None
    ) -> list[Question]:
        """The questions that a report or a speaker answers, ``most`` of them where it is given, the most disputed first."""
        a, head = t.accounts.c, t.questions.c
        mine = [a.situation == situation, *([a.report == report] if report else [])]
        mine += [a.speaker == speaker] if speaker else []
        theirs = head.id.in_(select(a.question).where(*mine))
        first = select(head.id).where(head.situation == situation, theirs).order_by(head.by_disagreement).limit(most)
        with self._reading(situation) as connection:
            return list(q.read_questions(connection, situation, theirs if most is None else head.id.in_(first)))

    def backing(self, situation: str, accounts: Iterable[Account]) -> dict[str, Backing]:
        """What stands behind each account in its report, by the claim's id."""
        wanted = [(a.report, a.claim, (a.evidence.start, a.evidence.end)) for a in accounts]
        with self._transaction(reading=True) as connection:
            return read_backing(connection, situation, wanted)

    # ---- reviews --------------------------------------------------------------------------------------------

    def log(self, situation: str) -> list[Review]:
        """All that people did in a situation, in order."""
        with self._transaction(reading=True) as connection:
            return reviews.read_log(connection, situation)

    def log_length(self, situation: str) -> int:
        """The number of the last entry."""
        with self._transaction(reading=True) as connection:
            return reviews.length(connection, situation)

    def review(self, situation: str, entry: Review, questions: Iterable[Question], *, after: int) -> Review | None:
        """Append an entry and put the questions that it makes in place of those before: both or neither.

        None where the log had more than ``after`` entries by now: the questions were made without knowing of them.
        """
        with self._transaction() as connection:
            if reviews.length(connection, situation) != after:
                return None
            entry = reviews.append(connection, situation, entry)
            self._replace(connection, situation, questions)
        return entry

    def forget(
        self,
        situation: str,
        entry: Review,
        make: Callable[[Iterator[Analysis], list[Review]], Iterable[Question]],
        *,
        report: str | None,
    ) -> Review:
        """Delete a report, or the whole situation, for good, with whatever the log quotes of it; append that it happened.

        ``make`` makes the questions of what is left.

        Raises:
            NotFoundError: there is nothing of that name.
        """
        with self._transaction() as connection:
            entry = reviews.append(connection, situation, entry)
            forget(connection, situation, report, by=entry.number)
            mine = and_(t.reports.c.situation == situation, t.reports.c.newest)
            rest = make(self._analyses(connection, mine), reviews.read_log(connection, situation))
            self._replace(connection, situation, rest)
            if report is None:
                connection.execute(delete(t.situations).where(t.situations.c.name == situation))
        compact(self._engine)
        return entry

    # ---- proof ----------------------------------------------------------------------------------------------

    def verify(self) -> Iterator[str]:
        """Say of each stored span that no longer equals its words, and of each entry of the log that is not as it was made, where it is."""
        for situation in self.situations():
            yield from (f"{situation}: {p}" for p in span_problems(self.analyses(situation), self.questions(situation)))
        with self._transaction(reading=True) as connection:
            for situation in reviews.situations_of(connection):
                yield from (f"{situation}: {problem}" for problem in reviews.problems(connection, situation))
            yield from lone_parts(connection)

    def log_head(self, situation: str) -> str:
        """The digest of the last entry of the log: kept elsewhere, it shows that nothing before it was changed or cut off."""
        with self._transaction(reading=True) as connection:
            return reviews.head(connection, situation)

    def counts(self, situation: str) -> dict[str, int]:
        """How many reports, claims and questions there are."""
        with self._transaction(reading=True) as connection:
            counted = {}
            for name, table in (("reports", t.reports), ("claims", t.claims), ("questions", t.questions)):
                query = select(func.count()).select_from(table).where(table.c.situation == situation)
                counted[name] = (
                    connection.execute(query.where(table.c.newest) if name == "reports" else query).scalar() or 0
                )
            return counted


def _revision(connection: Connection, situation: str) -> int | None:
    query = select(t.situations.c.revision).where(t.situations.c.name == situation)
    return connection.execute(query).scalar()


def _count_revision(connection: Connection, situation: str) -> None:
    mine = update(t.situations).where(t.situations.c.name == situation)
    connection.execute(mine.values(revision=t.situations.c.revision + 1))


def _ensure(connection: Connection, table: Any, **values: Any) -> None:
    """Insert a row unless its key is there."""
    key = next(iter(table.primary_key.columns))
    if connection.execute(select(key).where(key == values[key.name])).first() is None:
        with suppress(IntegrityError), connection.begin_nested():  # another writer may have been quicker
            connection.execute(insert(table).values(**values))
