"""Two speakers of a situation → signals that they are one actor: by name, acronym, body, office, state, side and kind.

A signal is a pure function with a score and a reason; ``SIGNALS`` lists them, and two voices are one from a sum of ``JOIN`` on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from rashomon.comparing.facts import Facts
from rashomon.records import Speaker, SpeakerKind
from rashomon.world.actors import Actors

Signal = tuple[float, str]  # a weight for or against, and why in words
JOIN = 1.75
BODIES = frozenset({"monitor", "ngo", "igo", "armed_group", "political_party", "company", "union"})
# Kinds that one actor is often taken for by turns.
ALLIED: tuple[frozenset[SpeakerKind], ...] = (
    frozenset({"outlet", "news_agency"}), frozenset({"monitor", "ngo", "activist", "igo"}), frozenset({"armed_group", "military"}),
    frozenset({"government", "political_party"}), frozenset({"government", "military", "police"}), frozenset({"armed_group", "political_party"}),
)  # fmt: skip
LONG_NAME = 3  # words from which a name within another is no chance
OFFICES = frozenset({
    "president", "premier", "minister", "chancellor", "king", "queen", "emir", "secretary", "governor", "mayor", "leader", "director",
    "head", "chief",
})  # fmt: skip
SMALL = frozenset({"the", "a", "an", "of", "for", "and", "in", "at", "to", "al", "el"})
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|so-called|another)\s+", re.I)
_BASED = re.compile(r"\b[\w.]+(?:-|\s)based\s+", re.I)
_TAIL = re.compile(
    r"\s+(?:which|who|whose|that|monitoring group|monitor|a\s+[\w.]+-based)\b.*$|\s*[,;(–—].*$|\s-\s.*$", re.I
)
_MARKS = re.compile(r"[^\w\s]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Voice:
    """A speaker as reports name it.

    ``key`` is its plain name, ``party`` that of its side, ``listed`` the full one that the registry of actors gives it; ``words`` are those
    of the name that tell, states under one name in ``states``.
    """

    name: str
    key: str
    kind: SpeakerKind
    party: str | None
    named: bool
    words: frozenset[str]
    states: frozenset[str]
    listed: str | None = None

    @cached_property
    def order(self) -> tuple[int | str, ...]:
        """Bodies, then those who speak for one, then all others; of each names before descriptions, the fullest and best known first."""
        first = 2 if self.kind not in BODIES or self.party is None else 0 if self.party == self.key else 1
        return (first, not self.named, -len(self.words), -len(self.states), self.party is None, self.kind == "other", self.key, self.name, self.kind, self.party or "", self.listed or "", *sorted(self.states))  # fmt: skip

    @cached_property
    def letters(self) -> str | None:
        """The first letters of a long name."""
        letters = "".join(w[0] for w in self.name.split() if w[:1].isupper()).lower()
        return letters if self.named and len(letters) >= LONG_NAME else None


class Told:
    """What the reports of a situation tell of names.

    ``acronyms``: short name → full name; ``offices``: a name and an office that it is given → the name.
    """

    def __init__(self) -> None:
        self.acronyms: Facts[str, str] = Facts()
        self.offices: Facts[tuple[str, frozenset[str]], str] = Facts()


def name_key(name: str) -> str:
    """A name without determiner, seat, what is said about it, case and marks.

    >>> name_key("The Capital-based Red Star Observatory, which watches the war")
    'red star observatory'
    """
    plain = _TAIL.sub("", _BASED.sub("", _DETERMINER.sub("", name.strip())))
    return " ".join(_MARKS.sub("", _DETERMINER.sub("", plain)).lower().split()) or name.strip().lower()


def read_voice(speaker: Speaker, actors: Actors) -> Voice:
    """The voice of a speaker of one report."""
    party = name_key(speaker.party) if speaker.party else None
    words, states = read_name(speaker.name, actors)
    state = speaker.party if speaker.party in actors.states else None
    listed = actors.names.get(speaker.name)
    return Voice(
        name=speaker.name, key=name_key(speaker.name), kind=speaker.kind, party=party, named=speaker.named, words=words,
        states=states | ({state} if state else frozenset()), listed=name_key(listed.name) if listed else None,
    )  # fmt: skip


def read_name(name: str, actors: Actors) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a name that tell it from others, and the states that it names: "the Kenyan president" as {president}, {Kenya}."""
    plain = _TAIL.sub("", _BASED.sub("", name)).replace("-", " ").split()
    states: set[str] = set()
    for first, last, actor in reversed(actors.find(plain)):
        if actor.form != "actor" and actor.party:
            states.add(actor.party)
            del plain[first:last]
    courtesy = actors.titles.get("courtesy", frozenset())
    words = (w.lower() for w in _WORD.findall(re.sub(r"[’'](?:s\b)?|\.", "", " ".join(plain))))
    return frozenset(w for w in words if w not in SMALL and w not in courtesy), frozenset(states)


