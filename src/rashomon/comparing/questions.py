"""Statements → questions: figures and positions are blocked and grouped apart, each by its own key and signals."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from rashomon.comparing import figures, positions
from rashomon.comparing.accounts import judge_accounts
from rashomon.comparing.blocks import Block, Rules
from rashomon.comparing.grouping import Group, link_average, link_strongest
from rashomon.comparing.interests import flag
from rashomon.comparing.joining import NO_BONDS, Bonds, rejoin
from rashomon.comparing.localities import Localities
from rashomon.comparing.policies import apply_range
from rashomon.comparing.signals import judge, reach
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
    counted = [s for s in statements if s.figure is not None]
    told = [s for s in statements if s.figure is None]
    found = rejoin(_grouped(counted, figures.block_key, figure_rules()), bonds)
    rules = positions.Positions(told, frames, localities.states, actors)
    asked = rejoin(_grouped(rules.prepared(told), rules.key, position_rules(rules)), bonds)
    found += [rules.settle(g) for g in asked if rules.is_asked(g) and title(g, frames)]
    found = [[replace(s, flag=flag(s, rules.sides)) for s in group] for group in found]
    found.sort(key=lambda g: g[0].order)
    questions = [_question(group, frames, bonds) for group in found]
    return _with_related(questions, found)


def figure_rules() -> Rules:
    """How figures of one key are grouped."""
    return Rules(lambda a, b: figures.judge(a, b)[0], lambda score: score > 0, figures.reach, link_average)


def position_rules(rules: positions.Positions) -> Rules:
    """How positions of one key are grouped."""
    return Rules(
        lambda a, b: judge(a, b, rules.signals)[0],
        lambda score: score >= positions.JOIN,
        reach,
        partial(link_strongest, join=positions.JOIN),
    )


def _grouped(statements: Sequence[Statement], key: Callable[[Statement], tuple[str, ...]], rules: Rules) -> list[Group]:
    blocks: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in statements:
        blocks[key(statement)].append(statement)
    return [group for own in blocks.values() for group in Block(rules).change((), own)[1]]


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
