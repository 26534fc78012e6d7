"""``python -m bench.ladder EXTRACTS``: what comparing costs as a situation grows, in seconds of this process's own time (CPU).

EXTRACTS are lines of ``rashomon extract``, all taken as one situation. Printed are

* the time to compare all reports at once, beside the time of their analysis: that of a sample, analysed here again with the
  shipped models in one process, carried over to all;
* the time per added claim in situations of about 1, 10 and 100 thousand claims: reports are put in one by one, and after each
  the questions that it changes are asked for. Median over the reports (their time by their number of claims) and mean over the claims.
  Counted is all that comparing does: actors, statements, links, groups, questions with their accounts; analysis and store are not.
  Once in the order of publication, where an archive may tell more a day than at its beginning, and once with the same reports moved to
  days of the same number each, as an agency that never grows would send them.
"""

import argparse
import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from bench.kept import read_kept
from rashomon.comparing import Comparison
from rashomon.pipeline import analyse, load_models
from rashomon.records import Analysis

RUNGS = (1_000, 10_000, 100_000)
ADDED = 1_000  # claims that are added on each rung
A_DAY = 8  # reports; a thousand claims then fill more days than any two figures may lie apart
FIRST = date(1990, 1, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--sample", type=int, default=200, help="reports that are analysed again")
    given = parser.parse_args()
    analyses = sorted(read_kept(given.path), key=lambda a: (a.report.published or "", a.report.id))
    load_models()
    gc.collect()
    gc.freeze()  # what is only read is not searched for garbage with what comparing makes
    print(f"{len(analyses):,} reports, {sum(len(a.claims) for a in analyses):,} claims, one situation", flush=True)
    comparing, questions = at_once(analyses)
    print(f"comparing all at once: {comparing:.1f} s, {questions:,} questions", flush=True)
    if given.sample:
        analysis = analysis_time(analyses, given.sample)
        print(
            f"their analysis: {analysis:.0f} s, from {given.sample} of them; comparing is {comparing / analysis:.1%} of it"
        )
    for name, stream in (("by publication", analyses), (f"{A_DAY} a day", list(evenly(analyses)))):
        print(f"\n{name:16} {'claims':>8} {'reports':>8} {'from':>10} {'median ms':>10} {'mean ms':>8}")
        rows = list(climb(stream))
        for claims, reports, day, middle, mean in rows:
            print(f"{'':16} {claims:8,} {reports:8,} {day:>10} {middle:10.3f} {mean:8.3f}", flush=True)
        spread = [max(column) / min(column) for column in zip(*(row[3:] for row in rows), strict=True)]
        print(f"{'':16} slowest by fastest: median {spread[0]:.2f}, mean {spread[1]:.2f}")


def at_once(analyses: Sequence[Analysis]) -> tuple[float, int]:
    """The seconds to compare all, and how many questions they answer."""
    began = time.process_time()
    comparison = _nothing()
    for analysis in analyses:
        comparison.put(analysis)
    questions = len(comparison.questions())
    return time.process_time() - began, questions


def analysis_time(analyses: Sequence[Analysis], sample: int) -> float:
    """The seconds to analyse all, from every so-many-th of them."""
    drawn, models = analyses[:: max(1, len(analyses) // sample)], load_models()
    analyse(drawn[0].report, models)
    began = time.process_time()
    for analysis in drawn:
        analyse(analysis.report, models)
    return (time.process_time() - began) / len(drawn) * len(analyses)


def climb(stream: Sequence[Analysis]) -> Iterator[tuple[int, int, str, float, float]]:
    """For each rung: the claims and reports that are there, the day, and the milliseconds per claim of those that are added."""
    gc.collect()
    comparison, there, n = _nothing(), 0, 0
    for rung in RUNGS:
        while there < rung and n < len(stream):
            comparison.put(stream[n])
            there, n = there + len(stream[n].claims), n + 1
        comparison.changes()
        if n == len(stream):
            return
        begin, day, times = there, (stream[n].report.published or "")[:10], []
        while there < begin + ADDED and n < len(stream):
            began = time.process_time()
            comparison.put(stream[n])
            comparison.changes()
            times.append((time.process_time() - began, len(stream[n].claims)))
            there, n = there + len(stream[n].claims), n + 1
        middle = median(1000 * seconds / claims for seconds, claims in times if claims)
        yield begin, n - len(times), day, middle, 1000 * sum(seconds for seconds, _ in times) / (there - begin)


def evenly(analyses: Sequence[Analysis]) -> Iterator[Analysis]:
    """The same reports, so many a day, with all that they date moved along."""
    for n, analysis in enumerate(analyses):
        published = analysis.report.published
        if published is not None and len(published) >= len("2000-01-01"):
            yield moved(analysis, FIRST + timedelta(days=n // A_DAY) - date.fromisoformat(published[:10]))


def moved(analysis: Analysis, by: timedelta) -> Analysis:
    """An analysis as if all that it dates had been so much later."""

    def later(day: date | None) -> date | None:
        return None if day is None else date.fromordinal(max(1, day.toordinal() + by.days))

    def written(day: str | None) -> str | None:
        return day and f"{later(date.fromisoformat(day[:10]))}{day[10:]}"

    return replace(
        analysis,
        report=replace(analysis.report, published=written(analysis.report.published)),
        times=tuple(replace(t, start=later(t.start), end=later(t.end)) for t in analysis.times),
        claims=tuple(replace(c, said_at=written(c.said_at)) for c in analysis.claims),
    )


def _nothing() -> Comparison:
    models = load_models()
    return Comparison(frames=models.frames, groups=models.groups, actors=models.actors)


if __name__ == "__main__":
    main()
