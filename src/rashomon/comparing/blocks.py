"""Statements of one key → groups, kept up to date as statements come and go.

Two statements are linked where their days meet and their pair speaks for one question. What a chain of links holds together is grouped by
itself, so that a change opens the groups that its own links reach, and no others: what it costs depends on what its block holds around its
days. The groups are a pure function of the set of statements, whatever the order in which they came.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean

from rashomon.comparing.grouping import Group, Score
from rashomon.comparing.signals import APART
from rashomon.comparing.statements import Statement

SPAN = 16  # days that are looked up together
LONG = 8  # spans from which a stretch of time is looked at from everywhere
Home = tuple[str, ...]  # the claims of a group, in order
Ties = dict[
    Home, dict[Home, str]
]  # of each group: others that a claim of one of the two may belong to as well, by its id


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of two statements, the first of them first: their score, and that alone where it links them; the days within which one is
    compared, and how groups are made of those that links hold together."""

    score: Score
    link: Callable[[Statement, Statement], float | None]
    reach: Callable[[Statement], tuple[int, int]]
    group: Callable[[Group, Score], list[Group]]


class Blocks:
    """The statements of a kind and their groups; those of different keys are never compared."""

    def __init__(self, key: Callable[[Statement], tuple[str, ...]], rules: Rules) -> None:
        self._key, self._rules = key, rules
        self._blocks: dict[tuple[str, ...], Block] = {}
        self._keys: dict[str, tuple[str, ...]] = {}  # by claim

    def change(self, gone: Iterable[str], new: Iterable[Statement]) -> tuple[list[Home], list[Group], Ties]:
        """Take out claims, where they are here, and put in statements; returns the groups that are no more, those in their place, and
        how these are tied."""
        out: dict[tuple[str, ...], list[str]] = defaultdict(list)
        come: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
        for claim in gone:
            if (key := self._keys.pop(claim, None)) is not None:
                out[key].append(claim)
        for statement in new:
            key = self._keys[statement.claim.id] = self._key(statement)
            come[key].append(statement)
        old, made, ties = [], [], Ties()
        for key in sorted(out.keys() | come.keys()):
            block = self._blocks.setdefault(key, Block(self._rules))
            homes, groups = block.change(out.get(key, ()), come.get(key, ()))
            old += homes
            made += groups
            ties |= block.ties(groups)
            if not len(block):
                del self._blocks[key]
        return old, made, ties


