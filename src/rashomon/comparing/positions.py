"""Positions: which of them are compared, which answer one question, and which exclude one another."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rashomon.comparing.comparable import positions_apart
from rashomon.comparing.denials import may_be_far, points_at_deed, points_back
from rashomon.comparing.facts import Facts
from rashomon.comparing.grouping import Group
from rashomon.comparing.identities import name_key
from rashomon.comparing.interests import PARTIES
from rashomon.comparing.sides import Sides
from rashomon.comparing.signals import APART, Signal, same_place, same_time
from rashomon.comparing.statements import Statement
from rashomon.comparing.ties import begin_alike, say_alike, share_names, target_words
from rashomon.languages.frames import Frame, Frames
from rashomon.records import Place, QuestionKind, Status
from rashomon.world.actors import Actors

ONE_TAKE = 0.75  # share of the words of two sentences from which they are one
LIKE = 0.2  # how alike the beginnings of two reports on one thing are
NEXT = 3  # characters between sentences that follow one another
MOST_DAYS_BACK = 4  # days between an accusation and a denial that does not say of what
UNTOLD = frozenset({"no claim yet", "under investigation", "unclear"})  # accounts, but no rivals
DEALS = frozenset({"agree", "reject"})
ANY_DEED = "attack"  # "the attack" may be any deed: a bombing, a killing, a use of gas


class Positions:
    """The rules for positions of one situation, and what its reports teach of names."""

    def __init__(self, frames: Frames, actors: Actors | None = None) -> None:
        self._frames, self._actors = frames, actors
        self.sides = Sides((), actors)
        # States that only the situation's own words make known say who contradicts whom, too little to say that two deeds are two.
        self._told_sides, self._states = self.sides, dict[str, str]()
        self._places: Facts[str, Place] = Facts(repr)  # names that a report takes for a place
        self._converse = frozenset(f.family for f in frames.by_name.values() if f.stance == "deny")

    def learn(self, report: str, statements: Sequence[Statement]) -> tuple[set[str], set[str]]:
        """Learn from a report's positions, in place of what it told before: the names of actors, and of places, that mean something else now."""
        names = self.sides.put(report, statements)
        if self._told_sides is not self.sides:
            names |= self._told_sides.put(report, statements)
        named = ((s.place_words.lower(), _bare(s.place)) for s in statements if s.place_words and s.place and s.located)
        return names, self._places.put(report, named)

    def use_states(self, states: Mapping[str, str], told: Iterable[tuple[str, Sequence[Statement]]]) -> bool:
        """Let the situation's own states, by name and adjective, tell who contradicts whom; returns whether they are others than before."""
        if states == self._states:
            return False
        self._states = dict(states)
        self._told_sides = (
            Sides((s for _, own in told for s in own), self._actors, states=states) if states else self.sides
        )
        return True

    def frame(self, statement: Statement) -> Frame | None:
        """The frame of a statement's predicate."""
        return self._frames.by_name.get(statement.claim.predicate or "")

    def locate(self, statement: Statement) -> Statement:
        """The statement with the place that its target names, where only another report knows it as a place."""
        name = target_name(statement)
        place = self._places.get(name)
        if place is None or (statement.place_words or "").lower() == name or name == statement.claim.target:
            return statement  # what is not written with a capital letter names no place
        return replace(statement, place=place, place_words=statement.claim.target)

    def adopt(self, statement: Statement, told: Sequence[Statement]) -> Statement:
        """A denial that its own report does not explain ("denied any involvement") with the deed that others lay at that door.

        One that only points ("denies this", "rejected the claim", "denied the killings") takes it where but one deed can be meant.
        """
        claim = statement.claim
        if not is_bare_denial(statement):
            return statement
        pointing = points_back(claim) or points_at_deed(claim)
        accused = _side(statement) if points_at_deed(claim) else (claim.position or "").removeprefix("not ")
        near = [s for s in told if _days(s, statement) <= MOST_DAYS_BACK and self._accuses(s, accused)]
        found = (
            self._meant(statement, near) if pointing else [s for s in near if one_story(s, statement).score != APART]
        )
        if not found:
            return statement
        nearest = min(found, key=lambda s: (_days(s, statement), s.order))
        taken = replace(
            claim, kind="responsibility", predicate=nearest.claim.predicate, target=nearest.claim.target, position=f"not {accused}"
        )  # fmt: skip
        return replace(
            statement, claim=taken, place=nearest.place, place_words=nearest.place_words, answers=nearest.claim.id
        )

    def _meant(self, statement: Statement, accusations: Sequence[Statement]) -> list[Statement]:
        """Those of other speakers that a denial which only points can mean, its own report's first; none where they are of two deeds."""
        own = statement.report.id
        if not may_be_far(statement.claim, statement.report):
            return []
        found = [s for s in accusations if s.speaker_key != statement.speaker_key and _is_before(s, statement)]
        if points_at_deed(statement.claim):
            called = self.frame(statement)
            such = [s for s in found if called is not None and self._family(s) == called.family]
            found = such or [s for s in found if called is not None and called.family == ANY_DEED]
        found = [s for s in found if s.report.id == own] or [s for s in found if _names_both(s, statement)]
        nearest = min(found, key=lambda s: (_days(s, statement), s.order), default=None)
        if nearest is not None and any(not self._may_be_one(nearest, s) for s in found if s is not nearest):
            return []
        return found

    def _may_be_one(self, a: Statement, b: Statement) -> bool:
        """Whether two accusations can be of one deed."""
        families = {self._family(a), self._family(b)}
        told = len(families) == 1 or ANY_DEED in families
        apart = same_place(a, b).score == APART or same_time(a, b).score == APART or one_story(a, b).score == APART
        return told and not apart and not _other_targets(a, b)

    def _family(self, statement: Statement) -> str | None:
        frame = self.frame(statement)
        return frame.family if frame is not None else None

    def _accuses(self, statement: Statement, accused: str) -> bool:
        return is_accusation(statement) and self.sides.same(statement.claim.position or "", accused) is True

    def settle(self, group: Group) -> Group:
        """The group with positions that answer one proposition: who holds a place against who is said to have taken it."""
        takers = Counter(
            s.claim.actor
            for s in group
            if (f := self.frame(s)) is not None and f.name in {"capture", "advance"} and s.claim.actor
        )
        if takers and any(s.claim.predicate == "hold" for s in group):
            group = [self._against(s, sorted(takers)) for s in group]
        names = {n: name for n, s in enumerate(group) if (name := _named(s)) is not None}
        return [
            replace(s, rivals=frozenset(group[m].claim.id for m in names if m != n and self._told_sides.same(names[n], names[m]) is False))
            if n in names else s
            for n, s in enumerate(group)
        ]  # fmt: skip

    def _against(self, statement: Statement, takers: Sequence[str]) -> Statement:
        claim = statement.claim
        if claim.predicate != "hold" or claim.actor is None:
            return statement
        if any(self.sides.same(claim.actor, t) for t in takers) or not any(
            self.sides.apart(claim.actor, t) for t in takers
        ):
            return statement
        turned = {"affirm": "deny", "deny": "affirm"}.get(claim.position or "", claim.position)
        return replace(statement, claim=replace(claim, position=turned, polarity="asserted"))


