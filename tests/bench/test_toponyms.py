"""The arithmetic of the gold-span geoparsing scores, by hand."""

import math

import pytest
from bench.geoparsing import moved
from bench.toponyms import EARTH_HALF_KM, accuracy, entries_of, summary

from rashomon.models import ListedGazetteer, PlaceEntry


def test_accuracy_counts_161_km_itself() -> None:
    assert accuracy([0.0, 161.0, 161.1, 5000.0]) == 0.5
    assert accuracy([]) == 0.0


def test_summary_of_two_errors() -> None:
    found = summary([0.0, EARTH_HALF_KM])
    assert found == {
        "acc161": 0.5,
        "mean_km": pytest.approx(EARTH_HALF_KM / 2),
        "median_km": pytest.approx(EARTH_HALF_KM / 2),
        "auc": pytest.approx(0.5),
    }


def test_area_is_that_of_the_sorted_logarithms() -> None:
    errors = [math.e**2 - 1, 0.0, math.e - 1]  # logarithms 0, 1, 2: the area between them is 1/2 + 3/2, over two steps
    assert summary(errors)["auc"] == pytest.approx(1.0 / math.log1p(EARTH_HALF_KM))


def test_a_perfect_score_and_none() -> None:
    assert summary([0.0])["auc"] == 0.0
    assert summary([]) == {"acc161": 0.0, "mean_km": 0.0, "median_km": 0.0, "auc": 0.0}


def test_entries_come_by_transliteration_only_without_the_name_itself() -> None:
    one = PlaceEntry(None, "Halvek", 1.0, 2.0, "XV", "", "", 10, "P")
    two = PlaceEntry(None, "Halveka", 3.0, 4.0, "XV", "", "", 99, "P")
    assert list(entries_of("halvek", ListedGazetteer([one, two]))) == [one]
    assert list(entries_of("Halvekk", ListedGazetteer([one, two]))) == [two, one]


def test_a_span_that_is_off_moves_to_its_words() -> None:
    text = "Fighting near Halvek went on."
    assert moved(text, (14, 20), "Halvek") == (14, 20)
    assert moved(text, (15, 21), "Halvek") == (14, 20)
    assert moved(text, (2, 8), "Halvek") == (2, 8)
