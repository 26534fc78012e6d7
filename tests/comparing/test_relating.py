"""A claim without a telling place or day is in one question at most; the others that it may answer are named."""

from datetime import date

from tests.make import report, statement

from rashomon.comparing.blocks import Block
from rashomon.comparing.growing import Comparison
from rashomon.comparing.questions import figure_rules
from rashomon.pipeline import Models, analyse, compare

LODRIN, HALVEK = ("Lodrin", 10.0, 10.0), ("Halvek", 14.0, 14.0)
DAY = date(2024, 5, 14)
TEXTS = (
    "A car bomb killed 12 people in Kharkiv on Monday, the interior ministry said.",
    "A car bomb killed 12 people in Odesa on Monday, the interior ministry said.",
    "A car bomb killed 12 people on Monday, a hospital director said.",
)


def test_what_may_be_of_two_groups_ties_them_and_joins_them_not() -> None:
    words = frozenset({"bomb", "market", "killed"})
    one = statement(report_id="a", day=DAY, town=LODRIN, best=12, words=words, deeds=("bomb",))
    two = statement(report_id="b", day=DAY, town=HALVEK, best=12, words=words, deeds=("bomb",))
    loose = statement(report_id="c", day=DAY, town=None, best=12, words=words, deeds=("bomb",))
    block = Block(figure_rules())
    _, groups = block.change((), [one, two, loose])
    assert len(groups) == 2
    ties = block.ties(groups)
    assert len(ties) == 2
    assert all(list(own.values()) == [loose.claim.id] for own in ties.values())
    _, alone = Block(figure_rules()).change((), [one, two])
    assert len(alone) == 2


def test_questions_name_what_else_a_claim_may_answer(models: Models) -> None:
    made = [analyse(report(t, id=f"r{n}", published="2024-05-14", publisher=f"p{n}"), models) for n, t in enumerate(TEXTS)]  # fmt: skip
    whole = compare(made, models)
    questions = [q for q in whole if q.kind == "figure"]
    assert len(questions) == 2
    for question, other in (questions, questions[::-1]):
        assert [r.question for r in question.related] == [other.id]
        assert "r2) names no telling place and may answer either" in question.related[0].reason
    growing = Comparison(frames=models.frames, groups=models.groups)
    for analysis in reversed(made):
        growing.put(analysis)
        growing.questions()
    assert growing.questions() == whole
    growing.drop("r2")
    assert all("may answer either" not in r.reason for q in growing.questions() for r in q.related)
