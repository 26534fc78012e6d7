"""What holds two statements together that stand in two reports: a story, a sentence, a place, a name in common."""

import math
from functools import lru_cache

from rashomon.comparing.statements import UNTELLING, Statement
from rashomon.languages.rarity import content_words, load_rarity

GENERAL = frozenset({"the", "additional", "further", "new", "its", "their", "his", "her", "town", "city", "centre", "center", "village", "area", "of", "and", "people", "several", "some", "many", "all", "two", "three", "more", "than", "least", "on", "in", "at", "to",
                     "deal", "agreement", "accord", "pact", "contract", "definitive", "tentative", "preliminary", "principle"})  # fmt: skip
COUNTED = frozenset({"#people"})
FORCES = {
    "soldier": "troop",
    "force": "troop",
    "fighter": "troop",
    "reinforcement": "troop",
    "militant": "rebel",
    "insurgent": "rebel",
}
KEPT = 1 << 14  # phrases whose words are kept at hand: a statement is asked for them with each of its neighbours
POISONS = frozenset(
    {"chemical", "weapon", "gas", "chlorine", "sarin", "agent"}
)  # what was used, not whom it was used on
UNSURE = 0.4
TELLING = 3.5  # what names in common must tell together: that of one state, or of two bodies that many reports name


def sentence(statement: Statement) -> str:
    """The words that say it."""
    return statement.report.text[slice(*statement.claim.evidence)]


def begin_alike(a: Statement, b: Statement) -> float:
    """How much the beginnings of two reports have in common, rare words first: between 0 and 1."""
    common = a.lead & b.lead
    return load_rarity().length(common) ** 2 / (a.lead_length * b.lead_length) if common else 0.0


def say_alike(a: Statement, b: Statement) -> float:
    """The share of the words of two sentences, without those of their speakers, that both have: between 0 and 1."""
    apart = _words(a.speaker.name) | _words(b.speaker.name)
    first, second = a.words - apart, b.words - apart
    return len(first & second) / max(1, len(first | second))


@lru_cache(maxsize=KEPT)
def _words(name: str) -> frozenset[str]:
    return content_words(name)


def objects_alike(a: Statement, b: Statement) -> float:
    """The share of the words for their objects that two statements have in common; ``UNSURE`` where one names none, 1 where neither does."""
    one, other = _object_words(a), _object_words(b)
    if one and other:
        return len(one & other) / len(one | other)
    return UNSURE if one or other else 1.0


def _object_words(statement: Statement) -> frozenset[str]:
    """The words of its target that do not name who means it: of "X will open" nothing tells what."""
    agent = _words(statement.speaker.name) | _words(statement.claim.actor or "")
    return frozenset(w for w in target_words(statement) if w[:7] not in agent)


def share_names(a: Statement, b: Statement, *, but_places: bool = False) -> bool:
    """Whether they have names in common that tell much: of speakers, agents, targets, and beside them; ``but_places``: not those of their places."""
    places = _proper(f"{a.place_words or ''} {b.place_words or ''}") if but_places else frozenset()
    return math.fsum(map(load_rarity().weight, (names_of(a) & names_of(b)) - places)) >= TELLING


def names_of(statement: Statement) -> frozenset[str]:
    """The words of the names in a statement: of its speaker, its actor, its target, and beside them."""
    claim = statement.claim
    # An outlet that says it itself has its name in all its reports.
    speaker = statement.speaker.name if claim.attribution is not None else None
    told = (speaker, claim.actor, claim.target, claim.position)
    return statement.names | _proper(" ".join(w for w in told if w))


@lru_cache(maxsize=KEPT)
def _proper(words: str) -> frozenset[str]:
    return content_words(" ".join(w for w in words.split() if w[:1].isupper())) - UNTELLING


def target_words(statement: Statement) -> frozenset[str]:
    """The words of its target that tell it from others, forces of one kind under one word; people who are only counted as such."""
    claim = statement.claim
    found = _telling(claim.target or "", statement.place_words or "", claim.kind == "intention")
    return found - POISONS if claim.predicate == "use_chemicals" else found


@lru_cache(maxsize=KEPT)
def _telling(target: str, place: str, planned: bool) -> frozenset[str]:
    words = target.lower().replace("’s", "").split()
    here = place.lower().split()
    found = (w.strip("’'.,").removesuffix("s") for w in words if len(w) > 2 and w not in here)
    telling = frozenset(FORCES.get(w, w) for w in found) - GENERAL
    numbered = any(w[:1].isdigit() for w in words) or bool({"people", "persons", "civilians"} & set(words))
    return telling if telling or not numbered or planned else COUNTED
