"""``python -m bench CORPORA``: score every stage on the development corpora; ``--gate`` compares with floors.json.

python -m bench ../shared/data                  print the scores
python -m bench ../shared/data --gate           exit 1 where one is below its floor by more than one item (items.json)
python -m bench ../shared/data --update         raise the floors; none is lowered without --allow-regression
python -m bench ../shared/data --only times     some scorers alone
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import scorers
from bench.floors import regressions, updated

FLOORS = Path(__file__).with_name("floors.json")
ITEMS = Path(__file__).with_name("items.json")


def main() -> int:
    """Score, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--only", nargs="*", default=None)
    given = parser.parse_args()
    if not given.corpora.is_dir():
        print(f"the development corpora are not at {given.corpora}: nothing was scored")
        return 0
    found: dict[str, dict[str, float]] = {}
    for name, (folder, score) in scorers.SCORERS.items():
        if name not in given.only if given.only else given.gate and name in scorers.SLOW:
            continue
        found[name] = _timed(name, score, given.corpora / folder)
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    if given.update:
        FLOORS.write_text(
            json.dumps(updated(floors, found, lower=given.allow_regression), indent=1, sort_keys=True) + "\n"
        )
    lost = regressions(floors, found, json.loads(ITEMS.read_text()))
    for line in lost:
        print(f"below its floor: {line}")
    if given.gate and not lost:
        print("no score is below its floor by more than what one item of its set weighs")
    return 1 if given.gate and lost else 0


def _timed(name: str, score: Callable[[Path], dict[str, float]], folder: Path) -> dict[str, float]:
    began = time.perf_counter()
    result = {key: round(value, 4) for key, value in score(folder).items()}
    print(f"{name} ({time.perf_counter() - began:.0f} s)")
    for key, value in result.items():
        print(f"  {key:32} {value:8.4f}")
    sys.stdout.flush()
    return result


if __name__ == "__main__":
    sys.exit(main())
