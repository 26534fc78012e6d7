"""Where a question is about, and what: places and events as values. ``records`` gives them out with all others."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPlace:
    """Where a question is about; no coordinates when the name could not be resolved."""

    name: str
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What one report tells of one event; ``id`` counts within the report (``e1``: what it is about)."""

    report: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """Another event that is near but is not the same, and what keeps them apart."""

    event: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is happening or is said to, as one or more reports tell it.

    ``id`` is that of its founding episode: the earliest published, of those that tell most. ``start`` and ``end`` are the days that most
    episodes tell, None where none does. ``apart`` are its look-alikes.
    """

    id: str
    title: str
    place: QuestionPlace | None = None
    start: date | None = None
    end: date | None = None
    episodes: tuple[Episode, ...]
    apart: tuple[LookAlike, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEvent:
    """The event that a question is about: the one that most of its accounts tell of."""

    id: str
    title: str
    start: date | None = None
    end: date | None = None
    place: QuestionPlace | None = None