# ---- signals ----------------------------------------------------------------------------------------------------


def by_name(a: Voice, b: Voice, told: Told) -> Signal:
    """One name, the same words, or some of them."""
    if a.key == b.key:
        return (2.0, f"both are called {a.name}")
    if _holds(a.key, b.key) or _holds(b.key, a.key):
        part, whole = (a, b) if len(a.key) < len(b.key) else (b, a)
        return (2.0, f"“{whole.name}” names {part.name}")
    if not (a.named and b.named) or not a.words or " and " in f"{a.key} {b.key}":
        return (0.0, "another name")
    if a.words == b.words:
        return (2.0, f"{a.name} and {b.name} are the same words")
    if a.words < b.words or b.words < a.words:
        short, long = (a, b) if a.words < b.words else (b, a)
        return (1.5, f"{short.name} is short for {long.name}")
    return (0.0, "another name")


def by_acronym(a: Voice, b: Voice, told: Told) -> Signal:
    """A short form that some report defines, or the first letters of a name."""
    for short, long in ((a, b), (b, a)):
        meant, report = told.acronyms.told(short.key) or ("", "")
        if meant and meant == long.key:
            return (2.0, f"{report} gives {short.name} as the short form of {long.name}")
    for short, long in ((a, b), (b, a)):
        if told.acronyms.get(short.key) is None and long.letters == short.key:
            return (1.5, f"{short.name} are the first letters of {long.name}")
    return (0.0, "no short form of the other")


def by_registry(a: Voice, b: Voice, told: Told) -> Signal:
    """Names that the registry of actors lists as one."""
    for one, other in ((a, b), (b, a)):
        if one.listed is not None and one.listed in {other.key, other.listed} and one.key != other.key:
            return (2.5, f"the registry lists {one.name} and {other.name} as one")
    return (0.0, "not listed as one")


def by_body(a: Voice, b: Voice, told: Told) -> Signal:
    """Who speaks for a body that speaks with one voice; the organs of a state do not."""
    for one, body in ((a, b), (b, a)):
        if one.kind in BODIES and one.party is not None and " and " not in one.party and one.party == body.key:
            return (2.5, f"{one.name}: a voice of {body.name}")
    return (0.0, "neither speaks for the other")


def by_office(a: Voice, b: Voice, told: Told) -> Signal:
    """An office that some report gives to a name: "the Kenyan president" after "Kenyan President Daniel Otieno"."""
    for office, holder in ((a, b), (b, a)):
        if not office.named and holder.named and office.states & holder.states:
            found = told.offices.told((holder.key, office.words))
            if found is not None:
                return (2.0, f"{found[1]} calls {holder.name} {office.name}")
    return (0.0, "no office that the other holds")


def by_state(a: Voice, b: Voice, told: Told) -> Signal:
    """The state that they name or belong to."""
    if not a.states or not b.states:
        return (0.0, "one of them names no state")
    if a.states & b.states:
        return (0.5, f"both of {min(a.states & b.states)}")
    return (-3.0, f"one of {min(a.states)}, one of {min(b.states)}")


def by_party(a: Voice, b: Voice, told: Told) -> Signal:
    """The side that they speak for."""
    if a.party is None or b.party is None or (a.states and b.states):
        return (0.0, "the side of one of them is not known")
    if a.party == b.party:
        return (0.5, f"both of {a.party}")
    joined = {a.party, b.party} & {a.key, b.key} or any(
        told.acronyms.get(x) == y for x, y in ((a.party, b.party), (b.party, a.party))
    )
    return (0.0, "one is the other’s side") if joined else (-3.0, f"one of {a.party}, one of {b.party}")


def by_kind(a: Voice, b: Voice, told: Told) -> Signal:
    """Kinds that are the same, near, or far."""
    if a.kind == b.kind:
        return (0.5 if a.kind != "other" else 0.0, f"both {a.kind}")
    if "other" in {a.kind, b.kind}:
        return (0.0, "the kind of one of them is not known")
    if any({a.kind, b.kind} <= near for near in ALLIED):
        return (-0.25, f"{a.kind} and {b.kind} are near")
    return (-1.5, f"one is {a.kind}, one is {b.kind}")


SIGNALS: tuple[Callable[[Voice, Voice, Told], Signal], ...] = (
    by_name, by_acronym, by_registry, by_body, by_office, by_state, by_party, by_kind,
)  # fmt: skip


def judge_voices(a: Voice, b: Voice, told: Told) -> tuple[float, str]:
    """The sum of all signals, and the reason that weighs most."""
    found = [signal(a, b, told) for signal in SIGNALS]
    return sum(score for score, _ in found), max(found, key=lambda s: s[0])[1]


def _holds(part: str, whole: str) -> bool:
    """Whether a long name stands within a longer description."""
    return len(part.split()) >= LONG_NAME and part != whole and f" {part} " in f" {whole} "
