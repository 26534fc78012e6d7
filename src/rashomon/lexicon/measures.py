"""What a figure counts, in which units, and the words that bound it (``measures.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rashomon.lexicon import load_toml
from rashomon.records import StockFlow


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Look-ups from lemmas to measures and units.

    ``verbs`` is keyed by lemma or by (lemma, object lemma). ``written_units`` gives a written unit its measure and unit
    ("km" → distance, km); ``approximators`` the class of a phrase in lower case; ``classes`` the bounds of vague words.
    """

    verbs: Mapping[str | tuple[str, str], str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    stock_flow: Mapping[str, StockFlow]
    units: Mapping[str, str]
    written_units: Mapping[str, tuple[str, str]]
    currencies: Mapping[str, str]
    approximators: Mapping[str, str]
    classes: Mapping[str, tuple[int, int]]


@cache
def load_measures() -> Measures:
    """Read ``measures.toml``."""
    data = load_toml("measures.toml")
    verbs: dict[str | tuple[str, str], str] = {}
    nouns: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for measure, row in data["measure"].items():
        for word in row["verbs"]:
            verb, _, noun = word.partition(":")
            verbs.setdefault((verb, noun) if noun else verb, measure)
        nouns |= {word: measure for word in row["nouns"] if word not in nouns}
        adjectives |= dict.fromkeys(row["adjectives"], measure)
    kinds = {
        "distance": "distance",
        "area": "area",
        "duration": "duration",
        "weight": "other",
        "percentage": "percentage",
    }
    written = {
        word: (measure, unit) for kind, measure in kinds.items() for unit, words in data[kind].items() for word in words
    }
    return Measures(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        stock_flow={measure: row["flow"] for measure, row in data["measure"].items()},
        units={word: unit for unit, words in reversed(data["units"].items()) for word in words},
        written_units=written,
        currencies={word: unit for unit, words in data["currency"].items() for word in words},
        approximators={phrase: kind for kind, phrases in data["approximators"].items() for phrase in phrases},
        classes={word: (low, high) for word, (low, high) in data["classes"].items()},
    )
