"""The questions of a situation: written whole, read by id, and read by the page under filters."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select

from rashomon.errors import NotFoundError
from rashomon.ranking import ranked
from rashomon.records import Account, Question
from rashomon.store import tables as t
from rashomon.store.codec import join, split
from rashomon.store.queries import Facets, Page, QuestionQuery, Row, folded

QUESTION_COLUMNS = ("id", "kind", "measure", "status", "low", "best", "high", "origins", "outlets")
ACCOUNT_COLUMNS = ("id", "report", "speaker")
MOST_CHOICES = 200  # values of a filter that are offered
_ORDER = {
    "disagreement": t.questions.c.by_disagreement,
    "recency": t.questions.c.by_recency,
    "origins": t.questions.c.by_origins,
}


# ---- writing ----------------------------------------------------------------------------------------------------


def replace_questions(connection: Connection, situation: str, questions: Sequence[Question], now: datetime) -> None:
    """Put ``questions`` in place of those before; ids that are gone redirect to where their accounts went."""
    mine = t.accounts.c.situation == situation
    before = connection.execute(select(t.accounts.c.question, t.accounts.c.id).where(mine)).all()
    q = t.questions.c
    dated = {
        row.id: row
        for row in connection.execute(select(q.id, q.digest, q.made, q.changed).where(q.situation == situation))
    }
    old_aliases = connection.execute(
        select(t.aliases.c.alias, t.aliases.c.question).where(t.aliases.c.situation == situation)
    ).all()
    for table in (t.accounts, t.questions, t.aliases):
        connection.execute(delete(table).where(table.c.situation == situation))
    insert_questions(connection, situation, questions, dated, now.isoformat(timespec="seconds"))
    ids = {question.id for question in questions}
    home = {account.id: question.id for question in questions for account in question.accounts}
    moved: dict[str, str] = {}
    for question_id, account_id in before:
        if question_id not in ids and account_id in home:
            moved.setdefault(question_id, home[account_id])
    for alias, target in old_aliases:
        goal = target if target in ids else moved.get(target)
        if goal is not None and alias not in ids:
            moved.setdefault(alias, goal)
    if moved:
        connection.execute(
            insert(t.aliases), [{"situation": situation, "alias": a, "question": q} for a, q in sorted(moved.items())]
        )


def insert_questions(
    connection: Connection, situation: str, questions: Sequence[Question], dated: dict[str, Any], now: str
) -> None:
    """Write the rows; ``dated`` are the rows before, by id: what says the same keeps its dates."""
    order = {question.id: n for n, question in enumerate(ranked(questions))}
    last = {question.id: max((a.published or "" for a in question.accounts), default="") for question in questions}
    recency = sorted(sorted(order, key=order.__getitem__), key=last.__getitem__, reverse=True)
    origins = sorted(questions, key=lambda question: (-question.origins, order[question.id]))
    by_recency = {name: n for n, name in enumerate(recency)}
    by_origins = {question.id: n for n, question in enumerate(origins)}
    heads, rows = [], []
    for n, question in enumerate(questions):
        digest = _digest(question)
        before = dated.get(question.id)
        days = sorted(a.published for a in question.accounts if a.published)
        head = split(question, QUESTION_COLUMNS)
        rest = json.loads(head["rest"])
        rest.pop("accounts")
        heads.append(
            head
            | {
                "situation": situation,
                "position": n,
                "rest": json.dumps(rest, ensure_ascii=False, sort_keys=True),
                "answers": len(question.accounts),
                "place": question.place.name if question.place else None,
                "precision": question.place.precision if question.place else None,
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "words": _searched(question),
                "by_disagreement": order[question.id],
                "by_recency": by_recency[question.id],
                "by_origins": by_origins[question.id],
                "digest": digest,
                "made": before.made if before is not None else now,
                "changed": before.changed if before is not None and before.digest == digest else now,
            }
        )
        rows += [
            split(account, ACCOUNT_COLUMNS)
            | {
                "situation": situation,
                "question": question.id,
                "position": m,
                "speaker_kind": account.speaker_kind,
                "party": account.party,
                "published": account.published,
            }
            for m, account in enumerate(question.accounts)
        ]
    if heads:
        connection.execute(insert(t.questions), heads)
        connection.execute(insert(t.accounts), rows)


def _digest(question: Question) -> str:
    """What a reader would call a change: another status, range or set of accounts."""
    said = sorted((a.id, a.low, a.best, a.high, a.position, a.superseded_by) for a in question.accounts)
    parts = (question.status, question.low, question.best, question.high, said)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _searched(question: Question) -> str:
    words = [question.question, question.place.name if question.place else "", question.measure or ""]
    for account in question.accounts:
        words += [account.speaker, account.party or "", account.evidence.quote]
    return folded("\n".join(dict.fromkeys(words)))


# ---- reading ----------------------------------------------------------------------------------------------------


def read_questions(connection: Connection, situation: str, where: ColumnElement[bool]) -> Iterator[Question]:
    """The questions of a situation for which ``where`` holds, in the order of their founding claims."""
    mine = and_(t.questions.c.situation == situation, where)
    heads = connection.execute(select(t.questions).where(mine).order_by(t.questions.c.position)).all()
    query = select(t.accounts).join(
        t.questions,
        and_(t.questions.c.situation == t.accounts.c.situation, t.questions.c.id == t.accounts.c.question),
    )
    rows = connection.execute(query.where(mine).order_by(t.accounts.c.question, t.accounts.c.position))
    yield from _joined(connection, situation, heads, rows)


def _joined(connection: Connection, situation: str, heads: Sequence[Any], rows: Iterable[Any]) -> Iterator[Question]:
    accounts = {
        key: [join(Account, row, ACCOUNT_COLUMNS) for row in own]
        for key, own in groupby(rows, key=lambda row: row.question)
    }
    a = t.aliases.c
    query = select(a.alias, a.question).where(a.situation == situation).order_by(a.alias)
    if len(heads) <= MOST_CHOICES:
        query = query.where(a.question.in_([head.id for head in heads]))
    aliases: dict[str, list[str]] = {}
    for alias, target in connection.execute(query):
        aliases.setdefault(target, []).append(alias)
    for head in heads:
        yield join(
            Question, head, QUESTION_COLUMNS, accounts=accounts.get(head.id, []), aliases=aliases.get(head.id, [])
        )


def find_questions(connection: Connection, situation: str, name: str) -> list[Question]:
    """The question of this id or older id, or else all whose ids begin so."""
    mine = (t.aliases.c.situation == situation, t.aliases.c.alias == name)
    wanted = connection.execute(select(t.aliases.c.question).where(*mine)).scalar() or name
    exact = list(read_questions(connection, situation, t.questions.c.id == wanted))
    # Ids are ASCII: what begins so lies between the beginning and the beginning with a character above all of theirs.
    begins = and_(t.questions.c.id >= wanted, t.questions.c.id < wanted + "~")
    return exact or list(read_questions(connection, situation, begins))


def read_page(connection: Connection, situation: str, query: QuestionQuery, *, after: str | None, size: int) -> Page:
    """One page of the questions that ``query`` lets through, beginning after the question ``after``.

    Raises:
        NotFoundError: there is no question ``after`` any more.
    """
    q, order = t.questions.c, _ORDER[query.sort]
    mine = and_(q.situation == situation, *_conditions(situation, query))
    total = connection.execute(select(func.count()).select_from(t.questions).where(mine)).scalar() or 0
    page = select(t.questions).where(mine).order_by(order).limit(size + 1)
    if after is not None:
        begin = connection.execute(select(order).where(q.situation == situation, q.id == after)).scalar()
        if begin is None:
            raise NotFoundError("the board has changed since this page was made; begin at its first page")
        page = page.where(order > begin)
    heads = connection.execute(page).all()
    more, heads = len(heads) > size, heads[:size]
    a = t.accounts.c
    rows = connection.execute(
        select(t.accounts)
        .where(a.situation == situation, a.question.in_([head.id for head in heads]))
        .order_by(a.question, a.position)
    )
    found = zip(heads, _joined(connection, situation, heads, rows), strict=True)
    return Page(
        rows=tuple(
            Row(question=question, first=head.first, last=head.last, made=head.made, changed=head.changed)
            for head, question in found
        ),
        total=total,
        after=heads[-1].id if more else None,
    )


def _conditions(situation: str, query: QuestionQuery) -> Iterator[ColumnElement[bool]]:
    q, a = t.questions.c, t.accounts.c
    for word in folded(query.text).split():
        yield q.words.contains(word, autoescape=True)
    for column, chosen in ((q.status, query.status), (q.kind, query.kind), (q.measure, query.measure)):
        if chosen:
            yield column.in_(chosen)
    if query.place:
        yield q.place == query.place
    if query.precision is not None:
        yield q.precision <= query.precision
    if query.located:
        yield q.precision.is_not(None)  # what was not found in the gazetteer has none
    if query.changed:
        yield q.changed > query.changed
    told: list[ColumnElement[bool]] = []
    if query.source:
        told.append(a.speaker_kind.in_(query.source))
    if query.party:
        told.append(a.party == query.party)
    if query.speaker:
        told.append(a.speaker == query.speaker)
    if query.since:
        told.append(a.published >= query.since)
    if query.until:
        told.append(or_(a.published <= query.until, a.published.startswith(query.until, autoescape=True)))
    if told:
        yield q.id.in_(select(a.question).where(a.situation == situation, *told))


def read_facets(connection: Connection, situation: str) -> Facets:
    """What there is to choose from in a situation."""
    q, a = t.questions.c, t.accounts.c

    def counted(column: Any, situated: Any, what: Any) -> tuple[tuple[str, int], ...]:
        number = func.count(what.distinct()) if what is a.question else func.count()
        rows = connection.execute(
            select(column, number)
            .where(situated == situation, column.is_not(None))
            .group_by(column)
            .order_by(number.desc(), column)
            .limit(MOST_CHOICES)
        )
        return tuple((value, n) for value, n in rows)

    return Facets(
        status=counted(q.status, q.situation, q.id),
        kind=counted(q.kind, q.situation, q.id),
        measure=counted(q.measure, q.situation, q.id),
        place=counted(q.place, q.situation, q.id),
        source=counted(a.speaker_kind, a.situation, a.question),
        party=counted(a.party, a.situation, a.question),
    )
