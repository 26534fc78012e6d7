"""Times: cases as data over the real parser, and laws that hold for any text."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.models import WordParser
from rashomon.sentences import split_sentences
from rashomon.times import find_expressions, find_times
from rashomon.times.stretches import DAYS_IN, MONTHS_IN, containing, moved, precision
from tests.make import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]
PUBLISHED = "2019-10-13"
DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))
WORDS = [
    "on", "since", "last", "next", "the", "third", "day", "of", "offensive", "week", "May", "march", "Sunday", "2019", "31", "Feb.",
    "overnight", "past", "48", "hours", "ago", "-", ",", "Ramadan", "Eid", "al-Fitr", "nineteen", "ninety-four", "1400", "GMT", "until",
    "years", "later", "early", "1980s", "quarter", "and", "to", "two", "thousand", "year-end", "century", "20th", "9", "October", "p.m.",
]  # fmt: skip


def _found(text, parser, published=PUBLISHED):
    return find_times(report(text, published=published), split_sentences(text, parser))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, models):
    text = case["text"]
    found = _found(text, models.parser, case.get("published", PUBLISHED) or None)
    assert [[t.words, str(t.start), str(t.end), t.precision] for t in found] == case["expect"]
    assert all(text[slice(*t.span)] == t.words for t in found)


def test_there_are_sixty_cases_with_names_of_their_own():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("weekday", range(7))
def test_last_week_is_over_and_no_older_than_thirteen_days(weekday, models):
    published = date(2024, 3, 4) + timedelta(days=weekday)
    (last,) = _found("The town fell last week.", models.parser, published.isoformat())
    assert last.start.weekday() == 0
    assert last.end < published
    assert published - last.start <= timedelta(days=13)


@given(DAYS, st.sampled_from(["Monday", "Thursday", "Sunday"]))
@settings(max_examples=30, deadline=None)
def test_a_weekday_without_a_tense_lies_in_the_week_up_to_publication(published, weekday):
    (found,) = _found(f"Shells on {weekday}", WordParser(), published.isoformat())
    assert f"{found.start:%A}" == weekday
    assert timedelta(0) <= published - found.start < timedelta(days=7)


@given(DAYS, st.sampled_from(sorted(DAYS_IN | MONTHS_IN)))
def test_a_stretch_holds_its_day_and_is_not_vaguer_than_its_unit(one, unit):
    whole = containing(unit, one)
    if unit != "weekend":
        assert whole.start <= one <= whole.end
    assert precision(whole) <= 5


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year"]), st.integers(0, 40))
def test_moving_is_monotonous(one, unit, count):
    assert moved(one, unit, count) <= moved(one, unit, count + 1)
    assert moved(one, unit, -count) >= moved(one, unit, -count - 1)


@given(
    st.text(max_size=150) | st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.sampled_from([PUBLISHED, "2020-02", "1987", "", "no date"]),
)
@settings(max_examples=300, deadline=None)
def test_any_text_gets_through_in_order_and_without_overlap(text, published):
    end = 0
    for number, time in enumerate(_found(text, WordParser(), published), start=1):
        assert time.id == f"t{number}"
        assert end <= time.span[0] < time.span[1] <= len(text)
        assert time.start is None or time.end is None or time.start <= time.end
        end = time.span[1]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_reading_again_gives_the_same(text):
    parse = split_sentences(text, WordParser())
    one = report(text, published=PUBLISHED)
    assert find_expressions(one, parse) == find_expressions(one, parse)
