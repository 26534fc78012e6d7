"""A situation as it stood at the end of a day: the reports published by then, compared anew, in a store of its own.

Statuses, lows and highs are then those that a reader would have seen that day. A report without a date is left out.
"""

from collections import OrderedDict
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from rashomon.comparing.views import published_until
from rashomon.errors import InputError
from rashomon.pipeline import look
from rashomon.store import Store, open_store

MOST_REPORTS = 2000  # that are compared anew while a reader waits
KEPT = 6  # days that stay made


class LookingBack:
    """Makes the store of a day when it is first asked for, and keeps the last few."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = TemporaryDirectory(prefix="rashomon-")
        self._made: OrderedDict[tuple[str, int, date], Store] = OrderedDict()
        self._names: dict[tuple[str, int, date], str] = {}
        self._numbers = count()
        self._lock = Lock()

    def at(self, situation: str, day: date) -> Store:
        """The store of the situation at the end of ``day``.

        Raises:
            NotFoundError: there is no such situation.
            InputError: it holds too many reports to be compared anew for a page.
        """
        key = (situation, self._store.revision(situation), day)
        with self._lock:
            if key not in self._made:
                if self._store.counts(situation)["reports"] > MOST_REPORTS:
                    raise InputError(
                        f"as_of: this situation holds more than {MOST_REPORTS:,} reports; 'rashomon questions --as-of {day}' compares them anew"
                    )
                self._names[key] = f"{next(self._numbers)}.db"
                self._made[key] = self._make(situation, day, self._names[key])
                while len(self._made) > KEPT:
                    oldest, made = self._made.popitem(last=False)
                    made.close()
                    for path in Path(self._folder.name).glob(f"{self._names.pop(oldest)}*"):
                        path.unlink()
            self._made.move_to_end(key)
            return self._made[key]

    def _make(self, situation: str, day: date, name: str) -> Store:
        made = open_store(str(Path(self._folder.name) / name))
        for analysis in published_until(self._store.analyses(situation), day.isoformat()):
            made.add(situation, analysis)
        made.replace_questions(situation, look(self._store, situation, as_of=day.isoformat()))
        return made

    def close(self) -> None:
        """Let go of all of them."""
        for made in self._made.values():
            made.close()
        self._folder.cleanup()
