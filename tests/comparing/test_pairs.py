"""Learned pairs: what the signals say of two statements, whatever their order, and what weights make of it."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import statement
from training.pairs import Pairs, learn, likelihoods

from rashomon.comparing.pairs import Slots, load_models, read_slots, read_story
from rashomon.comparing.pairs.model import SIGNALS, Model, Weighed, values
from rashomon.comparing.pairs.shared import published
from rashomon.comparing.pairs.slots import alike, weigh
from rashomon.languages.frames import load_frames

TOWNS = (("Kharkiv", 49.98, 36.25), ("Odesa", 46.48, 30.73), None)


def slots(
    *, report: str = "r1", day: int = 0, best: int = 17, town: tuple[str, float, float] | None = TOWNS[0]
) -> Slots:
    made = statement(
        report_id=report, day=date(2024, 5, 10) + timedelta(days=day), town=town, best=best, words=frozenset({"market"})
    )
    return read_slots(made, read_story(made.report, frozenset()), load_frames())


some = st.builds(
    slots,
    report=st.sampled_from(["r1", "r2"]),
    day=st.integers(0, 9),
    best=st.integers(1, 400),
    town=st.sampled_from(TOWNS),
)


@pytest.mark.parametrize("kind", SIGNALS)
def test_signals_have_names_of_their_own_and_say_what_they_look_at(kind: str) -> None:
    names = [signal.__name__ for signal in SIGNALS[kind]]
    assert len(set(names)) == len(names)
    assert all(signal.__doc__ for signal in SIGNALS[kind])


@settings(max_examples=60)
@given(a=some, b=some)
def test_a_pair_says_the_same_in_either_order_and_within_bounds(a: Slots, b: Slots) -> None:
    found = values("figure", a, b)
    assert found == pytest.approx(values("figure", b, a))
    assert all(-1 <= value <= 1 for value in found)


@settings(max_examples=30)
@given(a=some, b=some)
def test_the_weights_of_many_pairs_say_what_they_say_of_one(a: Slots, b: Slots) -> None:
    model = Model(-0.5, tuple(Weighed(s, 0.1 * n, 0.2) for n, s in enumerate(SIGNALS["figure"])), 0.2)
    (many,) = likelihoods(model, np.array([values("figure", a, b)]))
    assert model.likelihood(a, b) == pytest.approx(many)


def test_weights_are_learned_from_what_tells_two_questions_apart() -> None:
    pairs = [(slots(day=0), slots(report="r2", day=n)) for n in range(10)] * 60
    seen = np.array([values("figure", a, b) for a, b in pairs])
    same = np.array([float(n % 10 < 5) for n in range(600)])
    model = learn("figure", [Pairs(np.array([(0, n) for n in range(600)]), seen, same, np.ones(600))])
    found = [model.likelihood(a, b) for a, b in pairs]
    assert min(found[:5]) > 0.5 > max(found[5:10])


def test_reasons_name_what_counts_most_first() -> None:
    model = Model(0.0, (Weighed(published, 1.0, 3.0), Weighed(SIGNALS["figure"][0], 0.5, 0.5)), 0.2)
    assert model.reasons(slots(), slots(report="r2")) == ["days of publication (+1.0)", "both about Kharkiv (+0.5)"]


def test_rare_words_in_common_tell_more_than_common_ones() -> None:
    rare, usual = weigh(frozenset({"zeugma", "police"})), weigh(frozenset({"zeugma"}))
    assert alike(rare, usual) > alike(rare, weigh(frozenset({"police"})))


def test_the_weights_that_ship_tell_one_toll_from_another_day_s() -> None:
    model = load_models()["figure"]
    one, same, other = slots(best=170), slots(report="r2", best=170), slots(report="r3", day=9, best=12, town=TOWNS[1])
    assert model.likelihood(one, same) > model.least > model.likelihood(one, other)
