"""A gold set and the statements of its reports → which question of the key each statement answers, as ``score/accounts.py`` matches them."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from training.contrasts import contrasts

from bench.accounts import _load
from bench.kept import extracts
from rashomon.comparing.pairs import Slots, read_slots, read_story
from rashomon.comparing.statements import Statement, proper_names, read_statements
from rashomon.demo import key_path, reports_path
from rashomon.languages.frames import load_frames
from rashomon.languages.groups import load_groups
from rashomon.pipeline import analyse, load_models
from rashomon.world.actors import load_actors

SETS = ("accounts-dev", "accounts-fakes", "accounts-reuters", "accounts-fnc")
BUNDLED = "bundled"  # the situation that ships, written by hand
LEAST_SHARE = 0.6  # of evidence shared, as in the scorer


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A gold set with all that its reports say.

    ``answers`` leads from a statement, by its number, to the question of the key that its words answer; ``matched`` holds those alone that
    the scorer counts, one for each account of the key. ``figures`` tells which questions ask for a number.
    """

    name: str
    gold: Mapping[str, Any]
    publishers: Mapping[str, str | None]
    slots: tuple[Slots, ...]
    answers: Mapping[int, int]
    matched: Mapping[int, int]

    @property
    def statements(self) -> list[Statement]:
        """The statements, in the order of their slots."""
        return [s.statement for s in self.slots]


def scorer(corpora: Path) -> ModuleType:
    """The corpora's own scorer of accounts."""
    return _load(corpora.parent / "score" / "accounts.py")


def gather(corpora: Path, name: str) -> Collection:
    """Read a set: extracts, statements, slots, labels."""
    articles, key = paths(corpora, name)
    analyses, gold = extracts(articles), json.loads(key.read_text(encoding="utf-8"))
    frames, stories = load_frames(), {a.report.id: read_story(a.report, proper_names(a)) for a in analyses}
    statements = read_statements(analyses, load_groups(), actors=load_actors())
    slots = tuple(read_slots(s, stories[s.report.id], frames) for s in statements)
    answers, matched = _labels(gold, statements, scorer(corpora))
    publishers = {a.report.id: a.report.publisher for a in analyses}
    return Collection(name=name, gold=gold, publishers=publishers, slots=slots, answers=answers, matched=matched)


def gather_contrasts() -> list[Collection]:
    """The sets of invented reports that differ in one thing (``training/contrasts.py``)."""
    frames, models = load_frames(), load_models()
    made = []
    for contrast in contrasts():
        analyses = [analyse(report, models) for report in contrast.reports]
        stories = {a.report.id: read_story(a.report, proper_names(a)) for a in analyses}
        statements = read_statements(analyses, load_groups(), actors=load_actors())
        told = {n: answer for n, s in enumerate(statements) if (answer := contrast.answer(s)) is not None}
        number = {answer: n for n, answer in enumerate(sorted(set(told.values())))}
        answers = {n: number[answer] for n, answer in told.items()}
        slots = tuple(read_slots(s, stories[s.report.id], frames) for s in statements)
        made.append(
            Collection(name=contrast.name, gold={}, publishers={}, slots=slots, answers=answers, matched=answers)
        )
    return made


def paths(corpora: Path, name: str) -> tuple[Path, Path]:
    """The articles and the key of a set."""
    if name == BUNDLED:
        return reports_path(), key_path()
    folder = corpora / name
    return next(iter(sorted(folder.glob("articles_*.jsonl")))), next(iter(sorted(folder.glob("gold_*.json"))))


def told(statement: Statement) -> dict[str, Any]:
    """A statement as the scorer reads an account."""
    figure, (start, end) = statement.figure, statement.claim.evidence
    return {
        "report": statement.report.id, "speaker": statement.speaker.name, "speaker_kind": statement.speaker.kind,
        "low": figure.low if figure else None, "best": figure.best if figure else None, "high": figure.high if figure else None,
        "position": None if figure else statement.claim.position, "polarity": statement.claim.polarity,
        "evidence": {"quote": statement.report.text[start:end]},
    }  # fmt: skip


def _labels(
    gold: Mapping[str, Any], statements: Sequence[Statement], script: ModuleType
) -> tuple[dict[int, int], dict[int, int]]:
    asked = [q for story in gold["stories"] for q in story["questions"] if not q.get("ambiguous")]
    accounts = [(n, q["kind"], account) for n, q in enumerate(asked) for account in q["accounts"]]
    made, by_report = [told(s) for s in statements], defaultdict(list)
    for j, one in enumerate(made):
        by_report[one["report"]].append(j)
    pairs = []
    for i, (_, kind, account) in enumerate(accounts):
        for j in by_report[str(account["article"])]:
            if (statements[j].figure is None) != (kind != "figure") or not script.same_answer(account, made[j], kind):
                continue
            share = script.evidence_share(account.get("evidence", ""), made[j]["evidence"]["quote"])
            if share >= LEAST_SHARE:
                own = script.name_words(account.get("source"), account.get("speaker"))
                pairs.append((-round(share, 2), -len(own & script.name_words(made[j]["speaker"])), i, j))
    answers: dict[int, int] = {}
    matched: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(pairs):
        answers.setdefault(j, accounts[i][0])
        if i not in used and j not in matched:
            used.add(i)
            matched[j] = accounts[i][0]
    return answers, matched
