"""Episodes → groups that tell of one event, by average linkage of learned likelihoods: a pure function of the set of episodes.

Episodes are taken in ranks (``Traits.rank``): first what its report is about and names a town, then what is vaguer or told aside. Those of a
rank join the groups of the ranks before, each by itself, or make groups among themselves. So what is vague never brings two events
together, and whether it is there or not leaves the events of the ranks before as they are.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.comparing.events.traits import Traits, Vector
from rashomon.comparing.grouping import link_average
from rashomon.comparing.weighing import Model

TELLING = 40  # words of an episode that it is looked up by
BESIDE = 32  # episodes before and after, by day, that have a word, too: what the cost of a frequent word ends at
MOST = 24  # episodes that each is weighed against: the likest by these words, the nearer in time the better
NEAR, DAYS = (
    0.1,
    3.0,
)  # what publication on one day adds to the likeness, and the logarithm of the days after which it adds nothing
FAINT = 0.01  # likelihood below which a pair is as good as none
Pair = tuple[int, int]
Likely = dict[int, dict[int, float]]


def near_pairs(episodes: Sequence[Traits]) -> list[Pair]:
    """The pairs of episodes of two reports, by their numbers, that may tell of one event: n log n of them are looked at."""
    shelves: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for n, episode in enumerate(episodes):
        for word in _telling(episode.words):
            shelves[word].append((episode.day or 0, n, episode.words.weights[word] / episode.words.length))
    common: dict[Pair, float] = defaultdict(float)
    for shelf in (shelves[word] for word in sorted(shelves)):  # sums of floats depend on the order
        shelf.sort()
        for i, (_, n, weight) in enumerate(shelf):
            for _, m, other in shelf[i + 1 : i + 1 + BESIDE]:
                common[min(n, m), max(n, m)] += weight * other
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (n, m), weight in common.items():
        a, b = episodes[n], episodes[m]
        if a.report != b.report:
            weight += NEAR * _nearness(a, b)
            best[n].append((weight, -m))
            best[m].append((weight, -n))
    found = {(n, -m) for n, near in best.items() for _, m in heapq.nlargest(MOST, near)}
    return sorted({(min(pair), max(pair)) for pair in found})


def likelihoods(episodes: Sequence[Traits], model: Model[Traits]) -> Likely:
    """Of each episode those that may tell of one event with it, and how likely."""
    found: Likely = {n: {} for n in range(len(episodes))}
    for rank in sorted({episode.rank for episode in episodes}):
        # What is vaguer takes no place among those that an episode is weighed against.
        known = [n for n, episode in enumerate(episodes) if episode.rank <= rank]
        for i, j in near_pairs([episodes[n] for n in known]):
            n, m = known[i], known[j]
            if rank not in {episodes[n].rank, episodes[m].rank}:
                continue
            value = model.likelihood(episodes[n], episodes[m])
            if value >= FAINT:
                found[n][m] = found[m][n] = value
    return found


def link_episodes(episodes: Sequence[Traits], likely: Likely, *, least: float) -> list[list[int]]:
    """Groups of episodes that tell of one event, by their numbers, the best rank of each group first."""
    ranks: dict[int, list[int]] = defaultdict(list)
    for n, episode in enumerate(episodes):
        ranks[episode.rank].append(n)
    groups: list[list[int]] = []
    home: dict[int, int] = {}  # of each episode the number of its group
    for rank in sorted(ranks):
        before = [len(group) for group in groups]
        joined = {n: _best(likely[n], home, before, least) for n in ranks[rank]}
        rest = [n for n in ranks[rank] if joined[n] is None]
        for n, at in joined.items():
            if at is not None:
                groups[at].append(n)
        groups += link_average(rest, likely, least=least, most=MOST)
        home = {n: at for at, group in enumerate(groups) for n in group}
    return groups


def _best(likely: Mapping[int, float], home: Mapping[int, int], sizes: Sequence[int], least: float) -> int | None:
    """The group that an episode joins: that with whose members it is likeliest, on average."""
    sums: dict[int, float] = defaultdict(float)
    for other, value in likely.items():
        if other in home:
            sums[home[other]] += value
    found = max(((total / min(sizes[at], MOST), -at) for at, total in sums.items()), default=(0.0, 0))
    return -found[1] if found[0] >= least else None


def _telling(words: Vector) -> list[str]:
    return heapq.nsmallest(TELLING, words.weights, key=lambda w: (-words.weights[w], w))


def _nearness(a: Traits, b: Traits) -> float:
    if a.day is None or b.day is None:
        return 0.0
    return 1 - min(1.0, math.log1p(abs(a.day - b.day)) / DAYS)
