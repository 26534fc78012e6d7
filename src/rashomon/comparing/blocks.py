"""Statements of one kind → groups that answer one question, kept up to date as statements come and go.

Statements of one report and of reports near it are weighed in pairs. What a chain of likely pairs holds together is grouped by itself, so that a
change opens the groups that its own links reach, and no others. The groups are a pure function of the set of statements, whatever the
order in which they came.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from statistics import fmean

from rashomon.comparing.grouping import Group, link_average
from rashomon.comparing.nearby import Nearby
from rashomon.comparing.pairs import OF_REPORTS, Model, Slots, Weighed, have_in_common
from rashomon.comparing.statements import Statement

FAINT = 0.02  # likelihood below which a pair is as good as none
SURE = 1.0
NEEDED = math.log(FAINT / (1 - FAINT))
Home = tuple[str, ...]  # the claims of a group, in order
Ties = dict[
    Home, dict[Home, str]
]  # of each group: others that a claim of one of the two may belong to as well, by its id


class Linking:
    """What a model says of pairs that are likely enough: most pairs are ruled out by a few signals.

    What two reports share is looked at once for all their pairs. A pair is given up where not even the best that the remaining signals can
    say would make it ``FAINT``: the quick look drops nothing that the whole one keeps.
    """

    def __init__(self, model: Model) -> None:
        self.least = model.least
        self._bias = model.bias
        self._of_reports = [w for w in model.signals if w.signal in OF_REPORTS]
        signals = sorted(
            (w for w in model.signals if w.signal not in OF_REPORTS), key=lambda w: -abs(w.gain) - abs(w.loss)
        )
        best = [max(0.0, w.gain, -w.loss) for w in signals]
        self._signals = [(w.signal, w.gain, w.loss, math.fsum(best[n + 1 :])) for n, w in enumerate(signals)]
        self._most = math.fsum(best)

    def likelihoods(self, slots: Slots, others: Iterable[Slots]) -> Iterator[tuple[Slots, float]]:
        """Those ``others``, all of one report, that answer one question with ``slots`` at a likelihood of ``FAINT`` or more, and how likely."""
        shared = None
        for other in others:
            if shared is None:
                shared = self._bias + math.fsum(_weigh(w, slots, other) for w in self._of_reports)
                if shared + self._most < NEEDED:
                    return
            if not have_in_common(slots, other):
                continue
            first = slots.statement.order < other.statement.order
            value = self._likelihood(*((slots, other) if first else (other, slots)), shared)
            if value:
                yield other, value

    def _likelihood(self, a: Slots, b: Slots, total: float) -> float:
        for signal, gain, loss, most in self._signals:
            value = signal(a, b)[0]
            if value:
                total += (gain if value > 0 else loss) * value
            if total + most < NEEDED:
                return 0.0
        return 1 / (1 + math.exp(-total))


def _weigh(weighed: Weighed, a: Slots, b: Slots) -> float:
    value = weighed.signal(a, b).score
    return (weighed.gain if value > 0 else weighed.loss) * value


class Pool:
    """The statements of a kind, by claim, and their groups."""

    def __init__(self, model: Model, nearby: Nearby) -> None:
        self._linking, self._nearby = Linking(model), nearby
        self._slots: dict[str, Slots] = {}
        self._reports: dict[str, dict[str, Slots]] = defaultdict(dict)
        self._likely: dict[str, dict[str, float]] = {}
        self._answers: dict[str, set[str]] = defaultdict(set)  # claim → those that point at it
        self._homes: dict[str, Home] = {}  # claim → the claims of its group

    def change(self, gone: Collection[str], new: Iterable[Slots]) -> tuple[list[Home], list[Group], Ties]:
        """Take out claims, where they are here, and put in statements; returns the groups that are no more, those in their place, and
        how these are tied."""
        reopened: set[str] = set()
        left = [claim for claim in gone if claim in self._slots]
        for claim in left:
            reopened |= self._drop(claim)
        come = list(new)
        for slots in come:
            self._put(slots)
        reopened = (reopened - set(left)) | {s.statement.claim.id for s in come}
        chains = list(self._chains(reopened))
        old = {self._homes[c] for chain in chains for c in chain if c in self._homes}
        old |= {self._homes.pop(claim) for claim in left}
        made = [group for chain in chains for group in self._group(chain)]
        for group in made:
            home = tuple(s.claim.id for s in group)
            self._homes.update(dict.fromkeys(home, home))
        return sorted(old), made, self._ties(made)

    def slots(self, claim: str) -> Slots | None:
        """The slots of a claim that is here."""
        return self._slots.get(claim)

    def _group(self, chain: Collection[str]) -> list[Group]:
        names = sorted(chain, key=lambda c: self._slots[c].statement.order)
        telling = {c for c in names if self._slots[c].tells_place}
        groups = [names]
        if len(names) > 1:
            groups = link_average(names, self._likely, least=self._linking.least, telling=telling)
        return [[self._slots[c].statement for c in group] for group in groups]

    def _put(self, slots: Slots) -> None:
        name, own = slots.statement.claim.id, {}
        for report in (slots.report, *self._nearby.near(slots.report)):
            for known, value in self._linking.likelihoods(slots, self._reports.get(report, {}).values()):
                other = known.statement.claim.id
                own[other] = self._likely[other][name] = value
        for other in self._pointing(slots.statement):
            own[other] = self._likely[other][name] = SURE
        self._slots[name], self._likely[name] = slots, own
        self._reports[slots.report][name] = slots
        if slots.statement.answers is not None:
            self._answers[slots.statement.answers].add(name)

    def _pointing(self, statement: Statement) -> list[str]:
        """The claims here that a statement points at, and those that point at it: no model is asked about them."""
        pointed = [statement.answers] if statement.answers in self._slots else []
        return [*pointed, *self._answers.get(statement.claim.id, ())]

    def _drop(self, name: str) -> set[str]:
        """Take a statement out; returns those that it was linked to."""
        slots = self._slots.pop(name)
        del self._reports[slots.report][name]
        if slots.statement.answers is not None:
            self._answers[slots.statement.answers].discard(name)
        near = self._likely.pop(name)
        for other in near:
            del self._likely[other][name]
        return {other for other, value in near.items() if value >= self._linking.least}

    def _chains(self, claims: Iterable[str]) -> Iterator[list[str]]:
        """The sets of claims that chains of likely pairs hold together, of all those that ``claims`` reach."""
        seen: set[str] = set()
        for claim in claims:
            if claim not in seen:
                seen.add(claim)
                chain = [claim]
                for one in chain:
                    near = [
                        o for o, value in self._likely[one].items() if value >= self._linking.least and o not in seen
                    ]
                    seen.update(near)
                    chain += near
                yield chain

    def _ties(self, groups: Iterable[Group]) -> Ties:
        """For each of ``groups``, whole chains of them, the groups that a claim with no telling place or day may belong to as well.

        It may where it is linked to at least half of a group, half as strongly or more as to its own, in which its report tells no more: it is
        in one of them, and joins no two.
        """
        ties: Ties = {self._homes[group[0].claim.id]: {} for group in groups}
        for home in sorted(ties):
            for claim in home:
                if _tells(self._slots[claim].statement) or self._is_settled(claim, home):
                    continue
                linked: defaultdict[Home, list[float]] = defaultdict(list)
                for other, value in sorted(self._likely[claim].items()):
                    if value >= self._linking.least:
                        linked[self._homes[other]].append(value)
                own = linked.pop(home, [0.0])
                for other_home, found in sorted(linked.items()):
                    if 2 * len(found) >= len(other_home) and 2 * fmean(found) >= fmean(own):
                        ties[home].setdefault(other_home, claim)
                        ties[other_home].setdefault(home, claim)
        return ties

    def _is_settled(self, claim: str, home: Home) -> bool:
        """Whether another claim of its report, in the same group, tells which event it is about."""
        report = self._slots[claim].report
        return any(self._slots[c].report == report and _tells(self._slots[c].statement) for c in home if c != claim)


def _tells(statement: Statement) -> bool:
    """Whether a statement says which event it is about, by a place and a day."""
    return statement.located and statement.start is not None
