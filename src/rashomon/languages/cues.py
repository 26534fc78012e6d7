"""Words that attribute, with the act that each performs (``cues.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from rashomon.records import Act
from rashomon.tables import ENGLISH, read_table

By = Mapping[Act, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    """Closed classes of cues; what each is stands at ``Cues``."""

    clause_only: frozenset[str]
    no_infinitive: frozenset[str]
    never_quoted: frozenset[str]
    silent: frozenset[str]
    silent_acts: frozenset[Act]
    felt: frozenset[str]
    active_only: frozenset[str]
    light: frozenset[str]
    no_content: frozenset[str]
    sourceless: frozenset[str]
    media: frozenset[str]
    tallies: frozenset[str]
    revising: frozenset[str]
    counts: frozenset[str]
    costly: frozenset[str]
    topics: frozenset[str]
    answering: frozenset[str]
    answers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Modalities:
    """Words that tell how a content is meant; what each is stands in ``cues.toml``."""

    unconfirmed: frozenset[str]
    weak: frozenset[str]
    advice: frozenset[str]
    open_cues: frozenset[str]
    awaiting: frozenset[str]
    judging: frozenset[str]
    planning: frozenset[str]
    wishing: frozenset[str]
    papers: frozenset[str]
    harming: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Denials:
    """The words of which a short denial is made; what each is stands in ``cues.toml``."""

    no: frozenset[str]
    openers: frozenset[str]
    pointing: frozenset[str]
    being: frozenset[str]
    negations: frozenset[str]
    stressing: frozenset[str]
    articles: frozenset[str]
    true: frozenset[str]
    untrue: frozenset[str]
    pronouns: frozenset[str]
    helping: frozenset[str]
    phrases: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    verbs: By
    nouns: By
    adjectives: By
    adverbs: By
    tails: By
    prepositions: Mapping[str, frozenset[str]]
    noun_prepositions: Mapping[str, frozenset[str]]
    lists: _Lists
    senses: By
    modalities: _Modalities
    denials: _Denials


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues(_Lists):
    """Lemma → act, for verbs and nouns, and word → act for adjectives and adverbs, with what each needs as its content.

    ``clause_only`` verbs take a clause or a quotation, no plain object; ``no_infinitive`` ones no infinitive;
    ``never_quoted`` ones no quotation from elsewhere in the sentence, nor do ``silent_acts``. ``prepositions`` and
    ``noun_prepositions`` open the content of a verb or noun. ``silent`` verbs undo the cue below them ("declined to say").
    ``felt`` verbs have the one who feels as the subject of their passive. ``active_only`` verbs do not attribute in the passive. ``light`` verbs join a noun cue to its source
    ("issued a warning"). ``no_content`` nouns are no content as the object of a cue ("claimed lives").
    ``sourceless`` nouns attribute without a source ("reports that …"). ``media`` are what one says things in ("in a
    statement"), ``tallies`` what one gives a number of ("gave a toll of 12"), ``topics`` what a label before a colon tells of that is no speaker. ``revising`` verbs tell a number of whose own ``counts`` they change ("raised its estimate"), but for what is ``costly`` ("the war raised its toll").
    ``tails`` are word forms that close or open the last words of a sentence (", agencies say").
    ``answering`` labels are of whoever is asked ("A: …"); ``answers`` are words that answer by themselves. ``denials`` are the words of
    which a short denial is made ("No, that is not true"). ``senses`` are cues of several words, by their first; ``modalities`` words that tell how a content is meant.
    """

    verbs: Mapping[str, Act]
    nouns: Mapping[str, Act]
    adjectives: Mapping[str, Act]
    adverbs: Mapping[str, Act]
    tails: Mapping[str, Act]
    prepositions: Mapping[str, frozenset[str]]
    noun_prepositions: Mapping[str, frozenset[str]]
    senses: Mapping[str, tuple[tuple[tuple[str, ...], Act], ...]]
    modalities: Mapping[str, frozenset[str]]
    denials: Mapping[str, frozenset[str]]


@cache
def load_cues(folder: Path = ENGLISH) -> Cues:
    """Read ``cues.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form.
    """
    file = read_table(folder / "cues.toml", _File)
    return Cues(
        verbs=_acts(file.verbs), nouns=_acts(file.nouns), adjectives=_acts(file.adjectives), adverbs=_acts(file.adverbs),
        tails=_acts(file.tails), prepositions=file.prepositions, noun_prepositions=file.noun_prepositions, senses=_senses(file.senses),
        modalities=_by_name(file.modalities), denials=_by_name(file.denials), **_by_name(file.lists),
    )  # fmt: skip


def _by_name(lists: _Lists | _Modalities | _Denials) -> dict[str, Any]:
    return {field.name: getattr(lists, field.name) for field in fields(lists)}


def _acts(table: By) -> dict[str, Act]:
    return {word: act for act, words in table.items() for word in words}


def _senses(table: By) -> dict[str, tuple[tuple[tuple[str, ...], Act], ...]]:
    """First word → cues of several words that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for act, cues in table.items():
        for cue in cues:
            words = tuple(cue.split())
            found.setdefault(words[0], []).append((words, act))
    return {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for word, rows in found.items()}