class Block:
    """The statements of one key and their groups, by claim."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._statements: dict[str, Statement] = {}
        self._days = Days()
        self._links: dict[str, set[str]] = {}
        self._scores: dict[str, dict[str, float]] = {}  # of pairs that are linked, or in one chain
        self._homes: dict[str, tuple[str, ...]] = {}  # claim → the claims of its group

    def change(self, gone: Collection[str], new: Collection[Statement]) -> tuple[list[Home], list[Group]]:
        """Take out the claims ``gone``, put in statements; returns the groups that are no more, by their claims, and those in their place."""
        reopened: set[str] = set()
        for claim in gone:
            reopened |= self._drop(claim)
        for statement in new:
            self._put(statement)
        reopened = (reopened - set(gone)) | {s.claim.id for s in new}
        chains = list(self._chains(reopened))
        old = {self._homes[c] for chain in chains for c in chain if c in self._homes}
        old |= {self._homes.pop(claim) for claim in gone}
        made = []
        for chain in chains:
            members = sorted((self._statements[c] for c in chain), key=lambda s: s.order)
            made += self._rules.group(members, self._score) if len(members) > 1 else [members]
        for group in made:
            home = tuple(s.claim.id for s in group)
            self._homes.update(dict.fromkeys(home, home))
        return list(old), made

    def ties(self, groups: Iterable[Group]) -> Ties:
        """For each of ``groups``, whole chains of them, the groups that a claim with no telling place or day may belong to as well.

        It may where it is linked to at least half of a group, half as strongly or more as to its own, in which its report tells no more: it is
        in one of them, and joins no two.
        """
        ties: Ties = {self._homes[group[0].claim.id]: {} for group in groups}
        for home in sorted(ties):
            for claim in home:
                if _tells(self._statements[claim]) or self._is_settled(claim, home):
                    continue
                linked: dict[Home, list[float]] = defaultdict(list)
                for other in sorted(self._links[claim]):
                    linked[self._homes[other]].append(self._scores[claim][other])
                own = linked.pop(home, [0.0])
                for other_home, found in sorted(linked.items()):
                    if 2 * len(found) >= len(other_home) and 2 * fmean(found) >= fmean(own):
                        ties[home].setdefault(other_home, claim)
                        ties[other_home].setdefault(home, claim)
        return ties

    def _is_settled(self, claim: str, home: Home) -> bool:
        """Whether another claim of its report, in the same group, tells which event it is about."""
        report = self._statements[claim].report.id
        return any(self._statements[c].report.id == report and _tells(self._statements[c]) for c in home if c != claim)

    def __len__(self) -> int:
        return len(self._statements)

    def _put(self, statement: Statement) -> None:
        name = statement.claim.id
        days = self._rules.reach(statement)
        self._scores[name], self._links[name] = {}, set()
        order, link = statement.order, self._rules.link
        for other in self._days.near(days):
            known = self._statements[other]
            score = link(statement, known) if order < known.order else link(known, statement)
            if score is not None:
                self._scores[name][other] = self._scores[other][name] = score
                self._links[name].add(other)
                self._links[other].add(name)
        self._statements[name] = statement
        self._days.put(name, days)

    def _drop(self, name: str) -> set[str]:
        """Take a statement out; returns those that it was linked to."""
        del self._statements[name]
        self._days.drop(name)
        for other in self._scores.pop(name):
            self._scores[other].pop(name, None)
        near = self._links.pop(name)
        for other in near:
            self._links[other].discard(name)
        return near

    def _score(self, a: Statement, b: Statement) -> float:
        """The score of two statements of one chain, of which ``a`` comes first."""
        one, other = a.claim.id, b.claim.id
        found = self._scores[one].get(other)
        if found is None:
            found = self._rules.score(a, b) if self._days.meet(one, other) else APART
            self._scores[one][other] = self._scores[other][one] = found
        return found

    def _chains(self, claims: Iterable[str]) -> Iterator[list[str]]:
        """The sets of claims that chains of links hold together, of all those that ``claims`` reach."""
        seen: set[str] = set()
        for claim in claims:
            if claim not in seen:
                seen.add(claim)
                chain, n = [claim], 0
                while n < len(chain):
                    near = self._links[chain[n]] - seen
                    seen |= near
                    chain += near
                    n += 1
                yield chain


def _tells(statement: Statement) -> bool:
    """Whether a statement says which event it is about, by a place and a day."""
    return statement.located and statement.start is not None


class Days:
    """Names by stretches of days."""

    def __init__(self) -> None:
        self._days: dict[str, tuple[int, int]] = {}
        self._by_span: dict[int, set[str]] = {}
        self._long: set[str] = set()

    def put(self, name: str, days: tuple[int, int]) -> None:
        """File a name under its days, first and last, as ordinals."""
        self._days[name] = days
        for shelf in self._shelves(days):
            shelf.add(name)

    def drop(self, name: str) -> None:
        """Take a name out."""
        for shelf in self._shelves(self._days.pop(name)):
            shelf.discard(name)

    def near(self, days: tuple[int, int]) -> list[str]:
        """The names whose days meet ``days``."""
        shelves = self._days.keys() if _is_long(days) else self._long.union(*self._shelves(days))
        first, last = days
        known = self._days
        return [name for name in shelves if known[name][0] <= last and first <= known[name][1]]

    def meet(self, one: str, other: str) -> bool:
        """Whether the days of two names meet."""
        (first, last), (begin, end) = self._days[one], self._days[other]
        return begin <= last and first <= end

    def _shelves(self, days: tuple[int, int]) -> list[set[str]]:
        if _is_long(days):
            return [self._long]
        return [self._by_span.setdefault(n, set()) for n in range(days[0] // SPAN, days[1] // SPAN + 1)]


def _is_long(days: tuple[int, int]) -> bool:
    return days[1] - days[0] > LONG * SPAN
