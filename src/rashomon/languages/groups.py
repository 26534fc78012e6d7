"""Whom a figure counts: classes of people and the nouns that tell them (``groups.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rashomon.tables import ENGLISH, called, must_be_known, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    whole: frozenset[str]
    one: frozenset[str]
    parts: frozenset[str]
    classes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """``classes`` by noun; ``whole`` nouns for people as such; ``one`` nouns that still count when there is but one.

    ``parts`` are classes that are a part of those counted even where no whole is told.
    """

    classes: Mapping[str, str]
    whole: frozenset[str]
    one: frozenset[str]
    parts: frozenset[str]


@cache
def load_groups(folder: Path = ENGLISH) -> Groups:
    """Read ``groups.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    path = folder / "groups.toml"
    file = read_table(path, _File)
    for name in sorted(file.parts):
        must_be_known(name, file.classes, where=f"{called(path)}: parts", what="class")
    classes = {noun: name for name, nouns in file.classes.items() for noun in nouns}
    return Groups(classes=classes, whole=file.whole, one=file.one, parts=file.parts)
