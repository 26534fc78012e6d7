"""What a figure counts, in which units, and the words that bound it (``measures.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rashomon.records import StockFlow
from rashomon.tables import ENGLISH, parse

AMOUNTS = {
    "distance": "distance", "area": "area", "duration": "duration", "weight": "other", "percentage": "percentage",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Look-ups from lemmas to measures and units.

    ``undergo``, ``do`` and ``both`` (keyed by verb and the word on it) are verbs, told apart by which of their arguments is counted;
    ``things`` are verbs that count what is taken, destroyed, attacked or fired, where the others count people; ``destroying`` all
    words of destruction. ``of`` are nouns whose "of …" is counted. ``written_units`` gives a written unit its measure and unit ("km" → distance, km);
    ``approximators`` the class of a phrase in lower case, ``following`` that of the two words after a number; ``classes`` the bounds of
    vague words.
    """

    undergo: Mapping[str, str]
    do: Mapping[str, str]
    both: Mapping[tuple[str, str], str]
    things: Mapping[str, str]
    nouns: Mapping[str, str]
    of: Mapping[str, str]
    words: Mapping[str, str]
    adverbs: Mapping[str, str]
    destroying: frozenset[str]
    stock_flow: Mapping[str, StockFlow]
    units: Mapping[str, str]
    military: frozenset[str]
    counters: frozenset[str]
    holding: frozenset[str]
    holding_places: frozenset[str]
    captives: frozenset[str]
    written_units: Mapping[str, tuple[str, str]]
    currencies: Mapping[str, str]
    approximators: Mapping[str, str]
    following: Mapping[tuple[str, ...], str]
    classes: Mapping[str, tuple[int, int]]
    uncounted: Mapping[str, frozenset[str]]


THINGS = ("seized", "destroyed", "attacks", "fired")  # measures whose verbs count things, not people


@cache
def load_measures() -> Measures:
    """Read ``measures.toml``."""
    data = parse(ENGLISH / "measures.toml")
    rows = data["measure"]
    people = {measure: row for measure, row in rows.items() if measure not in THINGS}
    return Measures(
        undergo=_first(people, "undergo"),
        do=_first(rows, "do"),
        both={tuple(pair.split(":")): measure for measure, row in reversed(rows.items()) for pair in row["both"]},
        things=_first({measure: rows[measure] for measure in THINGS}, "undergo"),
        nouns=_first(rows, "nouns"),
        of=_first(rows, "of"),
        words=_first(rows, "words"),
        adverbs=_first(rows, "adverbs"),
        destroying=frozenset(
            word.partition(":")[0] for key in ("undergo", "both", "of") for word in rows["destroyed"][key]
        ),
        stock_flow={measure: row["flow"] for measure, row in rows.items()},
        units={word: unit for unit, words in reversed(data["units"].items()) for word in words},
        military=frozenset(data["military"]["people"]),
        counters=frozenset(data["counters"]["nouns"]),
        holding=frozenset(data["holding"]["verbs"]),
        holding_places=frozenset(data["holding"]["places"]),
        captives=frozenset(data["holding"]["captives"]),
        written_units={
            word: (measure, unit)
            for kind, measure in AMOUNTS.items()
            for unit, words in data[kind].items()
            for word in words
        },
        currencies={word: unit for unit, words in data["currency"].items() for word in words},
        approximators={phrase: kind for kind, phrases in data["approximators"].items() for phrase in phrases},
        following={tuple(phrase.split()): kind for kind, phrases in data["following"].items() for phrase in phrases},
        classes={word: (low, high) for word, (low, high) in data["classes"].items()},
        uncounted={kind: frozenset(words) for kind, words in data["uncounted"].items()},
    )


def _first(rows: Mapping[str, Mapping[str, list[str]]], key: str) -> dict[str, str]:
    """Word → the first measure that lists it."""
    return {word: measure for measure, row in reversed(list(rows.items())) for word in row[key]}
