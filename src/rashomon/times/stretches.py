"""Stretches of the calendar, a day to a century, and how to move among them."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rashomon.records import Time

DAY, SPAN, WEEK, MONTH, YEAR = 1, 2, 3, 4, 5  # UCDP date_prec
MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days ``start`` to ``end``, both included; None is open. ``unit`` is what the words name ("week"), "" for anything else.

    ``named`` is the month, quarter or year that the words name a part of ("early 1987"), where they do.
    """

    start: date | None
    end: date | None
    unit: str = ""
    named: "Stretch | None" = None


def day(one: date) -> Stretch:
    """A single day."""
    return Stretch(one, one, "day")


def containing(unit: str, one: date) -> Stretch:
    """The ``unit`` in which ``one`` lies. Weeks begin on Monday, seasons with December, March, June and September."""
    if unit in MONTHS_IN:
        length = MONTHS_IN[unit]
        shift = 1 if unit == "season" else 0  # December belongs to the winter that it begins
        first = (one.year * 12 + one.month - 1 + shift) // length * length - shift
        return Stretch(_month_start(first), _month_start(first + length) - timedelta(days=1), unit)
    monday = one - timedelta(days=one.weekday())
    if unit == "weekend":
        return Stretch(monday + timedelta(days=5), monday + timedelta(days=6), unit)
    if unit == "week":
        return Stretch(monday, monday + timedelta(days=6), unit)
    return day(one)


def moved(one: date, unit: str, count: int) -> date:
    """``one`` moved by ``count`` units; the 31st becomes a shorter month's last day."""
    if unit in MONTHS_IN:
        index = one.year * 12 + one.month - 1 + count * MONTHS_IN[unit]
        year, month = divmod(index, 12)
        return date(year, month + 1, min(one.day, calendar.monthrange(year, month + 1)[1]))
    if unit in {"hour", "minute"}:
        hours = abs(count) if unit == "hour" else abs(count) // 60
        return one + timedelta(days=(1 if count > 0 else -1) * -(-hours // 24))
    return one + timedelta(days=count * DAYS_IN[unit])


def third(whole: Stretch, part: str) -> Stretch:
    """The early, middle or late third of a month, a quarter, a season, a year or a decade; other stretches stay as they are."""
    if whole.unit not in MONTHS_IN or whole.start is None or whole.end is None:
        return whole
    first, last = whole.start, whole.end
    if whole.unit == "month":
        cuts = (first.replace(day=11), first.replace(day=21))
    else:
        step = (last - first).days // 28 // 3
        cuts = (moved(first, "month", step), moved(first, "month", 2 * step))
    if part == "early":
        last = cuts[0] - timedelta(days=1)
    elif part == "mid":
        first, last = cuts[0], cuts[1] - timedelta(days=1)
    else:
        first = cuts[1]
    return Stretch(first, last, whole.unit, whole)


def edge(whole: Stretch, part: str) -> Stretch:
    """The beginning or the end: a year's or a quarter's first or last month; the third of any other."""
    if whole.unit not in {"quarter", "year"} or part == "mid" or whole.start is None or whole.end is None:
        return third(whole, part)
    month = containing("month", whole.start if part == "early" else whole.end)
    return Stretch(month.start, month.end, whole.unit, whole)


def quarter(year: int, number: int) -> Stretch:
    """A calendar year's ``number``-th quarter."""
    return containing("quarter", date(year, 3 * number - 2, 1))


def half(whole: Stretch, number: int) -> Stretch:
    """The first or second half of a year or a decade."""
    assert whole.start is not None
    assert whole.end is not None
    middle = moved(whole.start, "month", MONTHS_IN[whole.unit] // 2)
    if number == 1:
        return Stretch(whole.start, middle - timedelta(days=1), "half", whole)
    return Stretch(middle, whole.end, "half", whole)


def cut(whole: Stretch, direction: int, anchor: date) -> Stretch:
    """What lies before (-1) or after (1) ``anchor`` of a stretch that holds it: "earlier this month"."""
    assert whole.start is not None
    assert whole.end is not None
    if not direction or not whole.start <= anchor <= whole.end:
        return whole
    start, end = (whole.start, anchor) if direction < 0 else (anchor, whole.end)
    return replace(whole, start=start, end=end, named=whole)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    month, before = divmod(d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114, 31)
    return date(year, month, before + 1)


def precision(stretch: Stretch) -> int:
    """UCDP's ``date_prec``: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year or more; an open one 5."""
    if stretch.start is None or stretch.end is None:
        return YEAR
    days = (stretch.end - stretch.start).days + 1
    return DAY if days == 1 else SPAN if days <= 6 else WEEK if days <= 8 else MONTH if days <= 31 else YEAR


def as_time(stretch: Stretch, *, number: int, span: tuple[int, int], text: str) -> Time:
    """The record of a stretch."""
    return Time(
        id=f"t{number}", span=span, words=text[span[0] : span[1]], start=stretch.start, end=stretch.end,
        precision=precision(stretch),
    )  # fmt: skip


def _month_start(index: int) -> date:
    year, month = divmod(index, 12)
    return date(year, month + 1, 1)
