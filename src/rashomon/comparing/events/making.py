"""A group of episodes → the event that they tell of: its founding episode, title, place and days; and what keeps it from its look-alikes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from rashomon.comparing.events.linking import Likely
from rashomon.comparing.events.traits import Traits
from rashomon.comparing.weighing import Model
from rashomon.languages.events import EventWords
from rashomon.records import Episode, Event, LookAlike, Place, QuestionPlace, content_id
from rashomon.world.gazetteer import fold

MOST_APART = 3
ALIKE = 0.1  # likelihood from which a reader may take two episodes for one event's
T = TypeVar("T")


def event_id(episode: Traits) -> str:
    """The id of the event that an episode founds."""
    return content_id("event", episode.report, episode.start)


def founder(episodes: Iterable[Traits]) -> Traits:
    """The earliest of the episodes that tell their event best: what is vaguer or told aside founds nothing that others tell."""
    return min(episodes, key=lambda e: (e.rank, e.order))


def make_event(episodes: Iterable[Traits], words: EventWords) -> Event:
    """The event that episodes tell of; they are told in the order of publication."""
    own = sorted(episodes, key=lambda e: e.order)
    founding = founder(own)
    best = [e for e in own if e.rank == founding.rank]
    place = _place(best)
    happened = _commonest([e.happened for e in best if e.happened is not None])
    start, end = map(date.fromordinal, happened) if happened is not None else (None, None)
    # One vote a report, however often it names its deed.
    deed = _commonest([d for e in best if (d := _commonest([d for d in e.deeds if d in words.deed])) is not None])
    title = words.title(
        what=words.deed[deed] if deed is not None else None,
        place=place.name if place is not None else None,
        days=words.days(start, end) if start is not None and end is not None else None,
        headline=founding.title if founding.main else None,
    )
    told = tuple(Episode(report=e.report, id=e.episode) for e in own)
    return Event(id=event_id(founding), title=title, place=place, start=start, end=end, episodes=told)


def look_alikes(
    episodes: Sequence[Traits], groups: Sequence[Sequence[int]], likely: Likely, model: Model[Traits]
) -> dict[int, tuple[LookAlike, ...]]:
    """Of each group, by its number, the others that are most like it, each with what speaks most against their being one."""
    home = {n: at for at, group in enumerate(groups) for n in group}
    ids = [event_id(founder(episodes[n] for n in group)) for group in groups]
    found: dict[int, tuple[LookAlike, ...]] = {}
    for at, group in enumerate(groups):
        nearest: dict[int, tuple[float, int, int]] = {}
        for n in group:
            for m, value in likely[n].items():
                if home[m] != at and value >= ALIKE:
                    nearest[home[m]] = max(nearest.get(home[m], (0.0, 0, 0)), (value, -min(n, m), -max(n, m)))
        first = sorted(nearest, key=lambda other: (-nearest[other][0], ids[other]))[:MOST_APART]
        pairs = [(other, episodes[-nearest[other][1]], episodes[-nearest[other][2]]) for other in first]
        found[at] = tuple(LookAlike(event=ids[other], reason=_against(a, b, model)) for other, a, b in pairs)
    return found


def _against(a: Traits, b: Traits, model: Model[Traits]) -> str:
    """What differs, the weightiest first: what two have in common keeps nobody apart, whatever it weighs."""
    found = [(weighed, weighed.signal(a, b)) for weighed in model.signals]
    against = sorted(
        (w.count(signal), signal.reason) for w, signal in found if signal.score < 0 and w.count(signal) < 0
    )
    return "; ".join(reason for _, reason in against[:2]) or "too little in common to say that it is the same"


def _place(episodes: Sequence[Traits]) -> QuestionPlace | None:
    """The place that most episodes are set in."""
    places: Mapping[str, Place] = {fold(e.place.name): e.place for e in reversed(episodes) if e.place is not None}
    name = _commonest([fold(e.place.name) for e in episodes if e.place is not None])
    if name is None:
        return None
    place = places[name]
    return QuestionPlace(name=place.name, lat=place.lat, lon=place.lon, precision=place.precision)


def _commonest(values: Sequence[T]) -> T | None:
    """The value that stands there most often, the first of those alike."""
    return Counter(values).most_common(1)[0][0] if values else None
