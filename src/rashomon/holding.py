"""A situation as this process holds it: its analyses as people corrected them and its questions, brought up to date before they are asked for.

What a store changed since the last time, reports or decisions, is read and compared anew; the rest is at hand. The questions are
those that ``pipeline.compare`` makes of the whole.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock, RLock
from typing import Protocol
from weakref import WeakKeyDictionary

from rashomon.comparing import Comparison
from rashomon.comparing.events import Told, with_event
from rashomon.pipeline import load_models
from rashomon.records import Analysis, Question
from rashomon.reviews import Judged, Review, applied, bonds_of, marked, replay

MOST_HELD = 3  # situations of one store: each takes as much memory as its analyses


class Kept(Protocol):
    """What keeps the analyses, questions and reviews of situations."""

    def stamps(self, situation: str) -> Mapping[str, str]: ...

    def analyses(self, situation: str, *, only: Sequence[str] | None = None) -> Iterator[Analysis]: ...

    def log(self, situation: str) -> list[Review]: ...

    def replace_questions(self, situation: str, questions: Iterable[Question], *, after: int | None = None) -> bool: ...


class Held:
    """One situation of a store. It keeps no hold of the store itself: a store that is closed takes along what is held of it."""

    def __init__(self, situation: str) -> None:
        models = load_models()
        self._situation = situation
        self._comparison = Comparison(
            frames=models.frames, groups=models.groups, actors=models.actors, measures=models.measures
        )
        self._told = Told()
        self._stamps: Mapping[str, str] = {}
        self._raw: dict[str, Analysis] = {}
        self._applied: dict[str, Analysis] = {}
        self._judged = Judged()
        self._bearing: dict[str, list[Review]] = {}
        self._lock = RLock()

    def analyses(self, kept: Kept, log: Iterable[Review]) -> tuple[Analysis, ...]:
        """The analyses as the entries of ``log`` make them, in the order of their ids."""
        with self._lock:
            self._update(kept, replay(log))
            return tuple(self._applied[name] for name in sorted(self._applied))

    def questions(self, kept: Kept, log: Iterable[Review]) -> tuple[Question, ...]:
        """The questions under ``log``."""
        judged = replay(log)
        with self._lock:
            self._update(kept, judged)
            homes = self._told.homes()
            return marked([with_event(question, homes) for question in self._comparison.questions()], judged)

    def _update(self, kept: Kept, judged: Judged) -> None:
        stamps = kept.stamps(self._situation)
        for name in self._stamps.keys() - stamps.keys():
            self._raw.pop(name, None)
            self._applied.pop(name, None)
            self._comparison.drop(name)
            self._told.put(name, None)
        stale = {name for name, stamp in stamps.items() if self._stamps.get(name) != stamp}
        for analysis in kept.analyses(self._situation, only=sorted(stale)):
            self._raw[analysis.report.id] = analysis
        bearing = _bearing(judged)
        if judged.speakers != self._judged.speakers:
            stale |= stamps.keys()
        stale |= {n for n in bearing.keys() | self._bearing.keys() if bearing.get(n) != self._bearing.get(n)}
        for analysis in applied((self._raw[name] for name in sorted(stale & self._raw.keys())), judged):
            self._applied[analysis.report.id] = analysis
            self._comparison.put(analysis)
            self._told.put(analysis.report.id, analysis)
        self._comparison.bind(bonds_of(judged))
        self._stamps, self._judged, self._bearing = stamps, judged, bearing


def _bearing(judged: Judged) -> dict[str, list[Review]]:
    """By report, the entries in force that make its analysis another one."""
    corrections = (entry for fields in judged.corrected.values() for entry in fields.values())
    found: dict[str, list[Review]] = {}
    for entry in (*judged.added.values(), *judged.rejected.values(), *corrections):
        for target in entry.targets:
            found.setdefault(target.report, []).append(entry)
    return found


_HELD: WeakKeyDictionary[Kept, OrderedDict[str, Held]] = WeakKeyDictionary()
_LOCK = Lock()


def hold(kept: Kept, situation: str) -> Held:
    """The situation as this process holds it, from the first time on that it is asked for."""
    with _LOCK:
        mine = _HELD.setdefault(kept, OrderedDict())
        found = mine.get(situation) or mine.setdefault(situation, Held(situation))
        mine.move_to_end(situation)
        while len(mine) > MOST_HELD:
            mine.popitem(last=False)
        return found


def refresh(kept: Kept, situation: str) -> None:
    """Bring the questions of a situation up to date and keep them; again where somebody reviewed in between."""
    while True:
        log = kept.log(situation)
        if kept.replace_questions(situation, hold(kept, situation).questions(kept, log), after=len(log)):
            return
