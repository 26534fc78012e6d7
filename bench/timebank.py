"""``timebank``: TIMEX3 of type DATE, TIME and DURATION in TimeML files, inside ``TEXT`` where the file has one.

* ``span_f1``: relaxed: an expression is found where a span of ours shares a character with it, one-to-one.
* ``value_f1``: the same, and the TIMEX3 value that ``timex`` writes for ours is the gold's, letter for letter ("1989-Q3", "P3Y",
  "1998-02-12TNI", "PAST_REF").
* ``days_f1``: what the stage gives on, against the expressions with days on the calendar: found, and the same first and last day.
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
from rashomon.times import Expression, find_expressions, find_times

KINDS = frozenset({"DATE", "TIME", "DURATION"})
OURS = frozenset({"date", "duration", "vague", "bare"})
Expected = tuple[tuple[int, int], str]

_LETTERS = {"minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C"}  # fmt: skip
_SEASONS = {12: "WI", 3: "SP", 6: "SU", 9: "FA"}


def score(folder: Path, parser: SpacyParser | WordParser | None = None) -> dict[str, float]:
    """Score the TimeML files of ``folder``."""
    parser = parser or SpacyParser()
    hits = agreed = days = gold_total = found_total = dated_total = times_total = 0
    for path in sorted(folder.glob("*.tml")):
        text, published, expected = read_timeml(path.read_text(encoding="utf-8", errors="replace"))
        report = Report(id=path.stem, text=text, sha256="", published=published)
        parse = split_sentences(text, parser)
        found = [e for e in find_expressions(report, parse) if e.kind in OURS]
        one, two = value_counts(expected, found)
        hits, agreed = hits + one, agreed + two
        gold_total += len(expected)
        found_total += len(found)
        dated = [(span, value) for span, value in expected if interval(value)]
        times = find_times(report, parse)
        days += counts(dated, times)[1]
        dated_total += len(dated)
        times_total += len(times)
    return {
        "span_f1": shares(hits, gold_total, found_total)[2],
        "value_f1": shares(agreed, gold_total, found_total)[2],
        "days_f1": shares(days, dated_total, times_total)[2],
    }


def value_counts(expected: list[Expected], found: list[Expression]) -> tuple[int, int]:
    """How many expressions were found, and how many of them have the same TIMEX3 value."""
    pairs = match([span for span, _ in expected], [e.span for e in found])
    return len(pairs), sum(expected[i][1] == timex(found[j]) for i, j in pairs)


def counts(expected: list[Expected], found: Iterable[Time]) -> tuple[int, int]:
    """How many expressions were found, and how many of them cover the same days."""
    times = list(found)
    pairs = match([span for span, _ in expected], [t.span for t in times])
    return len(pairs), sum(interval(expected[i][1]) == (times[j].start, times[j].end) for i, j in pairs)


def timex(expression: Expression) -> str | None:
    """The TIMEX3 value of an expression; None where it can't be placed."""
    if expression.kind == "vague":
        return expression.reference
    if expression.kind == "duration":
        letters = _LETTERS[expression.unit or "day"]
        number = str(expression.count) if expression.count else "X"
        if expression.unit == "decade" and (expression.count or 0) > 1:
            letters, number = "Y", f"{number}0"
        return f"P{letters[:-1]}{number}{letters[-1]}"
    stretch = expression.stretch
    if stretch is None or stretch.start is None:
        return None
    named = stretch.named or stretch
    value = stretch.start if stretch.unit == "half" else named.start or stretch.start
    return _value(value, stretch.unit) + (f"T{expression.part}" if expression.part else "")


def _value(start: date, unit: str) -> str:
    year, week, _ = start.isocalendar()
    if unit in {"week", "weekend"}:
        return f"{year}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    if unit == "quarter":
        return f"{start.year}-Q{(start.month + 2) // 3}"
    if unit == "half":
        return (
            f"{start.year}-H{1 if start.month == 1 else 2}"
            if start.year % 10 == 0 or start.month > 1
            else f"{start.year}-H1"
        )
    if unit == "season":
        return f"{start.year}-{_SEASONS[start.month]}"
    lengths = {"month": 7, "year": 4, "decade": 3, "century": 2}
    return start.isoformat()[: lengths.get(unit, 10)]


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
    if found := re.fullmatch(r"(\d{4})-Q(\d)", day):
        year, month = int(found.group(1)), 3 * int(found.group(2))
        return date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1])
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
    body = root.find("TEXT")

    def walk(node: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3" and not _is_creation(node) and node.get("type") in KINDS:
            expected.append(((start, sum(map(len, pieces))), node.get("value") or ""))

    for node in root.iter("TIMEX3"):
        if _is_creation(node) and re.match(r"\d{4}-\d\d-\d\d", node.get("value") or ""):
            published = (node.get("value") or "")[:10]
    walk(root if body is None else body)
    return "".join(pieces), published, expected


def _is_creation(node: ET.Element) -> bool:
    return node.get("functionInDocument") in {"CREATION_TIME", "PUBLICATION_TIME"}
