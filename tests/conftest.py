"""Fixtures: the real models are loaded once for all tests that need them."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from serving import serving

from rashomon import demo
from rashomon.pipeline import Models, analyse, compare, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Report
from rashomon.store import open_store

# How long an example takes says how busy the machine is, not whether the code is right.
# A change is judged by the same examples whenever it is judged; at one's own desk new ones are drawn.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def models() -> Models:
    """The real models, but for the tagger: cases of the later stages go by rules, so that new weights don't move them."""
    return replace(load_models(), tagger=None)


@pytest.fixture(scope="session")
def corpora() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"the development corpora are not at {SHARED}: tests on them are skipped")
    return SHARED


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory, models: Models) -> str:
    """The path of a store that holds the bundled situation as ``demo``."""
    path = str(tmp_path_factory.mktemp("stores") / "demo.db")
    with open_store(path) as store:
        for item in read_inputs([str(demo.reports_path())], defaults=Defaults()):
            assert isinstance(item, Report)
            store.add("demo", analyse(item, models))
        store.replace_questions("demo", compare(store.analyses("demo"), models))
    return path


@pytest.fixture(scope="session")
def address(demo_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server of the bundled situation listens: over a store of its own, for what the browser adds stays in it."""
    with serving(demo_store, tmp_path_factory.mktemp("served") / "demo.db") as found:
        yield found
