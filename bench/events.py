"""``python -m bench.events CORPORA``: the product's own events against what is known of their reports.

``gva-news`` is known by incident: B³ of the articles of each half of the incidents, by weights learned on the other half and on all sets of
accounts. The four sets are known by story: pairs of reports in one event, by weights learned on all other collections; a story that an event holds
together with a report of no story is counted. Every report counts by what it is about; what it tells aside is grouped too.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.clusters import b_cubed
from bench.incidents import halves, read_articles
from bench.kept import extracts
from bench.labels import BUNDLED, SETS, paths
from rashomon.comparing.events import find_events, read_all
from rashomon.comparing.events.traits import MAIN, Traits
from rashomon.comparing.weighing import Model
from rashomon.records import Analysis

NEWS = "gva-news"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A collection: its episodes, of each report the story that it tells (``home``), and the stories that it is set beside.

    ``beside``: reports of which the key does not say whether they tell a story. A report that has no home is a distractor.
    """

    name: str
    analyses: tuple[Analysis, ...]
    episodes: tuple[Traits, ...]
    home: Mapping[str, str]
    beside: frozenset[tuple[str, str]] = frozenset()

    def same(self, one: str, other: str) -> bool | None:
        """Whether two reports tell one story; None where the key does not say it."""
        a, b = self.home.get(one), self.home.get(other)
        if (a is None and b is None) or {(one, b), (other, a)} & self.beside:
            return None
        return a == b


def main() -> None:
    """Learn, group, score, print."""
    from training.events import learn, pairs_of  # which asks this module for what it learns from
    from training.pairs import Pairs

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    gathered = gather_all(parser.parse_args().corpora)
    pairs = {name: pairs_of(g) for name, g in gathered.items()}
    news, told = gathered[NEWS], [e.report for e in gathered[NEWS].episodes if e.main]
    gold = {name: news.home[name] for name in told}
    for chosen, scored in zip(halves(gold), reversed(halves(gold)), strict=True):
        mine = set(chosen)
        kept = np.array([told[n] in mine and told[m] in mine for n, m in pairs[NEWS].numbers])
        half = Pairs(*(getattr(pairs[NEWS], part)[kept] for part in ("numbers", "values", "same", "weight")))
        homes = homes_of(news.episodes, learn([half, *(p for name, p in pairs.items() if name != NEWS)]))
        print(f"{NEWS}, half: B³ " + " ".join(f"{v:.3f}" for v in b_cubed(gold, homes, of=scored)), flush=True)
    every: Counter[str] = Counter()
    for name in SETS:
        own = gathered[name]
        homes = homes_of(own.episodes, learn(p for other, p in pairs.items() if other != name))
        found = count_pairs(own, homes) | {"with a distractor": with_distractors(own, homes)}
        every.update(found)
        _tell(name, found)
    _tell("all four", every)


def homes_of(episodes: Iterable[Traits], model: Model[Traits]) -> dict[str, str]:
    """The event that each report is about."""
    events = find_events(episodes, model)
    return {told.report: event.id for event in events for told in event.episodes if told.id == MAIN}


def count_pairs(gathered: Gathered, homes: Mapping[str, str]) -> dict[str, int]:
    """Pairs of reports in one event that are of one story (``right``), those that are not (``wrong``), and those that are missed."""
    found: dict[str, int] = {"right": 0, "wrong": 0, "missed": 0}
    names = sorted(homes)
    for n, one in enumerate(names):
        for other in names[:n]:
            same, together = gathered.same(one, other), homes[one] == homes[other]
            if same is not None and (same or together):
                found["missed" if not together else "right" if same else "wrong"] += 1
    return found


def with_distractors(gathered: Gathered, homes: Mapping[str, str]) -> int:
    """The number of stories of which an event holds a report of no story."""
    stories: dict[str, set[str]] = defaultdict(set)
    for name, event in homes.items():
        if name in gathered.home:
            stories[gathered.home[name]].add(event)
    beside = {name for name, _ in gathered.beside}
    others = {event for name, event in homes.items() if name not in gathered.home and name not in beside}
    return sum(bool(events & others) for events in stories.values())


def _tell(name: str, found: Mapping[str, int]) -> None:
    right = found["right"]
    precision, recall = right / max(1, right + found["wrong"]), right / max(1, right + found["missed"])
    print(
        f"{name:17} precision {precision:.3f} recall {recall:.3f}, stories with a distractor: {found['with a distractor']}",
        flush=True,
    )


def gather_all(corpora: Path) -> dict[str, Gathered]:
    """All collections."""
    return {NEWS: gather_news(corpora), **{name: gather_stories(corpora, name) for name in (*SETS, BUNDLED)}}


def gather_news(corpora: Path) -> Gathered:
    """The articles of ``gva-news``: an article counts once per id, with its first row's incident."""
    path = corpora / NEWS / "articles.jsonl.gz"
    home = {name: str(row["gold"]["incident"]) for name, row in read_articles(path).items()}
    return _gather(NEWS, path, home, frozenset())


def gather_stories(corpora: Path, name: str) -> Gathered:
    """A set of accounts."""
    articles, key = paths(corpora, name)
    stories = json.loads(key.read_text(encoding="utf-8"))["stories"]
    home = {str(report): f"{name} {story['id']}" for story in stories for report in story["articles"]}
    beside = {(str(r), f"{name} {story['id']}") for story in stories for r in story.get("also_articles", ())}
    return _gather(name, articles, home, frozenset(beside))


def _gather(name: str, articles: Path, home: Mapping[str, str], beside: frozenset[tuple[str, str]]) -> Gathered:
    first: dict[str, Analysis] = {}
    for analysis in extracts(articles):
        first.setdefault(analysis.report.id, analysis)
    kept = tuple(first[name] for name in sorted(first))
    return Gathered(name=name, analyses=kept, episodes=tuple(read_all(kept)), home=home, beside=beside)


if __name__ == "__main__":
    main()
