"""People correct the machine: each act changes the board as it says, an undo brings back what was, and nothing is lost."""

import json
import shutil
import sqlite3
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from make import report

from rashomon.cli import main
from rashomon.desk import forget, open_desk, orphans, review, share
from rashomon.errors import ConflictError, InputError, NotFoundError
from rashomon.pipeline import analyse, compare, load_models
from rashomon.records import Question
from rashomon.reviews import replay
from rashomon.reviews.making import Wish
from rashomon.reviews.teaching import cases, gold, score
from rashomon.store import Store, open_store

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def store(demo_store: str, tmp_path: Path):
    path = tmp_path / "s.db"
    shutil.copy(demo_store, path)
    with open_store(str(path)) as opened:
        yield opened


def do(store: Store, act: str, *claims: str, actor: str = "Ada", **values: object):
    return review(store, "demo", Wish(act=act, actor=actor, claims=claims, **values), now=lambda: NOON)  # type: ignore[arg-type]


def disputed(store: Store, place: str = "Halvek") -> Question:
    return next(q for q in store.questions("demo", status="disputed") if q.kind == "figure" and q.place and q.place.name == place)  # fmt: skip


def account(store: Store, claim: str):
    return next((a for q in store.questions("demo") for a in q.accounts if a.claim == claim), None)


def home(store: Store, claim: str) -> Question:
    return next(q for q in store.questions("demo") if any(a.claim == claim for a in q.accounts))


def undone(store: Store, before: list[Question]) -> None:
    """The last act is taken back, and the board is as it was."""
    do(store, "undo", undoes=len(store.log("demo")))
    assert [replace(q, aliases=()) for q in store.questions("demo")] == [replace(q, aliases=()) for q in before]
    assert list(store.verify()) == []


def test_confirm_and_reject(store: Store) -> None:
    before = store.questions("demo")
    first, *_, last = (a.claim for a in disputed(store).accounts)
    do(store, "confirm", first)
    assert account(store, first).reviewed == "confirmed by Ada, 2026-11-25T12:00:00+00:00"
    undone(store, before)
    do(store, "reject", last, why="a headline about another day")
    assert account(store, last) is None
    assert last in replay(store.log("demo")).rejected
    undone(store, before)


@pytest.mark.parametrize(
    ("field", "after", "shown"),
    [
        ("speaker", "Ora Lind", ("speaker", "Ora Lind")), ("party", "the Lind group", ("party", "the Lind group")),
        ("figure", "40-50", ("high", 50)), ("polarity", "denied", ("polarity", "denied")),
    ],
)  # fmt: skip
def test_a_field_is_corrected(store: Store, field: str, after: str, shown: tuple[str, object]) -> None:
    before = store.questions("demo")
    claim = disputed(store).accounts[-1].claim
    entry = do(store, "correct", claim, field=field, after=after)
    found = account(store, claim)
    assert getattr(found, shown[0]) == shown[1]
    assert found.reviewed.startswith(f"corrected {field} by Ada")
    assert entry.before is None or entry.before == entry.targets[0].values[field]
    undone(store, before)


def test_measure_place_time_and_position_are_corrected(store: Store) -> None:
    before = store.questions("demo")
    claim = disputed(store).accounts[-1].claim
    do(store, "correct", claim, field="measure", after="injured")
    assert home(store, claim).measure == "injured"
    undone(store, before)
    do(store, "correct", claim, field="place", after="Port Selin")
    assert home(store, claim).id != disputed(store).id
    undone(store, before)
    do(store, "correct", claim, field="time", after="2001-01-01")
    assert len(home(store, claim).accounts) == 1
    undone(store, before)
    told = next(q for q in store.questions("demo", status="denied") if q.kind == "occurrence").accounts[0]
    do(store, "correct", told.claim, field="position", after="unclear")
    assert account(store, told.claim).position == "unclear"
    undone(store, before)


