"""Titles: cases as data, and what holds for any noun phrase."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import report

from rashomon.comparing.wording import PRONOUNS, agree, clean, has_pronoun, is_plural
from rashomon.languages.nouns import load_nouns
from rashomon.pipeline import analyse, compare

FOLDER = Path(__file__).resolve().parents[1] / "cases"
CASES = tomllib.loads((FOLDER / "titles.toml").read_text(encoding="utf-8"))["case"]
CLAIMS = tomllib.loads((FOLDER / "claims.toml").read_text(encoding="utf-8"))["case"]


def _titles(text, models):
    return [q.question for q in compare([analyse(report(text), models)], models)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, models):
    titles = _titles(case["text"], models)
    assert set(case.get("asks", [])) <= set(titles), titles
    for title in titles:
        assert not set(title.lower().rstrip("?").split()) & set(case.get("never", []))


@pytest.mark.parametrize("case", CASES + CLAIMS, ids=[case["name"] for case in CASES + CLAIMS])
def test_a_title_is_one_question_without_a_pronoun(case, models):
    for title in _titles(case["text"], models):
        assert title.endswith("?")
        assert title[:1].isupper()
        assert not has_pronoun(title.rstrip("?").removeprefix("Who ")), title


WORDS = st.lists(
    st.sampled_from([*sorted(PRONOUNS), "the", "bridge", "Larn", "soldiers", "of", "(TLF)", "two"]), max_size=10
)


@given(WORDS)
def test_a_cleaned_phrase_holds_no_pronoun_and_stays_clean(words):
    phrase = clean(" ".join(words))
    if phrase is not None:
        assert not has_pronoun(phrase)
        assert clean(phrase) == phrase


@given(
    st.sampled_from(["the bridge", "gates", "two bridges", "Larn", "the school and the clinic", "police", "the crisis"])
)
def test_a_verb_agrees_with_its_subject(subject):
    made = agree("{Was} {target}", subject)
    assert made.startswith("Were" if is_plural(subject) else "Was")
    assert "{Was}" not in made


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("gates", True), ("the gate", False), ("two villages", True), ("1 village", False), ("the police", True), ("the bus", False),
        ("the crisis", False), ("the port of two rivers", False), ("hundreds of families", True), ("the United States", False),
        ("the mayor and the priest", True), ("the army’s barracks", True), ("strategically important roads", True),
    ],
)  # fmt: skip
def test_number(phrase, plural):
    assert is_plural(phrase) is plural


@pytest.mark.parametrize(
    ("phrase", "counted"),
    [
        ("doctor", "doctors"), ("the three gunmen", "gunmen"), ("12 of the miners", "miners"), ("a third woman", "women"),
        ("aid worker from Kenya", "aid workers from Kenya"), ("members of a family", "members of a family"), ("sheep", "sheep"),
        ("police", "police"), ("child", "children"), ("bus", "buses"), ("twenty-one charities", "charities"), ("city", "cities"),
        ("boy", "boys"), ("church", "churches"), ("ARMY", "ARMY"), ("Red Cross", "Red Cross"), ("another", None), ("| Meridian", None),
        ("human", "humans"), ("airstrikes", "airstrikes"), ("suspect, 31", "suspects, 31"),
    ],
)  # fmt: skip
def test_what_stands_behind_how_many(phrase, counted):
    assert load_nouns().counted(phrase) == counted


@given(
    st.lists(st.sampled_from(["the", "two", "of", "a", "third", "12"])),
    st.sampled_from(["nurse", "rebel men", "aid bus", "child of Larn"]),
)
def test_what_is_counted_stays_as_it_is(before, noun):
    once = load_nouns().counted(" ".join([*before, noun]))
    assert once == load_nouns().counted(noun) == load_nouns().counted(once)
