"""``timebank``: TIMEX3 of type DATE, TIME and DURATION in TimeML files.

* ``span_f1``: relaxed: an expression is found where a span of ours shares a character with it, one-to-one.
* ``value_f1``: the same, and the value agrees: our interval is what the TIMEX3 value covers (a day, month, year, week or decade). Durations and
  vague values (PAST_REF, seasons) can be found but not agree: the stage returns days on the calendar only.
"""

import calendar
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from bench.matching import match, shares
from rashomon.models import WordParser
from rashomon.parsing import SpacyParser
from rashomon.records import Report, Time
from rashomon.sentences import split_sentences
from rashomon.times import find_times

KINDS = frozenset({"DATE", "TIME", "DURATION"})
Expected = tuple[tuple[int, int], str]


def score(folder: Path, parser: SpacyParser | WordParser | None = None) -> dict[str, float]:
    """Score the TimeML files of ``folder``."""
    parser = parser or SpacyParser()
    hits = agreed = gold_total = found_total = 0
    for path in sorted(folder.glob("*.tml")):
        text, published, expected = read_timeml(path.read_text(encoding="utf-8", errors="replace"))
        report = Report(id=path.stem, text=text, sha256="", published=published)
        found = find_times(report, split_sentences(text, parser))
        one, two = counts(expected, found)
        hits, agreed = hits + one, agreed + two
        gold_total += len(expected)
        found_total += len(found)
    return {"span_f1": shares(hits, gold_total, found_total)[2], "value_f1": shares(agreed, gold_total, found_total)[2]}


def counts(expected: list[Expected], found: Iterable[Time]) -> tuple[int, int]:
    """How many expressions were found, and how many of them agree."""
    times = list(found)
    pairs = match([span for span, _ in expected], [t.span for t in times])
    return len(pairs), sum(interval(expected[i][1]) == (times[j].start, times[j].end) for i, j in pairs)


def interval(value: str) -> tuple[date, date] | None:
    """The first and the last day of a TIMEX3 value; None for one that names no days."""
    day = value.split("T")[0]
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day):
        one = date(*map(int, found.groups()))
        return one, one
    if found := re.fullmatch(r"(\d{4})-(\d\d)", day):
        year, month = map(int, found.groups())
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", day):
        monday = date.fromisocalendar(int(found.group(1)), int(found.group(2)), 1)
        return monday, monday + timedelta(days=6)
    if re.fullmatch(r"\d{4}", day):
        return date(int(day), 1, 1), date(int(day), 12, 31)
    if re.fullmatch(r"\d{3}", day):
        return date(int(day) * 10, 1, 1), date(int(day) * 10 + 9, 12, 31)
    return None


def read_timeml(content: str) -> tuple[str, str | None, list[Expected]]:
    """Text, day of publication (the value of the creation time) and the expressions with their values."""
    root = ET.fromstring(re.sub(r"&(?!\w+;|#)", "&amp;", content))
    pieces: list[str] = []
    expected: list[Expected] = []
    published: str | None = None

    def walk(node: ET.Element) -> None:
        nonlocal published
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3":
            value = node.get("value") or ""
            if node.get("functionInDocument") in {"CREATION_TIME", "PUBLICATION_TIME"}:
                published = value[:10] if re.match(r"\d{4}-\d\d-\d\d", value) else published
            elif node.get("type") in KINDS:
                expected.append(((start, sum(map(len, pieces))), value))

    walk(root)
    return "".join(pieces), published, expected
