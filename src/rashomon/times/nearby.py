"""Rules for what lies so far from publication or from the date mentioned before."""

from datetime import date, timedelta

from rashomon.records import Token
from rashomon.times import stretches
from rashomon.times.expressions import Expression, Read
from rashomon.times.named import part_named
from rashomon.times.stretches import Stretch, containing, cut, day, moved
from rashomon.times.tense import AHEAD, BACK, UNSAID

BESIDE = 15  # tokens around a day in which what began on it is looked for
_BEGINNING = frozenset({"begin", "start", "launch", "open", "mount", "commence"})


def read_deictic(read: Read) -> Expression | None:
    """ "Today", "late yesterday", "overnight", "this morning", "last night"."""
    part, word = read.text("P"), read.one("R")
    if word is not None and read.is_name(word):
        return None
    if word is None and read.text("l") == "last":
        return read.expression("date", day(read.anchor - timedelta(days=1)), part=part)
    if word is None:
        return read.expression("date", day(read.anchor), part=part)
    if word.value == "overnight":
        return read.expression("date", Stretch(read.anchor - timedelta(days=1), read.anchor, "night"), part="NI")
    if word.value == "NI":
        return read.expression("date", day(read.anchor), part="NI")
    return read.expression("date", day(read.anchor + timedelta(days=int(word.value))), part=part)


def read_day_before(read: Read) -> Expression:
    """ "The day before yesterday", "the day after tomorrow"."""
    shift = 2 * (read.number("f") or 1)
    return read.expression("date", day(read.anchor + timedelta(days=shift)))


def read_weekday(read: Read) -> Expression | None:
    """ "Saturday", "last Wednesday", "noon Thursday"."""
    if read.words[0].kind == "I" or (read.words[0].kind == "P" and read.words[-1].kind == "P"):
        return None
    wanted, anchor, rel = read.number("D") or 0, read.anchor, read.text("lnt")
    last = read.context.last
    if rel in {"previous", "following"} and last is not None and last.start is not None and last.unit == "day":
        anchor = last.start
    behind = anchor - timedelta(days=(anchor.weekday() - wanted) % 7)
    coming = anchor + timedelta(days=(wanted - anchor.weekday()) % 7)
    if rel in {"last", "past", "previous"}:
        one = behind - timedelta(days=7 if behind == anchor else 0)
    elif rel in {"next", "coming", "following"}:
        one = coming + timedelta(days=7 if coming == anchor else 0)
    elif rel == "0" and read.ahead != BACK:
        one = anchor + timedelta(days=wanted - anchor.weekday())
    else:
        ahead = read.ahead
        one = coming if ahead == AHEAD or (ahead == UNSAID and read.is_bounded) else behind
    return read.expression("date", day(one), part=read.text("P"))


def read_clock(read: Read) -> Expression | None:
    """ "1400 GMT", "5 p.m.": of the day that was mentioned last, else that of publication."""
    time = read.one(":149")
    if time is None:
        return None
    if time.kind == ":":
        hour, minute = map(int, str(time.value).split(":"))
    else:
        hour, minute = divmod(int(time.value), 100) if int(time.value) > 24 else (int(time.value), 0)
    if read.text("K") == "p" and hour < 12:
        hour += 12
    if hour > 24 or minute > 59:
        return None
    last = read.context.last
    one = last.start if last is not None and last.unit == "day" and last.start is not None else read.anchor
    return read.expression("date", day(one), part=f"{hour:02}:{minute:02}")


def read_same_period(read: Read) -> Expression:
    """ "The same period": the stretch of days that was mentioned last."""
    return read.expression("date", read.context.period)


def read_nearby(read: Read) -> Expression | None:
    """ "Last week", "earlier this month", "the following year", "that night"."""
    rel, unit = read.one("tlns"), read.text("UQ")
    assert rel is not None
    if (part := read.text("P")) is not None:
        base = read.context.last if rel.kind == "s" else None
        return read.expression("date", day(base.start if base and base.start else read.anchor), part=part)
    if unit is None or unit in {"minute", "hour"}:
        return None
    value = str(rel.value)
    last = read.context.last
    if read.is_name(read.words[-1]):
        return None
    if value == "past" or (value == "latest" and unit == "decade"):
        return read.expression("duration", _behind(read.anchor, unit, 1), count=1, unit=unit)
    if value in {"same", "following", "previous"} and last is not None and last.start is not None:
        shift = {"same": 0, "following": 1, "previous": -1}[value]
        return read.expression("date", containing(unit, moved(last.start, unit, shift)))
    shift = {"last": -1, "previous": -1, "latest": -1, "next": 1, "coming": 1, "following": 1}.get(value, 0)
    if unit == "day" and shift:
        return read.expression("date", day(read.anchor + timedelta(days=shift)))
    if unit == "week" and value == "last":
        return read.expression("date", part_named(_last_week(read.anchor), read))
    if unit == "weekend":
        return read.expression("date", _weekend(read, shift))
    return read.expression("date", part_named(containing(unit, moved(read.anchor, unit, shift)), read))


def _last_week(anchor: date) -> Stretch:
    """Monday to Sunday before this week's Monday; in a Sunday's text the week that ends, up to the day before."""
    if anchor.weekday() == 6:
        return Stretch(anchor - timedelta(days=6), anchor - timedelta(days=1), "week")
    return containing("week", anchor - timedelta(days=7))


def _weekend(read: Read, shift: int) -> Stretch:
    anchor = read.anchor
    if not shift and read.ahead != AHEAD and anchor.weekday() < 5 and not read.one("t"):
        shift = -1
    if shift == -1 and anchor.weekday() >= 5 and read.text("l") is None:
        shift = 0
    return containing("weekend", moved(anchor, "week", shift))


