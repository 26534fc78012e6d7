"""Why the accounts of one question stand together: the signals between their claims, in words."""

from collections.abc import Callable

from rashomon.comparing import figures, positions
from rashomon.comparing.growing import Comparison
from rashomon.comparing.signals import judge
from rashomon.comparing.statements import Statement
from rashomon.records import Question, Tie

Judge = Callable[[Statement, Statement], tuple[float, list[str]]]


def explain(comparison: Comparison, question: Question, *, claim: str | None = None) -> tuple[Tie, ...]:
    """For each account its strongest tie to one of another report, if there is one; with ``claim`` all ties of that claim, the strongest first.

    A claim joins a group by its ties to all who are in it: a single tie may be weaker than what joins two.
    """
    compare: Judge
    if question.kind == "figure":
        least, compare = 0.0, figures.judge
    else:
        least = positions.JOIN

        def compare(a: Statement, b: Statement) -> tuple[float, list[str]]:
            return judge(a, b, comparison.rules.signals)

    order = {a.claim: n for n, a in enumerate(question.accounts)}
    here = sorted(comparison.statements(order).values(), key=lambda s: order[s.claim.id])
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