def one_story(a: Statement, b: Statement) -> Signal:
    """Two reports whose places do not tell must share a name, or begin alike, to be on one thing: many deals are made in one town."""
    deals = bool({a.claim.predicate, b.claim.predicate} & DEALS)
    if a.report.id == b.report.id or (a.located and b.located and not deals):
        return Signal(0.0, "one report, or places that tell")
    if share_names(a, b, but_places=deals) or begin_alike(a, b) >= LIKE:
        return Signal(0.0, "a name or a beginning in common")
    return Signal(APART, "no name, place or beginning in common")


def target_name(statement: Statement) -> str:
    """The name that a target would have as a place."""
    return (statement.claim.target or "").lower().removeprefix("the town of ").removeprefix("the city of ")


def is_bare_denial(statement: Statement) -> bool:
    """Whether it denies a deed that its report does not tell."""
    claim = statement.claim
    bare = claim.kind == "responsibility" and claim.predicate is None and claim.polarity == "denied"
    return bare or (points_at_deed(claim) and not statement.own_place)


def is_accusation(statement: Statement) -> bool:
    """Whether it names who did a deed."""
    claim = statement.claim
    named = claim.kind == "responsibility" and claim.polarity == "asserted" and claim.predicate is not None
    return named and claim.position not in UNTOLD


def names_in(statement: Statement) -> set[str]:
    """The names of actors in a position: all that sides are asked about for it."""
    claim = statement.claim
    side = _side(statement) if points_at_deed(claim) else None
    return {n for n in (claim.actor, claim.accused, (claim.position or "").removeprefix("not "), side) if n}


def _bare(place: Place) -> Place:
    """A place apart from where one report names it."""
    return replace(place, id="", span=(0, 0), reason=None, alternatives=())


def _side(statement: Statement) -> str:
    return statement.speaker.party or statement.speaker.name


def _names_both(accusation: Statement, denial: Statement) -> bool:
    """Whether the accused of one report and the denier of another are told by names, and the denier is a side, or the accused itself."""
    accused, denier = accusation.claim.position or "", denial.speaker.name
    sided = denial.speaker.kind in PARTIES or name_key(accused) == name_key(denier)
    return sided and any(w[:1].isupper() for w in accused.split()) and any(w[:1].isupper() for w in denier.split())


