"""Pairs with their likelihoods → groups that answer one question, by average linkage.

Grouping is a pure function of the set of pairs: names decide between equals, not the order in which they came.
"""

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from rashomon.comparing.statements import Statement

APART = 0.1  # likelihood below which statements that tell of an event are of two
Group = list[Statement]
K = TypeVar("K", bound=Hashable)


def link_average(
    names: Sequence[K],
    likely: Mapping[K, Mapping[K, float]],
    *,
    least: float,
    telling: Collection[K] = (),
    apart: float = APART,
    most: int | None = None,
) -> list[list[K]]:
    """Groups of ``names`` (in their order): the two whose pairs are likeliest on average join, while that is ``least`` or more.

    A pair without a likelihood counts as 0; ``least`` must be above 0. Of a large group no more than ``most`` count. Where both groups hold names of
    ``telling``, these must be at ``apart`` or more among themselves: what does not tell which event it is about brings no two together that
    tell of two.
    """
    order = {name: n for n, name in enumerate(names)}
    members = {n: [n] for n in range(len(names))}
    told = {n: int(name in telling) for name, n in order.items()}
    # Of each two groups the sums over all pairs, and over the pairs of which both tell.
    sums: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
    for name, n in order.items():
        for near, value in likely[name].items():
            if (m := order.get(near)) is not None:
                sums[n][m] = (value, value * told[n] * told[m])
    heap: list[tuple[float, int, int, int]] = []

    def offer(a: int, others: Iterable[int]) -> None:
        for b in others:
            whole, sure = sums[a][b]
            both = told[a] * told[b]
            few, many = sorted((len(members[a]), len(members[b])))
            mean = whole / (few * min(many, most or many))
            if mean >= least and (not both or sure >= apart * both):
                heapq.heappush(heap, (-mean, min(a, b), max(a, b), len(members[a]) + len(members[b])))

    for a in members:
        offer(a, [b for b in sums[a] if b > a])
    while heap:
        _, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) + len(members[b]) != size:
            continue  # one of them has grown since
        members[a] += members.pop(b)
        told[a] += told.pop(b)
        gone = sums.pop(b)
        for other in sorted(gone):
            del sums[other][b]
            if other != a:
                before, more = sums[a].get(other, (0.0, 0.0)), gone[other]
                sums[a][other] = sums[other][a] = (before[0] + more[0], before[1] + more[1])
        offer(a, sums[a])
    return [[names[n] for n in sorted(own)] for own in members.values()]
