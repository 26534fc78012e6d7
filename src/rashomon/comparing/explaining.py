"""Why the accounts of one question stand together: what speaks for and against each pair of their claims, in words, with what it counts."""

from rashomon.comparing.growing import Comparison
from rashomon.comparing.pairs import Model, Slots, load_models
from rashomon.records import Question, Tie


def explain(comparison: Comparison, question: Question, *, claim: str | None = None) -> tuple[Tie, ...]:
    """For each account its strongest tie to one of another report, if there is one; with ``claim`` all ties of that claim, the strongest first.

    A tie's score is how likely the two answer one question, from 0 to 1. A claim joins a group by its ties to all who are in it: a single
    tie may be weaker than what joins two.
    """
    model = load_models()["figure" if question.kind == "figure" else "position"]
    order = {a.claim: n for n, a in enumerate(question.accounts)}
    here = sorted(comparison.slots(order).values(), key=lambda s: order[s.statement.claim.id])
    made: list[Tie] = []
    for one in here:
        if claim in {None, one.statement.claim.id}:
            others = [o for o in here if o is not one]
            elsewhere = [o for o in others if claim or o.report != one.report] or others
            ties = sorted((_tie(one, o, model) for o in elsewhere), key=lambda t: (-t.score, order[t.other]))
            known = {frozenset({t.claim, t.other}) for t in made}
            made += ties if claim else [t for t in ties[:1] if frozenset({t.claim, t.other}) not in known]
    return tuple(made)


def _tie(a: Slots, b: Slots, model: Model) -> Tie:
    first, second = sorted((a, b), key=lambda s: s.statement.order)
    score = round(model.likelihood(first, second), 2)
    return Tie(
        claim=a.statement.claim.id, other=b.statement.claim.id, score=score, least=model.least, reasons=tuple(model.reasons(first, second))
    )  # fmt: skip
