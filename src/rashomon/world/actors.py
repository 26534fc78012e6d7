"""Who speaks: what words tell of a speaker's kind (``speakers.toml``), well-known actors by name (``actors.toml``), states, leaders.

A registry of the user's own is a file of the form of both (``Registry``); every table may be left out, and what it says goes first:

    [[actor]]
    kind = "armed_group"                                  # one of the speaker kinds
    party = "Tarvos Liberation Front"                     # the side; left out: the name itself; "": none
    names = ["Tarvos Liberation Front", "TLF"]            # one actor, the full name first
    each = ["Northern Column", "Dorn Company"]            # or several actors of one party
"""

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, TypeVar

from rashomon.errors import InputError, LexiconError
from rashomon.records import SpeakerKind
from rashomon.tables import ENGLISH, WORLD, as_table, parse, read_table
from rashomon.world.countries import Countries, load_countries

V = TypeVar("V")
Form = Literal["actor", "state", "capital", "demonym"]
LONGEST_ACRONYM = 5  # names up to this length, or of one word, count in their own case only: "IS", "Labour"
VARIABLE = "RASHOMON_ACTORS"
_POSSESSIVE = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A state, region or people that speaks as a side, and the words for it."""

    party: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor with all its names, the full one first, or ``each`` of several; ``party`` is the full name where none is told, "" none."""

    kind: SpeakerKind
    party: str | None = None
    names: tuple[str, ...] = ()
    each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """Nouns that speak for who made them."""

    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """What joins a state or group to others without making them one."""

    suffixes: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """Words before a name that are no part of it, by class."""

    courtesy: frozenset[str] = frozenset()
    military: frozenset[str] = frozenset()
    government: frozenset[str] = frozenset()
    women: frozenset[str] = frozenset()
    men: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Closed classes of words that tell of speakers; what each is stands in ``speakers.toml``."""

    attacks: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    after_names: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    of_state: frozenset[str] = frozenset()
    against_state: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The form of ``speakers.toml``, ``actors.toml`` and a registry of one's own: every table may be left out."""

    kinds: Mapping[SpeakerKind, frozenset[str]] = field(default_factory=dict)
    roles: Mapping[SpeakerKind, frozenset[str]] = field(default_factory=dict)
    papers: Papers = Papers()
    anaphors: Mapping[str, tuple[SpeakerKind, ...]] = field(default_factory=dict)
    titles: Titles = Titles()
    offices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    relations: Relations = Relations()
    lists: Lists = Lists()
    side: tuple[Side, ...] = ()
    actor: tuple[ActorRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaders:
    leader: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forenames:
    women: frozenset[str]
    men: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A well-known actor: its full name, kind and party. ``form`` says whether the words are a state's or their own."""

    name: str
    kind: SpeakerKind
    party: str | None
    form: Form = "actor"


@dataclass(frozen=True, kw_only=True)
class Actors:
    """``kinds`` and ``roles``: noun → kind; a role takes the kind of what it belongs to, if that tells.

    ``names``: name → actor. ``papers`` are roles that speak for who made them; ``anaphors``: noun → kinds of the bodies that it
    may refer back to; ``titles`` and other ``lists`` by class; ``offices``: title → the one state that has it; ``leaders``: name or surname in lower
    case → party; ``women`` and ``men``: common given names; ``relatives``: nouns of others than whom they belong to ("allies").
    """

    kinds: Mapping[str, SpeakerKind]
    roles: Mapping[str, SpeakerKind]
    names: Mapping[str, Actor]
    papers: frozenset[str]
    anaphors: Mapping[str, tuple[SpeakerKind, ...]]
    titles: Mapping[str, frozenset[str]]
    offices: Mapping[str, str]
    suffixes: frozenset[str]
    prefixes: frozenset[str]
    relatives: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    leaders: Mapping[str, str]
    surnames: Mapping[str, str]
    women: frozenset[str]
    men: frozenset[str]
    countries: Countries
    index: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...], Actor], ...]]

    @cached_property
    def states(self) -> frozenset[str]:
        """The names of all states, by which parties are called."""
        return frozenset(self.countries.names.values())

    def kind_of(self, word: str) -> SpeakerKind | None:
        """The kind that a noun tells, in singular or plural."""
        return _singular(self.kinds, word)

    def role_of(self, word: str) -> SpeakerKind | None:
        """The kind of a role where nothing tells what it belongs to."""
        return _singular(self.roles, word)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Actor]]:
        """The known names in a row of words (possessives allowed), from the left, the longest first."""
        found, i = [], 0
        plain = [_POSSESSIVE.sub("", w).strip(".,") if len(w) > 2 else w for w in words]
        lower = [w.lower() for w in plain]
        while i < len(words):
            step = 1
            for folded, exact, actor in self.index.get(lower[i], ()):
                end = i + len(folded)
                if tuple(lower[i:end]) == folded and (not exact or tuple(plain[i:end]) == exact):
                    found.append((i, end, actor))
                    step = len(folded)
                    break
            i += step
        return found

    def is_body(self, word: str) -> bool:
        """Whether a noun names a body of people, not a person."""
        return word.lower() in self.lists["bodies"]

    def is_other(self, word: str) -> bool:
        """Whether a noun means another than whom it belongs to: "Turkey's allies"."""
        low = word.lower()
        return low in self.relatives or low.removesuffix("s") in self.relatives

    def is_relation(self, word: str) -> bool:
        """Whether a word only relates to a state or group: "Turkish-backed", "anti-government"."""
        first, hyphen, last = word.lower().partition("-")
        return bool(hyphen) and (last.rpartition("-")[2] in self.suffixes or first in self.prefixes)


