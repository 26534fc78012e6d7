"""Rules for what has a name on the calendar: days, months, seasons, quarters, years, feasts."""

from datetime import date, timedelta

from rashomon.records import Token
from rashomon.times import stretches
from rashomon.times.expressions import Expression, Read
from rashomon.times.stretches import Stretch, containing, cut, day, moved
from rashomon.times.tense import AHEAD, BACK, UNSAID

MOST_MONTHS_AHEAD = 4  # an undated month without a tense lies behind unless it is nearer ahead than this


def _year_for(read: Read, month: int, one: int | None) -> int:
    """The year of a month or day that comes without: by tense, else the nearest, in doubt behind."""
    if (said := read.number("4")) is not None:
        return said
    context, anchor = read.context, read.context.anchor
    if anchor is not None and read.one("U"):
        return anchor.year + (1 if read.one("n") else -1 if read.one("l") else 0)
    if anchor is None:
        if (year := context.year_near(read.offset)) is None:
            raise LookupError
        return year
    gap = (month - anchor.month) if one is None else (month - anchor.month) + (one - anchor.day) / 31
    ahead, rel = read.ahead, read.text("lnt")
    if context.coarse == "year":
        return anchor.year
    if rel == "0":
        return anchor.year + (ahead == AHEAD and gap < 0)
    if ahead == BACK and read.is_until:
        ahead = UNSAID
    elif ahead == UNSAID and read.is_bounded:
        ahead = AHEAD
    if ahead == BACK or rel in {"last", "past"}:
        return anchor.year - (gap > (0 if ahead == BACK and one is None else 0.1))
    if ahead == AHEAD or rel is not None:
        return anchor.year + (gap < 0)
    if gap > 0:
        return anchor.year - (gap > MOST_MONTHS_AHEAD)
    return anchor.year + (gap + 12 < MOST_MONTHS_AHEAD and gap + 12 < -gap)


def read_iso(read: Read) -> Expression:
    """ "2024-05-15"."""
    year, month, one = (int(w.value) for w in read.all("41"))
    return read.expression("date", day(date(year, month, one)))


def read_slashed(read: Read) -> Expression | None:
    """ "05/15/2024", unless day and month could be either."""
    first, second, year = (int(w.value) for w in read.all("41"))
    if first <= 12 and second <= 12 and first != second:
        return None  # the third of May or the fifth of March: nobody can tell
    month, one = (first, second) if first <= 12 else (second, first)
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    return read.expression("date", day(date(year, month, one)))


def read_day_of_month(read: Read) -> Expression:
    """ "9 October 2019", "Wednesday, Oct. 9", "Oct. 9 last year"."""
    month, one = read.number("M") or 1, read.number("1o") or 1
    return read.expression("date", day(date(_year_for(read, month, one), month, one)))


def read_days_of_month(read: Read) -> Expression | None:
    """ "Between 9 and 12 October", "March 3-5"."""
    month, (first, last) = read.number("M") or 1, (int(w.value) for w in read.all("1o"))
    if first >= last:
        return None
    year = _year_for(read, month, first)
    return read.expression("date", Stretch(date(year, month, first), date(year, month, last), "days"))


def read_month(read: Read) -> Expression | None:
    """ "October", "early November 2005", "last June", "July last year"."""
    month = read.number("M") or 1
    anchor = read.context.anchor
    year = _year_for(read, month, None)
    rel = read.text("lnt")
    if anchor is not None and read.number("4") is None and not read.one("U"):
        if rel in {"last", "past"} and (year, month) >= (anchor.year, anchor.month):
            year -= 1
        elif rel == "next" and (year, month) <= (anchor.year, anchor.month):
            year += 1
    return read.expression("date", part_named(containing("month", date(year, month, 1)), read))


def part_named(whole: Stretch, read: Read) -> Stretch:
    """The part of ``whole`` that "early", "the end of" or "later" says."""
    if part := read.text("e"):
        return stretches.third(whole, part)
    if edge := read.text("b"):
        return stretches.edge(whole, edge)
    if (shift := read.number("r")) and read.context.anchor:
        return cut(whole, shift, read.context.anchor)
    return whole


def read_year(read: Read) -> Expression | None:
    """ "2015", "fiscal 1988", "mid-1996"; not a number that only looks like a year."""
    year = read.number("4") or 1
    before = read.before
    if len(read.words) == 1 and ((before is not None and _counts(before)) or read.next_kind in set("VUZjQ1/")):
        return None
    if year > 2060 or (year < 1800 and read.match.kinds[max(0, read.match.first - 1)] not in "IFO@>&B"):
        return None
    whole = containing("year", date(year, 1, 1))
    return read.expression("date", part_named(whole, read))


def _counts(before: Token) -> bool:
    """Whether the token says that the number after it is no year: "$1,990", "No. 2001"."""
    return before.tag == "$" or before.lower in {"no", "no.", "#", "route", "flight", "£", "€", "+"}


