"""A real server on a free port and a real browser. Without Chromium these tests are skipped; RASHOMON_BROWSER=required makes that a failure."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _missing(what: str) -> None:
    if os.environ.get("RASHOMON_BROWSER") == "required":
        pytest.fail(f"{what} is missing and browser tests are required")
    pytest.skip(f"{what} is missing: BROWSER TESTS ARE SKIPPED")


@pytest.fixture(scope="session")
def address(demo_store: str) -> Iterator[str]:
    """Where the server of the bundled situation listens."""
    command = [sys.executable, "-m", "rashomon", "--store", demo_store, "--situation", "demo", "serve", "--port", "0"]
    server = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"},
    )
    assert server.stderr is not None
    line = server.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    if found is None:
        server.kill()
        pytest.fail(f"the server did not start: {line}{server.stderr.read()}")
    yield found[0]
    server.terminate()
    server.wait(timeout=20)
    told = server.stderr.read()
    server.stderr.close()
    assert "Traceback" not in told, told


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
    opened.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    yield opened
    context.close()
    assert complaints == []
