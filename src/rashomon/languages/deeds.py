"""Kinds of incident and the words that tell them (``deeds.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import ENGLISH, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    deed: Mapping[str, _Words]
    aside: _Words
    broad: _Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """Look-ups from lemmas to kinds of deed; ``phrasal`` is keyed by a verb and its particle or object.

    ``broad`` are words of what goes on for long ("war"): a figure on them is a total. ``aside`` start a sentence on another incident.
    """

    words: Mapping[str, frozenset[str]]
    phrasal: Mapping[tuple[str, str], frozenset[str]]
    broad: frozenset[str]
    aside: tuple[str, ...]


@cache
def load_deeds(folder: Path = ENGLISH) -> Deeds:
    """Read ``deeds.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    file = read_table(folder / "deeds.toml", _File)
    words: dict[str, set[str]] = {}
    phrasal: dict[tuple[str, str], set[str]] = {}
    for name, row in file.deed.items():
        for word in row.words:
            verb, _, rest = word.partition(":")
            if rest:
                phrasal.setdefault((verb, rest), set()).add(name)
            else:
                words.setdefault(verb, set()).add(name)
    return Deeds(
        words={w: frozenset(kinds) for w, kinds in words.items()},
        phrasal={w: frozenset(kinds) for w, kinds in phrasal.items()},
        broad=frozenset(file.broad.words),
        aside=file.aside.words,
    )
