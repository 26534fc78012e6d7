"""Deleting for good: a report or a situation with its texts, claims and questions, and the words of the log that quote it."""

from dataclasses import replace

from sqlalchemy import Connection, delete, select

from rashomon.errors import NotFoundError
from rashomon.reviews.records import Review
from rashomon.reviews.replaying import replay
from rashomon.store import reviews
from rashomon.store import tables as t


def forget(connection: Connection, situation: str, report: str | None, *, by: int) -> None:
    """Delete ``report``, or all of the situation; ``by`` is the number of the entry that says so.

    Decisions that are about other reports too are taken down anew, without the words that go.

    Raises:
        NotFoundError: there is nothing of that name.
    """
    r = t.reports.c
    mine = [r.situation == situation, *([r.id == report] if report is not None else [])]
    hashes = set(connection.execute(select(r.sha256).where(*mine)).scalars())
    if not hashes:
        what = f"report {report!r} in situation {situation!r}" if report is not None else f"situation {situation!r}"
        raise NotFoundError(f"no {what}; nothing was deleted")
    for table in (t.figures, t.claims):
        of_report = [table.c.report == report] if report is not None else []
        connection.execute(delete(table).where(table.c.situation == situation, *of_report))
    connection.execute(delete(t.reports).where(*mine))
    kept = set(connection.execute(select(r.sha256).where(r.sha256.in_(hashes))).scalars())
    connection.execute(delete(t.texts).where(t.texts.c.sha256.in_(hashes - kept)))
    if report is None:
        for table in (t.accounts, t.questions, t.aliases):
            connection.execute(delete(table).where(table.c.situation == situation))
    log = [e for e in reviews.read_log(connection, situation) if e.number != by]
    quoting = [e for e in log if report is None or _quotes(e, report)]
    anew = [] if report is None else _without(log, quoting, report)
    reviews.blank(connection, situation, [e.number for e in quoting if e.targets or e.subject or e.after], by=by)
    for entry in anew:
        reviews.append(connection, situation, entry)


def _quotes(entry: Review, report: str) -> bool:
    return any(t.report == report for t in entry.targets) or (entry.act == "level" and entry.subject == report)


def _without(log: list[Review], quoting: list[Review], report: str) -> list[Review]:
    """Those of the entries in force that are about other reports too, with what they say of those."""
    judged = replay(log)
    force = {e.number for e in judged.entries}
    anew = []
    for entry in quoting:
        rest = tuple(target for target in entry.targets if target.report != report)
        left = replace(entry, targets=rest)
        if entry.number not in force or not rest or entry.act == "undo":
            continue
        if entry.act in {"together", "apart"}:
            bound = judged.together if entry.act == "together" else judged.apart
            if not left.pairs or any(bound.get(pair) is not entry for pair in left.pairs):
                continue
        if entry.act == "not_comparable" and not left.pairs:
            continue
        anew.append(left)
    return anew
