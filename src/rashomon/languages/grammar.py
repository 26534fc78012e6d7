"""The grammar of a language (``grammar.toml``): relations of the parse, and what words do with the clauses below them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Literal

from rashomon.errors import LexiconError
from rashomon.tables import ENGLISH, called, read_table

Relation = Literal[
    "root", "subject", "passive_subject", "clausal_subject", "expletive", "object", "dative", "attribute", "predicative", "object_predicate",
    "open_clause", "content_clause", "adverbial_clause", "relative_clause", "noun_clause", "preposition_clause", "preposition",
    "prepositional_object", "agent", "conjunct", "coordinator", "paired_coordinator", "apposition", "determiner", "predeterminer", "possessor",
    "numeral", "quantifier", "adjective", "compound", "noun_modifier", "adverb", "noun_adverb", "negation", "particle", "auxiliary",
    "passive_auxiliary", "marker", "case", "parataxis", "punctuation", "other",
]  # fmt: skip
Value = Literal[
    "same", "not", "so", "not_so", "attempted", "prevented", "wished", "planned", "possible", "conditional", "unknown", "denied"
]  # fmt: skip
Column = Literal["verbs", "adjectives", "nouns"]
COLUMNS: tuple[Column, ...] = ("verbs", "adjectives", "nouns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a governor does with what stands below it, and the governors that do so; what the fields mean stands in ``grammar.toml``."""

    asserted: Value
    negated: Value | None = None
    denied: Value | None = None
    unreal: Value | None = None
    finite: Value | None = None
    of: Literal["told"] | None = None
    name: str = ""
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GrammarWords:
    """Closed classes of words; what each is for stands in ``grammar.toml``."""

    negations: frozenset[str]
    no_negation: frozenset[str]
    nobody: frozenset[str]
    no: frozenset[str]
    few: frozenset[str]
    infinitive: frozenset[str]
    relatives: frozenset[str]
    will: frozenset[str]
    would: frozenset[str]
    can: frozenset[str]
    ought: frozenset[str]
    perfect: frozenset[str]
    conditions: frozenset[str]
    whether: frozenset[str]
    before: frozenset[str]
    purpose: frozenset[str]
    instead: frozenset[str]
    hearsay: frozenset[str]
    supposed: frozenset[str]
    ready: frozenset[str]
    almost: frozenset[str]
    ability: frozenset[str]
    asking_after: frozenset[str]
    doers: frozenset[str]
    genitive: frozenset[str]
    likening: frozenset[str]
    single: frozenset[str]
    auxiliaries: frozenset[str]
    endings: tuple[str, ...]
    that: frozenset[str]
    nor: frozenset[str]
    one: frozenset[str]
    contrast: frozenset[str]
    copulas: frozenset[str]
    cleft_subjects: frozenset[str]
    directions: frozenset[str]
    controlling_prepositions: frozenset[str]
    subject_control: frozenset[str]
    ordinals: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicates:
    """Words that a copula says of a clause or report, and the verbs that give their object such a word."""

    false: frozenset[str]
    true: frozenset[str]
    unclear: frozenset[str]
    clear: frozenset[str]
    calling: frozenset[str]

    def of(self, *words: str) -> str | None:
        """Which predicate one of ``words`` is: "false", "true", "unclear" or "clear"; None for none."""
        return next(
            (f.name for f in fields(self) if f.name != "calling" and not getattr(self, f.name).isdisjoint(words)), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feigned:
    """Words of what is played, told as a story or rehearsed."""

    stories: frozenset[str]
    simulations: frozenset[str]
    games: frozenset[str]
    game: frozenset[str]
    drills: frozenset[str]
    pretended: frozenset[str]
    playing: frozenset[str]
    inside: frozenset[str]
    within: frozenset[str]
    accompanying: frozenset[str]
    quotation_marks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    relations: Mapping[Relation, tuple[str, ...]]
    words: GrammarWords
    effect: Mapping[str, Effect]
    feigned: Feigned
    predicate: Predicates


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Look-ups: parser's label → relation; closed classes of words; (column, lemma, word after it) → effect; predicates."""

    relations: Mapping[str, Relation]
    words: GrammarWords
    effects: Mapping[tuple[Column, str, str], Effect]
    feigned: Feigned
    predicates: Predicates


@cache
def load_grammar(folder: Path = ENGLISH) -> Grammar:
    """Read ``grammar.toml`` of a language's folder.

    Raises:
        LexiconError: it holds what may not stand there, or a word twice.
    """
    path = folder / "grammar.toml"
    data = read_table(path, _File)
    effects: dict[tuple[Column, str, str], Effect] = {}
    for name, effect in data.effect.items():
        for column in COLUMNS:
            for word in getattr(effect, column):
                lemma, _, after = word.partition(":")
                known = effects.setdefault((column, lemma, after), _named(effect, name))
                if known.name != name:
                    raise LexiconError(
                        f"{called(path)}: [effect.{name}] {column}: {word!r} stands in [effect.{known.name}] too"
                    )
    return Grammar(
        relations={label: relation for relation, labels in data.relations.items() for label in labels},
        words=data.words,
        effects=effects,
        feigned=data.feigned,
        predicates=data.predicate,
    )


def _named(effect: Effect, name: str) -> Effect:
    """``effect`` with the name of its table, without its words."""
    return Effect(
        name=name, asserted=effect.asserted, negated=effect.negated, denied=effect.denied, unreal=effect.unreal, finite=effect.finite,
        of=effect.of,
    )  # fmt: skip
