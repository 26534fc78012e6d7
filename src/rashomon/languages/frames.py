"""The words that name frames of crisis events (``frames.toml``), with what each frame is (``rashomon.world.frames``)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

from rashomon.errors import LexiconError
from rashomon.languages.claims import ClaimWords, load_claim_words
from rashomon.tables import ENGLISH, WORLD, called, must_be_known, read_table
from rashomon.world.frames import FrameFacts, load_frame_facts

Role = Literal["verbs", "inverse", "holds", "leaves"]
ROLES: tuple[Role, ...] = ("verbs", "inverse", "holds", "leaves")
SLOTS = frozenset({"Was", "Is", "Has", "Did", "target", "place", "actor"})  # of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words of one frame; what its fields mean stands at the head of ``frames.toml``."""

    title: str
    title_bare: str | None = None
    event: str | None = None
    link: str = "of"
    verbs: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    targets: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    comes_of: frozenset[str] = frozenset()
    effects: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Closed:
    """The closed classes of words that the rules over frames ask for; what each is stands in ``frames.toml``."""

    light: frozenset[str]
    behind: frozenset[str]
    done: frozenset[str]
    speech: frozenset[str]
    empty: frozenset[str]
    untrue: frozenset[str]
    said: frozenset[str]
    tools: frozenset[str]
    munitions: frozenset[str]
    landing: frozenset[str]
    premises: frozenset[str]
    meaning: frozenset[str]
    means: frozenset[str]
    alone: frozenset[str]
    vague: frozenset[str]
    steps: frozenset[str]
    beside: frozenset[str]
    accidents: frozenset[str]
    taking: frozenset[str]
    asking: frozenset[str]
    people: frozenset[str]
    groups: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    words: _Closed
    frame: Mapping[str, _Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(FrameFacts):
    """One kind of event or state, with how its question is worded and the deed named.

    ``targets``: what alone its target can be, anything where there are none; ``never``: verbs with a companion that mean something else;
    the sets below are the words that link two things, in a frame that does.
    """

    name: str
    title: str
    title_bare: str | None = None
    event: str | None = None
    link: str = "of"
    targets: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    comes_of: frozenset[str] = frozenset()
    effects: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()


OWN = ("title", "title_bare", "event", "link", "targets", "never", "causes", "comes_of", "effects", "called", "calls")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Look-ups from words to frames.

    ``verbs`` is keyed by lemma, or by (lemma, companion) for a verb that means it only together with its object, particle or
    complement; it gives the frames with the role of the verb's subject and object in each. ``families`` names the frame that words
    a family's question. ``linking`` are the frames that say that one thing is another or comes of it, ``words`` the closed classes of
    words that the rules over frames ask for, ``closed`` those that the making of claims asks for beside.
    """

    by_name: Mapping[str, Frame]
    families: Mapping[str, Frame]
    verbs: Mapping[str | tuple[str, str], tuple[tuple[Role, Frame], ...]]
    lemmas: frozenset[str]
    nouns: Mapping[str, Frame]
    states: Mapping[str, Frame]
    linking: tuple[Frame, ...]
    words: Mapping[str, frozenset[str]]
    closed: ClaimWords


@cache
def load_frames(folder: Path = ENGLISH, world: Path = WORLD) -> Frames:
    """Read ``frames.toml`` of a language, with what a folder of the world says of its frames. A frame without words there is not told.

    Raises:
        LexiconError: the table is not of its form, names a frame that the world does not know, or has no words for a deed.
    """
    facts = load_frame_facts(world)
    path = folder / "frames.toml"
    file = read_table(path, _File)
    for name, row in file.frame.items():
        where = f"{called(path)}: [frame.{name}]"
        must_be_known(name, facts, where=where, what="frame of the world")
        _check(row, facts[name], where)
    frames = {
        name: Frame(name=name, **{key: getattr(row, key) for key in OWN}, **asdict(facts[name]))
        for name, row in file.frame.items()
    }
    families: dict[str, Frame] = {}
    for name in facts:
        if name in frames:
            families.setdefault(frames[name].family, frames[name])
    verbs: dict[str | tuple[str, str], list[tuple[Role, Frame]]] = {}
    nouns: dict[str, Frame] = {}
    states: dict[str, Frame] = {}
    for name, row in file.frame.items():
        for role in ROLES:
            for word in getattr(row, role):
                verb, _, companion = word.partition(":")
                verbs.setdefault((verb, companion) if companion else verb, []).append((role, frames[name]))
        for table, words in ((nouns, row.nouns), (states, row.states)):
            for word in words:
                table.setdefault(word, frames[name])
    return Frames(
        by_name=frames, families=families, verbs={word: tuple(found) for word, found in verbs.items()},
        linking=tuple(frame for frame in frames.values() if frame.links),
        lemmas=frozenset(word if isinstance(word, str) else word[0] for word in verbs), nouns=nouns, states=states,
        words={field.name: getattr(file.words, field.name) for field in fields(_Closed)}, closed=load_claim_words(folder),
    )  # fmt: skip


def _check(row: _Words, facts: FrameFacts, where: str) -> None:
    if not facts.links and (row.causes or row.comes_of or row.called or row.calls):
        raise LexiconError(f"{where}: causes, comes_of, called and calls are words of a frame that links two things")
    if facts.deed and row.event is None:
        raise LexiconError(f"{where}: event is missing: the question of who did a deed names it")
    for key, title in (("title", row.title), ("title_bare", row.title_bare or "")):
        try:
            slots = [slot for _, slot, _, _ in Formatter().parse(title) if slot is not None]
        except ValueError as error:
            raise LexiconError(f"{where} {key}: {error}") from error
        for slot in slots:
            must_be_known(slot, SLOTS, where=f"{where} {key}", what="slot of a title")
