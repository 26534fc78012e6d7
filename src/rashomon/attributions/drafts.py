"""What a rule finds: an attribution in tokens, before it has spans, a kind and a parent."""

from dataclasses import dataclass
from typing import Literal

from rashomon.records import Act, Span

Rule = Literal[
    "quotation", "clause", "according", "noun", "object", "passive", "adverb", "adjective", "label", "citing", "tagged"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in tokens. ``negated``: the cue is in the negative ("did not confirm").

    A tagged one has its spans (source, cue, content) as ``exact`` and its own ``chance`` of being right.
    """

    rule: Rule
    act: Act
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]
    negated: bool = False
    exact: tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]] | None = None
    chance: float | None = None
