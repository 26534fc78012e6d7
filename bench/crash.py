"""``python -m bench.crash --runs 200``: kill a writer at a random moment, again and again; say what was lost.

A child process reviews (by the same function as pages and commands) and adds reports, in turn, and says of each when it is done; it is
killed at a random moment. Then: ``verify`` finds nothing, every review that was acknowledged is in the log, every report is whole or absent,
and the board is the one that the log makes.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rashomon.desk import review
from rashomon.pipeline import analyse, compare, load_models
from rashomon.records import Analysis, Report
from rashomon.reviews.making import Wish
from rashomon.store import open_store

SITUATION = "crash"
LONGEST = 2.0  # seconds that a writer lives
TEXTS = (
    "At least 12 people were killed in Halvek on Monday, the army said. The rebels captured Dorn, the mayor said.",
    "A doctor said 31 people were killed in Halvek on Monday. The army denied that the rebels captured Dorn.",
)


@dataclass(slots=True)
class Tally:
    """What the runs came to: reviews and reports acknowledged, those found, and everything that was wrong."""

    runs: int = 0
    reviews: int = 0
    reports: int = 0
    wrong: list[str] | None = None


def first_analyses() -> list[Analysis]:
    """Two short reports, analysed by the rules."""
    import hashlib

    models = replace(load_models(), tagger=None)
    made = []
    for n, text in enumerate(TEXTS):
        digest = hashlib.sha256(text.encode()).hexdigest()
        report = Report(
            id=f"first-{n}", publisher=f"Outlet {n}", published=f"2024-05-1{n + 3}", sha256=digest, text=text
        )
        made.append(analyse(report, models))
    return made


def crash(folder: Path, runs: int, *, seed: int = 0, tell: bool = False) -> Tally:
    """Kill ``runs`` writers, each over a store of its own in ``folder``."""
    started = first_analyses()
    begun = folder / "begun.db"
    with open_store(str(begun)) as store:
        for analysis in started:
            store.add(SITUATION, analysis)
        store.replace_questions(SITUATION, compare(store.analyses(SITUATION), load_models()))
    drawn = random.Random(seed)
    tally = Tally(wrong=[])
    for run in range(runs):
        path = folder / f"run-{run}.db"
        shutil.copy(begun, path)
        told = _killed(path, started, drawn.uniform(0.01, LONGEST))
        _look(path, started, told, tally, f"run {run}")
        tally.runs += 1
        for part in folder.glob(f"run-{run}.db*"):
            part.unlink()
        if tell and (run + 1) % 20 == 0:
            print(f"{run + 1} runs", flush=True)
    return tally


def _killed(path: Path, started: Sequence[Analysis], seconds: float) -> list[str]:
    """What a writer had acknowledged when it was killed."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child starts no thread and asks for none
        child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _write(path, started, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return [line for line in pipe.read().split("\n")[:-1] if line]


def _write(path: Path, started: Sequence[Analysis], pipe: int) -> None:
    claims = [c.id for a in started for c in a.claims]
    with open_store(str(path)) as store:
        for n in range(100_000):
            claim = claims[n % len(claims)]
            wish = Wish(act="note", actor="Ada", claims=(claim,), after=f"note {n}")
            if n % 3 == 1:
                wish = Wish(act="confirm", actor="Bo", claims=(claim,), why=f"seen {n}")
            entry = review(store, SITUATION, wish)
            os.write(pipe, f"review {entry.number} {entry.after or entry.why}\n".encode())
            name = f"added-{n}"
            store.add(SITUATION, _as(started[n % 2], name))
            os.write(pipe, f"report {name}\n".encode())


def _as(analysis: Analysis, name: str) -> Analysis:
    return replace(analysis, report=replace(analysis.report, id=name))


def _look(path: Path, started: Sequence[Analysis], told: Sequence[str], tally: Tally, run: str) -> None:
    assert tally.wrong is not None
    with open_store(str(path)) as store:
        tally.wrong += [f"{run}: {problem}" for problem in store.verify()]
        log = {entry.number: entry for entry in store.log(SITUATION)}
        kept = {analysis.report.id: analysis for analysis in store.analyses(SITUATION)}
        for line in told:
            kind, name, *rest = line.split(" ", 2)
            if kind == "review":
                entry = log.get(int(name))
                if entry is None or (entry.after or entry.why) != rest[0]:
                    tally.wrong.append(f"{run}: review {name} is lost")
                tally.reviews += 1
            else:
                if name not in kept:
                    tally.wrong.append(f"{run}: report {name} is lost")
                tally.reports += 1
        for name, analysis in kept.items():
            if analysis not in [_as(first, name) for first in started]:
                tally.wrong.append(f"{run}: report {name} is not whole")
        seen = {a.report for q in store.questions(SITUATION) for a in q.accounts}
        made = compare([a for a in kept.values() if a.report.id in seen], load_models(), store.log(SITUATION))
        # Events are made of all reports, also of one that came after the board was last written.
        if [replace(q, aliases=(), event=None) for q in store.questions(SITUATION)] != [
            replace(q, event=None) for q in made
        ]:
            tally.wrong.append(f"{run}: the board is not the one that the log makes")


def main() -> int:
    """Run, print, and fail where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = crash(Path(folder), given.runs, seed=given.seed, tell=True)
    print(
        f"{tally.runs} runs: {tally.reviews} reviews and {tally.reports} reports acknowledged, {len(tally.wrong or ())} things wrong"
    )
    for line in tally.wrong or ():
        print(line)
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