def test_questions_are_merged_split_and_claims_set_aside(store: Store) -> None:
    before = store.questions("demo")
    one = disputed(store)
    other = next(q for q in before if q.measure == "killed" and q.id != one.id)
    mine, theirs = (tuple(a.claim for a in q.accounts) for q in (one, other))
    do(store, "together", *mine, others=theirs)
    merged = home(store, mine[0])
    assert {a.claim for a in merged.accounts} == {*mine, *theirs}
    assert merged.reviewed.startswith("merged by Ada")
    undone(store, before)
    do(store, "apart", mine[0], others=mine[1:])
    assert [a.claim for a in home(store, mine[0]).accounts] == [mine[0]]
    assert {a.claim for a in home(store, mine[1]).accounts} == set(mine[1:])
    undone(store, before)
    top = max(one.accounts, key=lambda a: a.high or 0)
    do(store, "not_comparable", next(c for c in mine if c != top.claim), others=(top.claim,))
    assert account(store, top.claim).relation == "not_comparable"
    assert home(store, top.claim).high < top.high
    undone(store, before)


def test_notes_and_verdicts_are_signed_and_change_nothing_that_was_said(store: Store) -> None:
    before = store.questions("demo")
    asked = disputed(store)
    claims = tuple(a.claim for a in asked.accounts)
    do(store, "note", *claims, after="ask the hospital again")
    assert home(store, claims[0]).notes == ("ask the hospital again, by Ada, 2026-11-25T12:00:00+00:00",)
    undone(store, before)
    do(store, "verdict", *claims, after="at least 31", why="the hospital's list has 31 names")
    found = home(store, claims[0])
    assert found.verdict == "at least 31, by Ada, 2026-11-25T12:00:00+00:00: the hospital's list has 31 names"
    assert (found.low, found.high, found.status) == (asked.low, asked.high, asked.status)
    undone(store, before)
    with pytest.raises(InputError, match="reason"):
        do(store, "verdict", *claims, after="at least 31")


def test_a_claim_is_added_by_its_words(store: Store) -> None:
    before = store.questions("demo")
    report = store.report("demo", "mer-0516").report
    start = report.text.index(" ", report.body_start + 40) + 1
    values = {"kind": "figure", "figure": "77", "measure": "missing", "speaker": "Ora Lind", "place": "Port Selin"}
    entry = do(store, "add", subject="mer-0516", span=(start, start + 50), after=values)
    (target,) = entry.targets
    assert target.quote == report.text[start : start + 50]
    found = account(store, target.claim)
    assert (found.speaker, found.low, found.evidence.quote) == ("Ora Lind", 77, target.quote)
    assert found.reviewed.startswith("added by Ada")
    with pytest.raises(InputError, match="already"):
        do(store, "add", subject="mer-0516", span=(start, start + 50), after=values)
    undone(store, before)


def test_a_speaker_is_named_once_for_the_situation(store: Store) -> None:
    before = store.questions("demo")
    do(
        store,
        "speaker",
        subject="Ilse Maran",
        after={"name": "Dr Ilse Maran", "party": "the hospital", "aliases": ["I. M."]},
    )
    told = [a for q in store.questions("demo") for a in q.accounts if "Maran" in a.speaker]
    assert {(a.speaker, a.party) for a in told} == {("Dr Ilse Maran", "the hospital")}
    undone(store, before)


def test_new_accounts_on_a_reviewed_question_are_flagged(store: Store, models) -> None:
    asked = disputed(store)
    do(store, "confirm", *(a.claim for a in asked.accounts), question=True)
    assert not home(store, asked.accounts[0].claim).changed_after_review
    top = max(asked.accounts, key=lambda a: a.high or 0)
    analysis = store.report("demo", top.report)
    raised = tuple(
        replace(f, low=f.low + 1, best=f.best + 1, high=f.high + 1) if f.high == top.high else f
        for f in analysis.figures
    )
    other = replace(
        analysis,
        report=replace(analysis.report, id="new", publisher="Another"),
        claims=tuple(replace(c, id=f"{c.id}-n") for c in analysis.claims),
        figures=raised,
    )
    questions = compare([*store.analyses("demo"), other], models, store.log("demo"))
    flagged = [q for q in questions if q.changed_after_review]
    assert [q.reviewed for q in flagged] == ["confirmed by Ada, 2026-11-25T12:00:00+00:00"]


