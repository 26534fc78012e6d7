"""Spans found against spans expected: one-to-one by overlap, and the shares that come of it."""

from collections.abc import Sequence

Span = tuple[int, int]


def match(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs (gold, found) that share a character; the largest overlap first, each span once."""
    overlaps = [
        (-(min(g[1], f[1]) - max(g[0], f[0])), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g[0] < f[1] and f[0] < g[1]
    ]
    pairs, used_gold, used_found = [], set(), set()
    for _, i, j in sorted(overlaps):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def shares(hits: int, gold: int, found: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = (hits / found if found else 0.0), (hits / gold if gold else 0.0)
    return precision, recall, (2 * precision * recall / (precision + recall) if precision + recall else 0.0)
