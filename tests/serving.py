"""A server in a process of its own, over a copy of a store: what a browser does stays in the copy."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"


@contextmanager
def serving(store: str, own: Path) -> Iterator[str]:
    """The address of a server over the copy ``own`` of ``store``; the test fails where the server wrote a traceback."""
    with sqlite3.connect(store) as source, sqlite3.connect(own) as target:
        source.backup(target)
    source.close()
    target.close()
    server = subprocess.Popen(
        [sys.executable, "-m", "rashomon", "--store", str(own), "--situation", "demo", "serve", "--port", "0"],
        stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
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
