"""A real browser. Without Chromium these tests are skipped; RASHOMON_BROWSER=required makes that a failure."""

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _missing(what: str) -> None:
    if os.environ.get("RASHOMON_BROWSER") == "required":
        pytest.fail(f"{what} is missing and browser tests are required")
    pytest.skip(f"{what} is missing: BROWSER TESTS ARE SKIPPED")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium."""
    if find_spec("playwright") is None:
        _missing("playwright")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        _missing("Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A new page; the test fails where a script failed or the Content-Security-Policy had to stop something."""
    context = chromium.new_context(
        base_url=address, java_script_enabled=request.node.get_closest_marker("no_script") is None
    )
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))

    def listen(message: Any) -> None:
        asked = message.text.startswith("Failed to load resource") and message.location["url"] == opened.url
        if message.type in {"error", "warning"} and not asked:  # a page of its own that says what went wrong
            complaints.append(message.text)

    opened.on("console", listen)
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's source, from the package that carries it."""
    if find_spec("axe_playwright_python") is None:
        _missing("axe-playwright-python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