def read_years(read: Read) -> Expression | None:
    """ "2011-14", "between 1985 and 1987"."""
    years = [int(w.value) for w in read.all("41")]
    first, last = years[0], years[1] if years[1] > 99 else years[0] // 100 * 100 + years[1]
    if first >= last or (read.one("&") and not read.one("B")):
        return None
    return read.expression("date", Stretch(date(first, 1, 1), date(last, 12, 31), "years"))


def _decade_of(read: Read) -> Stretch:
    year = read.number("Y") or 0
    return containing("decade", date(year if year > 100 else 1900 + year, 1, 1))


def read_decade(read: Read) -> Expression:
    """ "The 1980s", "the late nineties"."""
    return read.expression("date", part_named(_decade_of(read), read))


def read_half(read: Read) -> Expression | None:
    """ "The first half of 1989"."""
    if not {"half"} & {str(w.value) for w in read.words} and read.text("q") is None:
        return None
    number = 2 if read.one("l") and read.text("l") == "last" and read.words[0].kind in "Tl" else read.number("o") or 2
    if read.one("Y"):
        return read.expression("date", stretches.half(_decade_of(read), number))
    if (unit := read.text("U")) is not None and unit != "year":
        return None
    return read.expression("date", stretches.half(_year_meant(read, skip_first_last=True), number))


def _year_meant(read: Read, *, skip_first_last: bool = False) -> Stretch:
    """The year of "the third quarter of 1984", "this year's third quarter"; else that of publication."""
    if (said := read.number("4")) is not None:
        return containing("year", date(said, 1, 1))
    unit = next((i for i, w in enumerate(read.words) if w.kind == "U"), 0)
    rel = read.words[unit - 1] if unit else None
    shift = 0 if rel is None else -1 if rel.kind == "l" else 1 if rel.kind == "n" else 0
    return containing("year", moved(read.anchor, "year", shift))


def read_quarter(read: Read) -> Expression | None:
    """ "The third quarter", "this year's second quarter", "the fourth quarter of 2022"."""
    number = read.number("o") or 1
    if number > 4:
        return None
    year = _year_meant(read).start
    assert year is not None
    found = stretches.quarter(year.year, number)
    anchor = read.context.anchor
    said = read.one("4U") is not None
    if not said and anchor is not None and found.start is not None and found.start > anchor and read.ahead == BACK:
        found = stretches.quarter(year.year - 1, number)
    if not said and number == 4 and anchor is not None and anchor.month <= 3 and read.ahead != AHEAD:
        found = stretches.quarter(anchor.year - 1, number)
    return read.expression("date", found)


def read_season(read: Read) -> Expression | None:
    """ "Last spring", "the summer", "winter 2015"."""
    month = read.number("S") or 1
    said = read.number("4")
    if said is None and len(read.words) == 1:
        return None
    if said is not None:
        return read.expression("date", containing("season", date(said, month, 1)))
    anchor, rel = read.anchor, read.text("lntes")
    firsts = [date(anchor.year + n, month, 1) for n in (-1, 0, 1)]
    begun = [one for one in firsts if one <= anchor]
    over = [one for one in begun if moved(one, "month", 3) <= anchor]
    if rel in {"next", "coming"} or (rel in {None, "0"} and read.ahead == AHEAD and over == begun):
        one = next(one for one in firsts if one > anchor)
    elif rel == "last":
        one = over[-1]
    elif rel in {"0", "early"} and over == begun and read.one("l") is None:
        one = firsts[1]
    else:
        one = begun[-1]
    return read.expression("date", containing("season", one))


def read_nth_unit(read: Read) -> Expression | None:
    """ "The first week of May"."""
    number, month = read.number("o") or 1, read.number("M")
    if month is None or read.text("U") not in {"day", "week", "weekend"}:
        return None
    year = _year_for(read, month, None)
    if read.text("U") == "day":
        return read.expression("date", day(date(year, month, number)))
    if read.text("U") == "weekend":
        first = date(year, month, 1)
        saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7 * (number - 1))
        return read.expression("date", Stretch(saturday, saturday + timedelta(days=1), "weekend"))
    return read.expression(
        "date", Stretch(date(year, month, 7 * number - 6), date(year, month, min(7 * number, 28)), "week")
    )


def read_century(read: Read) -> Expression | None:
    """ "The 19th century"."""
    if read.text("U") != "century":
        return None
    return read.expression("date", containing("century", date(100 * ((read.number("o") or 1) - 1), 1, 1)))


def read_year_end(read: Read) -> Expression | None:
    """ "Year-end", "the year's end"."""
    if read.text("U") != "year" or read.text("b") != "late":
        return None
    return read.expression("date", stretches.edge(containing("year", read.anchor), "late"))
