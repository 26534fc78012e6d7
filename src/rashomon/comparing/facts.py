"""What reports tell of names, kept up to date as reports come and go: of a name that is told several things, what most reports tell counts."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value", bound=Hashable)


class Facts(Generic[Name, Value]):
    """Names, what they mean, and which reports say so; of equals the first by ``rank`` counts. The order of the reports does not matter."""

    def __init__(self, rank: Callable[[Value], Any] = lambda value: value) -> None:
        self._rank = rank
        self._by_report: dict[str, frozenset[tuple[Name, Value]]] = {}
        self._told: dict[Name, dict[Value, set[str]]] = {}
        self._answers: dict[Name, tuple[Value, str]] = {}

    def put(self, report: str, told: Iterable[tuple[Name, Value]] = ()) -> set[Name]:
        """What ``report`` tells, in place of what it told before; returns the names that mean something else now."""
        before, after = self._by_report.pop(report, frozenset()), frozenset(told)
        if after:
            self._by_report[report] = after
        for name, value in before - after:
            reports = self._told[name][value]
            reports.discard(report)
            if not reports:
                del self._told[name][value]
        for name, value in after - before:
            self._told.setdefault(name, {}).setdefault(value, set()).add(report)
        return {name for name in {name for name, _ in before ^ after} if self._settle(name)}

    def get(self, name: Name) -> Value | None:
        """What a name means."""
        found = self._answers.get(name)
        return found[0] if found is not None else None

    def told(self, name: Name) -> tuple[Value, str] | None:
        """What a name means, and the first by id of the reports that say so."""
        return self._answers.get(name)

    def _settle(self, name: Name) -> bool:
        """Decide what a name means; returns whether that is new."""
        told, before = self._told.get(name), self._answers.get(name)
        if not told:
            self._told.pop(name, None)
            return self._answers.pop(name, None) is not None
        value = min(told, key=lambda v: (-len(told[v]), self._rank(v)))
        self._answers[name] = (value, min(told[value]))
        return self._answers[name] != before
