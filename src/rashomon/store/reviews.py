"""The log of reviews: appended to, read, proved; never changed.

Each entry's digest is made of that of the entry before and of the hash of its own body: who changes, moves or takes out an entry breaks
the chain. A body can be deleted where its material was deleted for good; its hash stays, so that the chain still holds, and its salt
goes with it, so that the hash tells nothing about the words.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select

from rashomon.reviews.records import Review
from rashomon.store import tables as t
from rashomon.store.codec import adapter

HEAD_OF_NOTHING = "0" * 64


def read_log(connection: Connection, situation: str) -> list[Review]:
    """All entries, in order. Of one whose words were deleted there is left who did what and when."""
    r, b = t.reviews.c, t.review_bodies.c
    joined = t.reviews.outerjoin(t.review_bodies, and_(b.situation == r.situation, b.number == r.number))
    rows = connection.execute(
        select(t.reviews, b.body).select_from(joined).where(r.situation == situation).order_by(r.number)
    )
    return [_entry(row) for row in rows]


def _entry(row: Any) -> Review:
    if row.body is None:
        return Review(number=row.number, act=row.act, actor=row.actor, at=row.at)
    values = json.loads(row.body)
    values.pop("salt")
    entry: Review = adapter(Review).validate_python(values)
    return entry


def length(connection: Connection, situation: str) -> int:
    """The number of the last entry."""
    query = select(func.max(t.reviews.c.number)).where(t.reviews.c.situation == situation)
    return connection.execute(query).scalar() or 0


def append(connection: Connection, situation: str, entry: Review) -> Review:
    """Put an entry at the end; returns it with its number."""
    r = t.reviews.c
    last = connection.execute(
        select(r.number, r.digest).where(r.situation == situation).order_by(r.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.digest) if last is not None else (1, HEAD_OF_NOTHING)
    entry = replace(entry, number=number)
    body = json.dumps(
        adapter(Review).dump_python(entry, mode="json") | {"salt": token_hex(16)}, ensure_ascii=False, sort_keys=True
    )
    hashed = hashlib.sha256(body.encode()).hexdigest()
    head = {"situation": situation, "number": number, "act": entry.act, "actor": entry.actor, "at": entry.at}
    connection.execute(insert(t.reviews).values(**head, hashed=hashed, digest=_digest(before, head, hashed)))
    connection.execute(insert(t.review_bodies).values(situation=situation, number=number, body=body))
    return entry


def _digest(before: str, head: dict[str, Any], hashed: str) -> str:
    words = json.dumps([before, head["situation"], head["number"], head["act"], head["actor"], head["at"], hashed])
    return hashlib.sha256(words.encode()).hexdigest()


def blank(connection: Connection, situation: str, numbers: list[int], *, by: int) -> None:
    """Delete the words of entries for good; ``by`` is the number of the entry that says so."""
    b = t.review_bodies.c
    for number in numbers:
        connection.execute(insert(t.blanked).values(situation=situation, number=number, by=by))
        connection.execute(delete(t.review_bodies).where(b.situation == situation, b.number == number))


def situations_of(connection: Connection) -> list[str]:
    """Situations that have a log, those among them that were deleted too."""
    return list(connection.execute(select(t.reviews.c.situation).distinct().order_by(t.reviews.c.situation)).scalars())


def head(connection: Connection, situation: str) -> str:
    """The digest of the last entry: whoever keeps it elsewhere can tell that nothing before it was changed or cut off."""
    r = t.reviews.c
    query = select(r.digest).where(r.situation == situation).order_by(r.number.desc()).limit(1)
    return connection.execute(query).scalar() or HEAD_OF_NOTHING


def problems(connection: Connection, situation: str) -> Iterator[str]:
    """Say of each entry that is missing, moved or changed which it is."""
    r, b, k = t.reviews.c, t.review_bodies.c, t.blanked.c
    words = connection.execute(select(b.number, b.body).where(b.situation == situation))
    bodies = {row.number: row.body for row in words}
    emptied = connection.execute(select(k.number, k.by).where(k.situation == situation))
    blanked = {row.number: row.by for row in emptied}
    acts: dict[int, str] = {}
    before = HEAD_OF_NOTHING
    for expected, row in enumerate(
        connection.execute(select(t.reviews).where(r.situation == situation).order_by(r.number)), 1
    ):
        acts[row.number] = row.act
        if row.number != expected:
            yield f"log: entry {expected} is missing"
            return
        head = {name: getattr(row, name) for name in ("situation", "number", "act", "actor", "at")}
        if _digest(before, head, row.hashed) != row.digest:
            yield f"log: entry {row.number} was changed, or one before it"
        before = row.digest
        body = bodies.pop(row.number, None)
        if body is None and row.number not in blanked:
            yield f"log: entry {row.number} has lost its words"
        elif body is not None and hashlib.sha256(body.encode()).hexdigest() != row.hashed:
            yield f"log: the words of entry {row.number} were changed"
        elif body is not None:
            entry = json.loads(body)
            if any(entry[name] != head[name] for name in ("number", "act", "actor", "at")):
                yield f"log: entry {row.number} is not what its words say"
    yield from (f"log: words of an entry {number} that is not there" for number in sorted(bodies))
    for number, by in sorted(blanked.items()):
        if acts.get(by) != "forget" or by < number:
            yield f"log: entry {number} was emptied, and no entry says why"
