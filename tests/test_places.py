"""Places: cases as data over the real gazetteer, laws that hold for any text, and the gazetteer itself."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import ModelError
from rashomon.models import ListedGazetteer, PlaceEntry, WordParser
from rashomon.places import distance_km, find_places, locate
from rashomon.places.geometry import displaced
from rashomon.places.words import DISTANCE, bearing
from rashomon.sentences import split_sentences
from rashomon.world.countries import load_countries
from rashomon.world.gazetteer import Gazetteer, fold, loosen, open_gazetteer, write_gazetteer
from tests.make import report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]
HALVEK = PlaceEntry(1, "Halvek", 10.0, 20.0, "XV", "01", "Tarvos", 5000, "P")
HALVEK_ABROAD = PlaceEntry(2, "Halvek", -30.0, 60.0, "XK", "02", "Elsewhere", 90_000, "P")
DORN = PlaceEntry(3, "Dorn", 10.1, 20.1, "XV", "01", "Tarvos", 2000, "P")
TARVOS = PlaceEntry(4, "Tarvos", 10.5, 20.0, "XV", "01", "Tarvos", 100_000, "A", 80.0)


def _found(text, models):
    parse = split_sentences(text, models.parser)
    return find_places(
        report(text), parse, gazetteer=models.gazetteer, countries=models.countries, organisations=models.actors.names
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case, models):
    text = case["text"]
    found = _found(text, models)
    assert [[text[slice(*p.span)], p.name, p.country or "", p.precision or 0] for p in found] == case["expect"]
    by_words = {text[slice(*p.span)]: p for p in found}
    if "at" in case:
        words, lat, lon, km = case["at"]
        place = by_words[words]
        assert distance_km((place.lat, place.lon), (lat, lon)) <= km
    if "because" in case:
        words, reason = case["because"]
        assert reason in by_words[words].reason


def test_alternatives_are_three_at_most_and_fall(models):
    (paris,) = _found("Ministers gathered in Paris.", models)
    scores = [a.score for a in paris.alternatives]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1


def test_ids_count_in_the_order_of_the_text(models):
    found = _found("Strikes hit Lviv and Odesa. Ukraine said Lviv was dark.", models)
    assert [p.id for p in found] == [f"p{n}" for n in range(1, len(found) + 1)]
    assert [p.span for p in found] == sorted(p.span for p in found)


def test_the_neighbour_settles_a_name_against_a_larger_namesake():
    text = "Halvek and Dorn"
    parse = split_sentences(text, WordParser())
    gazetteer = ListedGazetteer([HALVEK, HALVEK_ABROAD, DORN])
    alone, *_ = locate(parse, [(0, 6)], gazetteer=gazetteer, countries=load_countries())
    together, *_ = locate(parse, [(0, 6), (11, 15)], gazetteer=gazetteer, countries=load_countries())
    assert (alone.geonameid, together.geonameid) == (2, 1)
    assert "other places of the report near it" in together.reason


def test_the_larger_place_named_with_it_settles_a_name():
    text = "Halvek, Tarvos"
    gazetteer = ListedGazetteer([HALVEK, HALVEK_ABROAD, TARVOS])
    first, second = locate(
        split_sentences(text, WordParser()), [(0, 6), (8, 14)], gazetteer=gazetteer, countries=load_countries()
    )
    assert (first.geonameid, second.precision) == (1, 4)


@pytest.mark.parametrize(
    ("words", "degrees"),
    [("north", 0), ("north-eastern", 45), ("Southern", 180), ("south-west", 225), ("Syria", None), ("", None)],
)
def test_bearings(words, degrees):
    assert bearing(words) == degrees


@pytest.mark.parametrize(
    "words",
    [
        "30 km north of ",
        "some 30km (19 miles) to the north-east of ",
        "2.5 miles south of the town of ",
        "1,200 km west of ",
    ],
)
def test_distances_are_read(words):
    assert DISTANCE.search(words)


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0.1, 500), st.floats(0, 360))
def test_a_point_moved_is_as_far_as_it_was_moved(lat, lon, km, degrees):
    assert distance_km((lat, lon), displaced((lat, lon), km, degrees)) == pytest.approx(km, abs=0.05)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "Halvek",
                "Dorn",
                "in",
                "near",
                ",",
                "north",
                "of",
                "Tarvos",
                "province",
                "-",
                "30",
                "km",
                "’s",
                "the",
                "al-",
            ]
        )
    ).map(" ".join)
)
def test_any_text_gets_through_and_spans_are_its_words(text):
    gazetteer = ListedGazetteer([HALVEK, HALVEK_ABROAD, DORN, TARVOS])
    parse = split_sentences(text, WordParser())
    found = find_places(report(text), parse, gazetteer=gazetteer, countries=load_countries())
    assert found == find_places(report(text), parse, gazetteer=gazetteer, countries=load_countries())
    end = 0
    for place in found:
        assert end <= place.span[0] < place.span[1] <= len(text)
        end = place.span[1]
        assert (place.lat is None) == (place.lon is None)
        assert place.precision is None or 1 <= place.precision <= 7
        assert len(place.alternatives) <= 3


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_forms_of_a_name_are_stable(name):
    assert fold(fold(name)) == fold(name)
    assert loosen(name) == loosen(fold(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Diyarbekir", "Diyarbakir"), ("Al Hudaydah", "Hodeida"), ("Tel Abiad", "Tall Abyaḑ"), ("Dair az-Zaur", "Deir ez-Zor"),
        ("Kharkiv", "Kharkiw"), ("Benghazi", "Banghāzī"),
    ],
)  # fmt: skip
def test_transliterations_meet(one, other):
    assert loosen(one) == loosen(other)


def test_the_file_gives_back_what_was_written(tmp_path):
    path = tmp_path / "small.index"
    write_gazetteer([HALVEK, TARVOS], [["Halvek", "Hálvek"], ["Tarvos", "Tarvos Province"]], path)
    gazetteer = open_gazetteer(path)
    assert isinstance(gazetteer, Gazetteer)
    assert len(gazetteer) == 2
    assert gazetteer.lookup("HALVEK") == (HALVEK,)
    assert gazetteer.lookup("tarvos-province") == (TARVOS,)
    assert gazetteer.lookup("al-Halvekk", loose=True) == (HALVEK,)
    assert gazetteer.lookup("Dorn") == gazetteer.lookup("") == ()


def test_a_missing_or_foreign_file_is_one_error(tmp_path):
    with pytest.raises(ModelError, match="install rashomon anew"):
        open_gazetteer(tmp_path / "none.index")
    (tmp_path / "foreign.index").write_bytes(b"something else")
    with pytest.raises(ModelError, match="another form"):
        open_gazetteer(tmp_path / "foreign.index")