def _is_before(accusation: Statement, denial: Statement) -> bool:
    """Whether an accusation is told before its denial, or on the same day in another report."""
    if accusation.report.id == denial.report.id:
        return accusation.claim.evidence[1] <= denial.claim.evidence[0]
    return (accusation.published or date.max) <= (denial.published or date.min)


def question_kind(group: Group) -> QuestionKind:
    """The kind of a group's question: responsibility where anyone names who did it, else that of the first; what is of no kind occurred or not."""
    kinds = [s.claim.kind for s in group]
    if "responsibility" in kinds:
        return "responsibility"
    told = next((kind for kind in kinds if kind != "other"), "occurrence")
    return "occurrence" if "occurrence" in kinds else told  # type: ignore[return-value]


def oppose(a: Statement, b: Statement) -> tuple[Status, str] | None:
    """What two positions of different speakers make of their question, and why; None where both can hold.

    ``rivals`` of a settled statement are the claims that name another side.
    """
    first, second = a.claim.position or "", b.claim.position or ""
    if first in UNTOLD or second in UNTOLD or positions_apart(a, b) is not None:
        return None
    in_words = "denied" in {a.claim.polarity, b.claim.polarity}
    if not in_words and a.report.id != b.report.id and say_alike(a, b) >= ONE_TAKE:
        return None  # one sentence that two outlets carry does not contradict itself
    other = b.claim.id in a.rivals
    if a.claim.kind == b.claim.kind == "responsibility":
        if a.claim.polarity != b.claim.polarity:
            denier = a if a.claim.polarity == "denied" else b
            return None if other or _other_targets(a, b) else ("denied", f"{denier.speaker.name} denies it")
        if a.claim.polarity == "asserted" and other and _is_tied(a, b):
            return "disputed", f"{a.speaker.name} names {first}, {b.speaker.name} names {second}"
        return None
    stances = {stance(a), stance(b)}
    if stances == {"affirm", "deny"}:
        denier = a if stance(a) == "deny" else b
        if denier.claim.polarity == "denied":
            deeds = a.claim.kind == b.claim.kind == "occurrence"
            other = _other_targets(a, b) or (
                a.report.id != b.report.id and bool(target_words(a)) != bool(target_words(b))
            )
            return None if deeds and other else ("denied", f"{denier.speaker.name} denies it in words")
        return (
            ("disputed", f"{denier.speaker.name} says the contrary")
            if _share_target(a, b) or ((a.own_place or b.own_place) and not _other_targets(a, b))
            else None
        )
    if other and stances == {"affirm"}:
        return (
            "disputed",
            f"{a.speaker.name} says that {a.claim.actor} holds it, {b.speaker.name} that {b.claim.actor} does",
        )
    return None


def _is_tied(a: Statement, b: Statement) -> bool:
    """Whether the words of two that name rivals say that they mean one deed: a target in common, or both its place."""
    if a.claim.predicate != b.claim.predicate and bool(target_words(a)) != bool(target_words(b)):
        return False  # "used gas" and "attacked the gas works" are two deeds
    beside = max(a.claim.evidence[0] - b.claim.evidence[1], b.claim.evidence[0] - a.claim.evidence[1]) <= NEXT
    one = a.report.id == b.report.id and (beside or not _other_targets(a, b))
    return one or (a.own_place and b.own_place) or _share_target(a, b)


def _other_targets(a: Statement, b: Statement) -> bool:
    """Whether each names what it was done to, and not the same."""
    return bool(target_words(a)) and bool(target_words(b)) and not _share_target(a, b)


def _share_target(a: Statement, b: Statement) -> bool:
    return bool(target_words(a) & target_words(b))


def _named(statement: Statement) -> str | None:
    """The side that a position names."""
    claim = statement.claim
    if claim.kind == "responsibility":
        return None if claim.position is None or claim.position in UNTOLD else claim.position.removeprefix("not ")
    return claim.actor if claim.predicate == "hold" and claim.position == "affirm" else None


def stance(statement: Statement) -> str | None:
    """Which answer a position gives: of responsibility, whether it is laid at someone's door or denied."""
    if statement.claim.kind == "responsibility":
        return "deny" if statement.claim.polarity == "denied" else "affirm"
    return statement.claim.position


def _days(a: Statement, b: Statement) -> int:
    """Days between two publications; far apart where one is not dated."""
    if a.published is None or b.published is None:
        return MOST_DAYS_BACK + 1
    return abs((a.published - b.published).days)
