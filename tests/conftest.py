"""Fixtures: the real models are loaded once for all tests that need them."""

from pathlib import Path

import pytest

from rashomon.pipeline import Models, load_models

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def models() -> Models:
    return load_models()


@pytest.fixture(scope="session")
def corpora() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"the development corpora are not at {SHARED}: tests on them are skipped")
    return SHARED
