"""Small values for tests."""

import hashlib
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rashomon.clauses import Clauses, read_clauses
from rashomon.comparing.counted import Counted
from rashomon.comparing.statements import Statement
from rashomon.languages.frames import load_frames
from rashomon.languages.grammar import load_grammar
from rashomon.languages.measures import load_measures
from rashomon.models import Parser
from rashomon.records import Claim, Figure, Place, Report, Speaker, content_id
from rashomon.sentences import split_sentences

CASES = Path(__file__).parent / "cases"


def read_cases(file: str) -> dict[str, list[dict[str, Any]]]:
    """The tables of cases of a file in ``tests/cases``."""
    return tomllib.loads((CASES / file).read_text(encoding="utf-8"))


def each_case(cases: Iterable[dict[str, Any]]) -> pytest.MarkDecorator:
    """One test for each case; one that says why it is still missed must fail, so that it is told when it is read."""
    marked = [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(reason=case["missed"], strict=True)] if "missed" in case else [],
        )
        for case in cases
    ]
    return pytest.mark.parametrize("case", marked)


def report(text: str, **values: object) -> Report:
    """A report of ``text``."""
    given: dict[str, object] = {"id": "r1", "publisher": "Lodrin Herald", "published": "2024-05-15"}
    return Report(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **(given | values))  # type: ignore[arg-type]


def clauses_of(text: str, parser: Parser, *, body_start: int = 0) -> Clauses:
    """The clauses of ``text`` in English."""
    deeds = frozenset(load_frames().nouns) | frozenset(load_measures().of)
    return read_clauses(split_sentences(text, parser, body_start=body_start), load_grammar(), deeds)


def statement(
    *,
    report_id: str,
    day: date,
    town: tuple[str, float, float] | None,
    best: int,
    words: frozenset[str] = frozenset(),
    deeds: tuple[str, ...] = (),
) -> Statement:
    """A statement that so many people were killed, with its town (name, latitude, longitude), on the day of its report."""
    figure = Figure(
        id="f1", span=(0, 2), words=str(best), measure="killed", low=best, best=best, high=best, approximator=None, rule="exact",
        quantifier="Exact", unit="people",
    )  # fmt: skip
    place = None if town is None else Place(id="p1", span=(3, 9), name=town[0], lat=town[1], lon=town[2], precision=1)
    speaker = Speaker(id="s1", name=f"speaker of {report_id}", kind="other", party=None, named=True, mentions=())
    key = content_id("claim", report_id, day, town, best, tuple(sorted(words)), deeds)
    claim = Claim(
        id=key, attribution="a1", speaker="s1", said_at=day.isoformat(), kind="figure", text="words", spans=((0, 2),), predicate=None,
        evidence=(0, 5), deeds=deeds, episode="e1",
    )  # fmt: skip
    return Statement(
        claim=claim, report=report("a few words", id=report_id, published=day.isoformat()), speaker=speaker, speaker_key=speaker.name,
        via=(), figure=figure, place=place, place_words=town[0] if town else None, start=day, end=day, published=day,
        own_place=town is not None, own_time=True, words=words, lead=words,
        counted=Counted(group=None, part=False, sides=frozenset(), mention=None), outlet=report_id,
    )  # fmt: skip
