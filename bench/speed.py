"""``python -m bench.speed REPORTS.jsonl[.gz] [N]``: words a second of ``extract`` beside spaCy alone and textacy, in one run, side by side.

Each report is read by all in turn, in one process; time is CPU time, one thread is what the environment sets (OMP_NUM_THREADS=1). spaCy
alone is the unmodified pipeline over the same paragraphs in the same batches; textacy is that and its direct quotations (it is no
dependency of the project: where it isn't installed, that is said and it is left out). The analysis is measured parse included.
The start is that of a new process, from nothing to the first report's analysis.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import spacy
from spacy.tokens import Doc

from rashomon.models import ParsedToken, Parser
from rashomon.parsing import PACKAGES
from rashomon.pipeline import analyse, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Report
from rashomon.sentences import split_sentences


class Recorder:
    """A parser that keeps what it was given."""

    def __init__(self, parser: Parser) -> None:
        self.parser, self.given = parser, list[str]()

    def parse(self, paragraphs: Sequence[str]) -> list[list[ParsedToken]]:
        """As the parser does."""
        self.given = list(paragraphs)
        return self.parser.parse(paragraphs)


def quotations() -> Callable[[Doc], Iterable[object]] | None:
    """What textacy finds in a document; None where it isn't installed."""
    if not find_spec("textacy"):
        print("textacy is not installed: it is left out of this comparison", file=sys.stderr)
        return None
    from textacy.extract import direct_quotations

    def found(doc: Doc) -> Iterable[object]:
        try:
            return list(direct_quotations(doc))
        except ValueError:  # textacy reads no paragraph with an odd number of marks
            return []

    return found


def start(report: Report) -> tuple[float, float]:
    """Seconds from nothing to one report's analysis in a new process: on the clock, and of CPU."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(report.text, encoding="utf-8")
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-m", "rashomon", "extract", str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    models = load_models()
    alone = spacy.load(next(package for package in PACKAGES if find_spec(package)))
    quoted = quotations()
    reports = [r for r in islice(read_inputs([sys.argv[1]], defaults=Defaults()), most) if isinstance(r, Report)]
    analyse(reports[0], models)
    spent = {"spaCy alone": 0.0, "textacy, direct quotations": 0.0, "extract": 0.0}
    for report in reports:
        recorder = Recorder(models.parser)
        split_sentences(report.text, recorder, body_start=report.body_start)
        times = [time.process_time()]
        docs = list(alone.pipe(recorder.given, batch_size=max(1, len(recorder.given))))
        times.append(time.process_time())
        for doc in docs:
            if quoted:
                quoted(doc)
        times.append(time.process_time())
        analyse(report, models)
        times.append(time.process_time())
        spent["spaCy alone"] += times[1] - times[0]
        spent["textacy, direct quotations"] += times[2] - times[0]
        spent["extract"] += times[3] - times[2]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = sum(len(report.text.split()) for report in reports)
    print(
        f"{len(reports)} reports, {words} words; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    for name, seconds in spent.items():
        if quoted or not name.startswith("textacy"):
            print(f"{name:28}{words / seconds:8.0f} words/s{seconds / spent['spaCy alone']:8.2f} times spaCy alone")
    clock, cpu = start(reports[0])
    print(
        f"start to first result {clock:.1f} s on the clock, {cpu:.1f} s of CPU; peak memory {memory:.0f} MB (both pipelines and textacy)"
    )


if __name__ == "__main__":
    main()
