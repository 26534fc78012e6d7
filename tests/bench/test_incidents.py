import gzip
import json
import subprocess
import sys
from datetime import date

import pytest
from bench.alike import LABELS, learn, likelihoods, rarity, signals_of, without
from bench.clusters import average_link, b_cubed, single_link
from bench.incidents import by_city, halves, is_telling, links_of, read_articles
from bench.traits import traits_of
from tests.make import report

from rashomon.records import Account, Analysis, Claim, Evidence, Figure, Place, Question, QuestionPlace, Time


def question(name, reports, *, kind="occurrence", place=None):
    accounts = tuple(
        Account(
            id=f"{name}-{report}", claim="c", report=report, published=None, speaker="Tarn police", party=None,
            speaker_kind="police", via=(), origin="o1", evidence=Evidence(quote="a few words", start=0, end=11),
        )
        for report in reports
    )  # fmt: skip
    return Question(
        id=name,
        question="?",
        kind=kind,
        place=place,
        status="agreed",
        reason="",
        origins=1,
        outlets=1,
        accounts=accounts,
    )


def test_b_cubed_of_the_same_clusters_is_one_whatever_they_are_called():
    assert b_cubed({"a": "x", "b": "x", "c": "y"}, {"a": "7", "b": "7", "c": "8"}) == (1.0, 1.0, 1.0)


def test_b_cubed_counts_items_not_clusters():
    gold = {"a": "x", "b": "x", "c": "x", "d": "y"}
    alone = {item: item for item in gold}
    assert b_cubed(gold, alone) == pytest.approx((1, (3 * 1 / 3 + 1) / 4, 2 / 3))
    together = dict.fromkeys(gold, "1")
    assert b_cubed(gold, together)[:2] == pytest.approx(((3 * 3 / 4 + 1 / 4) / 4, 1))


def test_b_cubed_of_some_items_still_sees_the_whole_clusters():
    gold = {"a": "x", "b": "x", "c": "y"}
    assert b_cubed(gold, dict.fromkeys(gold, "1"), of={"c"})[:2] == pytest.approx((1 / 3, 1))
    assert b_cubed(gold, gold, of=()) == (0, 0, 0)


def test_a_chain_of_pairs_is_one_cluster_by_single_link():
    assert single_link("abcd", [("b", "c"), ("b", "a")]) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_one_weak_bridge_does_not_join_two_clusters_by_average_link():
    links = {("a", "b"): 1.0, ("c", "d"): 1.0, ("b", "c"): 0.6}
    assert average_link("abcd", links, least=0.3) == {"a": "a", "b": "a", "c": "c", "d": "c"}
    assert set(average_link("abcd", links, least=0.1).values()) == {"a"}
    assert len(set(single_link("abcd", links).values())) == 1


def test_average_link_joins_the_heaviest_first():
    links = {("a", "b"): 0.5, ("b", "c"): 0.9}
    assert average_link("abc", links, least=0.4) == {"a": "a", "b": "b", "c": "b"}


def test_the_same_city_within_three_days_is_one_incident_and_a_later_report_is_not():
    day = {"a": 1, "b": 4, "c": 8, "d": 2}
    city = {"a": ("Norland", "Tarn"), "b": ("Norland", "Tarn"), "c": ("Norland", "Tarn"), "d": ("Sudland", "Tarn")}
    assert by_city(day, city) == {"a": "a", "b": "a", "c": "c", "d": "d"}


def test_reports_that_share_a_rare_question_are_more_alike_than_those_that_share_a_frequent_one():
    links = links_of(
        [question("q1", "ab"), question("q2", "cdefgh"), question("q3", "a"), question("q4", "c")], reports=8
    )
    assert 0 < links["c", "d"] < links["a", "b"] < 1
    assert ("a", "c") not in links
    assert links_of([question("q1", "ba")], reports=9) == {("a", "b"): pytest.approx(1)}


def test_a_figure_tells_of_an_incident_only_in_a_known_town():
    assert is_telling(question("q1", "ab"))
    assert not is_telling(question("q1", "ab", kind="figure"))
    assert not is_telling(question("q1", "ab", kind="figure", place=QuestionPlace(name="Tarn")))
    town, state = (QuestionPlace(name="Tarn", lat=1.0, lon=2.0, precision=p) for p in (1, 4))
    assert is_telling(question("q1", "ab", kind="figure", place=town))
    assert not is_telling(question("q1", "ab", kind="figure", place=state))


