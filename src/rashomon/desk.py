"""A person's wish → the log and the board, for pages, API and command line alike. An act is kept with the board that it makes, or not at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rashomon.errors import ConflictError, InputError, NotFoundError
from rashomon.lexicon.gazetteer import fold, open_gazetteer
from rashomon.pipeline import compare, load_models
from rashomon.records import Analysis, Question
from rashomon.reviews import applied, attach, replay
from rashomon.reviews.applying import signed, told
from rashomon.reviews.attaching import Attached
from rashomon.reviews.making import Wish, make_entry, place_value
from rashomon.reviews.records import Review
from rashomon.store import Store

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
    for _ in range(TRIES):
        desk = open_desk(store, situation)
        wish = _with_place(wish, desk.analyses)
        at = (now or _now)().astimezone(UTC).isoformat(timespec="seconds")
        entry = make_entry(wish, desk.analyses, desk.questions, desk.log, at=at)
        refuse_conflict(entry, desk.log)
        numbered = replace(entry, number=len(desk.log) + 1)
        questions = compare(store.analyses(situation), load_models(), [*desk.log, numbered])
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


def refuse_conflict(entry: Review, log: Sequence[Review]) -> None:
    """Refuse an act on what somebody else changed since its reviewer looked.

    Raises:
        ConflictError: says who did what, and when.
    """
    keys = entry.keys
    for other in reversed(log):
        if other.number <= entry.seen:
            return
        if other.actor != entry.actor and keys & other.keys:
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
