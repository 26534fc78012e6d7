"""A situation that a process holds: what anybody changed in the store since is seen, and nothing else is read again."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from make import report

from rashomon.desk import forget, review
from rashomon.holding import Held, hold, refresh
from rashomon.pipeline import Models, analyse, compare, load_models
from rashomon.records import Analysis, Question
from rashomon.reviews.making import Wish
from rashomon.store import Store, open_store

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def path(demo_store: str, tmp_path: Path) -> str:
    return str(shutil.copy(demo_store, tmp_path / "s.db"))


@pytest.fixture
def store(path: str) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


def at_once(store: Store) -> list[Question]:
    return list(compare(store.analyses("demo"), load_models(), store.log("demo")))


def kept(store: Store) -> list[Question]:
    return [replace(q, aliases=()) for q in store.questions("demo")]


class Watched:
    """A store that counts which reports are read from it."""

    def __init__(self, store: Store) -> None:
        self._store, self.read = store, list[str]()

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def analyses(self, situation: str, *, only: list[str] | None = None) -> Iterator[Analysis]:
        self.read += sorted(a.report.id for a in self._store.analyses(situation, only=only))
        return self._store.analyses(situation, only=only)


def test_only_what_changed_is_read_again(store: Store, models: Models) -> None:
    watched, held = Watched(store), Held("demo")
    assert list(held.questions(watched, store.log("demo"))) == at_once(store)  # type: ignore[arg-type]
    assert len(watched.read) == store.counts("demo")["reports"]
    watched.read.clear()
    assert list(held.questions(watched, store.log("demo"))) == at_once(store)  # type: ignore[arg-type]
    assert watched.read == []
    store.add("demo", analyse(report("Nine people were killed in Halvek, police said.", id="late-1"), models))
    assert list(held.questions(watched, store.log("demo"))) == at_once(store)  # type: ignore[arg-type]
    assert watched.read == ["late-1"]


def test_what_another_process_did_is_seen(store: Store, path: str, models: Models) -> None:
    refresh(store, "demo")
    claim = store.questions("demo")[0].accounts[0].claim
    with open_store(path) as other:
        other.add("demo", analyse(report("Nine people were killed in Halvek, police said.", id="late-1"), models))
        review(other, "demo", Wish(act="reject", actor="Ada", claims=(claim,)), now=lambda: NOON)
        other.add("demo", analyse(report("Ten people were killed in Halvek, police said.", id="late-1"), models))
        refresh(other, "demo")
    refresh(store, "demo")
    assert kept(store) == at_once(store)
    assert not any(a.claim == claim for q in store.questions("demo") for a in q.accounts)
    review(store, "demo", Wish(act="undo", actor="Ada", undoes=1), now=lambda: NOON)
    assert kept(store) == at_once(store)
    assert any(a.claim == claim for q in store.questions("demo") for a in q.accounts)


def test_what_is_forgotten_is_held_no_more(store: Store, models: Models) -> None:
    first = next(iter(store.analyses("demo"))).report.id
    before = hold(store, "demo").questions(store, ())
    forget(store, "demo", actor="Ada", report=first, why=None)
    after = hold(store, "demo").questions(store, store.log("demo"))
    assert list(after) == at_once(store) == kept(store)
    assert any(a.report == first for q in before for a in q.accounts)
    assert not any(a.report == first for q in after for a in q.accounts)
