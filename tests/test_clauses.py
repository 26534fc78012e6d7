"""Clauses: what happened, what is denied and who did it, as cases over the real parser; and laws that hold for any words."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.clauses import HAPPENED, Clauses, State
from rashomon.clauses.reality import governed
from rashomon.errors import LexiconError
from rashomon.languages.grammar import Effect, load_grammar
from rashomon.models import WordParser
from rashomon.parsing import SpacyParser
from rashomon.records import Token
from rashomon.tables import ENGLISH
from tests.make import clauses_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "clauses.toml").read_text(encoding="utf-8"))["case"]
PARSER = SpacyParser()
EFFECTS = sorted({effect.name: effect for effect in load_grammar().effects.values()}.items())


def token(clauses: Clauses, word: str) -> Token:
    return next(t for t in clauses.parse.tokens if t.text == word)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    clauses = clauses_of(case["text"], PARSER)
    for word, expected in case.get("states", []):
        state = clauses.state(token(clauses, word).i)
        assert state.reality + "!" * state.denied == expected, word
    for verb, doer, undergoer in case.get("roles", []):
        clause = clauses.clause(token(clauses, verb))
        told = [t.text if t is not None else "-" for t in (clause.doer, clause.undergoer)]
        assert told == [doer, undergoer]


def test_a_cleft_denies_who_did_it_and_not_the_deed() -> None:
    clauses = clauses_of("It was not the guards who burned the cargo.", PARSER)
    clause = clauses.clause(token(clauses, "burned"))
    assert clause.cleft
    assert clause.doer is not None
    assert clause.doer.text == "guards"
    assert clauses.state(clause.verb.i).real


def test_a_cleft_with_a_rival_tells_both() -> None:
    clauses = clauses_of("It was not the guards but the smugglers who burned the cargo.", PARSER)
    clause = clauses.clause(token(clauses, "burned"))
    assert (clause.doer and clause.doer.text, clause.excluded and clause.excluded.text) == ("smugglers", "guards")
    assert not clause.cleft


# ---- laws -------------------------------------------------------------------------------------------------------

STATES = st.builds(
    State, kind=st.sampled_from(["real", "attempted", "prevented", "wished", "planned", "possible", "conditional", "unknown"]),
    negative=st.booleans(), denied=st.just(False),
)  # fmt: skip


@given(state=STATES)
def test_turning_twice_is_not_turning(state: State) -> None:
    if state.kind != "prevented":
        assert state.turned().turned() == state
    assert not state.turned().denied


@given(state=STATES, effect=st.sampled_from(EFFECTS), finite=st.booleans())
def test_what_is_denied_is_negative(state: State, effect: tuple[str, Effect], finite: bool) -> None:
    below = governed(state, effect[1], finite=finite)
    assert below.negative or not below.denied


@given(effect=st.sampled_from(EFFECTS))
def test_only_what_is_told_or_done_is_real_below_a_real_governor(effect: tuple[str, Effect]) -> None:
    name, told = effect
    assert governed(HAPPENED, told, finite=False).real == (told.asserted in {"same", "so"}), name


@given(text=st.text(alphabet="abc .,?’'not if", max_size=60))
def test_any_words_have_a_state(text: str) -> None:
    clauses = clauses_of(text, WordParser())
    for word in clauses.parse.tokens:
        assert clauses.state(word.i) == clauses.state(word.i)
        clauses.clause(word)


def test_a_word_that_stands_twice_is_one_clear_line(tmp_path: Path) -> None:
    text = (ENGLISH / "grammar.toml").read_text(encoding="utf-8")
    (tmp_path / "grammar.toml").write_text(
        text.replace('verbs = ["hesitate"', 'verbs = ["fail", "hesitate"'), encoding="utf-8"
    )
    with pytest.raises(
        LexiconError, match=r"grammar.toml: \[effect.hesitated\] verbs: 'fail' stands in \[effect.failed\] too"
    ):
        load_grammar(tmp_path)


def test_a_misspelt_value_is_one_clear_line(tmp_path: Path) -> None:
    text = (ENGLISH / "grammar.toml").read_text(encoding="utf-8")
    (tmp_path / "grammar.toml").write_text(
        text.replace('asserted = "prevented"', 'asserted = "preventd"'), encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=r"grammar.toml: \[effect.prevented\] asserted: 'preventd' is none of"):
        load_grammar(tmp_path)
