"""Questions → questions for those who may not read all: no persons' names, no place below the province.

Decided on the safe side. A name stays only where the registry or its own words tell a body of people; what may hold a name and cannot
be looked through (quotations, verdicts, notes, who reviewed) is left out whole, while claim, report and offsets stay, so that those who
hold the report can still open the words. A place more exact than a province (UCDP's ``where_prec`` 1 to 3) becomes its province; one
that no gazetteer knows is left out.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.models import GazetteerLike
from rashomon.records import Account, Question, QuestionPlace
from rashomon.world.actors import Actors

PERSON, PLACE = "[a person]", "[a place]"
PROVINCE = 4  # UCDP's where_prec of a first-order division
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_TITLED = r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Prof|Sheikh|Sheik|Imam)\.?"


def discreet(questions: Iterable[Question], actors: Actors, gazetteer: GazetteerLike) -> tuple[Question, ...]:
    """The same questions, in the same order, without persons' names and with places no more exact than a province."""
    found = tuple(questions)
    people = _people(found, actors)
    places = {q.place: _province(q.place, gazetteer) for q in found if q.place is not None}
    shown = {old.name: new.name if new else PLACE for old, new in places.items() if new != old}
    veil, unplaced = _Veil(people, {}, actors), _Veil(people, shown, actors)
    return tuple(
        replace(
            q, place=places[q.place] if q.place else None, question=unplaced(q.question), reason=unplaced(q.reason),
            trace=(), verdict=None, notes=(), reviewed=None if q.reviewed is None else "reviewed",
            related=tuple(replace(r, reason=unplaced(r.reason)) for r in q.related),
            accounts=tuple(_account(a, veil, unplaced, people) for a in q.accounts),
        )
        for q in found
    )  # fmt: skip


def names_body(name: str, actors: Actors) -> bool:
    """Whether a name is surely that of a body, a role or nobody's ("the defence ministry", "residents"), not a person's.

    A given name among the words makes it a person's whatever stands around it; an acronym is a body's.
    """
    words = _WORD.findall(name)
    if any(w.lower() in actors.women | actors.men for w in words) or name.lower() in actors.leaders:
        return False
    known = {n for begin, end, _ in actors.find(words) for n in range(begin, end)}
    strange = [n for n, w in enumerate(words) if _is_name(w) and n not in known]
    # "Hope Front", "the Hope Front group"; but in "army spokeswoman Ida Brandt" the army gives no name.
    return not strange or any(actors.is_body(w) and (_is_name(w) or n > strange[-1]) for n, w in enumerate(words))


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not (len(word) > 1 and word.isupper())


def _people(questions: Sequence[Question], actors: Actors) -> frozenset[str]:
    names = {
        n
        for q in questions
        for a in q.accounts
        if a.speaker_kind not in {"outlet", "news_agency"}
        for n in (a.speaker, *a.via)
    }
    return frozenset(n for n in names if not names_body(n, actors))


class _Veil:
    """Text → the text without the names of ``people``, what looks like one, and the names of ``places``."""

    def __init__(self, people: frozenset[str], places: Mapping[str, str], actors: Actors) -> None:
        self._given = actors.women | actors.men
        lasts = {words[-1] for name in people if len(words := name.split()) > 1 and all(map(_is_name, words))}
        self._swaps = [
            (_whole(places), lambda m: places[m[0]]),
            (_whole(people), lambda _: PERSON),
            (_whole(lasts), lambda _: PERSON),
        ]
        self._runs = re.compile(r"\b[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|(?:al|bin|de|van|von)\b))+")
        self._titled = re.compile(rf"\b{_TITLED} [A-Z][\w’'-]+")

    def __call__(self, text: str) -> str:
        for pattern, swap in self._swaps:
            text = pattern.sub(swap, text) if pattern.pattern else text
        return self._titled.sub(PERSON, self._runs.sub(self._run, text))

    def _run(self, match: re.Match[str]) -> str:
        """A run of capitals without the name that begins at a given name in it."""
        words = match[0].split()
        first = next((n for n, w in enumerate(words[:-1]) if w.lower() in self._given), len(words))
        return " ".join([*words[:first], PERSON] if first < len(words) else words)


def _whole(names: Iterable[str]) -> re.Pattern[str]:
    """Each name as whole words, the longest first; empty where there are none."""
    ordered = sorted({n for n in names if n.strip()}, key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)" if ordered else "")


def _province(place: QuestionPlace, gazetteer: GazetteerLike) -> QuestionPlace | None:
    if place.lat is None or place.lon is None:
        return None
    if place.precision is not None and place.precision >= PROVINCE:
        return place
    lat, lon = place.lat, place.lon
    entries = [e for e in gazetteer.lookup(place.name) if e.admin1_name]
    if not entries:
        return None
    nearest = min(entries, key=lambda e: (abs(e.lat - lat) + abs(e.lon - lon), e.geonameid or 0))
    return QuestionPlace(name=f"{nearest.admin1_name}, {nearest.country}", precision=PROVINCE)


def _account(account: Account, veil: _Veil, unplaced: _Veil, people: frozenset[str]) -> Account:
    # The name of a body keeps its places: they tell where it is from, not where this happened.
    role = f"a person ({account.speaker_kind.replace('_', ' ')})"
    return replace(
        account,
        speaker=role if account.speaker in people else account.speaker,
        party=None if account.party in people else account.party,
        via=tuple(PERSON if name in people else name for name in account.via),
        origin=veil(account.origin),
        position=account.position and unplaced(account.position),
        reason=account.reason and unplaced(account.reason),
        reviewed=None if account.reviewed is None else "reviewed",
        evidence=replace(account.evidence, quote=""),
    )
