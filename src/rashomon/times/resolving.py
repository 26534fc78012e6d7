"""Matches of the grammar → expressions: the rule of each, and those for lengths and vague words."""

from collections.abc import Callable

from rashomon.times import feasts, named, nearby
from rashomon.times.expressions import Context, Expression, Read
from rashomon.times.grammar import Match


def resolve(match: Match, context: Context) -> Expression | None:
    """Read a match; None where it is no expression of time after all, or no possible date."""
    try:
        return _RULES[match.rule](Read(match, context))
    except LookupError:  # no anchor: found, not placed
        words = match.words[match.first : match.last]
        return Expression((words[0].start, words[-1].end), "date")
    except (ValueError, OverflowError):  # the 31st of a month of thirty days; a year beyond the calendar
        return None


def _duration(read: Read) -> Expression | None:
    unit, count = read.text("UVQ") or "day", read.count
    if unit == "weekend" or (unit == "quarter" and read.one("a")) or (unit == "quarter" and read.text("q") == "0"):
        return None
    before = read.before
    if read.text("q") == "12" or (unit == "quarter" and read.next_kind == "O"):
        return None
    if read.words[0].kind == "a" and before is not None and before.tag in {"NNS", "CD"}:
        return None  # a rate: "four flights a week"
    return read.expression("duration", count=count, unit=unit)


def _vague(read: Read) -> Expression | None:
    unit = read.text("V")
    if unit is None or read.one("w"):
        word = read.one("zwl")
        if word is None and read.text("t") == "current":
            return read.expression("vague", reference="PRESENT_REF")
        if (
            word is None
            or (word.value == "FUTURE_REF" and read.next_kind == "f")
            or word.value in {"latest", "previous"}
        ):
            return None
        before = read.before
        if word.value == "FUTURE_REF" and before is not None and before.lower == "as":
            return None
        return read.expression(
            "vague", reference="PAST_REF" if word.value == "past" or word.kind == "l" else str(word.value)
        )
    if read.one("z"):
        return read.expression("vague", reference="PAST_REF")
    if read.one("t"):
        return read.expression("vague", reference="PRESENT_REF") if unit == "day" else None
    if unit in {"night", "weekend", "minute"}:
        return None
    if (near := read.text("ln")) in {"past", "coming"}:
        return read.expression("vague", reference="PAST_REF" if near == "past" else "FUTURE_REF")
    return read.expression("duration", count=0, unit=unit)


def _set(read: Read) -> Expression | None:
    return read.expression("set")


def _nothing(read: Read) -> Expression | None:
    return None


_RULES: dict[str, Callable[[Read], Expression | None]] = {
    "set": _set, "age": _nothing, "iso": named.read_iso, "slashed": named.read_slashed, "days_of_month": named.read_days_of_month,
    "month_of_days": named.read_days_of_month, "day_month": named.read_day_of_month, "month_day": named.read_day_of_month, "quarter": named.read_quarter,
    "half": named.read_half, "year_ago": nearby.read_year_ago, "ago": nearby.read_ago, "month": named.read_month, "season": named.read_season, "years": named.read_years,
    "year": named.read_year, "decade": named.read_decade, "day_before": nearby.read_day_before, "holiday": feasts.read_holiday, "clock": nearby.read_clock,
    "deictic": nearby.read_deictic, "weekday": nearby.read_weekday, "in_unit": nearby.read_in_unit, "same_period": nearby.read_same_period, "part_of_unit": nearby.read_part_of_unit, "nearby": nearby.read_nearby,
    "stretch": nearby.read_stretch, "nth_units": _duration, "nth_unit": named.read_nth_unit, "nth_of": nearby.read_nth_of, "century": named.read_century, "year_end": named.read_year_end, "bare": nearby.read_bare,
    "duration": _duration, "vague": _vague,
}  # fmt: skip