def _behind(anchor: date, unit: str, count: int) -> Stretch:
    return Stretch(moved(anchor, unit, -count), anchor, "past")


def read_stretch(read: Read) -> Expression | None:
    """ "The past three weeks", "the next 48 hours": so many units on one side of the anchor."""
    count, unit = read.count, read.text("UVQ") or "day"
    if not count:
        return read.expression("duration", count=0, unit=unit)
    if read.one("l"):
        return read.expression("duration", _behind(read.anchor, unit, count), count=count, unit=unit)
    return read.expression(
        "duration", Stretch(read.anchor, moved(read.anchor, unit, count), "next"), count=count, unit=unit
    )


def read_ago(read: Read) -> Expression | None:
    """ "Two months ago"; "three days later" counts from the date mentioned last."""
    count, unit = read.count, read.text("UVQ") or "day"
    return _shifted(read, count, unit)


def read_year_ago(read: Read) -> Expression | None:
    """ "A year ago", "the year-earlier quarter": of a quarter, if one was mentioned last."""
    unit = read.text("U") or "year"
    if unit != "year" or (read.words[0].kind == "U" and len(read.words) == 2):
        return None
    last = read.context.last
    base = last if last is not None and last.start and last.unit == "quarter" else None
    if (number := read.number("o")) is not None:
        return read.expression("date", stretches.quarter(moved(read.anchor, "year", -1).year, number))
    if base is not None and base.start is not None:
        return read.expression("date", containing("quarter", _year_before(base.start, read.anchor)))
    return read.expression("date", containing("year", moved(read.anchor, "year", -1)))


def _year_before(start: date, anchor: date) -> date:
    return start if start.year < anchor.year and (anchor - start).days > 330 else moved(start, "year", -1)


def _shifted(read: Read, count: int, unit: str) -> Expression | None:
    word = read.one("gr")
    assert word is not None
    if not count or unit in {"minute", "hour"}:
        return read.expression("vague", reference="PAST_REF" if word.value == -1 else "FUTURE_REF")
    last = read.context.last
    relative = word.kind == "r" and last is not None and last.start is not None
    anchor = last.start if relative and last is not None and last.start is not None else read.anchor
    if unit == "year" and count == 1 and last is not None and last.unit == "quarter" and last.start is not None:
        return read.expression("date", containing("quarter", _year_before(last.start, read.anchor)))
    one = moved(anchor, unit, int(word.value) * count)
    if unit == "year" and relative and last is not None and last.unit in {"quarter", "month", "day"}:
        return read.expression("date", containing(last.unit, one))
    return read.expression("date", containing("day" if unit == "fortnight" else unit, one))


def read_bare(read: Read) -> Expression | None:
    """ "The year", "the quarter": found, and placed only as far as a mention before tells; "the weekend" is a date."""
    unit = read.text("UQ")
    if unit == "weekend":
        return read.expression("date", _weekend(read, 0))
    if unit not in {"quarter", "year", "week"} or (unit == "year" and read.match.last >= len(read.match.words)):
        return None
    one = read.anchor
    following = read.match.words[read.match.last].token if read.match.last < len(read.match.words) else -1
    if unit == "year" and read.context.tokens[following].lower in {"ended", "ending"}:
        return read.expression("duration", count=1, unit=unit)
    if unit == "quarter":
        one = moved(one, "quarter", -1)
    return read.expression("bare", containing(unit, one))


def read_in_unit(read: Read) -> Expression | None:
    """ "Earlier in the day", "later in the month"."""
    unit, shift = read.text("UQ") or "day", read.number("r") or 0
    if unit in {"day", "week", "month", "year"}:
        return read.expression("date", cut(containing(unit, read.anchor), shift, read.anchor))
    return None


def read_part_of_unit(read: Read) -> Expression | None:
    """ "The end of the year", "the beginning of next month"."""
    unit = read.text("UQ") or ""
    if unit not in {"week", "month", "year", "decade", "quarter"} or read.text("b") == "half":
        return None
    rel = read.text("ln")
    shift = -1 if rel in {"last", "past", "previous"} else 1 if rel is not None else 0
    whole = containing(unit, moved(read.anchor, unit, shift))
    return read.expression("date", stretches.edge(whole, read.text("b") or "late"))


def read_nth_of(read: Read) -> Expression | None:
    """ "The third day of the offensive": counted from the day on which the text says that it began.

    Where it doesn't say, what goes on now is meant: the day of publication ("today is the third day of"), else that or the day before.
    """
    tokens = read.context.tokens
    number, unit = read.number("o") or 1, read.text("U") or ""
    at = read.words[-1].token
    while at + 1 < len(tokens) and tokens[at + 1].pos in {"ADJ", "PROPN", "NOUN"}:
        at += 1
    if unit not in {"day", "week"} or at == read.words[-1].token:
        return None
    span = (read.words[0].start, tokens[at].end)
    begun = next(
        (stretch.start for i, stretch in reversed(read.context.told) if _begins(tokens, i, tokens[at].lemma)), None
    )
    if begun is not None:
        first = moved(begun, unit, number - 1)
        return Expression(
            span, "date", day(first) if unit == "day" else Stretch(first, first + timedelta(days=6), "week")
        )
    if unit != "day":
        return None
    verb = tokens[tokens[read.words[-2].token].head]
    now = verb.lemma == "be" and verb.tag == "VBZ"
    return Expression(
        span, "date", day(read.anchor) if now else Stretch(read.anchor - timedelta(days=1), read.anchor, "days")
    )


def _begins(tokens: tuple[Token, ...], at: int, noun: str) -> bool:
    """Whether the words around a day say that the noun began on it."""
    around = {t.lemma for t in tokens[max(0, at - BESIDE) : at + BESIDE]}
    return noun in around and bool(around & _BEGINNING)
