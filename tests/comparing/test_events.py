"""Events: which episodes of which reports are one, whatever the order of the reports."""

import random
from dataclasses import replace
from datetime import date

import pytest
from make import report

from rashomon.comparing.events import events_of_claims, read_all, read_events, with_event
from rashomon.comparing.events.model import SIGNALS, load_model, values
from rashomon.languages.events import load_event_words
from rashomon.records import Account, Analysis, Claim, Event, Evidence, Place, Question, Time

LODRIN = ("Lodrin", 36.20, 37.15)
TARVAK = ("Tarvak", 33.51, 36.29)
MARKET = "Shells hit the fish market of {town} on {day}, killing twelve people. The mayor, Orla Venn, said the roof of the Kestrel hall fell in."
BRIDGE = "Gunmen opened fire at the Oskar bridge near {town} on {day}. A driver, Tomas Reck, was wounded, the police of {town} said."
COUNTRY = "Shells have killed people at a fish market, and a roof fell in. The war in Syria goes on, and its government has said nothing of the shells."


def told(
    name: str, text: str, published: str, town: tuple[str, float, float] | None, day: date | None, deed: str
) -> Analysis:
    """A report of one incident, with a claim that is set in its place and on its day."""
    text = text.format(town=town[0] if town else "", day=f"{day:%A}" if day else "")
    places: tuple[Place, ...] = ()
    if town is not None:
        at = text.index(town[0])
        places = (Place(id="p1", span=(at, at + len(town[0])), name=town[0], lat=town[1], lon=town[2], precision=1),)
    else:
        at = text.index("Syria")
        places = (Place(id="p1", span=(at, at + 5), name="Syria", lat=35.0, lon=38.0, country="SY", precision=6),)
    times = (Time(id="t1", span=(0, 1), words="", start=day, end=day, precision=1),) if day else ()
    claim = Claim(
        id=f"claim-{name}", attribution=None, speaker=None, said_at=None, kind="occurrence", text=text, spans=((0, len(text)),), predicate=None,
        places=tuple(p.id for p in places), times=tuple(t.id for t in times), episode="e1", deeds=(deed,), evidence=(0, len(text)),
    )  # fmt: skip
    return Analysis(report=report(text, id=name, published=published), places=places, times=times, claims=(claim,))


def market(
    name: str, published: str, day: date = date(2024, 5, 13), town: tuple[str, float, float] = LODRIN
) -> Analysis:
    return told(name, MARKET, published, town, day, "shelling")


def bridge(name: str, published: str, day: date = date(2024, 5, 14)) -> Analysis:
    return told(name, BRIDGE, published, TARVAK, day, "shooting")


def country(published: str) -> Analysis:
    return told("syria", COUNTRY, published, None, None, "shelling")


def groups(events: tuple[Event, ...]) -> set[frozenset[str]]:
    return {frozenset(e.report for e in event.episodes) for event in events}


REPORTS = [
    market("a", "2024-05-13"),
    market("b", "2024-05-14"),
    market("c", "2024-05-14"),
    bridge("d", "2024-05-14"),
    bridge("e", "2024-05-15"),
]


def test_reports_of_one_incident_are_one_event_and_others_another() -> None:
    assert groups(read_events(REPORTS)) == {frozenset("abc"), frozenset("de")}


@pytest.mark.parametrize("seed", range(6))
def test_events_are_those_of_the_set_of_reports_whatever_came_first(seed: int) -> None:
    mixed = [*REPORTS, country("2024-05-14"), market("f", "2024-06-20", date(2024, 6, 19))]
    random.Random(seed).shuffle(mixed)
    assert read_events(mixed) == read_events(sorted(mixed, key=lambda a: a.report.id))


@pytest.mark.parametrize("published", ["2024-05-12", "2024-05-14", "2024-05-30"])
def test_a_report_of_the_country_alone_leaves_the_events_of_its_towns_as_they_are(published: str) -> None:
    before = {e.id: replace(e, apart=()) for e in read_events(REPORTS)}
    after = {e.id: replace(e, apart=()) for e in read_events([country(published), *REPORTS])}
    for name, event in before.items():
        rest = tuple(e for e in after[name].episodes if e.report != "syria")
        assert replace(after[name], episodes=rest) == event


