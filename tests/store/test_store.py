"""The store keeps what it is given, whole, once, and says what it did."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from make import report

from rashomon.errors import NotFoundError, StoreError
from rashomon.pipeline import Models, analyse, compare
from rashomon.store import Store, open_store

TEXT = "At least 12 people were killed in Halvek on Monday, the army said.\n\nThe Tarvos Liberation Front denied it had shelled the town."


@pytest.fixture
def store(tmp_path: Path):
    with open_store(str(tmp_path / "s.db")) as opened:
        yield opened


def test_an_analysis_comes_back_as_it_went_in(store: Store, models: Models) -> None:
    analysis = analyse(report(TEXT), models)
    assert analysis.claims
    assert store.add("s", analysis) == "new"
    assert list(store.analyses("s")) == [analysis]
    assert store.report("s", "r1") == analysis


def test_reading_again_changes_nothing_and_a_new_text_is_a_version(store: Store, models: Models) -> None:
    analysis = analyse(report(TEXT), models)
    assert [store.add("s", analysis), store.add("s", analysis)] == ["new", "known"]
    assert store.known("s", analysis.report)
    changed = analyse(report(TEXT + " It was raised to 15."), models)
    assert store.add("s", changed) == "version"
    assert list(store.analyses("s")) == [changed]
    carrier = replace(analysis, report=replace(analysis.report, id="r2"))
    assert store.add("s", carrier) == "new"
    assert store.counts("s")["reports"] == 2


def test_questions_come_back_in_order_and_old_ids_redirect(store: Store, models: Models) -> None:
    first = analyse(report(TEXT, id="b", published="2024-05-15"), models)
    store.add("s", first)
    before = compare(store.analyses("s"), models)
    store.replace_questions("s", before)
    assert store.questions("s") == list(before)
    earlier = analyse(report(TEXT.replace("Monday", "May 13"), id="a", published="2024-05-14"), models)
    store.add("s", earlier)
    after = compare(store.analyses("s"), models)
    store.replace_questions("s", after)
    gone = {q.id for q in before} - {q.id for q in after}
    assert gone, "an earlier report should have founded the questions anew"
    for old in gone:
        assert old in store.question("s", old).aliases


def test_every_span_is_proved_and_a_changed_text_is_found(tmp_path: Path, models: Models) -> None:
    path = tmp_path / "s.db"
    with open_store(str(path)) as store:
        store.add("s", analyse(report(TEXT), models))
        store.replace_questions("s", compare(store.analyses("s"), models))
        assert list(store.verify()) == []
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE texts SET text = 'x' || text")
    connection.close()
    with open_store(str(path)) as store:
        assert len(list(store.verify())) > 2


def test_what_is_not_there_is_said(store: Store, models: Models) -> None:
    with pytest.raises(NotFoundError, match="no situation"):
        store.questions("nowhere")
    with pytest.raises(NotFoundError, match="no report"):
        store.report("s", "x")
    with pytest.raises(NotFoundError, match="no question"):
        store.question("s", "question-x")


def test_a_file_that_is_no_store_and_a_folder_that_is_none_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a database at all, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(other))
    with pytest.raises(StoreError, match="unable to open"):
        open_store(str(tmp_path / "no" / "folder" / "s.db"))
    assert other.read_text().startswith("not a database")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    open_store(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    connection.close()
    with pytest.raises(StoreError, match="update rashomon"):
        open_store(str(path))


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path: Path, models: Models) -> None:
    path = tmp_path / "s.db"
    with open_store(str(path)) as store:
        store.add("s", analyse(report(TEXT), models))
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        big = analyse(report(TEXT * 200, id="big"), models)
        with pytest.raises(StoreError, match="full"):
            store.add("s", big)
    with open_store(str(path)) as store:
        assert [a.report.id for a in store.analyses("s")] == ["r1"]
        assert list(store.verify()) == []


WRITER = """
import sys
sys.path[:0] = sys.argv[2:]
from make import report
from rashomon.records import Analysis, Time
from rashomon.store import open_store
from datetime import date
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    for n in range(100000):
        text = f"Report {n} on Monday."
        times = tuple(Time(id=f"t{i}", span=(0, 6), words="Report", start=date(2024, 5, 13), end=None, precision=1) for i in range(20))
        store.add("s", Analysis(report=report(text, id=f"r{n:06}"), times=times))
        print(n, flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_moment_it_holds_whole_reports(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "s.db"
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), *paths], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    time.sleep(random.Random(seed).uniform(0.05, 0.4))
    os.kill(writer.pid, signal.SIGKILL)
    told = [int(line) for line in writer.stdout.read().split("\n")[:-1]]
    writer.wait()
    writer.stdout.close()
    with open_store(str(path)) as store:
        kept = list(store.analyses("s"))
        assert list(store.verify()) == []
    assert len(kept) >= len(told)
    assert all(len(a.times) == 20 for a in kept)
