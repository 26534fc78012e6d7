"""A person's wish → the log and the board, for pages, API and command line alike. An act is kept with the board that it makes, or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rashomon.errors import ConflictError, InputError, NotFoundError
from rashomon.holding import hold
from rashomon.pipeline import compare, load_models
from rashomon.records import Analysis, Question
from rashomon.reviews import applied, attach, replay
from rashomon.reviews.applying import signed, told
from rashomon.reviews.attaching import Attached
from rashomon.reviews.leaving import quotes, without
from rashomon.reviews.making import Wish, make_entry, place_value
from rashomon.reviews.records import LEVELS, Level, Review
from rashomon.store import Store
from rashomon.world.gazetteer import fold, open_gazetteer

TRIES = 20  # how often an act is begun again because somebody else was quicker with another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A situation under review: its analyses as people corrected them, its questions and its log."""

    analyses: tuple[Analysis, ...]
    questions: tuple[Question, ...]
    log: tuple[Review, ...]


def open_desk(store: Store, situation: str) -> Desk:
    """All that a review is judged by."""
    log = tuple(store.log(situation))
    judged = replay(log)
    return Desk(
        analyses=tuple(applied(store.analyses(situation), judged)),
        questions=tuple(store.questions(situation)),
        log=log,
    )


def review(store: Store, situation: str, wish: Wish, *, now: Callable[[], datetime] | None = None) -> Review:
    """Do what a person wants done; returns the entry as it stands in the log.

    Raises:
        InputError: it can't be done.
        ConflictError: somebody else changed the same thing since the person looked.
    """
    held = hold(store, situation)
    for _ in range(TRIES):
        log = tuple(store.log(situation))
        desk = Desk(analyses=held.analyses(store, log), questions=held.questions(store, log), log=log)
        wish = _with_place(wish, desk.analyses)
        at = (now or _now)().astimezone(UTC).isoformat(timespec="seconds")
        seen = len(desk.log) if wish.seen is None else wish.seen
        # First by what is wished for: a claim that somebody rejected meanwhile is a conflict, not a mistake.
        refuse_conflict(frozenset((*wish.claims, *wish.others)) if wish.act != "note" else frozenset(), seen, desk.log)
        entry = make_entry(wish, desk.analyses, desk.questions, desk.log, at=at)
        refuse_conflict(entry.keys, seen, desk.log)
        numbered = replace(entry, number=len(desk.log) + 1)
        questions = held.questions(store, [*desk.log, numbered])
        kept = store.review(situation, entry, questions, after=len(desk.log))
        if kept is not None:
            return kept
    raise ConflictError("too many people review this situation at once; try again")


def _with_place(wish: Wish, analyses: Iterable[Analysis]) -> Wish:
    """The wish with the place that its words name."""
    if wish.act == "correct" and wish.field == "place" and isinstance(wish.after, str) and wish.after.strip():
        return replace(wish, after=place_named(wish.after.strip(), analyses))
    if wish.act == "add" and isinstance(wish.after, dict) and isinstance(wish.after.get("place"), str):
        name = wish.after["place"].strip()
        return replace(wish, after=wish.after | {"place": place_named(name, analyses) if name else None})
    return wish


def refuse_conflict(keys: frozenset[str], seen: int, log: Sequence[Review]) -> None:
    """Refuse an act on ``keys`` that an entry after number ``seen`` is about too.

    Raises:
        ConflictError: says who did what, and when.
    """
    for other in reversed(log):
        if other.number <= seen:
            return
        if keys & other.keys:
            raise ConflictError(
                f"{signed(other)}, has {told(other)} the same since you looked (entry {other.number}); nothing of yours was "
                "written: look at it, then do it again or leave it"
            )


def forget(store: Store, situation: str, *, actor: str, report: str | None, why: str | None) -> Review:
    """Delete a report, or the whole situation, for good.

    Raises:
        NotFoundError: there is nothing of that name.
    """
    if not actor.strip():
        raise InputError("who deletes this? give a name")
    if situation not in store.situations():
        raise NotFoundError(f"no situation {situation!r} in this store; nothing was deleted")
    entry = Review(act="forget", actor=actor.strip(), at=_now().isoformat(timespec="seconds"), why=why)

    def rest(analyses: Iterable[Analysis], log: Iterable[Review]) -> tuple[Question, ...]:
        return compare(analyses, load_models(), log)

    return store.forget(situation, entry, rest, report=report)


def share(store: Store, situation: str, other: Store, level: Level) -> tuple[int, int]:
    """Write into ``other`` what may be seen at ``level``: its reports, the reviews of these, and the board that they make.

    Returns the numbers of reports written and left out. Nothing of those left out goes along, not even their ids.

    Raises:
        InputError: there is such a situation in ``other`` already.
    """
    if situation in other.situations():
        raise InputError(f"there is a situation {situation!r} in that store already; give a new file")
    log = store.log(situation)
    judged = replay(log)
    analyses = {a.report.id: a for a in store.analyses(situation)}
    most = LEVELS.index(level)
    gone = {name for name, entry in judged.levels.items() if LEVELS.index(entry.after) > most} & set(analyses)
    rest = [e for e in judged.entries if e.act not in {"level", "forget"} and e.actor and (e.targets or e.subject)]
    told = sorted([*(e for e in rest if not quotes(e, gone)), *without(log, gone)], key=lambda e: e.number)
    for name, analysis in analyses.items():
        if name not in gone:
            other.add(situation, analysis)
    kept = list(other.analyses(situation))
    entries: list[Review] = []
    for entry in told:
        entries.append(replace(entry, number=len(entries) + 1, seen=len(entries)))
        other.review(situation, entries[-1], (), after=len(entries) - 1)
    other.replace_questions(situation, compare(kept, load_models(), entries))
    return len(kept), len(gone)


def orphans(store: Store, situation: str) -> Attached:
    """Which entries in force found their claims again, and which did not."""
    return attach(store.analyses(situation), replay(store.log(situation)).entries)


def place_named(name: str, analyses: Iterable[Analysis]) -> dict[str, object]:
    """A place as a correction keeps it: one that a report of the situation names so, else the gazetteer's, else the name alone."""
    wanted = fold(name)
    for analysis in analyses:
        for place in analysis.places:
            words = analysis.report.text[slice(*place.span)]
            if place.lat is not None and wanted in {fold(place.name), fold(words)}:
                return place_value(place)
    found = next(iter(open_gazetteer().lookup(name)), None)
    if found is None:
        return {"name": name}
    precision = {"P": 1, "A": 4, "C": 6}.get(found.kind, 1)
    named = {field: getattr(found, field) for field in ("geonameid", "lat", "lon", "country", "admin1")}
    return {"name": found.name, "precision": precision} | {k: v for k, v in named.items() if v is not None}


def _now() -> datetime:
    return datetime.now(UTC)