def test_the_second_of_two_gets_a_conflict_and_loses_nothing(store: Store) -> None:
    claim = disputed(store).accounts[0].claim
    seen = len(store.log("demo"))
    do(store, "reject", claim, seen=seen)
    with pytest.raises(ConflictError, match="rejected the same"):
        do(store, "correct", claim, field="figure", after="5", actor="Bo", seen=seen)
    do(store, "undo", undoes=1)
    with pytest.raises(ConflictError, match=r"Ada.*took back.*since you looked"):
        do(store, "confirm", claim, actor="Bo", seen=seen)
    do(store, "confirm", claim, actor="Bo", seen=2)
    assert [e.act for e in store.log("demo")] == ["reject", "undo", "confirm"]


def test_what_cannot_be_done_is_refused_in_one_line(store: Store) -> None:
    claim = disputed(store).accounts[0].claim
    for wish in (
        {"act": "paint"}, {"act": "confirm"}, {"act": "confirm", "claims": ("claim-0",)}, {"act": "undo", "undoes": 9},
        {"act": "correct", "claims": (claim,), "field": "figure", "after": "many"},
        {"act": "correct", "claims": (claim,), "field": "figure", "after": "9-2"},
        {"act": "correct", "claims": (claim,), "field": "colour", "after": "red"},
        {"act": "correct", "claims": (claim,), "field": "polarity", "after": "maybe"},
        {"act": "correct", "claims": (claim,), "field": "time", "after": "soon"},
        {"act": "together", "claims": (claim,)}, {"act": "note", "claims": (claim,), "after": " "},
        {"act": "add", "subject": "mer-0516", "span": (5, 5)}, {"act": "level", "subject": "mer-0516", "after": "secret"},
        {"act": "speaker", "subject": "Ann Other", "after": {"name": "X"}}, {"act": "forget"},
        {"act": "confirm", "claims": (claim,), "actor": " "}, {"act": "note", "claims": (claim,), "after": "x" * 5000},
    ):  # fmt: skip
        with pytest.raises(InputError) as told:
            review(store, "demo", Wish(**({"actor": "Ada"} | wish)))
        assert "\n" not in str(told.value)
    assert store.log("demo") == []


ACTS = ("confirm", "reject", "correct", "together", "apart", "not_comparable", "note", "verdict", "undo")


SMALL = (
    (
        "a",
        "2024-05-13",
        "At least 12 people were killed in Halvek on Monday, the army said. The rebels captured Dorn, the mayor said.",
    ),
    (
        "b",
        "2024-05-14",
        "A doctor said 31 people were killed in Halvek on Monday. The army denied that the rebels captured Dorn.",
    ),
    (
        "c",
        "2024-05-15",
        "Eleven people were killed in Halvek on Monday, police said. The governor said 40 people were missing in Dorn.",
    ),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, models) -> str:
    """The path of a store of three short reports."""
    path = str(tmp_path_factory.mktemp("small") / "s.db")
    with open_store(path) as store:
        for name, day, text in SMALL:
            store.add("demo", analyse(report(text, id=name, published=day, publisher=f"Outlet {name}"), models))
        store.replace_questions("demo", compare(store.analyses("demo"), models))
    return path


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=8))
@settings(max_examples=20)
def test_replaying_the_log_arrives_at_what_is_stored(small: str, tmp_path_factory, steps) -> None:
    path = tmp_path_factory.mktemp("replay") / "s.db"
    shutil.copy(small, path)
    with open_store(str(path)) as store:
        analyses = list(store.analyses("demo"))
        for act, n, m in steps:
            claims = [a.claim for q in store.questions("demo") for a in q.accounts] or ["claim-0"]
            values = {
                "correct": {"field": "figure", "after": str(n + 1000)}, "note": {"after": "look"}, "undo": {"undoes": n % 5 + 1},
                "verdict": {"after": "so", "why": "it is"},
            }.get(act, {})  # fmt: skip
            paired = {"others": (claims[m % len(claims)],)} if act in {"together", "apart", "not_comparable"} else {}
            mine = () if act == "undo" else (claims[n % len(claims)],)
            try:
                do(store, act, *mine, **values, **paired)
            except InputError:
                continue
        log = store.log("demo")
        stored = [replace(q, aliases=()) for q in store.questions("demo")]
        assert list(compare(analyses, load_models(), log)) == stored
        assert replay(log) == replay(list(reversed(log)))
        assert list(store.verify()) == []


