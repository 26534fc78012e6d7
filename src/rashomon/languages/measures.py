"""The words that carry each measure, units, and the words that bound a number (``measures.toml``)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from rashomon.errors import LexiconError
from rashomon.languages.figures import FigureWords, load_figure_words
from rashomon.languages.numbers import Numbers, load_numbers
from rashomon.tables import ENGLISH, WORLD, called, must_be_known, read_table
from rashomon.world.measures import Measure, load_facts

Approximator = Literal["at least", "almost", "up to", "about"]
Words = frozenset[str]
K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a title asks for a measure: "How many people" ``asked`` ``at`` a place, or ``nowhere`` where none is known."""

    asked: str
    at: str = "in"
    nowhere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words(Asked):
    """The words of one measure; what its fields mean stands at the head of ``measures.toml``."""

    level: bool = False
    undergo: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nouns:
    nouns: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holding:
    verbs: Words
    places: Words
    captives: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWords:
    """Words of labels: those that say nothing of what is counted, those for a number, nouns that need no plural, "by", endings of participles, rows of sums."""

    fillers: Words
    counters: Words
    alone: Words
    by: Words
    participles: tuple[str, ...]
    totals: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Purpose:
    asked: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    measure: Mapping[str, _Words]
    holding: _Holding
    units: Mapping[Literal["people", "households", "houses", "countries", "animals"], tuple[str, ...]]
    military: _Nouns
    counters: _Nouns
    labels: LabelWords
    written: Mapping[str, Mapping[str, tuple[str, ...]]]
    currency: Mapping[str, tuple[str, ...]]
    approximators: Mapping[Approximator, tuple[str, ...]]
    following: Mapping[Approximator, tuple[str, ...]]
    classes: Mapping[str, tuple[int, int]]
    purpose: Mapping[str, Mapping[str, _Purpose]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Look-ups from lemmas to measures and units; ``facts`` say what each measure is, ``asked`` how a title asks for it,
    ``closed`` are the closed classes of words that the reading of figures asks for, ``numbers`` those of the numbers themselves.

    ``undergo``, ``do`` and ``both`` (keyed by verb and the word on it) are verbs, told apart by which of their arguments is counted;
    ``things`` are verbs that count what is taken, destroyed, attacked or fired, where the others count people, ``both_of_things`` verbs with a
    word on them that do ("blow up"); ``destroying`` all words of what comes to things one by one. ``of`` are nouns whose "of …" is counted, ``level`` those that stand for the number itself.
    ``written_units`` gives a written unit its measure and unit ("km" → distance, km);
    ``approximators`` the class of a phrase in lower case, ``following`` that of the two words after a number; ``vague`` the bounds of
    vague words. ``purposes`` tells for a measure of money or time what a word near it says that it is for, ``asked_for`` how a title asks that.
    """

    facts: Mapping[str, Measure]
    closed: FigureWords
    numbers: Numbers
    labels: LabelWords
    asked: Mapping[str, Asked]
    undergo: Mapping[str, str]
    do: Mapping[str, str]
    both: Mapping[tuple[str, str], str]
    both_of_things: Mapping[tuple[str, str], str]
    things: Mapping[str, str]
    nouns: Mapping[str, str]
    of: Mapping[str, str]
    words: Mapping[str, str]
    adverbs: Mapping[str, str]
    destroying: Words
    level: Words
    units: Mapping[str, str]
    military: Words
    counters: Words
    holding: Words
    holding_places: Words
    captives: Words
    written_units: Mapping[str, tuple[str, str]]
    currencies: Mapping[str, str]
    approximators: Mapping[str, Approximator]
    following: Mapping[tuple[str, ...], Approximator]
    classes: Mapping[str, tuple[int, int]]
    purposes: Mapping[str, Mapping[str, str]]
    asked_for: Mapping[str, str]

    def is_harm(self, measure: str | None) -> bool:
        """Whether a measure, where there is one, counts whom an event cost or may have cost."""
        return measure is not None and self.facts[measure].harm is not None

    def is_of_people(self, measure: str | None) -> bool:
        """Whether a measure, where there is one, counts nothing but people."""
        return measure is not None and self.facts[measure].counts == "people"


@cache
def load_measures(folder: Path = ENGLISH, world: Path = WORLD) -> Measures:
    """Read ``measures.toml`` of a language, with what a folder of the world says of its measures.

    Raises:
        LexiconError: the table is not of its form, names a measure that the world does not know, or has no words for one.
    """
    facts = load_facts(world)
    path = folder / "measures.toml"
    file = read_table(path, _File)
    rows = file.measure
    for table, measures in (("measure", rows), ("written", file.written), ("purpose", file.purpose)):
        for measure in measures:
            must_be_known(measure, facts, where=f"{called(path)}: [{table}.{measure}]", what="measure of the world")
    for measure, fact in facts.items():
        if measure not in rows and not fact.is_amount:
            raise LexiconError(
                f"{called(path)}: [measure.{measure}] is missing: the world has that measure, and no word tells it"
            )
    things = {m: row for m, row in rows.items() if facts[m].counts in {"things", "events"}}
    pieces = [row for m, row in rows.items() if facts[m].of_pieces]
    return Measures(
        facts=facts,
        closed=load_figure_words(folder),
        numbers=load_numbers(folder),
        labels=file.labels,
        asked=rows,
        undergo=_first({m: row.undergo for m, row in rows.items() if m not in things}),
        do=_first({m: row.do for m, row in rows.items()}),
        both=_first({m: _pairs(row.both, f"{called(path)}: [measure.{m}] both") for m, row in rows.items()}),
        both_of_things=_first(
            {
                m: _pairs(row.both, f"{called(path)}: [measure.{m}] both")
                for m, row in rows.items()
                if facts[m].of_pieces
            }
        ),
        things=_first({m: row.undergo for m, row in things.items()}),
        nouns=_first({m: row.nouns for m, row in rows.items()}),
        of=_first({m: row.of for m, row in rows.items()}),
        words=_first({m: row.words for m, row in rows.items()}),
        adverbs=_first({m: row.adverbs for m, row in rows.items()}),
        destroying=frozenset(w.partition(":")[0] for row in pieces for w in (*row.undergo, *row.both, *row.of)),
        level=frozenset(noun for row in rows.values() if row.level for noun in row.nouns),
        units={word: unit for unit, words in reversed(list(file.units.items())) for word in words},
        military=file.military.nouns,
        counters=file.counters.nouns,
        holding=file.holding.verbs,
        holding_places=file.holding.places,
        captives=file.holding.captives,
        written_units={
            w: (m, unit) for m, units in file.written.items() for unit, words in units.items() for w in words
        },
        currencies={word: unit for unit, words in file.currency.items() for word in words},
        approximators={phrase: kind for kind, phrases in file.approximators.items() for phrase in phrases},
        following={tuple(phrase.split()): kind for kind, phrases in file.following.items() for phrase in phrases},
        classes=file.classes,
        purposes={m: {w: p for p, row in found.items() for w in row.words} for m, found in file.purpose.items()},
        asked_for={purpose: row.asked for found in file.purpose.values() for purpose, row in found.items()},
    )


def _first(rows: Mapping[str, Iterable[K]]) -> dict[K, str]:
    """Word → the first row that lists it."""
    return {word: name for name, words in reversed(list(rows.items())) for word in words}


def _pairs(words: Iterable[str], where: str) -> list[tuple[str, str]]:
    """ "lose:life" as a verb and the word on it."""
    pairs = [word.partition(":") for word in words]
    for verb, colon, word in pairs:
        if not (verb and colon and word):
            raise LexiconError(f"{where}: {verb + colon + word!r} is no verb:word")
    return [(verb, word) for verb, _, word in pairs]
