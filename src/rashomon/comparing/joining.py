"""What people decided about pairs of claims → groups: claims said to answer one question, or not to, whatever the signals say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.comparing.grouping import Group
from rashomon.comparing.statements import Statement

Pair = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Bonds:
    """Pairs of claims by id. ``aside``: (a, b) where b is not comparable with a, and says nothing about what a says."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    aside: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def claims(self) -> frozenset[str]:
        """The claims that any pair is about."""
        return frozenset(claim for pairs in (self.together, self.apart, self.aside) for pair in pairs for claim in pair)

    def set_aside(self, group: Sequence[Statement]) -> frozenset[str]:
        """The claims of a group that are not comparable with another one of it; never all of them."""
        here = {s.claim.id for s in group}
        left = frozenset(b for a, b in self.aside if a in here and b in here)
        return left - {group[0].claim.id} if left == here else left


NO_BONDS = Bonds()


def rejoin(groups: Sequence[Group], bonds: Bonds) -> list[Group]:
    """``groups`` with the pairs of ``bonds`` put together or kept apart."""
    if not (bonds.together or bonds.apart):
        return list(groups)
    parts = [part for group in groups for part in _split(group, bonds.apart)]
    home = {s.claim.id: n for n, part in enumerate(parts) for s in part}
    for pair in sorted(bonds.together, key=sorted):
        found = sorted({home[claim] for claim in pair if claim in home})
        if len(found) == 2 and not _at_odds(parts[found[0]], parts[found[1]], bonds.apart):
            one, other = found
            parts[one] = parts[one] + parts[other]
            home |= {s.claim.id: one for s in parts[other]}
            parts[other] = []
    return [sorted(part, key=lambda s: s.order) for part in parts if part]


def _split(group: Group, apart: frozenset[Pair]) -> list[Group]:
    """Each statement goes to the first part where nothing is apart from it; what nobody judged stays with the first."""
    parts: list[Group] = [[]]
    for statement in group:
        place = next((part for part in parts if not _at_odds(part, [statement], apart)), None)
        if place is None:
            parts.append([statement])
        else:
            place.append(statement)
    return parts


def _at_odds(one: Sequence[Statement], other: Sequence[Statement], apart: frozenset[Pair]) -> bool:
    return bool(apart) and any(frozenset({a.claim.id, b.claim.id}) in apart for a in one for b in other)
