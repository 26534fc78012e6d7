"""Who speaks: kinds of speakers by their words, well-known actors by name (``actors.toml``), states by name, capital and adjective."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.lexicon import load_toml
from rashomon.lexicon.countries import Countries, load_countries
from rashomon.records import SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A well-known actor: its kind and party."""

    kind: SpeakerKind
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """``words``: a word → the kind it tells, with the rank of that kind (lower goes first); ``names``: a name → actor."""

    words: Mapping[str, tuple[int, SpeakerKind]]
    names: Mapping[str, Actor]
    countries: Countries


def read_actors(*tables: Mapping[str, Any]) -> Actors:
    """Join registries of the form of ``actors.toml``; a later one wins."""
    words: dict[str, tuple[int, SpeakerKind]] = {}
    names: dict[str, Actor] = {}
    for table in tables:
        for rank, (kind, listed) in enumerate(table.get("kinds", {}).items()):
            for word in listed:
                words.setdefault(word, (rank, kind))
        for row in table.get("actor", []):
            for name in row["names"]:
                names[name] = Actor(kind=row["kind"], party=row.get("party", row["names"][0]))
    return Actors(words=words, names=names, countries=load_countries())


@cache
def load_actors() -> Actors:
    """Read the registry that comes with the package."""
    return read_actors(load_toml("actors.toml"))
