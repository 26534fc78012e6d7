"""Fixtures: the real models are loaded once for all tests that need them."""

from pathlib import Path

import pytest

from rashomon import demo
from rashomon.pipeline import Models, analyse, compare, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Report
from rashomon.store import open_store

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def models() -> Models:
    return load_models()


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
