"""Statements of one block → groups that answer one question: pairs join from the strongest down.

Grouping is a pure function of the set of statements in a block. A pair that is kept apart keeps its groups apart; a statement
without a place of its own joins one group at most and never joins two.
"""

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


def link_average(block: Group, judge: Callable[[Statement, Statement], float]) -> list[Group]:
    """Groups of a block by average linkage: the two groups whose pairs score highest on average join, while that is above 0."""
    members: dict[int, list[int]] = {n: [n] for n in range(len(block))}
    sums: dict[tuple[int, int], float] = {}
    for n, a in enumerate(block):
        for m in range(n + 1, len(block)):
            sums[n, m] = judge(a, block[m])
    while sums:
        (one, other), best = max(
            sums.items(),
            key=lambda item: (
                item[1] / (len(members[item[0][0]]) * len(members[item[0][1]])),
                (-item[0][0], -item[0][1]),
            ),
        )
        if best <= 0:
            break
        members[one] += members.pop(other)
        for third in members:
            if third != one:
                key = (min(one, third), max(one, third))
                sums[key] += sums.pop((min(other, third), max(other, third)))
        del sums[one, other]
    return [sorted((block[i] for i in own), key=lambda s: s.order) for own in members.values()]
