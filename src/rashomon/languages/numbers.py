"""How numbers are said: words and values, and the words around a number that change what it says (``numbers.toml``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from rashomon.tables import ENGLISH, read_table

Bound = Literal["at least", "almost", "up to", "about"]
Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Words of shares, wholes, ranges and vague numbers; ``numbers.toml`` says beside each what it is for."""

    articles: Words
    bare_fractions: Words
    bare_scales: Words
    nobody: Words
    few: Words
    several: Words
    of_scales: Words
    all: Words
    ranging: Words
    some: Words
    excepting: Words
    most: Words
    out_of: Words
    leading: Words
    named: Words
    prepositions: Words
    only_after_changes: Words
    reaching: Words
    countable: Words
    but: Words
    mark: Words
    spanning: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Words of a change: all, those whose bare number is the size of the change, and the nouns among them."""

    words: Words
    alone: Words
    nouns: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is said beside a number of its standing: given up, laid beside another, counted over a longer time, a rate."""

    disowned: Words
    against: Words
    ago: Words
    given: Words
    before_total: Words
    cumulative: Words
    periods: Words
    within_periods: Words
    escapes: Words
    each: Words
    rated: Words
    lasting: Words
    no_units: Words
    square: Words
    others: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What sets a part beside its whole."""

    including: Words
    of_them: Words
    whom_before: Words
    among: Words
    being: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glued:
    scales: tuple[str, ...]
    only: Words
    units: tuple[str, ...]
    decimal_before: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verbs:
    verbs: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    words: Mapping[str, int]
    scales: Mapping[str, int]
    glued: _Glued
    fractions: Mapping[str, int]
    multiples: Mapping[str, int]
    signs: Mapping[str, Bound]
    bounding: Mapping[Bound, tuple[str, ...]]
    literal: _Verbs
    phrases: Phrases
    changes: Changes
    standing: Standing
    parts: Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The words of numbers.

    ``words`` and ``scales`` give values; ``spaced`` are the scales that may stand apart from the digits, ``attached`` matches digits with
    a scale or a unit written on them, ``decimal_before`` are units before which a point is a decimal one. ``fractions`` gives the number of equal parts, ``signs`` the class of bound that a sign makes,
    ``bounding`` that which a verb makes of its object (``literal``: only of a number that has no noun); ``openers`` are the words with
    which a number may begin.
    """

    words: Mapping[str, int]
    scales: Mapping[str, int]
    spaced: Words
    attached: re.Pattern[str]
    decimal_before: Words
    fractions: Mapping[str, int]
    multiples: Mapping[str, int]
    signs: Mapping[str, Bound]
    bounding: Mapping[str, Bound]
    literal: Words
    openers: Words
    phrases: Phrases
    changes: Changes
    standing: Standing
    parts: Parts


@cache
def load_numbers(folder: Path = ENGLISH) -> Numbers:
    """Read ``numbers.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    file = read_table(folder / "numbers.toml", _File)
    longest_first = sorted((*file.glued.scales, *file.glued.units), key=lambda word: (-len(word), word))
    phrases = file.phrases
    openers = {*file.words, *file.multiples, *phrases.articles, *phrases.bare_fractions, *phrases.bare_scales}
    openers |= {phrase.split()[0] for phrase in phrases.nobody} | phrases.most | phrases.all | phrases.some
    return Numbers(
        words=file.words,
        scales=file.scales,
        spaced=frozenset(file.scales) - file.glued.only,
        attached=re.compile(rf"^(\d[\d,]*(?:\.\d+)?)-?({'|'.join(longest_first)})$", re.IGNORECASE),
        decimal_before=file.glued.decimal_before,
        fractions=file.fractions,
        multiples=file.multiples,
        signs=file.signs,
        bounding={verb: kind for kind, verbs in file.bounding.items() for verb in verbs},
        literal=file.literal.verbs,
        openers=frozenset(openers),
        phrases=phrases,
        changes=file.changes,
        standing=file.standing,
        parts=file.parts,
    )
