"""Report and parse → times: expressions resolved to days against the publication date.

Weeks run from Monday to Sunday. "Last week" is the one before that of publication; in a text of a Saturday or Sunday, when writers
already look back on the week that ends, it runs on to the day before. "On Saturday" is the last such day on or
before publication, or the next one after a verb in the future.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rashomon.records import Parse, Report, Span, Time

DAYS = {
    name: n for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower()[:3]: n for n, name in enumerate(calendar.month_name) if name} | {"sept": 9}
SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "couple of": 2, "few": 3, "several": 3,
}  # fmt: skip
UNIT_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
DAY, SPAN, WEEK, MONTH, YEAR = 1, 2, 3, 4, 5  # UCDP date_prec
AHEAD = 8  # tokens before a weekday in which a verb of the future points ahead

_DAY = "(?P<weekday>" + "|".join(DAYS) + ")"
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_COUNT = r"(?P<count>\d+|" + "|".join(sorted(SMALL, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_YEARS = r"(?:19|20)\d\d"

_RULES: list[tuple[str, re.Pattern[str]]] = [
    (name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE))
    for name, pattern in [
        ("iso", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"),
        ("dmy", rf"(?:(?:{'|'.join(DAYS)}),? )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<mon>{_MONTH})(?:,? (?P<y>{_YEARS}))?"),
        ("mdy", rf"(?:(?:{'|'.join(DAYS)}),? )?(?P<mon>{_MONTH}) ?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,\d|:)(?:,? (?P<y>{_YEARS}))?"),
        ("month", rf"(?:(?P<part>early|mid|late)[- ])?(?:(?P<rel>last|next|this) )?(?P<mon>{_MONTH})(?:,? (?P<y>{_YEARS}))?"),
        ("range_days", rf"(?:from |between )?(?P<w1>{'|'.join(DAYS)}) (?:to|and|through|until) (?P<w2>{'|'.join(DAYS)})"),
        ("weekday", rf"(?:(?P<rel>last|next|this|past) )?{_DAY}(?: (?:morning|afternoon|evening|night))?"),
        ("ago", rf"(?:about |some |nearly |more than )?{_COUNT} {_UNIT} (?P<dir>ago|earlier|later|before)"),
        ("past", rf"(?:in |over |during |for )?the (?P<dir>past|last|previous|next|coming) (?:{_COUNT} )?{_UNIT}"),
        ("coming", r"(?:in )?the coming (?P<unit>day|week|month|year)s"),
        ("part_of", r"(?:(?P<part>earlier|later) )?(?P<rel>this|last|next|the same|the previous|the following) (?P<unit>week|month|year|weekend|quarter|summer|winter|spring|autumn|fall)"),
        ("day", r"(?P<word>the day before yesterday|yesterday|today|tonight|tomorrow|overnight|this morning|this afternoon|this evening|last night)(?: (?:morning|afternoon|evening|night))?"),
        ("clock", r"\d{3,4} ?GMT"),
        ("decade", r"(?:the )?(?P<y>(?:19|20)\d)0s"),
        ("year", rf"(?:(?P<part>early|mid|late)[- ])?(?P<y>{_YEARS})"),
    ]
]  # fmt: skip
_FUTURE = frozenset({"will", "shall", "'ll", "would", "next", "due", "scheduled", "plans", "to"})
_AMBIGUOUS = frozenset({"may", "march", "mar", "second", "sun", "sat", "dec", "jan"})


@dataclass(frozen=True, slots=True)
class _Interval:
    start: date | None
    end: date | None
    precision: int


def find_times(report: Report, parse: Parse) -> tuple[Time, ...]:
    """Find the expressions of a report that give days on the calendar, in the order of the text."""
    anchor = _published(report)
    found: list[Time] = []
    for span, interval in _matches(parse, anchor):
        if interval.start is None and interval.end is None:
            continue
        words = parse.text[span[0] : span[1]]
        found.append(
            Time(
                id=f"t{len(found) + 1}",
                span=span,
                words=words,
                start=interval.start,
                end=interval.end,
                precision=interval.precision,
            )
        )
    return tuple(found)


def _published(report: Report) -> date | None:
    if report.published is None:
        return None
    try:
        parts = [int(part) for part in report.published[:10].split("-")]
        return date(*[*parts, 1, 1][:3])
    except ValueError:
        return None


def _matches(parse: Parse, anchor: date | None) -> Iterator[tuple[Span, _Interval]]:
    firsts = {t.start: t.i for t in parse.tokens}
    for sentence in parse.sentences:
        taken: list[Span] = []
        hits: list[tuple[Span, str, re.Match[str]]] = []
        for name, pattern in _RULES:
            for match in pattern.finditer(parse.text, sentence.start, sentence.end):
                span = match.span()
                if not any(a < span[1] and span[0] < b for a, b in taken):
                    taken.append(span)
                    hits.append((span, name, match))
        last: date | None = None
        for span, name, match in sorted(hits, key=lambda h: h[0]):
            before = [
                t.lower
                for t in parse.tokens[
                    max(sentence.first, firsts.get(span[0], sentence.first) - AHEAD) : firsts.get(
                        span[0], sentence.first
                    )
                ]
            ]
            try:
                interval = _resolve(name, match, anchor, ahead=_ahead(before), last=last, before=before)
            except (ValueError, OverflowError):
                continue  # the 31st of a month with thirty days, a year out of range
            if interval is not None:
                last = interval.start or last
                yield span, interval


def _ahead(before: list[str]) -> bool:
    return bool({"will", "'ll", "due", "scheduled", "shall", "expected"} & set(before))


def _resolve(
    name: str, match: re.Match[str], anchor: date | None, *, ahead: bool, last: date | None, before: list[str]
) -> _Interval | None:
    groups = {key: value.lower() for key, value in match.groupdict().items() if value}
    if name == "iso":
        return _day(date(int(groups["y"]), int(groups["m"]), int(groups["d"])))
    if name in {"dmy", "mdy"}:
        month = MONTHS[groups["mon"].rstrip(".")]
        year = int(groups["y"]) if "y" in groups else _year_of(month, int(groups["d"]), anchor, ahead)
        return None if year is None else _day(date(year, month, int(groups["d"])))
    if name == "month":
        return _month(match, groups, anchor, ahead=ahead, before=before)
    if name == "year":
        year = int(groups["y"])
        if anchor is None and not before:
            return None
        if not before or before[-1] not in {
            "in",
            "since",
            "of",
            "by",
            "from",
            "until",
            "during",
            "early",
            "late",
            "mid",
            "for",
            "and",
            "to",
            "(",
            "through",
            "between",
            "the",
            "before",
            "after",
        }:
            return None
        return _Interval(date(year, 1, 1), date(year, 12, 31), YEAR)
    if name == "decade":
        year = int(groups["y"]) * 10
        return _Interval(date(year, 1, 1), date(year + 9, 12, 31), YEAR)
    if anchor is None:
        return None
    return _relative(name, groups, anchor, ahead=ahead, last=last)


def _relative(name: str, groups: dict[str, str], anchor: date, *, ahead: bool, last: date | None) -> _Interval | None:
    if name == "weekday":
        day = _weekday(DAYS[groups["weekday"]], anchor, groups.get("rel"), ahead)
        return _day(day)
    if name == "range_days":
        end = _weekday(DAYS[groups["w2"]], anchor, None, ahead)
        start = end - timedelta(days=(end.weekday() - DAYS[groups["w1"]]) % 7)
        return _Interval(start, end, SPAN)
    if name == "day":
        return _named_day(groups["word"], anchor)
    if name == "clock":
        return _day(anchor)
    if name == "ago":
        return _ago(groups, anchor, last)
    if name in {"past", "coming"}:
        return _past(groups, anchor)
    return _part_of(groups, anchor)


def _day(day: date) -> _Interval:
    return _Interval(day, day, DAY)


def _precision(days: int) -> int:
    return DAY if days <= 1 else SPAN if days <= 6 else WEEK if days <= 7 else MONTH if days <= 31 else YEAR


def _weekday(weekday: int, anchor: date, rel: str | None, ahead: bool) -> date:
    back = (anchor.weekday() - weekday) % 7
    if rel == "next" or (ahead and rel is None):
        return anchor + timedelta(days=(7 - back) % 7 or (7 if rel == "next" else 0))
    if rel == "last" and back == 0:
        back = 7
    return anchor - timedelta(days=back)


def _year_of(month: int, day: int, anchor: date | None, ahead: bool) -> int | None:
    """The year that puts a day nearest to publication on the side that the words say."""
    if anchor is None:
        return None
    this = date(anchor.year, month, min(day, calendar.monthrange(anchor.year, month)[1]))
    gap = (this - anchor).days
    if gap > 60 and not ahead:
        return anchor.year - 1
    return anchor.year + 1 if gap < -300 and ahead else anchor.year


def _month(
    match: re.Match[str], groups: dict[str, str], anchor: date | None, *, ahead: bool, before: list[str]
) -> _Interval | None:
    word = groups["mon"].rstrip(".")
    if word in _AMBIGUOUS and "y" not in groups:
        written = match.group("mon")
        if (
            not written[:1].isupper()
            or not before
            or before[-1] not in {"in", "since", "last", "of", "until", "by", "early", "late", "from", "between"}
        ):
            return None
    month = MONTHS[word]
    year = int(groups["y"]) if "y" in groups else _year_of(month, 15, anchor, ahead)
    if year is None:
        return None
    if groups.get("rel") == "last" and anchor is not None and (year, month) >= (anchor.year, anchor.month):
        year -= 1
    start, end = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    part = groups.get("part")
    if part == "early":
        end = date(year, month, 10)
    elif part == "mid":
        start, end = date(year, month, 11), date(year, month, 20)
    elif part == "late":
        start = date(year, month, 21)
    return _Interval(start, end, MONTH)


def _named_day(word: str, anchor: date) -> _Interval:
    shift = {"yesterday": -1, "the day before yesterday": -2, "tomorrow": 1, "last night": -1}.get(word, 0)
    day = anchor + timedelta(days=shift)
    if word == "overnight":
        return _Interval(anchor - timedelta(days=1), anchor, SPAN)
    return _day(day)


def _count(groups: dict[str, str]) -> int:
    word = groups.get("count", "one")
    return int(word) if word.isdigit() else SMALL[word]


def _ago(groups: dict[str, str], anchor: date, last: date | None) -> _Interval:
    count, unit, direction = _count(groups), groups["unit"], groups["dir"]
    base = anchor if direction == "ago" or last is None else last
    sign = 1 if direction == "later" else -1
    if unit in {"year", "decade"}:
        year = base.year + sign * count * (10 if unit == "decade" else 1)
        return _Interval(date(year, 1, 1), date(year, 12, 31), YEAR)
    if unit == "month":
        months = base.year * 12 + base.month - 1 + sign * count
        year, month = divmod(months, 12)
        return _Interval(
            date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1]), MONTH
        )
    day = base + timedelta(days=round(sign * count * UNIT_DAYS[unit]))
    return _day(day) if unit != "week" else _Interval(day - timedelta(days=3), day + timedelta(days=3), WEEK)


def _past(groups: dict[str, str], anchor: date) -> _Interval:
    length = max(1, round(_count(groups) * UNIT_DAYS[groups["unit"]]))
    if groups.get("dir", "coming") in {"next", "coming"}:
        return _Interval(anchor, anchor + timedelta(days=length), _precision(length))
    return _Interval(anchor - timedelta(days=length), anchor, _precision(length))


def _part_of(groups: dict[str, str], anchor: date) -> _Interval | None:
    rel, unit = groups["rel"], groups["unit"]
    shift = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(rel, 0)
    monday = anchor - timedelta(days=anchor.weekday())
    if unit == "week":
        start = monday + timedelta(weeks=shift)
        end = start + timedelta(days=6)
        if rel == "last":
            end = anchor - timedelta(days=1) if anchor.weekday() >= 5 else end
        elif groups.get("part") == "earlier":
            end = anchor
        return _Interval(start, end, WEEK)
    if unit == "weekend":
        saturday = (
            monday + timedelta(days=5) + timedelta(weeks=shift if shift else (0 if anchor.weekday() >= 5 else -1))
        )
        return _Interval(saturday, saturday + timedelta(days=1), SPAN)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + shift
        year, month = divmod(months, 12)
        start, end = date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
        return _Interval(start, min(end, anchor) if groups.get("part") == "earlier" else end, MONTH)
    if unit == "year":
        year = anchor.year + shift
        end = anchor if groups.get("part") == "earlier" and shift == 0 else date(year, 12, 31)
        return _Interval(date(year, 1, 1), end, YEAR)
    return None
