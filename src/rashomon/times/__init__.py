"""Report and parse → times: expressions resolved to days against the publication date.

* Weeks run from Monday to Sunday; "last week" is the one before that of publication, in a Sunday's text the week that ends.
* "On Saturday" is the last such day on or before publication; after a verb that points ahead the next one.
* A month or day without a year is the last one after a verb in the past, the next after one that points ahead, else the nearest.
* "Since Tuesday" runs from that day to publication; "since August 1985" says no more than the month.
* "Early 1987" is a third of the year; "the past week" the seven days up to publication.
* Without a publication date only what the text itself dates is placed: full dates, and days of a month beside a year.

Lengths ("for three years") and vague words ("recently") are expressions, but no times.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from rashomon.records import Parse, Report, Span, Time
from rashomon.times.expressions import Context, Expression
from rashomon.times.grammar import Match, find_matches
from rashomon.times.resolving import resolve
from rashomon.times.stretches import Stretch, as_time, containing

__all__ = ["Expression", "find_expressions", "find_times"]

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z .'’-]+(?:,\s[A-Z][\w .]+?)?,?\s\(?(?P<month>[A-Z][a-z]{2,8})\.?\s(?P<day>\d{1,2})(?:,?\s(?P<year>\d{4}))?\)?"
    r"\s*(?:\([\w /]{2,20}\)\s*)?[-–—]"
)
_MONTHS = {name[:3]: number for number, name in enumerate(calendar.month_name) if name}
_DATED = frozenset({"day_month", "month_day", "month", "iso", "days_of_month", "month_of_days"})
_CLOCKED = frozenset({"weekday", "day_month", "month_day", "deictic"})
_Found = tuple[Expression, Match]


def find_times(report: Report, parse: Parse) -> tuple[Time, ...]:
    """Find the expressions of a report that give days on the calendar, in the order of the text."""
    anchor, coarse = _published(report)
    since = None if coarse else anchor
    placed: list[tuple[Span, Stretch]] = []
    for found in _sentences(report, parse):
        for expression, match in _ranges(found):
            if expression.kind in {"date", "duration"} and expression.stretch is not None:
                placed.append(_since(expression, match, expression.stretch, since))
    return tuple(
        as_time(stretch, number=number, span=span, text=parse.text)
        for number, (span, stretch) in enumerate(placed, start=1)
    )


def find_expressions(report: Report, parse: Parse) -> tuple[Expression, ...]:
    """Find all expressions of time, lengths and vague ones too; the ends of a range are two."""
    return tuple(expression for found in _sentences(report, parse) for expression, _ in found)


def _sentences(report: Report, parse: Parse) -> Iterator[list[_Found]]:
    matches = [found for sentence in parse.sentences if (found := find_matches(sentence, parse.tokens))]
    years = [
        (word.start, int(word.value))
        for found in matches
        for match in found
        if match.rule in _DATED
        for word in match.words[match.first : match.last]
        if word.kind == "4"
    ]
    anchor, coarse = _published(report)
    context = Context(parse.tokens, anchor, years, coarse)
    for found in matches:
        read: list[_Found] = []
        for match in found:
            expression = resolve(match, context)
            if expression is None:
                continue
            if read and (joined := _with_clock(read[-1], (expression, match))):
                read[-1] = joined
            else:
                read.append((expression, match))
            _remember(expression, match, context)
        yield read


def _remember(expression: Expression, match: Match, context: Context) -> None:
    if expression.stretch is None:
        return
    if expression.stretch.unit == "day":
        context.told.append((match.words[match.first].token, expression.stretch))
    if expression.stretch.unit != "day":
        context.period = expression.stretch
    if expression.kind != "duration":
        context.last = expression.stretch


def _with_clock(left: _Found, right: _Found) -> _Found | None:
    """One expression of a clock time and the day beside it: "5 p.m. on Friday", "10.30 p.m. (2130 GMT)"."""
    (one, before), (two, after) = left, right
    if one.stretch is None or two.stretch is None:
        return None
    between = after.kinds[before.last : after.first]
    span = (one.span[0], two.span[1])
    whole = after._replace(first=before.first)
    if before.rule == "clock" and after.rule in _CLOCKED and between in {"", ",", "I", ",I"}:
        return replace(two, span=span, part=one.part), whole
    if (
        after.rule == "clock"
        and one.kind == "date"
        and (between in {"", ",", "I"} if before.rule in _CLOCKED else before.rule == "clock" and between == "x")
    ):
        return replace(one, span=span, part=two.part if before.rule in _CLOCKED else one.part), whole
    return None


def _ranges(found: list[_Found]) -> list[_Found]:
    """Join "from Monday to Wednesday", "between 1985 and 1987", "Saturday and Sunday"."""
    joined: list[_Found] = []
    for expression, match in found:
        if joined and (stretch := _range(joined[-1], (expression, match))):
            first, before = joined[-1]
            expression = replace(expression, span=(first.span[0], expression.span[1]), stretch=stretch)
            joined[-1] = expression, match._replace(first=before.first)
        else:
            joined.append((expression, match))
    return joined


def _range(left: _Found, right: _Found) -> Stretch | None:
    (one, before), (two, after) = left, right
    first, last = one.stretch, two.stretch
    if one.kind != "date" or two.kind != "date" or first is None or last is None or first.unit != last.unit:
        return None
    if first.start is None or first.end is None or last.start is None or first.start >= last.start:
        return None
    between = after.kinds[before.last : after.first]
    opened = after.kinds[before.first - 1 : before.first] if before.first else ""
    if between == "&":
        fits = opened == "B" or (first.unit == "day" and first.end == last.start - timedelta(days=1))
    else:
        fits = between == "-" or (between == ">" and (opened == "F" or first.unit == "day"))
    return Stretch(first.start, last.end, f"{last.unit}s") if fits else None


def _since(expression: Expression, match: Match, stretch: Stretch, anchor: date | None) -> tuple[Span, Stretch]:
    """Carry "since Tuesday" on to publication; the preposition is then part of the words."""
    before = match.words[match.first - 1] if match.first else None
    if before is None or before.kind != "@" or stretch.unit != "day" or stretch.start is None:
        return expression.span, stretch
    if anchor is not None and stretch.start > anchor:
        return expression.span, stretch
    return (before.start, expression.span[1]), Stretch(stretch.start, anchor, "since")


def _published(report: Report) -> tuple[date | None, Literal["month", "year"] | None]:
    """The day of publication and how coarsely it is known; a dateline fills in what the metadata leave open."""
    found = _PUBLISHED.match(report.published or "")
    year, month, one = map(int, found.groups(default="0")) if found else (0, 0, 0)
    if not one and (line := _DATELINE.match(report.text, report.body_start)):
        written = int(line["year"] or year)
        if written and line["month"][:3] in _MONTHS and year in {0, written}:
            year, month, one = written, _MONTHS[line["month"][:3]], int(line["day"])
    try:
        if one:
            return date(year, month, one), None
        if month:
            return containing("month", date(year, month, 1)).end, "month"
        return (date(year, 7, 1), "year") if year else (None, None)
    except ValueError:
        return None, None
