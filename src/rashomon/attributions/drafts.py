"""What a rule finds: an attribution in tokens, before it has spans, a kind and a parent."""

from dataclasses import dataclass, replace
from typing import Literal

from rashomon.attributions.spans import Reader
from rashomon.records import Act, Span

Rule = Literal[
    "quotation", "clause", "according", "noun", "object", "passive", "adverb", "adjective", "label", "turn", "citing", "tagged"
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


def narrowed(draft: Draft, content: frozenset[int], reader: Reader) -> Draft:
    """The draft with another content, and its spans with it."""
    if content == draft.content:
        return draft
    exact = None if draft.exact is None else (*draft.exact[:2], reader.spans(content))
    return replace(draft, content=content, exact=exact)
