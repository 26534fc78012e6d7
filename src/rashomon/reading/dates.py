"""Words → ISO 8601 with the precision that they have; nothing is made up."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from rashomon.errors import InputError

_ISO = re.compile(
    r"(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ](?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII | re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)\.?"
_WORDED = re.compile(
    rf"(?:\w+, )?(?:(?P<first>\d{{1,2}}) {_MONTH},?|{_MONTH.replace('?P<month>', '?P<month2>')} (?P<second>\d{{1,2}}),?) (?P<year>\d{{4}})",
    re.ASCII | re.IGNORECASE,
)
SHOWN = 60  # characters of a wrong value that a message shows


def read_date(words: str) -> str:
    """A date as ISO 8601 with the precision that it came with: ``2019-10``, ``2019-10-13``, ``2019-10-13T14:00Z``.

    Dates of feeds and mail (RFC 2822) and "13 October 2019", "October 13, 2019" are read too; the month of 13/10/2019 would
    be a guess, so that is none.

    Raises:
        InputError: the words are no date.
    """
    plain = " ".join(words.split()) if len(words) < 10 * SHOWN else ""
    found = _iso(plain) or _worded(plain) or _mail(plain)
    if found is None:
        raise InputError(f"{words[:SHOWN]!r} is no date; write it as 2019-10-13 or 2019-10-13T14:00Z")
    return found


def _iso(plain: str) -> str | None:
    match = _ISO.fullmatch(plain)
    if match is None or (match["time"] and len(match["day"]) < 10):
        return None
    day = match["day"]
    if not _exists(day + "-01" * (2 - day.count("-")) + (f"T{match['time'][:8]}" if match["time"] else "")):
        return None
    return day + (f"T{match['time']}{(match['zone'] or '').upper()}" if match["time"] else "")


def _worded(plain: str) -> str | None:
    match = _WORDED.fullmatch(plain)
    if match is None:
        return None
    month = _MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
    day = f"{match['year']}-{month:02}-{int(match['first'] or match['second']):02}"
    return day if _exists(day) else None


def _mail(plain: str) -> str | None:
    try:
        return parsedate_to_datetime(plain).isoformat()
    except (TypeError, ValueError, IndexError, OverflowError, AttributeError):
        return None


def _exists(moment: str) -> bool:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True
