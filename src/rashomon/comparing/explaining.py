"""Why the accounts of one question stand together: the signals between their claims, in words."""

from collections.abc import Callable, Iterable

from rashomon.comparing import figures, positions
from rashomon.comparing.localities import Localities
from rashomon.comparing.signals import judge
from rashomon.comparing.statements import Statement, read_statements
from rashomon.lexicon.actors import Actors
from rashomon.lexicon.frames import Frames
from rashomon.lexicon.groups import Groups
from rashomon.records import Analysis, Question, Tie

Judge = Callable[[Statement, Statement], tuple[float, list[str]]]


def explain(
    analyses: Iterable[Analysis],
    question: Question,
    *,
    frames: Frames,
    groups: Groups,
    actors: Actors | None = None,
    claim: str | None = None,
) -> tuple[Tie, ...]:
    """For each account its strongest tie to one of another report, if there is one; with ``claim`` all ties of that claim, the strongest first.

    A claim joins a group by its ties to all who are in it: a single tie may be weaker than what joins two.
    """
    kept = list(analyses)
    localities = Localities(kept)
    statements = read_statements(kept, groups, localities, actors)
    compare: Judge
    if question.kind == "figure":
        least = 0.0

        def compare(a: Statement, b: Statement) -> tuple[float, list[str]]:
            return figures.judge(a, b)
    else:
        told = [s for s in statements if s.figure is None]
        rules, least = positions.Positions(told, frames, localities.states, actors), positions.JOIN
        statements = rules.prepared(told)

        def compare(a: Statement, b: Statement) -> tuple[float, list[str]]:
            return judge(a, b, rules.signals)

    order = {a.claim: n for n, a in enumerate(question.accounts)}
    here = sorted((s for s in statements if s.claim.id in order), key=lambda s: order[s.claim.id])
    made: list[Tie] = []
    for one in here:
        if claim in {None, one.claim.id}:
            others = [o for o in here if o is not one]
            elsewhere = [o for o in others if claim or o.report.id != one.report.id] or others
            ties = sorted((_tie(one, o, compare, least) for o in elsewhere), key=lambda t: (-t.score, order[t.other]))
            known = {frozenset({t.claim, t.other}) for t in made}
            made += ties if claim else [t for t in ties[:1] if frozenset({t.claim, t.other}) not in known]
    return tuple(made)


def _tie(a: Statement, b: Statement, compare: Judge, least: float) -> Tie:
    score, reasons = compare(a, b)
    return Tie(claim=a.claim.id, other=b.claim.id, score=round(score, 1), least=least, reasons=tuple(reasons))
