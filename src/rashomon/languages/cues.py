"""Words that attribute, with the act that each performs (``cues.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rashomon.records import Act
from rashomon.tables import ENGLISH, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
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
    clause_only: frozenset[str]
    no_infinitive: frozenset[str]
    never_quoted: frozenset[str]
    silent: frozenset[str]
    silent_acts: frozenset[str]
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
    tails: Mapping[str, Act]
    prepositions: Mapping[str, frozenset[str]]
    noun_prepositions: Mapping[str, frozenset[str]]
    senses: Mapping[str, tuple[tuple[tuple[str, ...], Act], ...]]
    modalities: Mapping[str, frozenset[str]]
    denials: Mapping[str, frozenset[str]]


@cache
def load_cues() -> Cues:
    """Read ``cues.toml``."""
    data = parse(ENGLISH / "cues.toml")
    acts: dict[str, Any] = {
        kind: {word: act for act, words in data[kind].items() for word in words}
        for kind in ("verbs", "nouns", "adjectives", "adverbs", "tails")
    }
    lists: dict[str, Any] = {name: frozenset(words) for name, words in data["lists"].items()}
    openers: dict[str, Any] = {
        kind: {word: frozenset(words) for word, words in data[kind].items()}
        for kind in ("prepositions", "noun_prepositions")
    }
    classes: dict[str, Any] = {
        kind: {name: frozenset(words) for name, words in data[kind].items()} for kind in ("modalities", "denials")
    }
    return Cues(**acts, **lists, **openers, **classes, senses=_senses(data["senses"]))


def _senses(table: Mapping[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], Act], ...]]:
    """First word → cues of several words that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for act, cues in table.items():
        for cue in cues:
            words = tuple(cue.split())
            found.setdefault(words[0], []).append((words, act))
    return {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for word, rows in found.items()}
