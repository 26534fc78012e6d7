"""What events are called (``events.toml``)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from rashomon.errors import LexiconError
from rashomon.languages.deeds import load_deeds
from rashomon.tables import ENGLISH, must_be_known, read_table

SLOTS = frozenset({"what", "place", "days", "headline"})
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """Kinds of deed as they head a title, the patterns of titles and of days; what each is for stands in ``events.toml``."""

    deed: Mapping[str, str]
    titles: tuple[str, ...]
    day: str
    spell: str
    months: tuple[str, ...]

    def days(self, start: date, end: date) -> str:
        """A day, or from one to another."""
        first, last = (self.day.format(day=d.day, month=self.months[d.month - 1], year=d.year) for d in (start, end))
        return first if start == end else self.spell.format(first=first, last=last)

    def title(self, **known: str | None) -> str:
        """The first of the titles for which all is known."""
        return next(t.format(**known) for t in self.titles if all(known.get(slot) for slot in _SLOT.findall(t)))


@cache
def load_event_words(folder: Path = ENGLISH) -> EventWords:
    """Read ``events.toml`` of a language.

    Raises:
        LexiconError: the table is not of its form, or names a deed or a slot that there is not.
    """
    found = read_table(folder / "events.toml", EventWords)
    known = {kind for kinds in load_deeds(folder).words.values() for kind in kinds}
    for deed in found.deed:
        must_be_known(deed, known, where=f"{folder.name}/events.toml: [deed]", what="kind of deed")
    for title in found.titles:
        for slot in _SLOT.findall(title):
            must_be_known(slot, SLOTS, where=f"{folder.name}/events.toml: titles", what="slot of a title")
    if len(found.months) != 12 or _SLOT.search(found.titles[-1] if found.titles else "{}"):
        raise LexiconError(f"{folder.name}/events.toml: there are twelve months, and a last title without slots")
    return found
