"""A page of questions is the part of the whole that was asked for, whatever the filter and the order."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.errors import NotFoundError
from rashomon.ranking import ranked
from rashomon.records import Question
from rashomon.store import open_store
from rashomon.store.queries import QuestionQuery, folded


@pytest.fixture(scope="module")
def store(demo_store: str):
    with open_store(demo_store) as opened:
        yield opened


@pytest.fixture(scope="module")
def everything(store) -> list[Question]:
    return store.questions("demo")


def _all(store, query: QuestionQuery, size: int = 7) -> list[Question]:
    found: list[Question] = []
    after = None
    while True:
        page = store.page("demo", query, after=after, size=size)
        found += [row.question for row in page.rows]
        after = page.after
        if after is None:
            assert page.total == len(found)
            return found


def test_the_pages_of_each_order_hold_every_question_once(store, everything) -> None:
    assert _all(store, QuestionQuery()) == ranked(everything)
    recent = _all(store, QuestionQuery(sort="recency"))
    last = [max(a.published or "" for a in q.accounts) for q in recent]
    assert last == sorted(last, reverse=True)
    origins = [q.origins for q in _all(store, QuestionQuery(sort="origins"))]
    assert origins == sorted(origins, reverse=True)
    assert {q.id for q in recent} == {q.id for q in everything}
    assert len(origins) == len(everything)


CASES = {
    "status": (QuestionQuery(status=("disputed", "agreed")), lambda q: q.status in {"disputed", "agreed"}),
    "kind": (QuestionQuery(kind=("occurrence",)), lambda q: q.kind == "occurrence"),
    "measure": (QuestionQuery(measure=("killed", "injured")), lambda q: q.measure in {"killed", "injured"}),
    "place": (QuestionQuery(place="Halvek"), lambda q: q.place is not None and q.place.name == "Halvek"),
    "source": (QuestionQuery(source=("medical",)), lambda q: any(a.speaker_kind == "medical" for a in q.accounts)),
    "speaker": (QuestionQuery(speaker="Ilse Maran"), lambda q: any(a.speaker == "Ilse Maran" for a in q.accounts)),
    "days": (
        QuestionQuery(since="2024-05-14", until="2024-05-15"),
        lambda q: any("2024-05-14" <= (a.published or "")[:10] <= "2024-05-15" for a in q.accounts),
    ),
    "precision": (
        QuestionQuery(precision=3),
        lambda q: q.place is not None and q.place.precision is not None and q.place.precision <= 3,
    ),
    "text": (
        QuestionQuery(text="HALVEK killed"),
        lambda q: all(
            word
            in folded(
                " ".join(
                    [
                        q.question,
                        q.place.name if q.place else "",
                        q.measure or "",
                        *(f"{a.speaker} {a.party or ''} {a.evidence.quote}" for a in q.accounts),
                    ]
                )
            )
            for word in ("halvek", "killed")
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_filter_lets_through_what_it_says_and_nothing_else(store, everything, name: str) -> None:
    query, holds = CASES[name]
    found = {q.id for q in _all(store, query)}
    assert found == {q.id for q in everything if holds(q)}
    assert found or name in {"precision", "speaker"}, "the case should find something in the bundled situation"


def test_signs_of_a_pattern_are_only_signs(store) -> None:
    assert _all(store, QuestionQuery(text="%")) == []
    assert _all(store, QuestionQuery(text="_____________")) == []


def test_facets_count_what_the_filter_finds(store) -> None:
    facets = store.facets("demo")
    for value, n in facets.status:
        assert len(_all(store, QuestionQuery(status=(value,)), size=200)) == n
    for value, n in facets.source:
        assert len(_all(store, QuestionQuery(source=(value,)), size=200)) == n


def test_a_page_after_what_is_gone_is_refused(store) -> None:
    with pytest.raises(NotFoundError, match="begin at its first page"):
        store.page("demo", QuestionQuery(), after="question-0")


def test_what_changed_since_a_moment(tmp_path: Path, demo_store: str) -> None:
    path = tmp_path / "copy.db"
    with open_store(demo_store) as source:
        questions = source.questions("demo")
    noon, later = datetime(2024, 5, 17, 12, tzinfo=UTC), datetime(2024, 5, 17, 13, tzinfo=UTC)
    with open_store(str(path)) as store:
        store.replace_questions("demo", questions[:-1], now=noon)
        before = store.revision("demo")
        raised = questions[0].__class__(**{n: getattr(questions[0], n) for n in questions[0].__slots__} | {"high": 999})
        store.replace_questions("demo", [raised, *questions[1:]], now=later)
        assert store.revision("demo") > before
        page = store.page("demo", QuestionQuery(changed=noon.isoformat(timespec="seconds")), size=200)
        assert {row.question.id for row in page.rows} == {questions[0].id, questions[-1].id}
        made = {row.question.id: row.made for row in page.rows}
        assert made[questions[0].id] < made[questions[-1].id]


def test_a_store_of_the_first_schema_comes_to_this_one(tmp_path: Path, demo_store: str) -> None:
    """The tables as the first version made them: columns of the board and indices on them taken away."""
    path = tmp_path / "old.db"
    with open_store(demo_store) as source:
        questions = source.questions("demo")
        analyses = list(source.analyses("demo"))
    with open_store(str(path)) as store:
        for analysis in analyses:
            store.add("demo", analysis)
        store.replace_questions("demo", questions)
    added = {
        "questions": ("answers", "place", "precision", "first", "last", "words", "by_disagreement", "by_recency", "by_origins", "digest", "made", "changed"),
        "accounts": ("speaker_kind", "party", "published"),
        "situations": ("revision",),
    }  # fmt: skip
    with sqlite3.connect(path) as connection:
        indices = connection.execute("SELECT name FROM sqlite_master WHERE type='index' AND sql IS NOT NULL").fetchall()
        for (name,) in indices:
            if name.startswith(("questions", "accounts")):
                connection.execute(f"DROP INDEX {name}")
        for table, columns in added.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("UPDATE schema_version SET version = 1")
    connection.close()
    with open_store(str(path)) as store:
        assert store.questions("demo") == questions
        assert [row.question for row in store.page("demo", QuestionQuery(), size=200).rows] == ranked(questions)
        assert list(store.verify()) == []


def test_backing_gives_the_words_around_and_the_figure_within(store, everything) -> None:
    accounts = [a for q in everything for a in q.accounts]
    backing = store.backing("demo", accounts)
    texts = {a.report.id: a.report.text for a in store.analyses("demo")}
    shown = 0
    for account in accounts:
        behind = backing[account.claim]
        start, end = account.evidence.start, account.evidence.end
        assert texts[account.report][:start].endswith(behind.before)
        assert texts[account.report][end:].startswith(behind.after)
        if behind.figure is not None and account.best is not None:
            shown += 1
            assert account.evidence.quote[slice(*behind.figure)].strip()
    assert shown > 20
