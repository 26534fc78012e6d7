"""The grammar of a language (``grammar.toml``): relations of the parse, and what words do with the clauses below them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Value = Literal[
    "same", "not", "so", "not_so", "attempted", "prevented", "wished", "planned", "possible", "conditional", "unknown", "denied"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a governor does with what stands below it; what the fields mean stands in ``grammar.toml``."""

    name: str
    asserted: Value
    negated: Value | None = None
    denied: Value | None = None
    unreal: Value | None = None
    finite: Value | None = None
    of: Literal["told"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Look-ups: parser's label → relation; word lists by name; (class of word, lemma, word after it) → effect; predicates by name."""

    relations: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    effects: Mapping[tuple[str, str, str], Effect]
    predicates: Mapping[str, frozenset[str]]


CLASSES = ("verbs", "adjectives", "nouns")


@cache
def load_grammar(language: str = "english") -> Grammar:
    """Read ``languages/<language>/grammar.toml``."""
    data = tomllib.loads((files("rashomon.languages") / language / "grammar.toml").read_text(encoding="utf-8"))
    effects: dict[tuple[str, str, str], Effect] = {}
    for name, row in data["effect"].items():
        lists = {kind: row.pop(kind) for kind in CLASSES}
        effect = Effect(name=name, **row)
        for kind, words in lists.items():
            for word in words:
                lemma, _, after = word.partition(":")
                if (kind, lemma, after) in effects:
                    raise ValueError(f"grammar.toml: {word!r} stands in {effects[kind, lemma, after].name} and {name}")
                effects[kind, lemma, after] = effect
    return Grammar(
        relations={label: relation for relation, labels in data["relations"].items() for label in labels},
        words={name: frozenset(words) for name, words in data["words"].items()},
        effects=effects,
        predicates={name: frozenset(words) for name, words in data["predicate"].items()},
    )
