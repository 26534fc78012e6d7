"""What tells how many an event killed and injured in all (``tolls.toml``): words, and weights learnt from local news."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import ENGLISH, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolls:
    """Words of death and of injury, ``multiples`` ("triple" → 3), nouns of men and of women, and the weight of each sign."""

    deadly: frozenset[str]
    hurt: frozenset[str]
    killings: frozenset[str]
    multiples: Mapping[str, int]
    male: frozenset[str]
    female: frozenset[str]
    weights: Mapping[str, float]


@cache
def load_tolls(folder: Path = ENGLISH) -> Tolls:
    """Read ``tolls.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    return read_table(folder / "tolls.toml", Tolls)
