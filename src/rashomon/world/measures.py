"""What a measure is (``measures.toml``): whom or what it counts, and how its figures are compared."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from rashomon.records import StockFlow
from rashomon.tables import WORLD, called, must_be_known, read_table

MIDDLE = 5  # the weight of what is neither pressing nor idle
OTHER = "other"  # what is counted has no measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure; what its fields mean stands at the head of ``measures.toml``. ``flow`` is None for an amount and for what has no measure."""

    name: str = ""
    counts: Literal["people", "forces", "things", "events", "amount", "anything"]
    flow: StockFlow | None = None
    either: bool = False
    happens: bool = False
    foreseen: bool = False
    weight: int = MIDDLE
    one_by_one: bool = False
    none: bool = False
    harm: Literal["done", "feared"] | None = None
    crowd: bool = False
    runs_on: bool = False
    plannable: bool = False
    within: str | None = None
    akin: frozenset[str] = frozenset()

    @property
    def of_persons(self) -> bool:
        """Whether it comes to people one by one, so that one person is a count."""
        return self.one_by_one and self.counts == "people"

    @property
    def of_pieces(self) -> bool:
        """Whether it comes to things one by one."""
        return self.one_by_one and self.counts == "things"

    @property
    def can_be_none(self) -> bool:
        """Whether "no …" counts that there were none."""
        return self.one_by_one or self.none

    @property
    def names_happening(self) -> bool:
        """Whether its nouns are what happened, not whom to: "12 deaths", "12 attacks"."""
        return self.harm == "done" or self.counts == "events"

    @property
    def is_amount(self) -> bool:
        """Whether it is told by a unit: money, a length of time."""
        return self.counts == "amount"


NO_MEASURE = Measure(name=OTHER, counts="anything", weight=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    measure: Mapping[str, Measure]


@cache
def load_facts(folder: Path = WORLD) -> Mapping[str, Measure]:
    """Read ``measures.toml`` of a folder of the world: each measure by its name.

    Raises:
        LexiconError: the table is not of its form.
    """
    path = folder / "measures.toml"
    told = read_table(path, _File).measure
    for name, measure in told.items():
        for key, others in (("within", (measure.within,)), ("akin", measure.akin)):
            for other in filter(None, sorted(others, key=str)):
                where = f"{called(path)}: [measure.{name}] {key}"
                must_be_known(other, told.keys(), where=where, what="measure of the world")
    return {
        name: replace(measure, name=name, akin=measure.akin | {m for m, other in told.items() if name in other.akin})
        for name, measure in told.items()
    }
