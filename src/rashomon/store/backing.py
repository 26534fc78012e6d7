"""What stands behind accounts: the cue, the words of the figure and the text around the sentence, read from their reports."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from rashomon.records import Span
from rashomon.store import tables as t

AROUND = 160  # characters of the report that are shown before and after a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Where an account comes from. ``figure`` is the figure's span within the quotation; ``before`` and ``after`` surround it.

    ``called``: the names that the report gives the speaker; ``happened``: first and last day of what the claim speaks of, None
    where an end is open.
    """

    title: str | None
    publisher: str | None
    url: str | None
    cue: str | None = None
    act: str | None = None
    called: tuple[str, ...] = ()
    happened: tuple[str | None, str | None] | None = None
    figure: Span | None = None
    before: str = ""
    after: str = ""


def read_backing(connection: Connection, situation: str, wanted: Iterable[tuple[str, str, Span]]) -> dict[str, Backing]:
    """Of each claim (report, claim, span of the quotation): what stands behind it, by the claim's id."""
    asked = list(wanted)
    r, c, f = t.reports.c, t.claims.c, t.figures.c
    reports = {report for report, _, _ in asked}
    heads = {
        row.id: row
        for row in connection.execute(
            select(r.id, r.version, r.title, r.publisher, r.url, r.attributions, r.speakers, r.times, t.texts.c.text)
            .join(t.texts, t.texts.c.sha256 == r.sha256)
            .where(r.situation == situation, r.newest, r.id.in_(reports))
        )
    }
    claims = {
        (row.report, row.id): row
        for row in connection.execute(
            select(c.report, c.version, c.id, c.speaker, c.rest).where(
                c.situation == situation, c.id.in_([a[1] for a in asked])
            )
        )
        if row.report in heads and row.version == heads[row.report].version
    }
    newest = and_(r.situation == f.situation, r.id == f.report, r.version == f.version, r.newest)
    figures = {
        (row.report, row.id): json.loads(row.rest)["span"]
        for row in connection.execute(
            select(f.report, f.id, f.rest)
            .join(t.reports, newest)
            .where(f.situation == situation, f.report.in_(reports))
        )
    }
    attributions = {name: {a["id"]: a for a in json.loads(head.attributions)} for name, head in heads.items()}
    speakers = {name: {s["id"]: s for s in json.loads(head.speakers)} for name, head in heads.items()}
    times = {name: {x["id"]: x for x in json.loads(head.times)} for name, head in heads.items()}
    found: dict[str, Backing] = {}
    for report, claim, (start, end) in asked:
        head = heads.get(report)
        if head is None:
            continue
        row = claims.get((report, claim))
        values: dict[str, Any] = json.loads(row.rest) if row is not None else {}
        said = attributions[report].get(values.get("attribution") or "")
        spans = [figures[report, name] for name in values.get("figures", ()) if (report, name) in figures]
        figure = next(((s - start, e - start) for s, e in spans if start <= s and e <= end), None)
        found[claim] = Backing(
            title=head.title,
            publisher=head.publisher,
            url=head.url,
            cue=" … ".join(head.text[s:e] for s, e in said["cue"]) if said and said["cue"] else None,
            act=said["act"] if said else None,
            called=_called(speakers[report].get(row.speaker) if row is not None else None),
            happened=_happened([times[report][name] for name in values.get("times", ()) if name in times[report]]),
            figure=figure,
            before=_whole(head.text[max(0, start - AROUND) : start], first=start <= AROUND),
            after=_whole(head.text[end : end + AROUND][::-1], first=end + AROUND >= len(head.text))[::-1],
        )
    return found


def _whole(words: str, *, first: bool) -> str:
    """The words without the piece of a word that they begin with, where they do not begin the text."""
    return (
        words if first or not words else words[len(words.split(maxsplit=1)[0]) :] if not words[0].isspace() else words
    )


def _called(speaker: dict[str, Any] | None) -> tuple[str, ...]:
    return (speaker["name"], *speaker["aliases"]) if speaker is not None else ()


def _happened(times: list[dict[str, Any]]) -> tuple[str | None, str | None] | None:
    """The narrowest time that the claim gives: of "on Monday, since October" it is Monday."""
    if not times:
        return None
    first = min(times, key=lambda x: (x["precision"], x["start"] is None, x["end"] is None))
    return first["start"], first["end"]
