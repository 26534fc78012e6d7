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
from rashomon.comparing.signals import APART, Signal, Signals, judge, same_place, same_time, shared_words
from rashomon.comparing.statements import Statement
from rashomon.comparing.ties import begin_alike, say_alike, share_names, target_words
from rashomon.languages.frames import Frame, Frames
from rashomon.records import Place, QuestionKind, Status
from rashomon.world.actors import Actors

JOIN = 1.6  # measured on the development stories: the sum from which two statements are one question's
ONE_REPORT = 1.4  # what two contexts of one report have in common counts for no more
ONE_TAKE = 0.75  # share of the words of two sentences from which they are one
LIKE = 0.2  # how alike the beginnings of two reports on one thing are
NEXT = 3  # characters between sentences that follow one another
MOST_DAYS_BACK = 4  # days between an accusation and a denial that does not say of what
OTHER_NAME = -1.0  # two names that nothing is known of are more often two sides than one
WITHOUT_PLACE = -1.5  # a claim without any place is mostly one about many deeds
UNTOLD = frozenset({"no claim yet", "under investigation", "unclear"})  # accounts, but no rivals
PLACED = frozenset({"place", "ground"})
LEAD = 400  # characters of a body that tell what the report itself says happened
DEALS = frozenset({"agree", "reject"})
CAMPAIGNS = frozenset({"offensive"})  # not one deed
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
        self.signals: Signals = (same_time, one_story, same_place, self.same_target, self.same_deed, alike)

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

    def key(self, statement: Statement) -> tuple[str, ...]:
        """Positions of different keys are never compared: the frame's family; kind too for deeds; the verb of an intention."""
        claim, frame = statement.claim, self.frame(statement)
        if claim.kind == "intention":
            return ("intention", claim.predicate or "")
        if frame is None:
            return (claim.kind, claim.predicate or "")
        if frame.deed and frame.family not in self._converse and frame.family not in CAMPAIGNS:
            return ("deed", claim.kind)
        return ("family", frame.family)

    def same_target(self, a: Statement, b: Statement) -> Signal:
        """Positions on the same thing: targets that share a word, or not."""
        frame = self.frame(a)
        if frame is not None and frame.needs in PLACED:
            first, second = target_words(a), target_words(b)
            if not (a.located and b.located) and not first & second and _tells(a, first) and _tells(b, second):
                return Signal(APART, "other places")
            return Signal(0.0 if (a.located and b.located) or not first & second else 0.9, "the place tells")
        first, second = target_words(a), target_words(b)
        people = frame is not None and (frame.needs == "person" or frame.links)
        if len(first & second) > 1 and (first <= second or second <= first):
            return Signal(1.5, f"both about {' '.join(sorted(first & second))}")
        if first & second:
            return Signal(0.9, f"both about {' '.join(sorted(first & second))}")
        if first and second:
            if people or a.claim.kind == "intention":
                return Signal(APART, "about others")
            return Signal(-1.0 if not (a.located and b.located) else 0.0, "about other things")
        return Signal(APART if people else 0.0, "the target is not named")

    def same_deed(self, a: Statement, b: Statement) -> Signal:
        """The same frame or an attack, which may be any deed; of intentions, the same agent."""
        if a.claim.kind == "intention":
            agents = (a.claim.actor, b.claim.actor)
            if agents[0] is None or agents[1] is None:
                return Signal(0.0, "one of them names nobody")
            if self.sides.apart(agents[0], agents[1]):
                return Signal(APART, "other agents")
            return Signal(0.8 if self.sides.same(agents[0], agents[1]) else 0.0, "the same agent")
        if (rival := self._rivals(a, b)) is not None:
            return rival
        first, second = self.frame(a), self.frame(b)
        if first is not None and first.links and not _share_actor(a, b):
            return Signal(APART, "said of other things")
        others = bool(target_words(a)) and bool(target_words(b)) and not target_words(a) & target_words(b)
        if first is None or second is None or first.family == second.family:
            if others and first is not None and first.deed:
                return Signal(-0.7 if first.family == ANY_DEED else APART, "the same deed, done to other things")
            if first is not None and first.deed and a.located != b.located:
                return Signal(WITHOUT_PLACE, "one tells of deeds of a kind, the other of one place")
            return Signal(0.0, "the same deed")
        if others and first.deed and second.deed:
            return Signal(APART, f"{first.family} and {second.family} of other things")
        if ANY_DEED in {first.family, second.family}:
            told = set(a.claim.deeds), set(b.claim.deeds)
            if all(told) and not told[0] & told[1] and not target_words(a) & target_words(b):
                return Signal(OTHER_NAME, f"{first.family} is not {second.family}, by what the reports call it")
            return Signal(-0.2, f"{first.family} may be {second.family}")
        return Signal(APART, f"{first.family} is not {second.family}")

    def _rivals(self, a: Statement, b: Statement) -> Signal | None:
        """Two sides named for deeds that nothing but the place has in common did two deeds."""
        one, other = _named(a), _named(b)
        asserted = a.claim.polarity == b.claim.polarity == "asserted"
        if not asserted or one is None or other is None or not self.sides.apart(one, other):
            return None
        if target_words(a) & target_words(b) or a.claim.accused or b.claim.accused:
            return None
        if a.claim.predicate == b.claim.predicate != ANY_DEED and a.located and b.located:
            return None
        sure = self.sides.same(one, other) is False
        reason = f"{one} and {other} are named for deeds that have no target in common"
        return Signal(APART if sure else OTHER_NAME, reason)

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
        return replace(statement, claim=taken, place=nearest.place, place_words=nearest.place_words)

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
        if any(s is not nearest and judge(nearest, s, self.signals)[0] < JOIN for s in found if nearest is not None):
            return []
        return found

    def _family(self, statement: Statement) -> str | None:
        frame = self.frame(statement)
        return frame.family if frame is not None else None

    def _accuses(self, statement: Statement, accused: str) -> bool:
        return is_accusation(statement) and self.sides.same(statement.claim.position or "", accused) is True

    def is_told(self, statement: Statement) -> bool:
        """Whether a statement is compared: what someone is quoted with, and in an outlet's own voice what it leads with or dates."""
        claim = statement.claim
        if claim.attribution is not None or claim.position in UNTOLD or claim.polarity == "denied":
            return True
        dated = bool(claim.times) and statement.located
        state = claim.kind == "status" and statement.located
        return dated or state or claim.evidence[0] < statement.report.body_start + LEAD

    def is_asked(self, group: Group) -> bool:
        """Whether a group is worth a question: someone is quoted, several outlets say it, or one tells that it is so no longer."""
        quoted = any(s.claim.attribution is not None for s in group)
        planned = any(s.claim.kind == "intention" for s in group)
        several = len({s.report.id for s in group}) > 1
        return quoted or len({s.outlet for s in group}) > 1 or (several and not planned)

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
    """The kind of a group's question: responsibility where anyone names who did it, else that of the first."""
    kinds = [s.claim.kind for s in group]
    if "responsibility" in kinds:
        return "responsibility"
    return "occurrence" if "occurrence" in kinds else kinds[0]  # type: ignore[return-value]


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


def _share_actor(a: Statement, b: Statement) -> bool:
    """Whether two links may be said of one thing: one of them does not tell of what, or their words for it have one in common."""
    first, second = a.claim.actor, b.claim.actor
    if first is None or second is None:
        return True
    return bool(set(name_key(first).split()) & set(name_key(second).split()))


def _named(statement: Statement) -> str | None:
    """The side that a position names."""
    claim = statement.claim
    if claim.kind == "responsibility":
        return None if claim.position is None or claim.position in UNTOLD else claim.position.removeprefix("not ")
    return claim.actor if claim.predicate == "hold" and claim.position == "affirm" else None


def alike(a: Statement, b: Statement) -> Signal:
    """How much the contexts have in common; in one report they share its lead, which says nothing."""
    found = shared_words(a, b)
    return found if a.report.id != b.report.id else Signal(min(found.score, ONE_REPORT), "one report")


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


def _tells(statement: Statement, words: frozenset[str]) -> bool:
    """Whether a statement says which place it is about."""
    return statement.located or bool(words)
