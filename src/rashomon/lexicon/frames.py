"""Frames of crisis events and the words that name them (``frames.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rashomon.lexicon import load_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of event or state. ``title`` is a question with ``{target}`` and ``{actor}`` to fill in."""

    name: str
    kind: Literal["occurrence", "status"]
    title: str
    place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Look-ups from words to frames.

    ``verbs`` and ``inverse`` are keyed by lemma, or by (lemma, object lemma) for a verb with an object of its own; the
    target of a verb is its object or passive subject, of an inverse one its subject.
    """

    by_name: Mapping[str, Frame]
    verbs: Mapping[str | tuple[str, str], Frame]
    inverse: Mapping[str | tuple[str, str], Frame]
    nouns: Mapping[str, Frame]


@cache
def load_frames() -> Frames:
    """Read ``frames.toml``."""
    by_name: dict[str, Frame] = {}
    tables: dict[str, dict[str | tuple[str, str], Frame]] = {"verbs": {}, "inverse": {}, "nouns": {}}
    for row in load_toml("frames.toml")["frame"]:
        frame = Frame(name=row["name"], kind=row["kind"], title=row["title"], place=row["place"])
        by_name[frame.name] = frame
        for role, table in tables.items():
            for word in row[role]:
                verb, _, noun = word.partition(":")
                table.setdefault((verb, noun) if noun else verb, frame)
    nouns = {word: frame for word, frame in tables["nouns"].items() if isinstance(word, str)}
    return Frames(by_name=by_name, verbs=tables["verbs"], inverse=tables["inverse"], nouns=nouns)
