"""A claim without a telling place or day is in one question at most; the others that it may answer are named."""

import pytest
from tests.make import report

from rashomon.comparing.growing import Comparison, group_questions
from rashomon.pipeline import Models, analyse

TEXTS = (
    "A car bomb killed 12 people in Kharkiv on Monday, the interior ministry said.",
    "A car bomb killed 12 people in Odesa on Monday, the interior ministry said.",
    "A car bomb killed 12 people on Monday, a hospital director said.",
)


@pytest.mark.xfail(strict=True, reason="two towns of which all else is alike are joined by a claim without a town")
def test_questions_name_what_else_a_claim_may_answer(models: Models) -> None:
    made = [analyse(report(t, id=f"r{n}", published="2024-05-14", publisher=f"p{n}"), models) for n, t in enumerate(TEXTS)]  # fmt: skip
    whole = group_questions(made, frames=models.frames, groups=models.groups)
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
