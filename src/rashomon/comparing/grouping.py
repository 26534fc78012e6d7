"""Statements of one block → groups that answer one question: pairs join from the strongest down.

Grouping is a pure function of the set of statements in a block. A pair that is kept apart keeps its groups apart; a statement
without a place of its own joins one group at most and never joins two.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence

from rashomon.comparing.signals import APART, Signals, judge
from rashomon.comparing.statements import Statement

MOST_NEIGHBOURS = 80  # a statement is judged against so many that follow it in its block
Group = list[Statement]


def group_block(block: Group, weights: Mapping[str, float], signals: Signals, *, join: float) -> list[Group]:
    """The groups of a block; ``join`` is the sum of signals from which two statements are one question's."""
    pairs: list[tuple[float, int, int]] = []
    apart: set[tuple[int, int]] = set()
    for n, a in enumerate(block):
        for m in range(n + 1, min(len(block), n + 1 + MOST_NEIGHBOURS)):
            score, _ = judge(a, block[m], weights, signals)
            if score == APART:
                apart.add((n, m))
            elif score >= join:
                pairs.append((score, n, m))
    home = list(range(len(block)))
    members: dict[int, list[int]] = {n: [n] for n in home}
    for _, n, m in sorted(pairs, key=lambda p: (-p[0], block[p[1]].order, block[p[2]].order)):
        one, other = home[n], home[m]
        if one == other or any((min(i, j), max(i, j)) in apart for i in members[one] for j in members[other]):
            continue
        weak = not (block[n].located and block[m].located)
        if weak and _has_place(block, members[one]) and _has_place(block, members[other]):
            continue  # a statement without a place joins no two groups that have one
        members[one] += members.pop(other)
        for i in members[one]:
            home[i] = one
    return [sorted((block[i] for i in own), key=lambda s: s.order) for own in members.values()]


def _has_place(block: Group, members: Sequence[int]) -> bool:
    return len(members) > 1 and any(block[i].located for i in members)


def link_average(
    block: Group, judge: Callable[[Statement, Statement], float], *, reach: Callable[[Statement], tuple[int, int]]
) -> list[Group]:
    """Groups of a block by average linkage: the two groups whose pairs score highest on average join, while that is above 0.

    Those that have a place are linked first; one without joins a group of theirs, or others without, and never joins two groups.
    ``reach`` gives the days that a statement may be about: statements whose days do not meet are never judged.
    """
    scores = _pair_scores(block, judge, reach)
    groups = []
    for members in _components(len(block), scores):
        placed = [[n] for n in members if block[n].located]
        linked = _linked(placed, scores, frozenset())
        loose = [[n] for n in members if not block[n].located]
        groups += _linked([*linked, *loose], scores, frozenset(range(len(linked)))) if loose else linked
    return [sorted((block[i] for i in own), key=lambda s: s.order) for own in groups]


Scores = dict[tuple[int, int], float]


def _pair_scores(
    block: Group, judge: Callable[[Statement, Statement], float], reach: Callable[[Statement], tuple[int, int]]
) -> Scores:
    """The scores of pairs whose days meet, by a sweep over the days."""
    days = sorted((reach(s), n) for n, s in enumerate(block))
    scores: Scores = {}
    open_: list[tuple[int, int]] = []
    for (first, last), n in days:
        open_ = [(end, m) for end, m in open_ if end >= first]
        for _, m in open_:
            pair = (min(m, n), max(m, n))
            scores[pair] = judge(block[pair[0]], block[pair[1]])
        open_.append((last, n))
    return scores


def _components(number: int, scores: Scores) -> list[list[int]]:
    """Statements that a chain of pairs above 0 holds together: no others can come into one group."""
    home = list(range(number))

    def root(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    for (n, m), score in scores.items():
        if score > 0:
            a, b = root(n), root(m)
            home[max(a, b)] = min(a, b)
    members: dict[int, list[int]] = {}
    for n in range(number):
        members.setdefault(root(n), []).append(n)
    return list(members.values())


def _linked(groups: list[list[int]], scores: Scores, fixed: frozenset[int]) -> list[list[int]]:
    """Average linkage over ``groups``; two of the ``fixed`` ones never come together. A pair without a score is apart."""
    members = dict(enumerate(groups))
    sums: dict[int, dict[int, float]] = {n: {} for n in members}
    heap: list[tuple[float, int, int, int]] = []

    def offer(a: int, b: int) -> None:
        mean = sums[a][b] / (len(members[a]) * len(members[b]))
        if mean > 0 and not (a in anchored and b in anchored):
            heapq.heappush(heap, (-mean, min(a, b), max(a, b), len(members[a]) + len(members[b])))

    anchored = set(fixed)
    for a in members:
        for b in range(a + 1, len(groups)):
            total = sum(scores.get((min(i, j), max(i, j)), APART) for i in groups[a] for j in groups[b])
            sums[a][b] = sums[b][a] = total
            offer(a, b)
    while heap:
        mean, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) + len(members[b]) != size:
            continue
        if -mean != sums[a][b] / (len(members[a]) * len(members[b])) or (a in anchored and b in anchored):
            continue
        members[a] = members[a] + members.pop(b)
        if b in anchored:
            anchored.add(a)
        gone = sums.pop(b)
        for c in members:
            if c != a:
                sums[a][c] = sums[c][a] = sums[a][c] + gone[c]
                del sums[c][b]
                offer(a, c)
        del sums[a][b]
    return list(members.values())