def test_the_log_cannot_be_changed_and_tampering_is_found(store: Store, tmp_path: Path) -> None:
    claims = [a.claim for a in disputed(store).accounts[:3]]
    for claim in claims:
        do(store, "confirm", claim)
    path = tmp_path / "s.db"
    changes = ("UPDATE reviews SET actor = 'Bo'", "DELETE FROM reviews", "UPDATE review_bodies SET body = '{}'",
               "DELETE FROM review_bodies WHERE number = 2", "DELETE FROM reviews WHERE number = 3")  # fmt: skip
    for change in changes:
        with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            connection.execute(change)
        connection.close()
    assert list(store.verify()) == []
    store.close()
    for change in (*changes[:1], *changes[2:4], "DELETE FROM reviews WHERE number = 2"):
        other = tmp_path / "t.db"
        shutil.copy(path, other)
        with sqlite3.connect(other) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(change)
        connection.close()
        with open_store(str(other)) as opened:
            assert [p for p in opened.verify() if "log:" in p], change
        other.unlink()


def test_a_report_is_deleted_for_good_and_the_log_says_so(store: Store, tmp_path: Path) -> None:
    asked = disputed(store)
    gone = asked.accounts[0]
    rest = [a.claim for a in asked.accounts if a.report != gone.report]
    do(store, "note", gone.claim, after="from a source in the ward")
    do(store, "confirm", *(a.claim for a in asked.accounts), question=True)
    do(store, "confirm", rest[0])
    text = store.report("demo", gone.report).report.text
    forget(store, "demo", actor="Ada", report=gone.report, why="takedown")
    with pytest.raises(NotFoundError):
        store.report("demo", gone.report)
    log = store.log("demo")
    assert [(e.number, e.act, bool(e.targets)) for e in log] == [
        (1, "note", False), (2, "confirm", False), (3, "confirm", True), (4, "forget", False), (5, "confirm", True),
    ]  # fmt: skip
    assert {t.report for t in log[-1].targets} == {a.report for a in asked.accounts} - {gone.report}
    assert home(store, rest[0]).reviewed == "confirmed by Ada, 2026-11-25T12:00:00+00:00"
    assert list(store.verify()) == []
    store.close()
    kept = (tmp_path / "s.db").read_bytes()
    for words in (text[200:260], "from a source in the ward"):
        assert words.encode() not in kept
    with open_store(str(tmp_path / "s.db")) as again:
        forget(again, "demo", actor="Ada", report=None, why=None)
        assert again.situations() == []
        assert [e.act for e in again.log("demo")][-1] == "forget"
        assert not any(e.targets for e in again.log("demo"))
        assert list(again.verify()) == []
        with pytest.raises(NotFoundError):
            forget(again, "demo", actor="Ada", report=None, why=None)


def test_what_reviews_teach(store: Store) -> None:
    asked = disputed(store)
    first, second, *_ = (a.claim for a in asked.accounts)
    do(store, "confirm", first)
    do(store, "correct", second, field="figure", after="3")
    do(store, "reject", asked.accounts[-1].claim)
    do(store, "confirm", *(a.claim for a in home(store, first).accounts), question=True)
    told = {r.stage: (r.judged, r.right) for r in score(replay(store.log("demo")))}
    assert told["claims"] == (3, 2)
    assert told["figures"] == (2, 1)
    assert told["comparing"] == (1, 1)
    desk = open_desk(store, "demo")
    made = gold("demo", desk.questions)
    assert [q["question"] for s in made["stories"] for q in s["questions"]] == [home(store, first).question]
    assert cases(desk.analyses, replay(desk.log), "figures").startswith("[[case]]\nname = ")


