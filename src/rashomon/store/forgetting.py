"""Deleting for good: a report or a situation with its texts, claims and questions, and the words of the log that quote it."""

from sqlalchemy import Connection, delete, select

from rashomon.errors import NotFoundError
from rashomon.reviews.leaving import quotes, without
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
    quoting = [e for e in log if report is None or quotes(e, {report})]
    anew = [] if report is None else without(log, {report})
    reviews.blank(connection, situation, [e.number for e in quoting if e.targets or e.subject or e.after], by=by)
    for entry in anew:
        reviews.append(connection, situation, entry)
