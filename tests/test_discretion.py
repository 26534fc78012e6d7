"""What others may read: no persons' names, no exact place, and nothing else changed."""

from dataclasses import asdict, replace

import pytest

from rashomon.export import accounts_csv, discreet, questions_csv
from rashomon.export.discretion import names_body
from rashomon.models import ListedGazetteer, PlaceEntry
from rashomon.records import Account, Evidence, Question, QuestionPlace
from rashomon.world.actors import load_actors

ACTORS = load_actors()
TOWN = PlaceEntry(7, "Dornau", 47.111, 9.222, "AT", "08", "Vorarlberg", 4_000, "P")


def account(speaker: str, kind: str = "government", **slots: object) -> Account:
    base = Account(
        id="account-1", claim="claim-1", report="herald-1", published="2024-05-13", speaker=speaker, party="Varenia",
        speaker_kind=kind, via=(), origin="o1", evidence=Evidence(quote=f"34 died, {speaker} said", start=3, end=9),
    )  # fmt: skip
    return replace(base, **slots)


def question(*accounts: Account, place: QuestionPlace | None, **slots: object) -> Question:
    base = Question(
        id="question-1", question="How many people were killed in Dornau?", kind="figure", place=place, status="disputed",
        reason="Ana Verrin says 34, Open Front says 20", trace=("used: Ana Verrin",), notes=("Bo: ask again",), verdict="34 (Bo)",
        reviewed="confirmed by Bo", origins=1, outlets=1, accounts=accounts,
    )  # fmt: skip
    return replace(base, **slots)


@pytest.mark.parametrize(
    "name",
    ["the defence ministry", "Ministry of Health", "Tarvos Liberation Front", "residents", "TLF", "United Nations", "Ankara"],
)  # fmt: skip
def test_bodies_keep_their_names(name: str) -> None:
    assert names_body(name, ACTORS)


@pytest.mark.parametrize(
    "name", ["Ilse Maran", "Maran", "Colonel Bo Tarn", "Maria Front", "maria orlan", "army spokeswoman Ilse Maran"]
)
def test_persons_do_not(name: str) -> None:
    assert not names_body(name, ACTORS)


def test_no_name_and_no_town_is_left() -> None:
    place = QuestionPlace(name="Dornau", lat=47.11, lon=9.22, precision=1)
    said = (
        account("Ana Verrin"),
        account("Open Front", "armed_group", via=("Ilse Maran", "Herald"), position="Ms Verrin’s men in Dornau"),
    )
    found = discreet([question(*said, place=place)], ACTORS, ListedGazetteer([TOWN]))
    told = str(asdict(found[0])) + questions_csv(found) + accounts_csv(found)
    for word in ("Verrin", "Maran", "Dornau", "47.1", "9.2", "Bo", "34 died"):
        assert word not in told
    assert found[0].question == "How many people were killed in Vorarlberg, AT?"
    assert found[0].place == QuestionPlace(name="Vorarlberg, AT", precision=4)
    assert [a.speaker for a in found[0].accounts] == ["a person (government)", "Open Front"]
    assert [(a.report, a.claim, a.evidence.start) for a in found[0].accounts] == [("herald-1", "claim-1", 3)] * 2


def test_a_place_on_no_map_is_left_out_and_a_state_stays() -> None:
    unknown = question(account("police", "police"), place=QuestionPlace(name="Dornau"))
    state = question(
        account("police", "police"),
        place=QuestionPlace(name="Austria", lat=47.5, lon=14.5, precision=6),
        question="Austria?",
    )
    found = discreet([unknown, state], ACTORS, ListedGazetteer([]))
    assert found[0].place is None
    assert found[0].question == "How many people were killed in [a place]?"
    assert found[1].place == state.place
    assert found[1].question == "Austria?"


def test_a_person_who_is_only_spoken_of_is_left_out() -> None:
    spoken = question(
        account("police", "police"), place=None, question="Was Maria Orlan detained?", reason="Mr Tarn denies it"
    )
    (found,) = discreet([spoken], ACTORS, ListedGazetteer([]))
    assert found.question == "Was [a person] detained?"
    assert found.reason == "[a person] denies it"
