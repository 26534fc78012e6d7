"""What a store proves of itself: spans equal their words, and no part is there without its report."""

import hashlib
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Integer, and_, cast, func, select

from rashomon.records import Analysis, Figure, Question, Time
from rashomon.store import tables as t


def span_problems(analyses: Iterable[Analysis], questions: Iterable[Question]) -> Iterator[str]:
    """Say of each span that does not equal its words where it is."""
    texts: dict[str, str] = {}
    for analysis in analyses:
        texts[analysis.report.id] = analysis.report.text
        yield from (f"{analysis.report.id}: {problem}" for problem in _problems(analysis))
    for question in questions:
        for account in question.accounts:
            evidence = account.evidence
            if texts.get(account.report, "")[evidence.start : evidence.end] != evidence.quote:
                yield f"{question.id}: {account.id}: the quotation is not in its report"


def _problems(analysis: Analysis) -> Iterator[str]:
    text = analysis.report.text
    if hashlib.sha256(text.encode()).hexdigest() != analysis.report.sha256:
        yield "the text is not the one that was hashed"
    worded: list[Figure | Time] = [*analysis.figures, *analysis.times]
    for record in worded:
        start, end = record.span
        if text[start:end] != record.words:
            yield f"{record.id}: {record.words!r} is not at {start}"
    for claim in analysis.claims:
        if claim.text != " … ".join(" ".join(text[s:e].split()) for s, e in claim.spans):
            yield f"{claim.id}: its words are not at its spans"


def lone_parts(connection: Connection) -> Iterator[str]:
    """Say of claims and figures without a report, and of reports of which no version, or more than one, is the newest."""
    r = t.reports.c
    for table in (t.claims, t.figures):
        c = table.c
        whole = and_(r.situation == c.situation, r.id == c.report, r.version == c.version)
        lone = select(c.situation, c.report).outerjoin(t.reports, whole).where(r.id.is_(None)).distinct()
        for row in connection.execute(lone):
            yield f"{row.situation}: {row.report}: {table.name} without their report"
    newest = func.sum(cast(r.newest, Integer))
    for row in connection.execute(select(r.situation, r.id).group_by(r.situation, r.id).having(newest != 1)):
        yield f"{row.situation}: {row.id}: not exactly one of its versions is the newest"
    orphaned = select(t.texts.c.sha256).outerjoin(t.reports, r.sha256 == t.texts.c.sha256).where(r.id.is_(None))
    for row in connection.execute(orphaned):
        yield f"a text without a report: {row.sha256[:12]}"
