"""What people decided → how often the machine was right, by stage, and cases and gold in the forms that the project's own tests have."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.records import Analysis, Question
from rashomon.reviews.replaying import Judged

STAGE_OF = {
    "speaker": "speakers", "party": "speakers", "figure": "figures", "measure": "figures", "place": "places", "time": "times",
    "polarity": "claims", "position": "claims",
}  # fmt: skip
STAGES = ("claims", "speakers", "figures", "places", "times", "comparing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rightness:
    """Of a stage: how much of it was judged, how much of that was right, and what it had not found at all."""

    stage: str
    judged: int
    right: int
    missed: int = 0

    @property
    def share(self) -> float | None:
        """Right of all that was judged or missed; None where nothing was."""
        total = self.judged + self.missed
        return self.right / total if total else None


def score(judged: Judged) -> tuple[Rightness, ...]:
    """How often the machine was right, as people found.

    A claim that is confirmed is right in every field that nobody corrected; one that is rejected is wrong as a claim, and its fields are
    not counted; one that is added was missed. A question that is confirmed was compared rightly; a merge, a split and a claim set
    aside are each one wrong.
    """
    counted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name in {*judged.confirmed, *judged.corrected} - set(judged.rejected):
        wrong = {STAGE_OF[field] for field in judged.corrected.get(name, {})}
        values = _judged_values(judged, name)
        sure = name in judged.confirmed
        present = {STAGE_OF[f] for f in STAGE_OF if values.get(f) is not None} if sure else set()
        counted.update(present | wrong | {"claims"})
        right.update((present | {"claims"}) - wrong)
    counted["claims"] += len(judged.rejected)
    for entry in judged.whole:
        if entry.act in {"confirm", "together", "apart"}:
            counted["comparing"] += 1
            right["comparing"] += entry.act == "confirm"
    counted["comparing"] += len({e.number for e in judged.aside.values()})
    missed = {"claims": len(judged.added)}
    return tuple(
        Rightness(stage=stage, judged=counted[stage], right=right[stage], missed=missed.get(stage, 0))
        for stage in STAGES
    )


def _judged_values(judged: Judged, claim: str) -> dict[str, Any]:
    entry = judged.confirmed.get(claim) or next(iter(judged.corrected[claim].values()))
    return next(t.values for t in entry.targets if t.claim == claim)


# ---- cases and gold ---------------------------------------------------------------------------------------------


def cases(analyses: Iterable[Analysis], judged: Judged, stage: str) -> str:
    """Case files of a stage, ``figures`` or ``claims``, from sentences of which every claim of that stage was judged.

    ``analyses`` are as people corrected them. The form is that of the project's own cases.
    """
    sure = {*judged.confirmed, *judged.corrected, *judged.added}
    blocks = []
    for analysis in analyses:
        figures = {f.id: f for f in analysis.figures}
        by_sentence: dict[tuple[int, int], list[Any]] = {}
        for claim in analysis.claims:
            if (claim.kind == "figure") == (stage == "figures"):
                by_sentence.setdefault(claim.evidence, []).append(claim)
        for (start, end), claims in sorted(by_sentence.items()):
            if not all(claim.id in sure for claim in claims):
                continue
            if stage == "figures":
                found = sorted((figures[c.figures[0]] for c in claims), key=lambda f: f.span)
                rows = [
                    [analysis.report.text[slice(*f.span)], f.measure, *("-" if v is None else v for v in (f.low, f.best, f.high)), f.unit]
                    for f in found
                ]  # fmt: skip
            else:
                rows = [[c.kind, c.predicate or "-", c.position or "-", c.polarity] for c in claims]
            text = " ".join(analysis.report.text[start:end].split())
            blocks.append(_case(f"{analysis.report.id} at {start}", text, rows))
    return "\n".join(blocks)


def _case(name: str, text: str, rows: Sequence[Sequence[object]]) -> str:
    # JSON's strings, numbers and arrays are TOML's too.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}"
        for key, value in (("name", name), ("text", text), ("expect", rows))
    ]
    return "\n".join(["[[case]]", *lines, ""])


def gold(situation: str, questions: Iterable[Question]) -> dict[str, Any]:
    """The questions that were judged as a whole, in the form of the accounts' gold: one story, each question with its accounts."""
    told = [q for q in questions if q.reviewed]
    return {
        "part": "reviewed",
        "corpus": situation,
        "stories": [
            {
                "id": "R01",
                "title": situation,
                "articles": sorted({a.report for q in told for a in q.accounts}),
                "questions": [_gold_question(n, q) for n, q in enumerate(told, 1)],
            }
        ],
    }


def _gold_question(number: int, question: Question) -> dict[str, Any]:
    return {
        "id": f"R01Q{number:02}", "question": question.question, "kind": question.kind, "measure": question.measure,
        "unit": question.unit, "place": question.place.name if question.place else None, "status": question.status,
        "accounts": [
            {
                "article": a.report, "source": a.speaker, "speaker": a.speaker, "source_type": a.speaker_kind, "value_low": a.low,
                "value_best": a.best, "value_high": a.high, "position": a.position, "approximator": a.approximator or "none",
                "polarity": a.polarity, "modality": a.modality, "evidence": a.evidence.quote,
                "evidence_span": [a.evidence.start, a.evidence.end],
            }
            for a in question.accounts if a.relation != "not_comparable"
        ],
    }  # fmt: skip
