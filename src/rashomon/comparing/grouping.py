"""Statements that pairs hold together → groups that answer one question: by average linkage, or from the strongest pair down.

Grouping is a pure function of the set of statements. A pair that is kept apart keeps its groups apart; a statement without a place of its
own joins one group at most and never joins two.
"""

import heapq
from collections.abc import Callable, Sequence

from rashomon.comparing.signals import APART
from rashomon.comparing.statements import Statement

Group = list[Statement]
Score = Callable[[Statement, Statement], float]
Scores = dict[int, dict[int, float]]  # of each statement, by its number: its pairs that are not apart


def link_strongest(members: Group, score: Score, *, join: float) -> list[Group]:
    """Groups of ``members`` (in their order) whose pairs score ``join`` or more: they join from the strongest pair down."""
    scores = _pair_scores(members, score)
    strong = [(-own[m], n, m) for n, own in scores.items() for m in own if n < m and own[m] >= join]
    home = list(range(len(members)))
    groups: dict[int, list[int]] = {n: [n] for n in home}
    for _, n, m in sorted(strong):
        one, other = home[n], home[m]
        if one == other or any(j not in scores[i] for i in groups[one] for j in groups[other]):
            continue
        weak = not (members[n].located and members[m].located)
        if weak and _has_place(members, groups[one]) and _has_place(members, groups[other]):
            continue  # a statement without a place joins no two groups that have one
        groups[one] += groups.pop(other)
        for i in groups[one]:
            home[i] = one
    return [[members[i] for i in sorted(own)] for own in groups.values()]


def _has_place(members: Group, group: Sequence[int]) -> bool:
    return len(group) > 1 and any(members[i].located for i in group)


def link_average(members: Group, score: Score) -> list[Group]:
    """Groups of ``members`` (in their order): the two whose pairs score highest on average join, while that is above 0.

    Those that have a place are linked first; one without joins a group of theirs, or others without, and never joins two groups.
    """
    scores = _pair_scores(members, score)
    linked = _linked([[n] for n, s in enumerate(members) if s.located], scores, frozenset())
    loose = [[n] for n, s in enumerate(members) if not s.located]
    groups = _linked([*linked, *loose], scores, frozenset(range(len(linked)))) if loose else linked
    return [[members[i] for i in sorted(own)] for own in groups]


def _pair_scores(members: Group, score: Score) -> Scores:
    scores: Scores = {n: {} for n in range(len(members))}
    for n, a in enumerate(members):
        for m in range(n):
            if (found := score(members[m], a)) != APART:
                scores[n][m] = scores[m][n] = found
    return scores


def _linked(groups: list[list[int]], scores: Scores, fixed: frozenset[int]) -> list[list[int]]:
    """Average linkage over ``groups``; two of the ``fixed`` ones never come together. A pair without a score is apart."""
    members = dict(enumerate(groups))
    # Of each two groups none of whose pairs is apart, the sum of their scores.
    sums: dict[int, dict[int, float]] = {n: {} for n in members}
    heap: list[tuple[float, int, int, int]] = []
    anchored = set(fixed)

    def offer(a: int, b: int) -> None:
        mean = sums[a][b] / (len(members[a]) * len(members[b]))
        if mean > 0 and not (a in anchored and b in anchored):
            heapq.heappush(heap, (-mean, min(a, b), max(a, b), len(members[a]) + len(members[b])))

    for a, own in members.items():
        for b in range(a):
            if all(j in scores[i] for i in own for j in members[b]):
                sums[a][b] = sums[b][a] = sum(scores[i][j] for i in members[b] for j in own)
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
        for c in set(sums[a]) | set(gone):
            if c in {a, b}:
                continue
            if c in sums[a] and c in gone:
                sums[a][c] = sums[c][a] = sums[a][c] + gone[c]
                offer(a, c)
            else:
                sums[a].pop(c, None)
                sums[c].pop(a, None)
            sums[c].pop(b, None)
        sums[a].pop(b, None)
    return list(members.values())
