"""Pairs with their likelihoods → groups that answer one question, by average linkage.

Grouping is a pure function of the set of pairs: names decide between equals, not the order in which they came.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.comparing.statements import Statement

Group = list[Statement]
Likelihoods = Mapping[str, Mapping[str, float]]  # of each name: of others, those that are not as good as nil


def link_average(names: Sequence[str], likely: Likelihoods, *, least: float) -> list[list[str]]:
    """Groups of ``names`` (in their order): the two whose pairs are likeliest on average join, while that is ``least`` or more.

    A pair without a likelihood counts as 0; ``least`` must be above 0.
    """
    order = {name: n for n, name in enumerate(names)}
    members = {n: [n] for n in range(len(names))}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for name, n in order.items():
        sums[n] = {order[other]: value for other, value in likely[name].items() if other in order}
    heap: list[tuple[float, int, int, int]] = []

    def offer(a: int, others: Iterable[int]) -> None:
        for b in others:
            mean = sums[a][b] / (len(members[a]) * len(members[b]))
            if mean >= least:
                heapq.heappush(heap, (-mean, min(a, b), max(a, b), len(members[a]) + len(members[b])))

    for a in members:
        offer(a, [b for b in sums[a] if b > a])
    while heap:
        _, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) + len(members[b]) != size:
            continue  # one of them has grown since
        members[a] += members.pop(b)
        gone = sums.pop(b)
        for other in sorted(gone):
            del sums[other][b]
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + gone[other]
        offer(a, sums[a])
    return [[names[n] for n in sorted(own)] for own in members.values()]
