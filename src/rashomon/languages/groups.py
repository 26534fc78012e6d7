"""Whom a figure counts: classes of people and the nouns that tell them (``groups.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rashomon.tables import ENGLISH, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """``classes`` by noun; ``whole`` nouns for people as such; ``one`` nouns that still count when there is but one.

    ``parts`` are classes that are a part of those counted even where no whole is told; ``purposes`` tells for a measure of money or time what
    a word near it says that it is for.
    """

    classes: Mapping[str, str]
    whole: frozenset[str]
    one: frozenset[str]
    parts: frozenset[str]
    purposes: Mapping[str, Mapping[str, str]]


@cache
def load_groups() -> Groups:
    """Read ``groups.toml``."""
    data = parse(ENGLISH / "groups.toml")
    classes = {noun: name for name, nouns in data["class"].items() for noun in nouns}
    return Groups(
        classes=classes, whole=frozenset(data["whole"]), one=frozenset(data["one"]), parts=frozenset(data["parts"]),
        purposes={m: {w: name for name, words in found.items() for w in words} for m, found in data["purpose"].items()},
    )  # fmt: skip
