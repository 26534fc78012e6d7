"""The arithmetic of attribution scores: gold and found roles of each text → precision, recall, F1.

Counts are summed over all texts before a rate is taken. Spans are freed of white space at their ends; pieces of one role that only
white space parts are one span.

* ``<role>_exact`` (source, cue, content): same start and same end. Each distinct span of a text counts once.
* ``<role>_overlap``: precision is the share of found spans that share a character (no white space) with a gold span of
  the role; recall the share of gold spans that share one with a found span.
* ``<role>_token``: over the sets of tokens (``\\w+`` or one mark) that a role covers.
* ``attribution``: a found attribution matches a gold one when the Jaccard index of their content tokens is at least 0.5 and
  the sources share a token (or both have no source). One to one, taken by the content's Jaccard index, then by the number of
  shared source tokens, then in the order of the text.
* ``attribution_strict``: the Jaccard index of the sources must be at least 0.5 as well.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.records import Span

ROLES = ("source", "cue", "content")
LEAST_JACCARD = 0.5
_TOKEN = re.compile(r"\w+|[^\w\s]")

Roles = Mapping[str, Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found and what there was to find; both hits differ where one span may meet several."""

    found_hits: int = 0
    found: int = 0
    gold_hits: int = 0
    gold: int = 0

    def __add__(self, other: "Hits") -> "Hits":
        return Hits(
            self.found_hits + other.found_hits,
            self.found + other.found,
            self.gold_hits + other.gold_hits,
            self.gold + other.gold,
        )

    def rates(self) -> tuple[float, float, float]:
        """Precision, recall, F1; 0 where nothing was found or nothing was there.

        >>> Hits(2, 4, 2, 2).rates()
        (0.5, 1.0, 0.6666666666666666)
        """
        precision = self.found_hits / self.found if self.found else 0.0
        recall = self.gold_hits / self.gold if self.gold else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def trim(text: str, spans: Iterable[Sequence[int]]) -> list[Span]:
    """Free spans of white space at their ends and join those that only white space parts.

    >>> trim("a b  c", [(2, 4), (0, 1), (5, 6)])
    [(0, 6)]
    """
    joined: list[Span] = []
    for start, end in sorted((s[0], s[1]) for s in spans):
        piece = text[start:end]
        if not piece.strip():
            continue
        start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


class Words:
    """The tokens of a text, by number, and those that spans touch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._owner = [-1] * len(text)
        for number, found in enumerate(_TOKEN.finditer(text)):
            self._owner[found.start() : found.end()] = [number] * (found.end() - found.start())

    def touched(self, spans: Iterable[Span]) -> frozenset[int]:
        return frozenset(n for start, end in spans for n in self._owner[start:end] if n >= 0)


def match(
    gold: Sequence[Mapping[str, frozenset[int]]],
    found: Sequence[Mapping[str, frozenset[int]]],
    *,
    source_jaccard: float = 0.0,
) -> list[tuple[int, int]]:
    """Pairs (gold, found) that match, one to one, best first."""
    candidates: list[tuple[float, int, int, int]] = []
    for i, expected in enumerate(gold):
        for j, given in enumerate(found):
            alike = jaccard(expected["content"], given["content"])
            if alike < LEAST_JACCARD or bool(expected["source"]) != bool(given["source"]):
                continue
            shared = len(expected["source"] & given["source"])
            if expected["source"] and (not shared or jaccard(expected["source"], given["source"]) < source_jaccard):
                continue
            candidates.append((-alike, -shared, i, j))
    pairs: list[tuple[int, int]] = []
    used_gold, used_found = set(), set()
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def tokens_of(text: str, attributions: Sequence[Roles]) -> list[dict[str, frozenset[int]]]:
    """The token sets of each attribution's roles, in order."""
    words = Words(text)
    return [{role: words.touched(trim(text, a.get(role) or ())) for role in ROLES} for a in attributions]


def count(text: str, gold: Sequence[Roles], found: Sequence[Roles]) -> dict[str, Hits]:
    """Every count of one text, by name."""
    counts: dict[str, Hits] = {}
    words = Words(text)
    for role in ROLES:
        expected = {span for a in gold for span in trim(text, a.get(role) or ())}
        given = {span for a in found for span in trim(text, a.get(role) or ())}
        same = len(expected & given)
        counts[f"{role}_exact"] = Hits(same, len(given), same, len(expected))
        gold_tokens, found_tokens = words.touched(expected), words.touched(given)
        # A token is never parted by white space, but two spans may touch different characters of one token.
        gold_characters, found_characters = _characters(text, expected), _characters(text, given)
        counts[f"{role}_overlap"] = Hits(
            sum(not gold_characters.isdisjoint(range(*span)) for span in given), len(given),
            sum(not found_characters.isdisjoint(range(*span)) for span in expected), len(expected),
        )  # fmt: skip
        shared = len(gold_tokens & found_tokens)
        counts[f"{role}_token"] = Hits(shared, len(found_tokens), shared, len(gold_tokens))
    gold_sets = [a for a in tokens_of(text, gold) if a["content"]]
    found_sets = [a for a in tokens_of(text, found) if a["content"]]
    for name, least in (("attribution", 0.0), ("attribution_strict", LEAST_JACCARD)):
        pairs = len(match(gold_sets, found_sets, source_jaccard=least))
        counts[name] = Hits(pairs, len(found_sets), pairs, len(gold_sets))
    return counts


def total(counts: Iterable[Mapping[str, Hits]]) -> dict[str, float]:
    """Sum the counts of all texts and give ``<name>_p``, ``<name>_r`` and ``<name>_f1`` for each name."""
    sums: dict[str, Hits] = {}
    for one in counts:
        for name, hits in one.items():
            sums[name] = sums.get(name, Hits()) + hits
    return {
        f"{name}_{kind}": value
        for name, hits in sums.items()
        for kind, value in zip(("p", "r", "f1"), hits.rates(), strict=True)
    }


def interval(counts: Sequence[Mapping[str, Hits]], name: str, draws: int, seed: int = 0) -> tuple[float, float]:
    """The 95 % interval of an F1: the middle of ``draws`` scores, each of as many texts as there are, drawn with replacement."""
    rng = random.Random(seed)
    own = [one[name] for one in counts]
    scores = sorted(sum(rng.choices(own, k=len(own)), Hits()).rates()[2] for _ in range(draws))
    return scores[int(0.025 * draws)], scores[min(draws - 1, int(0.975 * draws))]


def agreement(pairs: Iterable[tuple[str, str]]) -> tuple[float, Counter[tuple[str, str]]]:
    """The share of pairs (gold, found) that are equal, and how often each unequal pair occurs."""
    listed = list(pairs)
    wrong = Counter(pair for pair in listed if pair[0] != pair[1])
    return (1 - wrong.total() / len(listed) if listed else 0.0), wrong


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the elements of either that are in both; 0 where there are none."""
    either = len(a | b)
    return len(a & b) / either if either else 0.0


def _characters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(c for start, end in spans for c in range(start, end) if not text[c].isspace())
