"""``python -m bench.serve make STORE ARTICLES.jsonl.gz [REPORTS] [ANALYSED]`` · ``load STORE [SECONDS]`` · ``paint STORE``: the pages under load.

``make`` fills a store of 10,000 reports from news articles: the first 400 are analysed and compared, and their analyses and questions are
kept 25 times under other ids and with another last line, because what is measured is the answering and not the reading.
``load`` serves it and lets 20 users ask once a second each (board with filters, orders and later parts; questions; reports) and prints
median and 95th percentile of each page, and errors. ``paint`` opens the board in Chromium: first paint, and what the page weighs.
"""

import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from rashomon.pipeline import analyse, compare, load_models
from rashomon.reading import Defaults, read_inputs
from rashomon.records import Analysis, Question, Report, content_id
from rashomon.store import open_store

USERS = 20
FIRST_PAINT = """new Promise(done => new PerformanceObserver(list => {
    const found = list.getEntriesByName('first-contentful-paint')[0]; if (found) done(found.startTime);
}).observe({type: 'paint', buffered: true}))"""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)


def make(path: str, articles: str, *, reports: int, analysed: int) -> None:
    """Fill the store."""
    models = load_models()
    found = [r for r in islice(read_inputs([articles], defaults=Defaults()), analysed) if isinstance(r, Report)]
    analyses = [analyse(report, models) for report in found]
    questions = compare(analyses, models)
    copies = -(-reports // len(analyses))
    with open_store(path) as store:
        for n in range(copies):
            for analysis in analyses:
                store.add("default", _copy(analysis, n))
        store.replace_questions("default", [_copy_question(q, n) for n in range(copies) for q in questions])
        print(store.counts("default"))


def _copy(analysis: Analysis, n: int) -> Analysis:
    report = analysis.report
    text = f"{report.text}\n\nCopy {n}."
    copy = replace(report, id=f"{report.id}-{n}", text=text, sha256=sha256(text.encode()).hexdigest())
    return replace(analysis, report=copy, claims=tuple(replace(c, id=f"{c.id}-{n}") for c in analysis.claims))


def _copy_question(question: Question, n: int) -> Question:
    accounts = tuple(
        replace(
            a,
            id=f"{a.id}-{n}",
            claim=f"{a.claim}-{n}",
            report=f"{a.report}-{n}",
            superseded_by=f"{a.superseded_by}-{n}" if a.superseded_by else None,
        )
        for a in question.accounts
    )
    related = tuple(replace(r, question=content_id("question", r.question, n)) for r in question.related)
    return replace(question, id=content_id("question", question.id, n), accounts=accounts, related=related)


@contextmanager
def serving(path: str) -> Iterator[int]:
    """The port of a server over the store."""
    program = [sys.executable, "-m", "rashomon", "--store", path, "serve", "--port", "0"]
    server = subprocess.Popen(program, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        yield int(next(m[1] for m in (re.search(r"http://127\.0\.0\.1:(\d+)", line) for line in server.stderr) if m))
    finally:
        server.terminate()
        server.wait(timeout=60)


def _get(connection: HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def load(path: str, seconds: int) -> None:
    """Ask, and print how long the answers took."""
    with serving(path) as port:
        first = HTTPConnection("127.0.0.1", port)
        asked = ("disagreement", "recency", "origins")
        parts = [json.loads(_get(first, f"/api/v1/questions?size=200&sort={sort}")[1]) for sort in asked]
        boards = [
            f"/board?sort={sort}{more}"
            for sort in asked
            for more in ("", "&status=disputed", "&kind=figure", "&measure=killed", "&text=oil")
        ]
        boards += [f"/board?sort={sort}&cursor={part['next']}" for sort, part in zip(asked, parts, strict=True)]
        questions = [f"/question/{q['id']}" for part in parts for q in part["data"]]
        reports = [
            f"/report?id={quote(a['report'])}" for part in parts for q in part["data"] for a in q["accounts"][:1]
        ]
        pages = {"board": boards, "question": questions, "report": reports}
        took: dict[str, list[float]] = defaultdict(list)
        errors: list[str] = []
        users = [
            threading.Thread(target=_user, args=(n, port, pages, time.monotonic() + seconds, took, errors))
            for n in range(USERS)
        ]
        for user in users:
            user.start()
        for user in users:
            user.join()
    for name, times in sorted(took.items()):
        ordered = sorted(times)
        middle, high = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        print(
            f"{name}: {len(ordered)} answers, median {middle * 1000:.0f} ms, 95th percentile {high * 1000:.0f} ms, longest {ordered[-1] * 1000:.0f} ms"
        )
    print(f"{len(errors)} errors", *errors[:3])


def _user(
    n: int, port: int, pages: dict[str, list[str]], until: float, took: dict[str, list[float]], errors: list[str]
) -> None:
    chance = random.Random(n)
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    time.sleep(chance.random())
    while (began := time.monotonic()) < until:
        name = chance.choice(list(pages))
        path = chance.choice(pages[name])
        try:
            status, _ = _get(connection, path)
            took[name].append(time.monotonic() - began)
            if status != 200:
                errors.append(f"{status} {path}")
        except OSError as error:
            errors.append(f"{error} {path}")
            connection.close()
        time.sleep(max(0.0, 1 - (time.monotonic() - began)))


def paint(path: str) -> None:
    """First contentful paint of a cold board, median of five, and the bytes that it took."""
    from playwright.sync_api import sync_playwright

    with serving(path) as port, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        for name in ("board", "map"):
            paints, weight = [], 0
            for _ in range(5):
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{port}/{name}", wait_until="load")
                paints.append(page.evaluate(FIRST_PAINT))
                weight = page.evaluate(
                    "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((n, e) => n + e.decodedBodySize, 0)"
                )
                page.close()
            print(f"{name}: first paint {statistics.median(paints):.0f} ms, {weight:,} bytes")
        browser.close()


def main() -> None:
    """Parse and call."""
    what, path, *more = sys.argv[1:]
    if what == "make":
        if Path(path).exists():
            raise SystemExit(f"{path} is there already")
        make(
            path,
            more[0],
            reports=int(more[1]) if len(more) > 1 else 10_000,
            analysed=int(more[2]) if len(more) > 2 else 400,
        )
    elif what == "load":
        load(path, int(more[0]) if more else 600)
    else:
        paint(path)


if __name__ == "__main__":
    main()
