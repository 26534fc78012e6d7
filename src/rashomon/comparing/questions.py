"""Groups of statements → questions, kept up to date: a question is made anew where its group, its bonds or its neighbours became others."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rashomon.comparing import positions
from rashomon.comparing.accounts import judge_accounts
from rashomon.comparing.blocks import Home, Ties
from rashomon.comparing.grouping import Group
from rashomon.comparing.joining import NO_BONDS, Bonds, rejoin
from rashomon.comparing.policies import apply_range
from rashomon.comparing.statements import SPECIFIC, Statement
from rashomon.comparing.telling import value
from rashomon.comparing.titles import title
from rashomon.languages.frames import Frames
from rashomon.languages.measures import Measures
from rashomon.records import Question, QuestionKind, QuestionPlace, Related, content_id

MOST_RELATED = 5
MOST_TIED = 3  # questions named that a claim may belong to as well
Key = tuple[tuple[str, str, int, str], Home]  # the order of a question's founding claim, and its claims


@dataclass(slots=True)
class _Entry:
    """A question of the board: its key, the group that it was made of, itself without and with those that it is related to."""

    key: Key
    group: Group
    plain: Question
    whole: Question


class Board:
    """The questions of the groups that blocks make, under the bonds that are in force."""

    def __init__(self, frames: Frames, measures: Measures, rules: positions.Positions) -> None:
        self._frames, self._measures, self._rules = frames, measures, rules
        self._bonds = NO_BONDS
        self._plain: dict[Home, Group] = {}
        self._bonded: dict[Home, Group] = {}  # with a claim that people judged: they are joined and split as judged
        self._joined: list[Home] | None = []  # what came of these; None: to be made
        self._entries: dict[Home, _Entry] = {}
        self._order: list[Key] = []
        self._places: dict[str, list[Key]] = defaultdict(list)
        self._ties: Ties = {}
        self._moved: set[Home] = set()  # whose neighbours at a place are others now
        self._homes: dict[str, Home] = {}  # by question
        self._told: dict[str, Question] = {}
        self._touched: set[str] = set()  # questions, since changes were told

    def change(self, old: Iterable[Home], made: Iterable[Group], ties: Ties) -> None:
        """Put groups in place of those of the homes ``old``; ``ties`` are all that the new ones have."""
        fresh = {home_of(group): group for group in made}
        for home in old:
            if self._bonded.pop(home, None) is not None:
                self._unjoin()
            elif home not in fresh:
                del self._plain[home]
                self._remove(home)
        for home, group in fresh.items():
            if not self._bonds.claims.isdisjoint(home):
                self._bonded[home] = group
                self._unjoin()
            elif not _are_one(self._plain.get(home, []), group):
                self._plain[home] = group
                self._remove(home)
                self._add(home, group)
        for home in old:
            self._ties.pop(home, None)
        self._ties |= ties
        self._moved |= ties.keys()

    def bind(self, bonds: Bonds) -> None:
        """Let other bonds count."""
        if bonds == self._bonds:
            return
        self._bonds = bonds
        self._unjoin()
        every = self._plain | self._bonded
        bonded = {home: group for home, group in every.items() if not bonds.claims.isdisjoint(home)}
        for home in bonded.keys() - self._bonded.keys():
            self._remove(home)
        for home in self._bonded.keys() - bonded.keys():
            self._add(home, self._bonded[home])
        self._plain, self._bonded = {h: g for h, g in every.items() if h not in bonded}, bonded

    def settle_anew(self) -> None:
        """Make the questions on positions anew: names mean other sides now."""
        self._unjoin()
        for home, group in self._plain.items():
            if group[0].figure is None:
                self._remove(home)
                self._add(home, group)

    def questions(self) -> tuple[Question, ...]:
        """All questions, in the order of their founding claims."""
        self._refresh()
        return tuple(self._entries[home].whole for _, home in self._order)

    def changes(self) -> dict[str, Question | None]:
        """The questions, by id, that are new or another since this was last asked; None for one that is no more."""
        self._refresh()
        found: dict[str, Question | None] = {}
        for name in sorted(self._touched):
            now = self._entries[self._homes[name]].whole if name in self._homes else None
            if now != self._told.pop(name, None):
                found[name] = now
            if now is not None:
                self._told[name] = now
        self._touched.clear()
        return found

    # ---- keeping ------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        if self._joined is None:
            groups = [self._bonded[home] for home in sorted(self._bonded)]
            kinds = ([g for g in groups if g[0].figure is not None], [g for g in groups if g[0].figure is None])
            joined = [group for kind in kinds for group in rejoin(kind, self._bonds)]
            self._joined = [home_of(group) for group in joined]
            for home, group in zip(self._joined, joined, strict=True):
                self._add(home, group)
        for home in self._moved & self._entries.keys():
            entry = self._entries[home]
            whole = replace(entry.plain, related=self._related(entry))
            if whole != entry.whole:
                entry.whole = whole
                self._touched.add(whole.id)
        self._moved.clear()

    def _unjoin(self) -> None:
        """Take back what came of the bonded groups: they are to be joined anew."""
        for home in self._joined or ():
            self._remove(home)
        self._joined = None

    def _add(self, home: Home, group: Group) -> None:
        if not (is_asked(group) and title(group, self._frames, self._measures)):
            return
        if group[0].figure is None:
            group = self._rules.settle(group)
        question = _question(group, self._frames, self._measures, self._bonds)
        entry = _Entry((group[0].order, home), group, question, question)
        self._entries[home], self._homes[question.id] = entry, home
        insort(self._order, entry.key)
        self._touched.add(question.id)
        self._moved |= {home, *self._ties.get(home, ())}
        if (place := _compared_place(question)) is not None:
            insort(self._places[place], entry.key)
            self._moved |= {near for _, near in self._around(entry)}

    def _remove(self, home: Home) -> None:
        entry = self._entries.pop(home, None)
        if entry is None:
            return
        del self._order[bisect_left(self._order, entry.key)]
        del self._homes[entry.plain.id]
        self._touched.add(entry.plain.id)
        self._moved |= self._ties.get(home, {}).keys()
        if (place := _compared_place(entry.plain)) is not None:
            self._moved |= {near for _, near in self._around(entry)}
            keys = self._places[place]
            del keys[bisect_left(keys, entry.key)]

    def _around(self, entry: _Entry) -> list[Key]:
        """The questions on figures of the same place that were founded nearest, and itself."""
        keys = self._places[_compared_place(entry.plain) or ""]
        at = bisect_left(keys, entry.key)
        return keys[max(0, at - MOST_RELATED) : at + MOST_RELATED + 1]

    def _related(self, entry: _Entry) -> tuple[Related, ...]:
        """Name the questions that a claim may belong to as well, then the nearest ones on figures of the same place, and why they are apart."""
        ties = self._ties.get(entry.key[1], {})
        tied = sorted((self._entries[home].key, claim) for home, claim in ties.items() if home in self._entries)[
            :MOST_TIED
        ]
        others = {home: self._ambiguous(claim, entry, self._entries[home]) for (_, home), claim in tied}
        if _compared_place(entry.plain) is not None:
            near = self._around(entry)
            at = near.index(entry.key)
            nearest = sorted(range(len(near)), key=lambda n: (abs(n - at), n))[1 : MOST_RELATED + 1]
            for _, home in (near[n] for n in sorted(nearest)):
                others.setdefault(home, _apart(entry.group[0], self._entries[home].group[0]))
        return tuple(Related(question=self._entries[home].plain.id, reason=why) for home, why in others.items())

    def _ambiguous(self, claim: str, entry: _Entry, other: _Entry) -> str:
        """What a reader is told of a claim that may belong to either of two questions."""
        statement = next(s for s in (*entry.group, *other.group) if s.claim.id == claim)
        untold = "day" if statement.located else "telling place"
        return f"{statement.speaker.name} ({value(statement)}, {statement.report.id}) names no {untold} and may answer either"


def home_of(group: Group) -> Home:
    """What a group is filed under: its claims."""
    return tuple(s.claim.id for s in group)


def is_asked(group: Group) -> bool:
    """Whether a group is worth a question.

    Of positions someone is quoted, several outlets say it, or one tells that it is so no longer; what is of no kind that crises are known by,
    and an amount that is for nothing in particular, stands in two reports.
    """
    several = len({s.report.id for s in group}) > 1
    if group[0].figure is not None:
        return several or not all(s.is_bare_amount for s in group)
    if all(s.claim.kind == "other" for s in group) and not several:
        return False
    quoted = any(s.claim.attribution is not None for s in group)
    planned = any(s.claim.kind == "intention" for s in group)
    return quoted or len({s.outlet for s in group}) > 1 or (several and not planned)


def _are_one(before: Group, now: Group) -> bool:
    """Whether two groups of the same claims hold the same statements, none of them put in anew."""
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))


def _compared_place(question: Question) -> str | None:
    """The place at which a question has neighbours: of figures, where it can tell one event from another."""
    if question.kind != "figure" or question.place is None or (question.place.precision or 9) > SPECIFIC:
        return None
    return question.place.name


def _question(group: Group, frames: Frames, measures: Measures, bonds: Bonds) -> Question:
    first = group[0]
    judged = judge_accounts(group, aside=bonds.set_aside(group))
    (low, best, high), trace = apply_range(judged.accounts)
    located = [s for s in group if s.located] or [s for s in group if s.place is not None]
    place = None
    if located:
        name = Counter(s.place_words or "" for s in located).most_common(1)[0][0]
        found = next(s for s in located if s.place_words == name).place
        assert found is not None
        place = QuestionPlace(name=found.name, lat=found.lat, lon=found.lon, precision=found.precision)
    kind: QuestionKind = "figure" if first.figure is not None else positions.question_kind(group)
    return Question(
        id=content_id("question", first.claim.id), question=title(group, frames, measures) or "", kind=kind,
        measure=first.figure.measure if first.figure else None, unit=first.figure.unit if first.figure else None, place=place,
        status=judged.status, low=low if first.figure else None, best=best, high=high if first.figure else None,
        trace=trace if first.figure else (), reason=judged.reason, origins=judged.origins, outlets=judged.outlets, accounts=judged.accounts,
    )  # fmt: skip


def _apart(a: Statement, b: Statement) -> str:
    assert a.figure is not None
    assert b.figure is not None
    if a.figure.measure != b.figure.measure:
        return f"not comparable: {b.figure.measure}, not {a.figure.measure}"
    if a.figure.unit != b.figure.unit:
        return f"not comparable: {b.figure.unit}, not {a.figure.unit}"
    if a.group_class != b.group_class:
        return f"not comparable: {b.figure.group or b.figure.unit}, not {a.figure.group or a.figure.unit}"
    return "another day or event, or too little in common to say that it is the same"
