"""The bundled situation holds what it promises, and its key is sound."""

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from rashomon import demo
from rashomon.records import Modality, Polarity, QuestionKind, Status


def read_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


REPORTS = {report["id"]: report for report in read_lines(demo.reports_path())}
KEY = json.loads(demo.key_path().read_text(encoding="utf-8"))
QUESTIONS = [question for story in KEY["stories"] for question in story["questions"]]
ACCOUNTS = [(question, account) for question in QUESTIONS for account in question["accounts"]]
ALL_TEXT = "\n".join(report["text"] for report in REPORTS.values())


def test_fourteen_reports_or_more_by_six_outlets_or_more_over_five_days():
    assert len(REPORTS) == len(read_lines(demo.reports_path())) >= 14
    assert len({report["publisher"] for report in REPORTS.values()}) >= 6
    assert {report["published"][:10] for report in REPORTS.values()} == {f"2024-05-{day}" for day in range(13, 18)}
    assert {len(report["published"]) for report in REPORTS.values()} == {10, 25}, (
        "some dates are days, some are moments"
    )


def test_reports_have_the_input_form():
    for report in REPORTS.values():
        assert set(report) == {"id", "url", "title", "publisher", "published", "text"}
        assert all(isinstance(value, str) and value == value.strip() != "" for value in report.values())


def test_every_evidence_is_the_words_at_its_span():
    for _, account in ACCOUNTS:
        start, end = account["evidence_span"]
        assert REPORTS[account["article"]]["text"][start:end] == account["evidence"]


def test_ids_are_unique_and_known():
    ids = [question["id"] for question in QUESTIONS]
    assert len(ids) == len(set(ids)) >= 30
    assert set(KEY["distractors"]) <= set(REPORTS)
    assert not {account["article"] for _, account in ACCOUNTS} & set(KEY["distractors"])
    for story in KEY["stories"]:
        used = {account["article"] for question in story["questions"] for account in question["accounts"]}
        assert used == set(story["articles"]) <= set(REPORTS)
    for pair in KEY["not_comparable"]:
        assert pair["reason"]
        assert set(pair.get("questions") or [pair["question"]]) <= set(ids)


def test_kinds_and_statuses_are_those_of_the_contract():
    for question in QUESTIONS:
        assert question["kind"] in get_args(QuestionKind)
        assert question["status"] in get_args(Status)
    assert {question["kind"] for question in QUESTIONS} == set(get_args(QuestionKind))
    assert {question["status"] for question in QUESTIONS} == set(get_args(Status))


def test_accounts_have_a_value_or_a_position():
    for question, account in ACCOUNTS:
        assert account["polarity"] in get_args(Polarity)
        assert account["modality"] in get_args(Modality)
        values = [account[name] for name in ("value_low", "value_best", "value_high")]
        given = [value for value in values if value is not None]
        if question["kind"] == "figure":
            assert question["measure"]
            assert given == sorted(given) != []
            assert account["position"] is None
        else:
            assert not given
            assert account["position"]


def test_a_status_fits_its_accounts():
    for question in QUESTIONS:
        speakers = {account["speaker"] for account in question["accounts"]}
        if question["status"] == "denied":
            assert "denied" in {account["polarity"] for account in question["accounts"]}
        if question["status"] in {"disputed", "denied", "agreed"}:
            assert len(speakers) >= 2
        if question["status"] in {"single_source", "updated"}:
            assert len(speakers) == 1
        if question["status"] != "denied":
            assert "denied" not in {account["polarity"] for account in question["accounts"]}


def test_one_speaker_raises_a_toll_twice():
    killed = QUESTIONS[0]["accounts"]
    by_speaker = Counter(account["speaker"] for account in killed)
    assert by_speaker["Ilse Maran"] >= 3


def test_one_agency_figure_is_carried_by_five_outlets():
    carried = [q for q in QUESTIONS if len({REPORTS[a["article"]]["publisher"] for a in q["accounts"]}) >= 6]
    assert carried
    assert {question["status"] for question in carried} == {"single_source"}


def test_one_text_stands_under_two_ids():
    texts = Counter(report["text"] for report in REPORTS.values())
    assert [count for count in texts.values() if count > 1] == [2]


def test_one_report_is_in_another_language():
    assert [report["id"] for report in REPORTS.values() if " mercredi " in report["text"]] == ["dep-0515"]


@pytest.mark.parametrize(
    "words",
    [
        "hundreds",
        "dozens",
        "at least",
        "nearly",
        "between 40 and 50",
        "up to",
        "Corrects number",
        "the group",
        "Her party",
        "he said",
        "told the Meridian agency",
        "households",
        "casualties",
    ],
)
def test_the_words_of_the_trade_are_there(words: str):
    assert words in ALL_TEXT


@pytest.mark.parametrize("mark", ['"', "“", "”", "‘", "’", " '", "«"])
def test_quotation_marks_of_every_sort_are_there(mark: str):
    assert mark in ALL_TEXT


@pytest.mark.parametrize("modality", ["intention", "threat", "conditional", "unconfirmed"])
def test_modalities_are_there(modality: str):
    assert modality in {account["modality"] for _, account in ACCOUNTS}


def test_the_second_batch_has_a_new_version_and_a_report_that_comes_again():
    new, again = read_lines(demo.update_path())
    assert new["text"] != REPORTS[new["id"]]["text"]
    assert again == REPORTS[again["id"]]
