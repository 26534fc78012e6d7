"""Words that a person selected → what the machine would make of them: speaker, figure, place, time, and the question they may answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rashomon.board import interval
from rashomon.errors import InputError
from rashomon.records import Analysis, Place, Question, Span, Time

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NEAR = 400  # characters within which a place or time is still what the words are about


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim as the machine would fill it in; every field can be changed. ``questions`` are those of the report, the likeliest first."""

    span: Span
    quote: str
    figure: str
    measure: str
    speaker: str
    place: str
    time: str
    questions: tuple[Question, ...]


def find_words(text: str, words: str) -> Span:
    """Where words stand in a text, whatever its line ends.

    Raises:
        InputError: nowhere.
    """
    parts = words.split()
    found = re.search(r"\s+".join(map(re.escape, parts)), text) if parts else None
    if found is None:
        raise InputError("these words do not stand in the report; copy them from its text")
    return found.span()


def propose(analysis: Analysis, questions: Iterable[Question], span: Span) -> Proposal:
    """What the machine makes of the words at ``span``."""
    start, end = span
    text = analysis.report.text
    if end > len(text) or not text[start:end].strip():
        raise InputError("there are no words at these characters")
    figure = next((f for f in analysis.figures if start <= f.span[0] and f.span[1] <= end), None)
    number = _NUMBER.search(text[start:end])
    said = [
        a
        for a in analysis.attributions
        if any(s < end and start < e for part in (a.content, a.source, a.cue) for s, e in part)
    ]
    speakers = {s.id: s.name for s in analysis.speakers}
    speaker = next((speakers[a.speaker] for a in said if a.speaker in speakers), analysis.report.publisher or "")
    place = _nearest(analysis.places, span)
    time = _nearest(analysis.times, span)
    days = [d.isoformat() for d in (time.start, time.end) if d is not None] if time is not None else []
    measure = figure.measure if figure else ""
    return Proposal(
        span=span, quote=text[start:end], speaker=speaker, measure=measure, place=place.name if place else "", time="/".join(dict.fromkeys(days)),
        figure=interval(figure.low, figure.best, figure.high).removeprefix("≤ ") if figure else number[0] if number else "",
        questions=tuple(sorted(questions, key=lambda q: (q.measure != measure, q.question))),
    )  # fmt: skip


_Found = TypeVar("_Found", Place, Time)


def _nearest(found: Sequence[_Found], span: Span) -> _Found | None:
    """What stands in the words, or next to them."""
    near = [(max(item.span[0] - span[1], span[0] - item.span[1], 0), item.span, item) for item in found]
    best = min(near, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] <= NEAR else None
