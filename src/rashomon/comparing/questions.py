"""Statements → questions: figures and positions are blocked and grouped apart, each by its own key and signals."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.comparing import figures, positions
from rashomon.comparing.accounts import judge_accounts
from rashomon.comparing.grouping import Group, group_block, link_average
from rashomon.comparing.interests import flag
from rashomon.comparing.joining import NO_BONDS, Bonds, rejoin
from rashomon.comparing.localities import Localities
from rashomon.comparing.policies import apply_range
from rashomon.comparing.signals import Rarity, Signals
from rashomon.comparing.statements import Statement, read_statements
from rashomon.comparing.titles import title
from rashomon.lexicon.actors import Actors
from rashomon.lexicon.frames import Frames
from rashomon.lexicon.groups import Groups
from rashomon.records import Analysis, Question, QuestionKind, QuestionPlace, Related, content_id

MOST_RELATED = 5


def group_questions(
    analyses: Iterable[Analysis],
    *,
    frames: Frames,
    groups: Groups,
    bonds: Bonds = NO_BONDS,
    actors: Actors | None = None,
) -> tuple[Question, ...]:
    """All questions of a situation, in the order of their founding claims.

    ``bonds`` are pairs that people judged, ``actors`` the registry: that which ships where none is given.
    """
    kept = list(analyses)
    localities = Localities(kept)
    statements = read_statements(kept, groups, localities, actors)
    weights = weigh_words(statements)
    counted = [s for s in statements if s.figure is not None]
    told = [s for s in statements if s.figure is None]
    blocks: dict[tuple[str, ...], Group] = defaultdict(list)
    for statement in counted:
        blocks[figures.block_key(statement)].append(statement)

    def alike(a: Statement, b: Statement) -> float:
        return figures.judge(a, b, weights)[0]

    linked = [g for key in sorted(blocks) for g in link_average(blocks[key], alike, reach=figures.reach)]
    found = rejoin(linked, bonds)
    rules = positions.Positions(told, frames, localities.states, actors)
    found += _position_groups(told, weights, frames, rules, bonds)
    found = [[replace(s, flag=flag(s, rules.sides)) for s in group] for group in found]
    found.sort(key=lambda g: g[0].order)
    questions = [_question(group, frames, bonds) for group in found]
    return _with_related(questions, found)


def _position_groups(
    told: Sequence[Statement],
    weights: Mapping[str, float],
    frames: Frames,
    rules: positions.Positions,
    bonds: Bonds,
) -> list[Group]:
    """The groups of positions that are worth a question and can be asked in words."""
    groups = rejoin(_grouped(rules.prepared(told), weights, rules.key, rules.signals, positions.JOIN), bonds)
    return [rules.settle(g) for g in groups if rules.is_asked(g) and title(g, frames)]


def _grouped(
    statements: Sequence[Statement],
    weights: Mapping[str, float],
    block_key: Callable[[Statement], tuple[str, ...]],
    signals: Signals,
    join: float,
) -> list[Group]:
    blocks: dict[tuple[str, ...], Group] = defaultdict(list)
    for statement in statements:
        blocks[block_key(statement)].append(statement)
    return [group for key in sorted(blocks) for group in group_block(blocks[key], weights, signals, join=join)]


def weigh_words(statements: Sequence[Statement]) -> Rarity:
    """Inverse document frequency of each word over the reports."""
    seen: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        for word in statement.words | statement.lead:
            seen[word].add(statement.report.id)
    total = len({s.report.id for s in statements})
    return Rarity({word: math.log((1 + total) / (1 + len(reports))) + 0.5 for word, reports in seen.items()})


def _question(group: Group, frames: Frames, bonds: Bonds) -> Question:
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
        id=content_id("question", first.claim.id), question=title(group, frames) or "", kind=kind,
        measure=first.figure.measure if first.figure else None, unit=first.figure.unit if first.figure else None, place=place,
        status=judged.status, low=low if first.figure else None, best=best, high=high if first.figure else None,
        trace=trace if first.figure else (), reason=judged.reason, origins=judged.origins, outlets=judged.outlets, accounts=judged.accounts,
    )  # fmt: skip


def _with_related(questions: list[Question], groups: list[Group]) -> tuple[Question, ...]:
    """Name the questions on figures of the same place that were kept apart, and why."""
    by_place: dict[str, list[int]] = defaultdict(list)
    for n, question in enumerate(questions):
        if question.kind == "figure" and question.place is not None and (question.place.precision or 9) <= 4:
            by_place[question.place.name].append(n)
    related: dict[int, list[Related]] = defaultdict(list)
    for numbers in by_place.values():
        for n in numbers:
            for m in numbers:
                if n != m and len(related[n]) < MOST_RELATED:
                    related[n].append(Related(question=questions[m].id, reason=_apart(groups[n][0], groups[m][0])))
    return tuple(replace(q, related=tuple(related[n])) if related[n] else q for n, q in enumerate(questions))


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
