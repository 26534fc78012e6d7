"""Closed classes of words that the reading of figures asks for (``figures.toml``), one table for each part of it; what each list is stands there."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import ENGLISH, read_table

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """Words beside a number that counts nothing; ``strong`` are those after a hyphen that let it count ("a 12-member team")."""

    months: Words
    clock: Words
    labels: Words
    streets: Words
    calibres: Words
    strong: Words
    times: Words
    after_one: Words
    before_one: Words
    ordinal_endings: Words
    before_year: Words
    clock_units: Words
    scales: Words
    dialling: Words
    counted: Words
    pictures: Words
    of_pictures: Words
    joining: Words
    bearings: Words
    age_units: Words
    before_age: Words
    after_age: Words
    persons: Words
    being: Words
    told_after: Words
    said_of: Words
    also: Words
    listing: Words
    ages: Words
    recent: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The noun phrase of a quantity."""

    group_ends: Words
    more: Words
    before_group: Words
    no_unit: Words
    collectives: Words
    person_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What a number counts."""

    between: Words
    negations: Words
    who_bomb: Words
    them: Words
    among: Words
    counting: Words
    brought: Words
    staying: Words
    seated: Words
    arriving: Words
    hostages: Words
    lost: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Singular:
    """Counts that are said in words."""

    ones: Words
    another: Words
    none: Words
    both: Words
    pairs: Words
    no_person: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """Persons to whom harm is done."""

    no_person: Words
    pronouns: Words
    him: Words
    another: Words
    age_units: Words
    undergoing: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Verbs under which a number without a noun counts what the last figure counted."""

    reaches: Words
    counts: Words
    links: Words
    says: Words
    known: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Lists of those counted."""

    adding: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """The tables of ``figures.toml``."""

    uncounted: Uncounted
    phrases: Phrases
    counted: Counting
    singular: Singular
    persons: Persons
    carried: Carried
    lists: Lists


@cache
def load_figure_words(folder: Path = ENGLISH) -> FigureWords:
    """Read ``figures.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    return read_table(folder / "figures.toml", FigureWords)
