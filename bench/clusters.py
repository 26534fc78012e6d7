"""Clusterings: what makes them of weighed links, and B³, which scores them."""

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

Links = Mapping[tuple[str, str], float]


def b_cubed(
    gold: Mapping[str, str], found: Mapping[str, str], *, of: Collection[str] | None = None
) -> tuple[float, float, float]:
    """B³ precision, recall and F1 (Bagga and Baldwin 1998): of each item's cluster, the share that belongs with it; of those that belong with
    it, the share in its cluster; the means over all items, or over those ``of`` which the score is asked.

    >>> b_cubed({"a": "x", "b": "x", "c": "y"}, {"a": "1", "b": "1", "c": "1"})[:2]
    (0.5555555555555555, 1.0)
    """
    scored = sorted(gold if of is None else of)
    if not scored:
        return 0.0, 0.0, 0.0
    true, made = _members(gold), _members({item: found[item] for item in gold})
    precision = recall = 0.0
    for item in scored:
        own, other = made[found[item]], true[gold[item]]
        both = len(own & other)
        precision += both / len(own)
        recall += both / len(other)
    precision, recall = precision / len(scored), recall / len(scored)
    return precision, recall, 2 * precision * recall / (precision + recall)


def single_link(items: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each item's cluster, named by its first member, where a chain of ``pairs`` makes one cluster."""
    home = {item: item for item in items}

    def root(item: str) -> str:
        while home[item] != item:
            home[item] = home[home[item]]
            item = home[item]
        return item

    for pair in pairs:
        a, b = sorted(map(root, pair))
        home[b] = a
    return {item: root(item) for item in home}


def average_link(items: Iterable[str], links: Links, *, least: float) -> dict[str, str]:
    """Each item's cluster by average linkage: the two clusters whose pairs weigh most on average join, while that is ``least`` or more.

    A pair without a link weighs 0; ``least`` must be above 0. Every pair stands in ``links`` once.
    """
    members = {item: [item] for item in items}
    sums: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), weight in links.items():
        sums[a][b] = sums[b][a] = weight
    heap: list[tuple[float, str, str, int, int]] = []

    def offer(a: str, b: str) -> None:
        a, b = min(a, b), max(a, b)
        mean = sums[a][b] / (len(members[a]) * len(members[b]))
        if mean >= least:
            heapq.heappush(heap, (-mean, a, b, len(members[a]), len(members[b])))

    for a, b in links:
        offer(a, b)
    while heap:
        _, a, b, *sizes = heapq.heappop(heap)
        if a not in members or b not in members or sizes != [len(members[a]), len(members[b])]:
            continue  # one of them has grown since
        members[a] += members.pop(b)
        del sums[a][b]
        for other, weight in sums.pop(b).items():
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + weight
                del sums[other][b]
        for other in sums[a]:
            offer(a, other)
    return {item: name for name, own in members.items() for item in own}


def _members(clusters: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for item, cluster in clusters.items():
        members[cluster].add(item)
    return members
