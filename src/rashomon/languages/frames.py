"""Frames of crisis events and the words that name them (``frames.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rashomon.tables import ENGLISH, parse

Role = Literal["verbs", "inverse", "holds", "leaves"]
ROLES: tuple[Role, ...] = ("verbs", "inverse", "holds", "leaves")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of event or state; what its fields mean stands at the head of ``frames.toml``."""

    name: str
    family: str
    kind: Literal["occurrence", "status"]
    stance: Literal["affirm", "deny"] = "affirm"
    contradicts: bool = False
    deed: bool = False
    event: str | None = None
    link: str = "of"
    title: str
    title_bare: str | None = None
    needs: Literal["place", "ground", "person", "truce"] | None = None
    needs_actor: Literal["side"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Look-ups from words to frames.

    ``verbs`` is keyed by lemma, or by (lemma, companion) for a verb that means it only together with its object, particle or
    complement; it gives the frames with the role of the verb's subject and object in each. ``families`` names the frame that words
    a family's question. ``words`` are the closed classes of words that the rules over frames ask for.
    """

    by_name: Mapping[str, Frame]
    families: Mapping[str, Frame]
    verbs: Mapping[str | tuple[str, str], tuple[tuple[Role, Frame], ...]]
    lemmas: frozenset[str]
    nouns: Mapping[str, Frame]
    states: Mapping[str, Frame]
    words: Mapping[str, frozenset[str]]


@cache
def load_frames() -> Frames:
    """Read ``frames.toml``."""
    data = parse(ENGLISH / "frames.toml")
    by_name: dict[str, Frame] = {}
    families: dict[str, Frame] = {}
    verbs: dict[str | tuple[str, str], list[tuple[Role, Frame]]] = {}
    nouns: dict[str, Frame] = {}
    states: dict[str, Frame] = {}
    for row in data["frame"]:
        lists = {role: row.pop(role, []) for role in (*ROLES, "nouns", "states")}
        frame = Frame(**row)
        by_name[frame.name] = frame
        families.setdefault(frame.family, frame)
        for role in ROLES:
            for word in lists[role]:
                verb, _, companion = word.partition(":")
                verbs.setdefault((verb, companion) if companion else verb, []).append((role, frame))
        for table, words in ((nouns, lists["nouns"]), (states, lists["states"])):
            for word in words:
                table.setdefault(word, frame)
    return Frames(
        by_name=by_name, families=families, verbs={word: tuple(found) for word, found in verbs.items()},
        lemmas=frozenset(word if isinstance(word, str) else word[0] for word in verbs), nouns=nouns, states=states,
        words={name: frozenset(words) for name, words in data["words"].items()},
    )  # fmt: skip
