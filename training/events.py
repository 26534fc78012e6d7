"""Learn what the signals of ``comparing/events`` weigh.

    python -m training.events ../shared/data        writes src/rashomon/comparing/events/weights.toml

Logistic regression (``training.pairs``) over pairs of episodes that are what their reports are about: two reports of one incident of ``gva-news``,
or of one story of the four sets of accounts or the bundled situation, are an example for, two of two incidents or stories one against, as is a report of a story with one of
none. A report that a key sets beside a story says nothing about it. Nothing is drawn by chance.
"""

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from bench.events import NEWS, Gathered, gather_all

from rashomon.comparing.events.linking import near_pairs
from rashomon.comparing.events.model import SIGNALS, values
from rashomon.comparing.events.traits import Traits
from rashomon.comparing.weighing import Model, write_model
from training.pairs import Pairs, fit, spread

NEWS_COUNTS = 0.6  # what a pair of local news counts for, of which there are twelve times as many as of all others
LEAST = 0.35  # likelihood from which two groups of episodes tell of one event
TARGET = Path(__file__).parents[1] / "src" / "rashomon" / "comparing" / "events" / "weights.toml"
HEAD = """\
# What each signal counts for where it speaks for one event, and against it (comparing/events). Learned by training/events.py.

"""


def main() -> None:
    """Learn from all collections and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    gathered = gather_all(parser.parse_args().corpora)
    model = learn(pairs_of(g) for g in gathered.values())
    TARGET.write_text(HEAD + "\n".join(write_model(model)), encoding="utf-8")


def pairs_of(gathered: Gathered) -> Pairs:
    """The pairs of a collection that are weighed, with what its key says of them."""
    main = [e for e in gathered.episodes if e.main]
    numbers = near_pairs(main)
    seen = np.array([values(main[n], main[m]) for n, m in numbers])
    known = [gathered.same(main[n].report, main[m].report) for n, m in numbers]
    return Pairs(
        np.array(numbers),
        seen,
        np.array([float(bool(k)) for k in known]),
        np.array([float(k is not None) for k in known]) * (NEWS_COUNTS if gathered.name == NEWS else 1.0),
    )


def learn(seen: Iterable[Pairs], *, least: float = LEAST) -> Model[Traits]:
    """A model of the pairs of some collections."""
    every = list(seen)
    rows = spread(np.vstack([p.values for p in every]))
    same, weight = (np.concatenate([getattr(p, part) for p in every]) for part in ("same", "weight"))
    kept = weight > 0
    return fit(SIGNALS, rows[kept], same[kept], weight[kept], least=least)


if __name__ == "__main__":
    main()
