"""The arithmetic of the scorers, by hand: a scorer that can be wrong unnoticed is worth nothing."""

from collections import Counter
from datetime import date

from bench.field import count, rates
from bench.geoparsing import counts as place_counts
from bench.gva_news import rates as gva_rates
from bench.matching import match, shares
from bench.timebank import counts, interval, read_timeml
from make import report

from rashomon.records import Analysis, Attribution, Claim, Figure, Place, Time


def _figure(n: int, span: tuple[int, int], best: int, **more: object) -> Figure:
    given: dict[str, object] = {
        "id": f"f{n}", "span": span, "words": "x", "measure": "killed", "low": best, "best": best, "high": best, "approximator": None,
        "rule": "exact", "quantifier": "Exact", "unit": "people",
    }  # fmt: skip
    return Figure(**(given | more))  # type: ignore[arg-type]


def test_spans_match_once_and_the_larger_overlap_goes_first() -> None:
    assert match([(0, 10), (10, 12)], [(8, 12), (0, 9), (20, 21)]) == [(0, 1), (1, 0)]
    assert shares(1, 2, 4) == (0.25, 0.5, 1 / 3)
    assert shares(0, 0, 0) == (0.0, 0.0, 0.0)


def test_field_counts_figures_places_and_times() -> None:
    gold = {
        "figures": [
            {
                "id": "f0",
                "span": [0, 2],
                "low": 31,
                "best": 31,
                "high": 31,
                "measure": "killed",
                "unit": "people",
                "part_of": None,
                "attribution": None,
            },
            {
                "id": "f1",
                "span": [5, 7],
                "low": 12,
                "best": 12,
                "high": None,
                "measure": "killed",
                "unit": "people",
                "part_of": "f0",
                "attribution": "a1",
            },
        ],
        "attributions": [{"id": "a1", "cue": [[30, 34]], "source": []}],
        "places": [
            {"span": [10, 14], "precision": 1, "lat": 10.0, "lon": 10.0, "country": "XX"},
            {"span": [20, 24], "precision": 6, "lat": 0.0, "lon": 0.0, "country": "YY"},
        ],
        "times": [{"span": [30, 34], "start": "2024-05-13", "end": "2024-05-13"}],
    }
    found = Analysis(
        report=report("x" * 40),
        figures=(
            _figure(1, (0, 2), 31),
            _figure(2, (5, 7), 12, part_of="f1", unit="households"),
            _figure(3, (8, 9), 1),
        ),
        places=(
            Place(id="p1", span=(10, 14), name="A", lat=10.1, lon=10.0, country="XX", precision=2),
            Place(id="p2", span=(20, 24), name="B", lat=50.0, lon=50.0, country="YY", precision=6),
        ),
        times=(
            Time(id="t1", span=(30, 34), words="xxxx", start=date(2024, 5, 13), end=date(2024, 5, 14), precision=2),
        ),
    )
    counted: Counter[str] = Counter()
    count(counted, gold, found)
    rated = rates(counted)
    assert round(rated["figure_f1"], 4) == 0.8
    assert (rated["figure_interval"], rated["figure_measure"], rated["figure_unit"], rated["figure_part_f1"]) == (
        0.5,
        1.0,
        0.5,
        1.0,
    )
    assert rated["figure_attribution"] == 0.5  # the first belongs to none in both, the second only here
    assert (rated["place_f1"], rated["place_where"], rated["place_precision"]) == (1.0, 1.0, 0.5)
    assert (rated["time_f1"], rated["time_interval"]) == (1.0, 0.0)


def test_a_figure_belongs_to_the_attribution_of_its_claim() -> None:
    gold = {
        "figures": [
            {"id": f"f{n}", "span": [n, n + 1], "low": 1, "best": 1, "high": 1, "measure": "killed", "unit": "people", "part_of": None, "attribution": "a1"}
            for n in range(3)
        ],
        "attributions": [{"id": "a1", "cue": [[20, 24]], "source": [[10, 14]]}],
        "places": [],
        "times": [],
    }  # fmt: skip
    cues = {
        "a1": (22, 26),
        "a2": (30, 34),
    }  # the first shares characters with the gold's cue, the second with none of its words
    found = Analysis(
        report=report("x" * 40),
        attributions=tuple(
            Attribution(id=name, source=(), cue=(cue,), content=((0, 5),), kind="indirect", act="say")
            for name, cue in cues.items()
        ),
        figures=tuple(_figure(n, (n, n + 1), 1) for n in range(3)),
        claims=tuple(
            Claim(id=f"c{n}", attribution=owner, speaker=None, said_at=None, kind="figure", text="", spans=((0, 5),), figures=(f"f{n}",), predicate=None, evidence=(0, 5))
            for n, owner in enumerate(("a1", "a2", None))
        ),
    )  # fmt: skip
    counted: Counter[str] = Counter()
    count(counted, gold, found)
    assert round(rates(counted)["figure_attribution"], 4) == 0.3333


def test_killed_and_injured_count_where_they_are_exact() -> None:
    pairs = [({"killed": 4, "injured": 0}, {"killed": 4, "injured": 1}), ({"killed": 1, "injured": 0}, {})]
    assert gva_rates(pairs) == {"killed_many": 1.0, "injured_many": 0.0, "killed_all": 0.5, "injured_all": 0.5}


def test_timeml_is_read_and_values_become_days() -> None:
    content = (
        '<?xml version="1.0"?><TimeML>Lodrin, <TIMEX3 tid="t0" type="DATE" value="2024-05-15" functionInDocument="CREATION_TIME">05-15-24</TIMEX3>'
        '. It fell <TIMEX3 tid="t1" type="DATE" value="2024-05-14">yesterday</TIMEX3> &amp; held for <TIMEX3 tid="t2" type="DURATION" value="P3D">three days</TIMEX3>.</TimeML>'
    )
    text, published, expected = read_timeml(content)
    assert published == "2024-05-15"
    assert [text[a:b] for (a, b), _ in expected] == ["yesterday", "three days"]
    found = [
        Time(
            id="t1", span=expected[0][0], words="yesterday", start=date(2024, 5, 14), end=date(2024, 5, 14), precision=1
        )
    ]
    assert counts(expected, found) == (1, 1)
    assert interval("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert interval("2024-W20") == (date(2024, 5, 13), date(2024, 5, 19))
    assert interval("199") == (date(1990, 1, 1), date(1999, 12, 31))
    assert interval("PAST_REF") is None


def test_toponyms_are_counted_found_located_and_near() -> None:
    gold = [((0, 4), (10.0, 10.0)), ((5, 9), None), ((20, 24), (50.0, 50.0)), ((30, 34), (0.0, 0.0))]
    found = (
        Place(id="p1", span=(0, 4), name="A", lat=11.0, lon=10.0),
        Place(id="p2", span=(5, 9), name="B", lat=1.0, lon=1.0),
        Place(id="p3", span=(20, 24), name="C"),
    )
    assert place_counts(gold, found) == (3, 2, 1)