def test_no_incident_is_in_both_halves():
    gold = {f"r{n}": str(n // 3) for n in range(60)}
    one, other = halves(gold)
    assert sorted(one + other) == sorted(gold)
    assert not {gold[name] for name in one} & {gold[name] for name in other}


def test_an_article_counts_once_with_its_first_row_in_order_of_publication(tmp_path):
    path = tmp_path / "articles.jsonl.gz"
    rows = [("b", "2021-03-02", "1"), ("a", "2021-03-01", "2"), ("b", "2021-01-01", "3")]
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for name, day, incident in rows:
            lines.write(json.dumps({"id": name, "published": day, "gold": {"incident": incident}}) + "\n")
    read = read_articles(path)
    assert [(name, row["gold"]["incident"]) for name, row in read.items()] == [("a", "2"), ("b", "1")]


def test_corpora_that_are_not_there_are_one_clear_line(tmp_path):
    done = subprocess.run([sys.executable, "-m", "bench.incidents", tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "articles.jsonl.gz is not there" in done.stderr


def told(name, text, day):
    return Analysis(report=report(text, id=name, published=day))


def test_only_reports_that_share_rare_things_or_a_question_are_weighed():
    one = "Then Orla Venn, 31, and Tomas Reck, 19, were shot at the mill, said Sergeant Ivo Lund."
    other = "A flood took the bridge."
    found = signals_of(
        [told("a", one, "2021-03-01"), told("b", one, "2021-07-02"), *(told(n, other, "2021-03-01") for n in "cdefgh")],
        [question("q1", "cd"), question("q2", "ef", kind="figure")],
    )
    assert set(found) == {("a", "b"), ("c", "d"), ("e", "f")}
    shared = {pair: dict(zip(LABELS, seen, strict=True)) for pair, seen in found.items()}
    assert shared["a", "b"]["names"] > 0 < shared["a", "b"]["persons with an age"]
    assert shared["a", "b"]["days between"] > shared["c", "d"]["days between"] == 0
    assert shared["c", "d"]["other questions"] > 0 == shared["c", "d"]["figure questions"]
    assert shared["e", "f"]["figure questions"] > 0 == shared["e", "f"]["other questions"]


def test_reports_that_know_only_other_ages_differ():
    texts = {
        "a": "Orla Venn, 31, fell.",
        "b": "A 19-year-old man fell.",
        "c": "Orla Venn, 31, and Tomas Reck, 19, fell.",
    }
    texts |= dict.fromkeys("defghijklmnopqr", "It rained.")
    found = signals_of([told(n, text, "2021-03-01") for n, text in texts.items()], [question("q1", "abc")])
    ages = {pair: dict(zip(LABELS, seen, strict=True))["other ages"] for pair, seen in found.items()}
    assert ages == {("a", "b"): 1, ("a", "c"): 0, ("b", "c"): 0}


def test_traits_are_those_of_the_text_the_day_and_the_main_incident():
    text = "Shot at Tarn\n\nThen Orla Venn, 31, met a 19-year-old in Tarn; 2 died, of 700 there."
    spans = (text.index("Then"), text.index("Then") + 4)
    time = Time(id="t1", span=spans, words="Then", start=date(2021, 2, 27), end=date(2021, 2, 27), precision=1)
    year = Time(id="t2", span=spans, words="Then", start=date(2021, 1, 1), end=date(2021, 12, 31), precision=5)
    places = tuple(
        Place(id=f"p{n}", span=spans, name=name, lat=1.0, lon=2.0, admin1="Norland", precision=precision)
        for n, (name, precision) in enumerate([("Tarn", 1), ("Norland", 4)])
    )
    figures = tuple(
        Figure(id=f"f{n}", span=spans, words=str(n), measure="killed", low=n, best=n, high=n, approximator=None, rule="r",
               quantifier="Exact", unit="people")
        for n in (1, 2, 700)
    )  # fmt: skip
    claims = [
        Claim(id="c", attribution=None, speaker=None, said_at=None, kind="occurrence", text="Then", spans=(spans,), times=(named,), predicate=None,
              episode=episode, evidence=spans)
        for episode, named in (("e2", "t2"), ("e1", "t2"), ("e1", "t1"))
    ]  # fmt: skip
    analysis = Analysis(
        report=report(text, id="a", published="2021-03-01"), times=(time, year), places=places, figures=figures, claims=tuple(claims)
    )  # fmt: skip
    found = traits_of(analysis)
    day = date(2021, 2, 27).toordinal()
    assert (found.day, found.days, found.happened) == (day + 2, {day}, (day, day))
    assert (found.persons, found.ages) == ({("Venn", "31")}, {"31", "19"})
    assert (found.places, found.states, found.towns) == ({"Tarn", "Norland"}, {"Norland"}, {(1.0, 2.0)})
    assert (found.killed, found.injured) == (2, 0)
    assert "Orla" in found.names
    assert "Then" not in found.names


def test_what_few_share_is_rarer_and_what_most_have_tells_nothing():
    found = rarity(
        [
            {"x", "z"},
            {"x", "z"},
            {"y", "z"},
            {"y", "z"},
            {"y"},
            set(),
            set(),
            set(),
            set(),
            set(),
            set(),
            set(),
            set(),
            set(),
            set(),
        ]
    )
    assert found[0, 1] > found[2, 3] > found[2, 0] == 0


def test_signals_that_are_left_out_are_nothing():
    seen = [1.0] * len(LABELS)
    assert sum(without({("a", "b"): seen}, "questions")["a", "b"]) == len(LABELS) - 2


def test_what_goes_with_one_incident_in_the_gold_makes_it_likelier():
    signals = {(f"a{n}", f"b{n}"): [n % 2 * 1.0, 1.0] for n in range(40)}
    gold = {name: f"{n}" if n % 2 else name for n, pair in enumerate(signals) for name in pair}
    found = likelihoods(signals, learn(signals, gold))
    assert found["a1", "b1"] > 0.8 > 0.2 > found["a2", "b2"] > 0


def test_what_a_signal_tells_may_depend_on_another():
    both = [(n, first, second) for n in range(30) for first in (0.0, 1.0) for second in (0.0, 1.0)]
    signals = {(f"a{n}{x}{y}", f"b{n}{x}{y}"): [x, y, 1.0] for n, x, y in both}
    gold = {name: name if seen[0] == seen[1] else pair[0] for pair, seen in signals.items() for name in pair}
    found = likelihoods(signals, learn(signals, gold))
    assert all((found[pair] > 0.5) == (seen[0] != seen[1]) for pair, seen in signals.items())
