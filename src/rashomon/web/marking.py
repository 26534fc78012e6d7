"""A report's text → paragraphs of segments, each with the roles of its words, and what each paragraph claims and does not claim."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.records import Analysis, Claim, Span, Unclaimed

ROLES = ("source", "cue", "content", "figure", "place", "time")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Characters with the same roles throughout. ``claims`` are those whose evidence they stand in; ``begins`` those that begin here.

    ``title`` says what a figure, place or time was read as.
    """

    start: int
    text: str
    roles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    focus: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: its segments, the claims that begin in it, and its words that make none."""

    start: int
    in_title: bool
    segments: tuple[Segment, ...]
    claims: tuple[Claim, ...]
    unclaimed: tuple[Unclaimed, ...]


def mark_paragraphs(analysis: Analysis, *, focus: Span | None, read_as: Mapping[Span, str]) -> tuple[Paragraph, ...]:
    """Cut the text where the roles of its words change. ``focus`` is the span that the address asks for, ``read_as`` notes of spans."""
    text = analysis.report.text
    spans: list[tuple[str, Span]] = []
    for attribution in analysis.attributions:
        spans += [(role, span) for role in ("source", "cue", "content") for span in getattr(attribution, role)]
    spans += [("figure", f.span) for f in analysis.figures] + [("place", p.span) for p in analysis.places]
    spans += [("time", t.span) for t in analysis.times]
    if focus is not None:
        spans.append(("focus", focus))
    found = []
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        end -= len(match[0]) - len(match[0].rstrip())
        claims = tuple(c for c in analysis.claims if start <= c.evidence[0] < end)
        found.append(
            Paragraph(
                start=start,
                in_title=end <= analysis.report.body_start,
                segments=_cut(text, start, end, spans, analysis.claims, read_as),
                claims=claims,
                unclaimed=tuple(u for u in analysis.unclaimed if start <= u.span[0] < end),
            )
        )
    return tuple(found)


def _cut(
    text: str,
    start: int,
    end: int,
    spans: Sequence[tuple[str, Span]],
    claims: Sequence[Claim],
    read_as: Mapping[Span, str],
) -> tuple[Segment, ...]:
    here = [(role, (max(s, start), min(e, end)), (s, e)) for role, (s, e) in spans if s < end and e > start]
    evidence = [(c.id, c.evidence) for c in claims if c.evidence[0] < end and c.evidence[1] > start]
    cuts = {start, end} | {x for _, span, _ in here for x in span}
    cuts |= {min(max(x, start), end) for _, span in evidence for x in span}
    edges = sorted(cuts)
    segments = []
    for left, right in pairwise(edges):
        over = [(role, whole) for role, (s, e), whole in here if s <= left and right <= e]
        roles = {role for role, _ in over}
        note = next((read_as[whole] for _, whole in over if whole in read_as), None)
        segments.append(
            Segment(
                start=left,
                text=text[left:right],
                roles=tuple(role for role in ROLES if role in roles),
                claims=tuple(name for name, (s, e) in evidence if s <= left and right <= e),
                begins=tuple(name for name, (s, _) in evidence if s == left),
                focus="focus" in roles,
                title=note,
            )
        )
    return tuple(segments)
