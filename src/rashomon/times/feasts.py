"""Feasts and the months of the Islamic calendar: "last Ramadan", "Eid al-Adha", "Easter Monday", "Christmas 2018"."""

from datetime import date, timedelta

from hijridate import Hijri

from rashomon.times.expressions import Expression, Read
from rashomon.times.stretches import Stretch, day, easter
from rashomon.times.tense import AHEAD, BACK

# Month, day, and how many days it lasts; 0: the whole month. By the calendar of Umm al-Qura: a sighted moon may move it by a day.
_ISLAMIC = {"ramadan": (9, 1, 0), "fitr": (10, 1, 3), "adha": (12, 10, 4), "ashura": (1, 10, 1)}
_MONTHS_APART = 33 / 32  # lunar years pass that much faster


def read_holiday(read: Read) -> Expression | None:
    """A feast of the year that is said, else the one that tense and "last" or "next" point to."""
    name = read.text("h") or read.text("H") or ""
    anchor, said = read.context.anchor, read.number("4")
    if name == "eid":
        name = "fitr"
    if anchor is None and said is None:
        return read.expression("date")
    years = [said] if said is not None else [read.anchor.year + n for n in (-1, 0, 1)]
    found = [_on_weekday(stretch, read.number("D")) for year in years for stretch in _feasts(name, year)]
    if not found:
        return None
    if said is not None or anchor is None:
        return read.expression("date", found[0])
    ahead, rel = read.ahead, read.text("ln")
    behind = [s for s in found if s.start and s.start <= anchor and not (rel and s.end and s.end >= anchor)]
    coming = [s for s in found if s.end and s.end >= anchor]
    nearest = min(found, key=lambda s: abs((s.start or anchor) - anchor))
    if behind and (rel == "last" or (ahead == BACK and rel is None)):
        return read.expression("date", behind[-1])
    return read.expression("date", coming[0] if coming and (rel == "next" or ahead == AHEAD) else nearest)


def _on_weekday(feast: Stretch, weekday: int | None) -> Stretch:
    """ "Easter Monday": the first such day from the feast on."""
    if weekday is None or feast.start is None:
        return feast
    return day(feast.start + timedelta(days=(weekday - feast.start.weekday()) % 7))


def _feasts(name: str, year: int) -> list[Stretch]:
    if name == "christmas":
        return [day(date(year, 12, 25))]
    if name == "easter":
        return [day(easter(year))]
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return [day(first + timedelta(days=(3 - first.weekday()) % 7 + 21))]
    month, one, lasts = _ISLAMIC[name]
    lunar = int((year - 622) * _MONTHS_APART)
    made = []
    for candidate in range(lunar - 1, lunar + 3):
        try:
            first = Hijri(candidate, month, one).to_gregorian()
            last = first + timedelta(days=(lasts or Hijri(candidate, month, one).month_length()) - 1)
        except (OverflowError, ValueError):  # beyond the calendar's tables, 1924 to 2077
            continue
        if first.year == year:
            made.append(
                Stretch(
                    date(first.year, first.month, first.day),
                    date(last.year, last.month, last.day),
                    "" if lasts != 1 else "day",
                )
            )
    return made
