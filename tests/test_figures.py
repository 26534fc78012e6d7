"""Figures: cases as data over the real parser, and laws that hold for any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.clauses import Clauses
from rashomon.errors import LexiconError
from rashomon.figures import read_figures
from rashomon.languages.measures import load_measures
from rashomon.languages.numbers import load_numbers
from rashomon.models import WordParser
from rashomon.parsing import SpacyParser
from rashomon.records import Figure
from rashomon.tables import ENGLISH
from tests.make import clauses_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "figures.toml").read_text(encoding="utf-8"))["case"]
MEASURES = load_measures()
PARSER = SpacyParser()
OF_FIGURES = {
    "groups": "group", "agents": "agent", "rules": "rule", "flows": "stock_flow", "scopes": "scope",
}  # fmt: skip
BOUNDS = ("at least", "more than", "almost", "nearly", "up to", "fewer than", "about", "some", "around", "over")
PLAIN = "{} people were killed in the raid."


def parsed(text: str, *, title: bool = False) -> Clauses:
    return clauses_of(text, PARSER, body_start=len(text) if title else 0)


def figures_of(text: str, *, title: bool = False) -> tuple[Figure, ...]:
    return read_figures(parsed(text, title=title), MEASURES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    figures = figures_of(case["text"], title=case.get("title", False))
    rows = [[f.words, f.measure, *("-" if v is None else v for v in (f.low, f.best, f.high)), f.unit] for f in figures]
    assert rows == case["expect"]
    words = {f.id: f.words for f in figures}
    assert [[f.words, words[f.part_of]] for f in figures if f.part_of] == case.get("parts", [])
    assert [f.words for f in figures if f.superseded] == case.get("past", [])
    for key, field in OF_FIGURES.items():
        if key in case:
            assert [[f.words, getattr(f, field) or "-"] for f in figures] == case[key]


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) >= 100
    assert len(set(names)) == len(names)


# ---- laws -------------------------------------------------------------------------------------------------------


def holds(figures: tuple[Figure, ...], text: str) -> None:
    """What holds of the figures of any text."""
    ids = [f.id for f in figures]
    assert ids == [f"f{n}" for n in range(1, len(ids) + 1)]
    assert [f.span for f in figures] == sorted(f.span for f in figures)
    for figure in figures:
        start, end = figure.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == figure.words
        known = [v for v in (figure.low, figure.best, figure.high) if v is not None]
        assert known
        assert known == sorted(known)
        assert figure.unit
        assert figure.part_of is None or (figure.part_of in ids and figure.part_of != figure.id)


numbers = st.integers(min_value=2, max_value=9_999_999)
WORDS = st.sampled_from(
    ["at", "least", "more", "than", "12", "1,200", "3.5", "million", "half", "of", "the", "40", "a", "third", "dozen", "several",
     "people", "killed", "were", "and", "to", "from", "between", "including", "children", "-", "one", "in", "four", "no", "both",
     "Lodrin", ",", ".", "(", ")", "km", "$", "%", "5", "2019", "most", "twice", "few", "couple", "injured", "another", "who", "fled",
     "’", "/", "them", "dead", "with", "wounds", "01", "1/2", "0", "earlier", "rose", "up", "down", "hundred", "thousands"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_any_row_of_the_words_of_the_field_keeps_the_laws(words: list[str]) -> None:
    text = " ".join(words)
    holds(figures_of(text), text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_the_laws(text: str) -> None:
    holds(read_figures(clauses_of(text, WordParser()), MEASURES), text)


@settings(max_examples=40, deadline=None)
@given(numbers)
def test_a_number_is_read_as_it_stands_however_its_thousands_are_set_apart(value: int) -> None:
    for separator in ("", ",", "\u202f"):
        figures = figures_of(PLAIN.format(f"{value:,}".replace(",", separator)))
        # Seven digits and more in one run are a number to dial, and four may be a year.
        if separator or value < 1_900 or 2_100 <= value < 10_000:
            assert [(f.low, f.best, f.high) for f in figures] == [(value, value, value)], separator


@settings(max_examples=40, deadline=None)
@given(numbers, st.sampled_from(BOUNDS))
def test_more_words_never_narrow_an_interval(value: int, bound: str) -> None:
    (bare,) = figures_of(PLAIN.format(f"{value:,}"))
    (bounded,) = figures_of(PLAIN.format(f"{bound.capitalize()} {value:,}"))
    assert bounded.low is None or (bare.low is not None and bounded.low <= bare.low)
    assert bounded.high is None or (bare.high is not None and bounded.high >= bare.high)
    assert bounded.measure == bare.measure == "killed"


@settings(max_examples=25, deadline=None)
@given(numbers, st.integers(min_value=1, max_value=900))
def test_a_range_goes_from_the_lower_to_the_higher(low: int, more: int) -> None:
    (figure,) = figures_of(PLAIN.format(f"Between {low:,} and {low + more:,}"))
    assert (figure.low, figure.best, figure.high) == (low, None, low + more)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([c["text"] for c in CASES]), st.sampled_from(["It rained.\n\n", "The talks went on.\n\n"]))
def test_what_stands_before_only_moves_the_spans(text: str, before: str) -> None:
    alone, moved = figures_of(text), figures_of(before + text)
    assert [(f.words, f.measure, f.low, f.best, f.high) for f in alone] == [
        (f.words, f.measure, f.low, f.best, f.high) for f in moved
    ]
    assert [(f.span[0] + len(before), f.span[1] + len(before)) for f in alone] == [f.span for f in moved]


def test_households_never_become_people() -> None:
    for noun in ("families", "households"):
        for verb in ("were displaced", "returned", "fled", "were evacuated", "were killed"):
            (figure,) = figures_of(f"Some 300 {noun} {verb} on Monday.")
            assert figure.unit == "households"


def test_a_part_is_never_added_to_its_whole() -> None:
    figures = figures_of("The blast killed 31 people, including 12 children and four nurses.")
    assert [(f.best, f.part_of) for f in figures] == [(31, None), (12, "f1"), (4, "f1")]


def test_a_misspelt_key_of_the_numbers_is_one_clear_line(tmp_path: Path) -> None:
    text = (ENGLISH / "numbers.toml").read_text(encoding="utf-8")
    (tmp_path / "numbers.toml").write_text(text.replace("\nnouns = ", "\nnoun = "), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"numbers\.toml: \[changes\]: there is no 'noun' here"):
        load_numbers(tmp_path)