def test_a_report_of_the_country_alone_joins_no_more_than_one_event() -> None:
    twice = [*REPORTS, market("x", "2024-07-02", date(2024, 7, 1), TARVAK)]
    homes = [g for g in groups(read_events([*twice, country("2024-05-14")])) if "syria" in g]
    assert len(homes) == 1
    assert not {"a", "x"} <= homes[0]


def test_look_alikes_of_two_days_stay_apart_and_the_reason_is_told() -> None:
    far = [market("y", "2024-07-21", date(2024, 7, 20), TARVAK), market("z", "2024-07-22", date(2024, 7, 20), TARVAK)]
    events = read_events([*REPORTS, *far])
    assert groups(events) == {frozenset("abc"), frozenset("de"), frozenset("yz")}
    one = next(e for e in events if {x.report for x in e.episodes} == set("abc"))
    other = next(e for e in events if {x.report for x in e.episodes} == set("yz"))
    near = {a.event: a.reason for a in one.apart}
    assert other.id not in near or "apart" in near[other.id]


def test_an_event_keeps_its_id_while_its_founding_report_is_there() -> None:
    name = next(e.id for e in read_events(REPORTS) if e.episodes[0].report == "a")
    assert name in {e.id for e in read_events(REPORTS[:1])}
    assert name in {e.id for e in read_events([*REPORTS, market("g", "2024-05-16")])}
    assert name not in {e.id for e in read_events(REPORTS[1:])}


def test_an_event_is_called_by_what_where_and_when() -> None:
    event = next(e for e in read_events(REPORTS) if e.episodes[0].report == "a")
    assert event.title == "Shelling in Lodrin, 13 May 2024"
    assert (event.start, event.end) == (date(2024, 5, 13), date(2024, 5, 13))
    assert event.place is not None
    assert event.place.name == "Lodrin"


def test_an_event_of_which_nothing_is_known_is_called_by_its_headline() -> None:
    words = load_event_words()
    assert words.title(what=None, place="Lodrin", days=None, headline="A roof falls") == "A roof falls"
    assert words.title(what=None, place="Lodrin", days=None, headline=None) == "Events in Lodrin"
    assert words.title(what=None, place=None, days=None, headline=None) == "An event"
    assert words.days(date(2024, 5, 30), date(2024, 6, 1)) == "30 May 2024 to 1 June 2024"


def test_the_day_of_publication_is_never_the_day_of_an_event() -> None:
    (event,) = read_events([told("a", MARKET, "2024-05-13", LODRIN, None, "shelling")])
    assert (event.start, event.end) == (None, None)


def test_a_question_has_the_event_that_most_of_its_accounts_tell_of() -> None:
    events = read_events(REPORTS)
    homes = events_of_claims(REPORTS, events)
    accounts = tuple(
        Account(
            id=name, claim=f"claim-{name}", report=name, published=None, speaker="Tarn police", party=None, speaker_kind="police", via=(),
            origin="o1", evidence=Evidence(quote="", start=0, end=0),
        )
        for name in "dab"
    )  # fmt: skip
    question = Question(
        id="q", question="?", kind="occurrence", status="agreed", reason="", origins=1, outlets=1, accounts=accounts
    )
    found = with_event(question, homes).event
    assert found is not None
    assert found.title == "Shelling in Lodrin, 13 May 2024"
    assert with_event(replace(question, accounts=accounts[:1]), {}).event is None


def test_a_report_without_claims_has_an_episode_and_one_that_is_not_analysed_has_none() -> None:
    text = "Rain fell over Lodrin."
    assert [e.episode for e in read_all([Analysis(report=report(text))])] == ["e1"]
    assert read_all([Analysis(report=report(text, language="fr"))]) == []


def test_signals_say_the_same_in_either_order_and_within_bounds() -> None:
    episodes = read_all([*REPORTS, country("2024-05-14")])
    for a in episodes:
        for b in episodes:
            assert values(a, b) == pytest.approx(values(b, a))
            assert all(-1 <= v <= 1 for v in values(a, b))


def test_signals_have_names_of_their_own_and_say_what_they_look_at() -> None:
    assert len({s.__name__ for s in SIGNALS}) == len(SIGNALS) == len(load_model().signals)
    assert all(s.__doc__ for s in SIGNALS)
