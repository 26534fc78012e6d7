"""Closed classes of words that the reading of figures asks for (``figures.toml``), one table for each part of it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import ENGLISH, read_table

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """Words beside a number that counts nothing; ``strong`` are those after a hyphen that let it count."""

    months: Words
    clock: Words
    labels: Words
    streets: Words
    calibres: Words
    strong: Words
    times: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """The tables of ``figures.toml``."""

    uncounted: Uncounted


@cache
def load_figure_words(folder: Path = ENGLISH) -> FigureWords:
    """Read ``figures.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    return read_table(folder / "figures.toml", FigureWords)