def read_actors(*tables: Registry, world: Path = WORLD) -> Actors:
    """Join registries, a later one wins, with what a folder of the world says of states, leaders and given names."""
    countries = load_countries(world)
    names: dict[str, Actor] = {}
    known: dict[str, Actor] = _states(countries)
    for table in tables:
        for side in table.side:
            for name in side.names:
                known[name.lower()] = Actor(
                    name=side.party, kind="government", party=side.party,
                    form="state" if name == side.party else "demonym",
                )  # fmt: skip
        for row in table.actor:
            for name in (*row.names, *row.each):
                full = row.names[0] if name in row.names else name
                names[name] = Actor(name=full, kind=row.kind, party=(full if row.party is None else row.party) or None)
    people, surnames = _leaders(read_table(world / "leaders.toml", _Leaders).leader)
    relations = [table.relations for table in tables]
    return Actors(
        kinds=_inverted(table.kinds for table in tables),
        roles=_inverted(table.roles for table in tables),
        names=names,
        papers=_union(table.papers.nouns for table in tables),
        anaphors={noun: kinds for table in tables for noun, kinds in table.anaphors.items()},
        titles=_unions(Titles, [table.titles for table in tables]),
        offices=_inverted(table.offices for table in tables),
        suffixes=_union(r.suffixes for r in relations),
        prefixes=_union(r.prefixes for r in relations),
        relatives=_union(r.nouns for r in relations),
        lists=_unions(Lists, [table.lists for table in tables]),
        leaders=people,
        surnames=surnames,
        women=forenames("women", world),
        men=forenames("men", world),
        countries=countries,
        index=_index(known | names),
    )


@cache
def load_actors(*files: Path, language: Path = ENGLISH, world: Path = WORLD) -> Actors:
    """Read the registry of a language and the world, and ``files`` of the user's own.

    Raises:
        InputError: a file of the user's own can't be read or is not of the form.
        LexiconError: one of the others is not.
    """
    own = []
    for file in files:
        try:
            own.append(_own(file))
        except LexiconError as error:
            raise InputError(f"the registry of actors {error}") from error
    shipped = (read_table(language / "speakers.toml", Registry), read_table(world / "actors.toml", Registry))
    return read_actors(*shipped, *own, world=world)


def _own(file: Path) -> Registry:
    table = as_table(parse(file), Registry, str(file))
    for n, row in enumerate(table.actor, 1):
        if not row.names and not row.each:
            raise LexiconError(f"{file}: [actor.{n}]: names or each is missing")
    for n, side in enumerate(table.side, 1):
        if not side.party:
            raise LexiconError(f"{file}: [side.{n}] party: '' is no name")
    return table


def use_actors(file: str, environ: MutableMapping[str, str]) -> None:
    """Let all that is analysed from here on, in processes of its own too, go by the registry ``file`` as well.

    Raises:
        InputError: the file can't be read or is not of the form.
    """
    path = Path(file).absolute()
    load_actors(path)
    environ[VARIABLE] = str(path)


def _inverted(tables: Iterable[Mapping[V, Iterable[str]]]) -> dict[str, V]:
    """Word → what lists it, the last table first."""
    return {word: name for table in tables for name, words in table.items() for word in words}


def _union(found: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*found)


def _unions(kind: type[Titles] | type[Lists], tables: Sequence[Titles | Lists]) -> dict[str, frozenset[str]]:
    """Each list of all tables, by its name."""
    return {f.name: _union(getattr(table, f.name) for table in tables) for f in fields(kind)}


@cache
def forenames(gender: Literal["women", "men"], world: Path = WORLD) -> frozenset[str]:
    """Common given names of ``women`` or ``men``, in lower case."""
    names = read_table(world / "forenames.toml", _Forenames)
    return frozenset(name.lower() for name in (names.women if gender == "women" else names.men))


def _singular(table: Mapping[str, SpeakerKind], word: str) -> SpeakerKind | None:
    low = word.lower()
    if low in table or not low.endswith("s"):
        return table.get(low)
    return table.get(low[:-1]) or (table.get(low[:-2]) if low.endswith(("sses", "xes", "ches", "shes")) else None)


def _states(countries: Countries) -> dict[str, Actor]:
    made: dict[str, Actor] = {}
    forms: tuple[tuple[Form, Mapping[str, str]], ...] = (
        ("demonym", countries.by_demonym), ("capital", countries.by_capital), ("state", countries.by_name),
    )  # fmt: skip
    for form, table in forms:
        for name, iso in table.items():
            state = countries.names[iso]
            made[name] = Actor(name=state, kind="government", party=state, form=form)
    return made


def _leaders(table: Mapping[str, Iterable[str]]) -> tuple[dict[str, str], dict[str, str]]:
    people = {name.lower(): party for party, listed in table.items() for name in listed}
    parties: dict[str, set[str]] = {}
    for name, party in people.items():
        parties.setdefault(name.split()[-1].removeprefix("al-"), set()).add(party)
    return people, {surname: next(iter(held)) for surname, held in parties.items() if len(held) == 1}


def _index(known: Mapping[str, Actor]) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...], Actor], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Actor]]] = {}
    for name, actor in known.items():
        plain = tuple(_POSSESSIVE.sub("", w).strip(".,") if len(w) > 2 else w for w in name.split())
        folded = tuple(w.lower() for w in plain)
        cased = actor.form == "actor" and (len(plain) == 1 or len(name) <= LONGEST_ACRONYM)
        index.setdefault(folded[0], []).append((folded, plain if cased else (), actor))
    return {word: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[1]))) for word, rows in index.items()}
