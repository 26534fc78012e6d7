"""Statements as their situation knows them, kept up to date: with the place and the deed that other reports make known, and the speaker's interest.

What a statement becomes depends on itself and on what it asks: what names mean to which side, which target is a place, who accuses whom in
its days. Each is filed under what it asks for, so that a new report opens those statements alone whose answers it changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.comparing.interests import asked_about, flag
from rashomon.comparing.positions import MOST_DAYS_BACK, Positions, is_accusation, is_bare_denial, names_in, target_name
from rashomon.comparing.statements import COMPARED, Statement


class Prepared:
    """The statements of a situation that are compared, by claim; ``rules`` are asked about sides and places."""

    def __init__(self, rules: Positions) -> None:
        self.rules = rules
        self.ready: dict[str, Statement] = {}
        self._raw: dict[str, dict[str, Statement]] = {}  # by report and claim
        self._located: dict[str, Statement] = {}
        self._asking: dict[str, set[str]] = defaultdict(set)  # by a name that sides are asked about
        self._aiming: dict[str, set[str]] = defaultdict(set)  # by the name of a target
        self._accusing: dict[int, dict[str, Statement]] = defaultdict(dict)  # by the day of publication
        self._denying: dict[int, dict[str, Statement]] = defaultdict(dict)  # of what, their own reports do not tell

    def put(self, told: Mapping[str, Sequence[Statement]]) -> tuple[list[str], list[Statement]]:
        """Take the statements of reports, in place of those before; returns the claims that are no more, or no more the same, and those
        that are new."""
        stale: set[str] = set()
        asking: set[str] = set()  # whose names mean something else: the same words, and yet other pairs
        for report, statements in told.items():
            before, after = self._raw.pop(report, {}), {s.claim.id: s for s in statements}
            if after:
                self._raw[report] = after
            stale |= {claim for claim in before.keys() | after.keys() if before.get(claim) != after.get(claim)}
            names, places = self.rules.learn(report, [s for s in statements if s.claim.kind in COMPARED])
            asking |= {claim for name in names for claim in self._asking.get(name, ())}
            stale |= {claim for name in places for claim in self._aiming.get(name, ())}
        stale |= asking
        raw = {claim: s for report in told for claim, s in self._raw.get(report, {}).items()}
        moved = []  # accusations that came, went or changed
        for claim in stale:
            known = self._located.pop(claim, None)
            if known is not None:
                moved += self._unfile(known)
            now = raw.get(claim) if known is None or known.report.id in told else self._raw[known.report.id].get(claim)
            if now is not None:
                self._located[claim] = self.rules.locate(now) if now.figure is None else now
                moved += self._file(now, self._located[claim])
        stale |= {denial.claim.id for accusation in moved for denial in self._near(self._denying, accusation)}
        gone, new = [], []
        for claim in sorted(stale):
            known, located = self.ready.pop(claim, None), self._located.get(claim)
            ready = self._known(located) if located is not None else None
            if ready is not None:
                # Of the same words, and yet another one: what it asked is answered otherwise now.
                ready = self.ready[claim] = replace(ready) if claim in asking else ready
            if known != ready or claim in asking:
                gone += [claim] if known is not None else []
                new += [ready] if ready is not None else []
        return gone, new

    def of(self, report: str) -> list[Statement]:
        """The statements of a report, as the situation knows them."""
        return [self.ready[claim] for claim in self._raw.get(report, {}) if claim in self.ready]

    def all_told(self) -> Iterator[tuple[str, list[Statement]]]:
        """The positions of each report as it tells them."""
        for report, own in self._raw.items():
            yield report, [s for s in own.values() if s.claim.kind in COMPARED]

    def _known(self, statement: Statement) -> Statement:
        if statement.figure is None:
            return self.rules.adopt(statement, list(self._near(self._accusing, statement)))
        interest = flag(statement, self.rules.sides)
        return replace(statement, flag=interest) if interest else statement

    def _near(self, shelf: Mapping[int, Mapping[str, Statement]], statement: Statement) -> Iterator[Statement]:
        """Those of a shelf that are published within the days of an accusation and its denial."""
        if statement.published is not None:
            day = statement.published.toordinal()
            for near in range(day - MOST_DAYS_BACK, day + MOST_DAYS_BACK + 1):
                yield from shelf.get(near, {}).values()

    def _file(self, raw: Statement, located: Statement) -> list[Statement]:
        """File a statement under what it asks for; returns it where it is an accusation."""
        claim = raw.claim.id
        for name in _asked(located):
            self._asking[name].add(claim)
        if raw.figure is None and raw.claim.target:
            self._aiming[target_name(raw)].add(claim)
        if located.published is None:
            return []
        day = located.published.toordinal()
        if is_bare_denial(located):
            self._denying[day][claim] = located
        if not is_accusation(located):
            return []
        self._accusing[day][claim] = located
        return [located]

    def _unfile(self, located: Statement) -> list[Statement]:
        claim = located.claim.id
        for name in _asked(located):
            self._asking[name].discard(claim)
        if located.figure is None and located.claim.target:
            self._aiming[target_name(located)].discard(claim)
        if located.published is None:
            return []
        day = located.published.toordinal()
        self._denying[day].pop(claim, None)
        return [located] if self._accusing[day].pop(claim, None) is not None else []


def _asked(statement: Statement) -> Iterable[str]:
    """The names that sides are asked about for a statement."""
    return names_in(statement) if statement.figure is None else asked_about(statement)
