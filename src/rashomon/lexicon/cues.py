"""Words that attribute, with the act that each performs (``cues.toml``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rashomon.lexicon import load_toml
from rashomon.records import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Lemma → act, for verbs, nouns and adverbs. ``clause_only`` verbs need a clause or a quotation as their content."""

    verbs: Mapping[str, Act]
    nouns: Mapping[str, Act]
    adverbs: Mapping[str, Act]
    clause_only: frozenset[str]


@cache
def load_cues() -> Cues:
    """Read ``cues.toml``."""
    data = load_toml("cues.toml")
    tables = {
        kind: {word: act for act, words in data[kind].items() for word in words}
        for kind in ("verbs", "nouns", "adverbs")
    }
    return Cues(**tables, clause_only=frozenset(data["clause_only"]["verbs"]))
