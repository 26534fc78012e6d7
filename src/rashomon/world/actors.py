"""Who speaks: what words tell of a speaker's kind, well-known actors by name (``actors.toml``), states, leaders (``leaders.toml``).

A registry of the user's own is a file of the form of ``actors.toml``; every table may be left out, and what it says goes first:

    [[actor]]
    kind = "armed_group"                                  # one of the speaker kinds
    party = "Tarvos Liberation Front"                     # the side; left out: the name itself; "": none
    names = ["Tarvos Liberation Front", "TLF"]            # one actor, the full name first
    each = ["Northern Column", "Dorn Company"]            # or several actors of one party
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from rashomon.errors import InputError
from rashomon.records import SpeakerKind
from rashomon.tables import WORLD, parse
from rashomon.world.countries import Countries, load_countries

Form = Literal["actor", "state", "capital", "demonym"]
LONGEST_ACRONYM = 5  # names up to this length, or of one word, count in their own case only: "IS", "Labour"
TABLES = frozenset({"kinds", "roles", "papers", "anaphors", "titles", "lists", "offices", "relations", "side", "actor"})
VARIABLE = "RASHOMON_ACTORS"
_POSSESSIVE = re.compile(r"[’']s?$")


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


def read_actors(*tables: Mapping[str, Any], leaders: Mapping[str, Iterable[str]] | None = None) -> Actors:
    """Join registries of the form of ``actors.toml``; a later one wins."""
    countries = load_countries()
    kinds: dict[str, SpeakerKind] = {}
    roles: dict[str, SpeakerKind] = {}
    names: dict[str, Actor] = {}
    papers: set[str] = set()
    anaphors: dict[str, tuple[SpeakerKind, ...]] = {}
    titles: dict[str, set[str]] = {}
    offices: dict[str, str] = {}
    lists: dict[str, set[str]] = {}
    suffixes: set[str] = set()
    prefixes: set[str] = set()
    relatives: set[str] = set()
    known: dict[str, Actor] = _states(countries)
    for table in tables:
        for target, rows in ((kinds, table.get("kinds", {})), (roles, table.get("roles", {}))):
            target.update({word: kind for kind, listed in rows.items() for word in listed})
        papers.update(table.get("papers", {}).get("nouns", ()))
        anaphors.update({noun: tuple(listed) for noun, listed in table.get("anaphors", {}).items()})
        for target_sets, key in ((titles, "titles"), (lists, "lists")):
            for name, listed in table.get(key, {}).items():
                target_sets.setdefault(name, set()).update(listed)
        offices.update({title: state for state, listed in table.get("offices", {}).items() for title in listed})
        suffixes.update(table.get("relations", {}).get("suffixes", ()))
        prefixes.update(table.get("relations", {}).get("prefixes", ()))
        relatives.update(table.get("relations", {}).get("nouns", ()))
        for row in table.get("side", []):
            for name in row["names"]:
                known[name.lower()] = Actor(
                    name=row["party"], kind="government", party=row["party"],
                    form="state" if name == row["party"] else "demonym",
                )  # fmt: skip
        for row in table.get("actor", []):
            for name in (*row.get("names", ()), *row.get("each", ())):
                full = row["names"][0] if name in row.get("names", ()) else name
                names[name] = Actor(name=full, kind=row["kind"], party=row.get("party", full) or None)
    people, surnames = _leaders(leaders or {})
    return Actors(
        kinds=kinds, roles=roles, names=names, papers=frozenset(papers), anaphors=anaphors,
        titles={name: frozenset(listed) for name, listed in titles.items()}, offices=offices, suffixes=frozenset(suffixes),
        prefixes=frozenset(prefixes), relatives=frozenset(relatives),
        lists={name: frozenset(listed) for name, listed in lists.items()}, leaders=people, surnames=surnames,
        women=forenames("women"), men=forenames("men"), countries=countries, index=_index(known | names),
    )  # fmt: skip


@cache
def load_actors(*files: Path) -> Actors:
    """Read the registry that comes with the package, and ``files`` of the user's own.

    Raises:
        InputError: a file can't be read or is not of the form.
    """
    own = []
    for file in files:
        try:
            own.append(tomllib.loads(file.read_text(encoding="utf-8-sig")))
        except (OSError, ValueError) as error:
            raise InputError(f"the registry of actors {str(file)!r} cannot be read: {error}") from error
        if (wrong := _wrong(own[-1])) is not None:
            raise InputError(f"the registry of actors {str(file)!r}: {wrong}")
    try:
        return read_actors(parse(WORLD / "actors.toml"), *own, leaders=parse(WORLD / "leaders.toml"))
    except (AttributeError, KeyError, TypeError) as error:
        raise InputError(f"a registry of actors is not of the form of actors.toml: {error}") from error


def use_actors(file: str, environ: MutableMapping[str, str]) -> None:
    """Let all that is analysed from here on, in processes of its own too, go by the registry ``file`` as well.

    Raises:
        InputError: the file can't be read or is not of the form.
    """
    path = Path(file).absolute()
    load_actors(path)
    environ[VARIABLE] = str(path)


def _wrong(table: Mapping[str, Any]) -> str | None:
    """What is not of the form of ``actors.toml``, in words."""
    for name, rows in table.items():
        if name not in TABLES:
            return f"no table is called {name!r}; there are {', '.join(sorted(TABLES))}"
        listed = name in {"side", "actor"}
        if not isinstance(rows, list if listed else dict) or (listed and not all(isinstance(r, dict) for r in rows)):
            return f"{name} is no {'list of tables' if listed else 'table'}"
    for name in ("kinds", "roles"):
        for kind, words in table.get(name, {}).items():
            if kind not in get_args(SpeakerKind):
                return _no_kind(kind)
            if not _is_names(words):
                return f"{name}.{kind} is no list of words"
    for n, row in enumerate(table.get("actor", []), 1):
        if row.get("kind") not in get_args(SpeakerKind):
            return f"actor {n}: {_no_kind(row.get('kind'))}"
        if not any(row.get(k) for k in ("names", "each")) or not all(
            _is_names(row.get(k, [])) for k in ("names", "each")
        ):
            return f"actor {n}: names (or each) is no list of names"
        if not isinstance(row.get("party", ""), str):
            return f"actor {n}: party is no name"
    for n, row in enumerate(table.get("side", []), 1):
        if not isinstance(row.get("party"), str) or not row["party"].strip() or not _is_names(row.get("names")):
            return f"side {n}: party is no name, or names no list of names"
    return None


def _no_kind(kind: object) -> str:
    return f"{kind!r} is no kind of speaker; there are {', '.join(get_args(SpeakerKind))}"


def _is_names(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(n, str) and n.strip() for n in names)


@cache
def forenames(gender: str) -> frozenset[str]:
    """Common given names of ``women`` or ``men``, in lower case."""
    return frozenset(name.lower() for name in parse(WORLD / "forenames.toml")[gender])


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
