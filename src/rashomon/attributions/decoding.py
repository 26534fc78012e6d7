"""Scores of words → spans of source, cue and content, and the arcs between them. Numbers only; no text, no model.

Tags are BIOES of three roles in one layer, read by Viterbi with learned transitions, each chunk for itself. Arcs go from each content
to its cue and from each cue to its source, or to nothing; a pair's score is a product of learned vectors and learned weights for
how the two stand to one another: words, sentences, paragraphs and rivals between them.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rashomon.models import Floats

Integers = npt.NDArray[np.int64]

ROLES = ("source", "cue", "content")
TAGS = 1 + 4 * len(ROLES)  # O, then B I E S of each role
NEVER = np.float32(-1e4)
LINK = 64  # dimensions of a link vector
_GAPS = np.array([1, 2, 3, 4, 5, 7, 10, 16, 32])
GAP, SENTENCE, RANK, PARAGRAPH = 2 * (len(_GAPS) + 1), 7, 9, 5
PAIRS = (GAP, SENTENCE, RANK, PARAGRAPH)
"""How many values each way of standing to one another has."""


class Found(NamedTuple):
    """A span in words of its window, both ends inside; ``score`` is the least probability of its end words' tags."""

    role: int
    first: int
    last: int
    score: float


def allowed() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which tag may follow which [from, to], which may be the first and which the last of a chunk."""
    opens = [tag == 0 or (tag - 1) % 4 in {0, 3} for tag in range(TAGS)]
    closes = [tag == 0 or (tag - 1) % 4 in {2, 3} for tag in range(TAGS)]
    follows = np.zeros((TAGS, TAGS), bool)
    for before in range(TAGS):
        for after in range(TAGS):
            inside = after > 0 and (after - 1) % 4 in {1, 2} and (before - 1) // 4 == (after - 1) // 4
            follows[before, after] = opens[after] if closes[before] else inside
    return follows, np.array(opens), np.array(closes)


def labels_of(size: int, spans: Sequence[tuple[int, int, int]]) -> list[int]:
    """Tags of ``size`` words from (role, first, last); a later span gives way to an earlier one."""
    labels = [0] * size
    for role, first, last in spans:
        if any(labels[first : last + 1]):
            continue
        base = 1 + 4 * role
        labels[first : last + 1] = [base + 1] * (last - first + 1)
        labels[first], labels[last] = base, base + 2
        if first == last:
            labels[first] = base + 3
    return labels


def viterbi(
    scores: Floats, lengths: Sequence[int], transitions: Floats, first: Floats, last: Floats
) -> list[list[int]]:
    """The best tags of each chunk. ``scores`` is [chunk, word, tag], padded; the others are -1e4 where a tag is not allowed."""
    count, longest, _ = scores.shape
    ends = np.asarray(lengths)
    best = scores[:, 0] + first
    final = np.where((ends == 1)[:, None], best + last, 0)
    back = np.zeros((longest, count, TAGS), np.int64)
    for word in range(1, longest):
        through = best[:, :, None] + transitions
        back[word] = through.argmax(1)
        best = through.max(1) + scores[:, word]
        final = np.where((ends == word + 1)[:, None], best + last, final)
    tag = final.argmax(1)
    tags = np.zeros((count, longest), np.int64)
    rows = np.arange(count)
    for word in range(longest - 1, -1, -1):
        tags[:, word] = np.where(ends > word, tag, 0)
        if word:
            tag = np.where(ends > word, back[word, rows, tag], tag)
    return [row[:length].tolist() for row, length in zip(tags, lengths, strict=True)]


def spans_of(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """(role, first, last) of tags that viterbi gave."""
    spans: list[tuple[int, int, int]] = []
    first = 0
    for i, tag in enumerate(tags):
        if tag == 0:
            continue
        place = (tag - 1) % 4
        if place in {0, 3}:
            first = i
        if place in {2, 3}:
            spans.append(((tag - 1) // 4, first, i))
    return spans


def standing(dependents: Integers, heads: Integers, sentences: Integers, paragraphs: Integers) -> npt.NDArray[np.int64]:
    """How each dependent stands to each head: [dependent, head, 4], numbers below PAIRS.

    ``dependents`` and ``heads`` are [n, 2], first and last words in order; ``sentences`` and ``paragraphs`` number the words.
    """
    after = heads[None, :, 0] >= dependents[:, None, 0]
    gaps = np.where(after, heads[None, :, 0] - dependents[:, None, 1], dependents[:, None, 0] - heads[None, :, 1])
    gap = np.searchsorted(_GAPS, np.maximum(gaps, 0), side="right") + np.where(after, len(_GAPS) + 1, 0)
    sentence = np.clip(sentences[heads[:, 0]][None] - sentences[dependents[:, 0]][:, None], -3, 3) + 3
    before = (~after).sum(1)[:, None]
    order = np.arange(len(heads))[None]
    rank = np.where(after, order - before + 1, order - before)
    rank = np.clip(rank, -4, 4) + 4
    paragraph = np.clip(paragraphs[heads[:, 0]][None] - paragraphs[dependents[:, 0]][:, None], -2, 2) + 2
    return np.stack([gap, sentence, rank, paragraph], -1)


class Linker(NamedTuple):
    """What was learned about one kind of arc: weights of each standing, one table after another, and the vector of no head."""

    weights: Floats
    nothing: Floats

    def scores(self, dependents: Floats, heads: Floats, stands: npt.NDArray[np.int64]) -> Floats:
        """[dependent, head + 1]; the last column is no head."""
        tables = np.cumsum((0, *PAIRS[:-1]))
        products: Floats = (
            np.maximum(dependents, 0) @ np.concatenate([heads, self.nothing[None]]).T / np.float32(LINK**0.5)
        )
        products[:, :-1] += self.weights[stands + tables].sum(-1)
        return products