def test_positions_that_people_judged_are_cases_too(store: Store) -> None:
    asked = next(q for q in store.questions("demo") if q.kind != "figure" and q.status == "denied")
    for account in asked.accounts:
        do(store, "confirm", account.claim)
    desk = open_desk(store, "demo")
    made = tomllib.loads(cases(desk.analyses, replay(desk.log), "claims"))["case"]
    told = {(row[0], row[2], row[3]) for case in made for row in case["expect"]}
    assert any(polarity == "denied" for _, _, polarity in told)
    assert all(case["text"] and len(row) == 4 for case in made for row in case["expect"])


def test_the_commands(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = disputed(store)
    store.close()
    monkeypatch.setenv("RASHOMON_REVIEWER", "Ada")
    path = str(tmp_path / "s.db")

    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, ["--store", path, "--situation", "demo", *words])
        assert done.exit_code == code, done.output
        return done.output

    run("reviews", "add", "reject", "--claim", asked.accounts[0].claim, "--why", "twice")
    run("reviews", "undo", "1")
    run("reviews", "add", "verdict", "--question", asked.id, "--to", "at least 9", "--why", "counted")
    run("reviews", "add", "level", "--report", "mer-0516", "--to", "restricted")
    assert [e["act"] for e in json.loads(run("reviews", "list"))] == ["reject", "undo", "verdict", "level"]
    assert '"act": "reject"' not in run("reviews", "list", "--act", "verdict")
    assert "0 orphans" in run("reviews", "orphans")
    assert "claims" in run("reviews", "score")
    assert len(run("reviews", "export").splitlines()) == 4
    assert "4 entries of review" in run("verify")
    run("forget", code=2)
    run("forget", "mer-0516", "--yes", "--why", "takedown")
    run("show", "mer-0516", code=2)
    assert "every span equals its words" in run("verify")


def test_orphans_are_listed_and_never_moved(store: Store, models) -> None:
    asked = disputed(store)
    gone = asked.accounts[0]
    do(store, "confirm", gone.claim)
    do(store, "confirm", asked.accounts[-1].claim)
    analysis = store.report("demo", gone.report)
    text = analysis.report.text + " "
    store.add("demo", replace(analysis, report=replace(analysis.report, text=text, sha256="0" * 64), claims=()))
    found = orphans(store, "demo")
    assert [(o.review.number, [t.claim for t in o.missing]) for o in found.orphans] == [(1, [gone.claim])]
    assert [e.number for e in found.held] == [2]


def test_a_store_for_others_holds_nothing_above_its_level(store: Store, tmp_path: Path) -> None:
    asked = disputed(store)
    secret, *_, last = asked.accounts
    do(store, "level", subject=secret.report, after="confidential")
    do(store, "note", secret.claim, after="from a source in the ward")
    do(store, "confirm", *(a.claim for a in asked.accounts), question=True)
    do(store, "correct", last.claim, field="figure", after="33")
    text = store.report("demo", secret.report).report.text
    before = store.questions("demo")
    path = tmp_path / "public.db"
    with open_store(str(path)) as other:
        kept, left = share(store, "demo", other, "public")
        assert (kept, left) == (store.counts("demo")["reports"] - 1, 1)
        assert account(other, last.claim).low == 33
        assert [e.act for e in other.log("demo")] == ["confirm", "correct"]
        assert list(other.verify()) == []
        assert secret.report not in {a.report for q in other.questions("demo") for a in q.accounts}
        with pytest.raises(InputError, match="already"):
            share(store, "demo", other, "public")
    words = path.read_bytes()
    assert not [w for w in (text[200:260], "source in the ward", f'"{secret.report}"') if w.encode() in words]
    assert store.questions("demo") == before
    with open_store(str(tmp_path / "all.db")) as other:
        assert share(store, "demo", other, "confidential")[1] == 0
