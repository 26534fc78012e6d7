"""Pages and their JSON twins over the bundled situation, and over a report that tries to be a script."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from make import report

from rashomon.pipeline import Models, analyse, compare
from rashomon.settings import Settings
from rashomon.store import open_store
from rashomon.web import create_app

TOKEN = "a-word-that-is-long-enough"


@pytest.fixture(scope="module")
def client(demo_store: str) -> Iterator[TestClient]:
    app = create_app(Settings(store=demo_store, situation="demo"))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def _disputed(client: TestClient) -> dict:
    return client.get("/board.json?status=disputed&kind=figure").json()["data"]["rows"][0]["question"]


def _addresses(client: TestClient) -> list[str]:
    question = _disputed(client)
    account = question["accounts"][0]
    span = f"{account['evidence']['start']}-{account['evidence']['end']}"
    return [
        "/board",
        "/board?status=disputed&sort=recency",
        "/situations",
        "/map",
        "/timeline",
        "/timeline?as_of=2024-05-14",
        "/matrix?kind=figure",
        "/download?status=disputed",
        f"/speaker?name={account['speaker']}",
        f"/question/{question['id']}",
        f"/report?id={account['report']}&span={span}",
        f"/report?id={account['report']}&marks=off",
    ]


def test_every_page_has_a_twin_and_says_where_it_is(client: TestClient) -> None:
    for path in _addresses(client):
        page = client.get(path)
        assert page.status_code == 200, path
        assert page.headers["content-type"].startswith("text/html")
        twin = re.search(r'rel="alternate" type="application/json" href="([^"]+)"', page.text)
        assert twin is not None
        answer = client.get(twin[1].replace("&amp;", "&"))
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["ok"] is True


def test_a_page_can_be_asked_for_its_head_alone(client: TestClient) -> None:
    assert client.head("/board").headers["etag"] == client.get("/board").headers["etag"]


def test_where_the_servers_situation_is_empty_another_is_found(demo_store: str) -> None:
    with TestClient(create_app(Settings(store=demo_store)), base_url="http://127.0.0.1") as client:
        assert client.get("/board").status_code == 404
        assert client.get("/").url.query == b"situation=demo"


def test_no_page_carries_script_or_style_of_its_own(client: TestClient) -> None:
    for path in _addresses(client):
        text = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
        assert set(re.findall(r"<script([^>]*)>", text)) == {
            s for s in re.findall(r"<script([^>]*)>", text) if 'src="/static/' in s
        }
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!example|www\.|meridian)', text.split("<main", 1)[0])


def test_the_policy_allows_only_our_own_scripts(client: TestClient) -> None:
    for path in [*_addresses(client), "/none", "/static/rashomon.css", "/board.json"]:
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "unsafe" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    for path in ("/board", "/board.json"):
        first = client.get(path)
        again = client.get(path, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = client.get(f"{path}?sort=recency", headers={"if-none-match": first.headers["etag"]})
        assert other.status_code == 200
    dark = client.get("/board", headers={"cookie": "theme=dark", "if-none-match": client.get("/board").headers["etag"]})
    assert 'data-theme="dark"' in dark.text


ERRORS = {
    "/board?status=nonsense": 400,
    "/board?colour=red": 400,
    "/board?precision=9": 400,
    "/board?since=yesterday": 400,
    "/board?changed=2024-05-01": 400,
    "/board?since=20240514": 400,
    "/board?cursor=question-0": 404,
    "/board?situation=none": 404,
    "/question/0123": 404,
    "/question/%25": 404,
    "/report?id=none": 404,
    "/report": 400,
    "/report?id=mer-0516&span=9-3": 400,
    "/report?id=mer-0516&span=%C2%B2-3": 400,
    "/speaker?name=nobody": 404,
    "/map?status=nonsense": 400,
    "/matrix?cursor=question-0": 404,
    "/add/none": 404,
    "/nowhere": 404,
    "/static/../app.py": 404,
    "/static/%2e%2e/app.py": 404,
    "/static/..%2fapp.py": 404,
    "/static//etc/passwd": 404,
}


@pytest.mark.parametrize("path", ERRORS)
def test_an_error_has_one_shape(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == ERRORS[path]
    assert "Traceback" not in page.text
    if not path.startswith("/static"):
        head, question, rest = path.partition("?")
        answer = client.get(f"{head}.json{question}{rest}")
        told = answer.json()
        assert answer.status_code == ERRORS[path]
        assert set(told) == {"ok", "error", "status"}
        assert (told["ok"], told["status"]) == (False, ERRORS[path])
        assert "\n" not in told["error"]


def test_the_next_page_goes_on_where_this_one_ends(client: TestClient) -> None:
    seen: list[str] = []
    path = "/board"
    while path:
        text = client.get(path).text
        seen += re.findall(r'class="title" href="/question/(\w+)"', text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        path = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == client.get("/board.json").json()["data"]["counts"]["questions"]


def test_what_a_reader_sets_is_kept_in_their_browser_and_leads_nowhere_else(client: TestClient) -> None:
    own = TestClient(client.app, base_url="http://127.0.0.1")
    for back, goal in [
        ("/board?text=a", "/board?text=a"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil", "/"),
    ]:
        answer = own.post("/theme", data={"to": "dark", "back": back}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, goal)
    assert own.post("/looked", data={"back": "/board"}).status_code == 200
    assert "Changed since I last looked" in own.get("/board").text
    refused = own.post("/looked", headers={"origin": "https://evil.example"})
    assert refused.status_code == 403
    assert own.post("/looked", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_without_a_token_only_this_machine_is_answered(client: TestClient) -> None:
    assert client.get("/board", headers={"host": "evil.example"}).status_code == 403
    assert client.get("/board", headers={"host": "localhost:80"}).status_code == 200


def test_with_a_token_it_must_be_shown(demo_store: str) -> None:
    app = create_app(Settings(store=demo_store, situation="demo"), token=TOKEN)
    with TestClient(app, base_url="http://board.example") as client:
        assert client.get("/board").status_code == 401
        assert client.get("/board.json").json()["status"] == 401
        assert client.get("/board?token=wrong").status_code == 401
        assert client.get("/board", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/board", headers={"authorization": "Bearer é".encode()}).status_code == 401
        opened = client.get(f"/board?token={TOKEN}&text=a", follow_redirects=False)
        assert opened.headers["location"] == "/board?text=a"
        assert "HttpOnly" in opened.headers["set-cookie"]
        assert client.get("/board").status_code == 200
        client.cookies.clear()
        odd = client.get(f"/x%0d%0aSet-Cookie:a=b?token={TOKEN}", follow_redirects=False)
        assert odd.headers["location"] == "/x%0D%0ASet-Cookie%3Aa%3Db"
        client.cookies.clear()
        away = client.get(f"http://board.example//evil.example/?token={TOKEN}", follow_redirects=False)
        assert away.headers["location"] == "/evil.example/"


HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture
def hostile(tmp_path: Path, models: Models) -> Iterator[TestClient]:
    text = f'{HOSTILE}\n\nAt least 12 people were killed in {HOSTILE} Halvek on Monday, the army "{HOSTILE}" said.\n\nThe TLF said 40 people were killed in Halvek on Monday.'
    bad = report(
        text,
        id=f"r/{HOSTILE}",
        title=HOSTILE,
        publisher=HOSTILE,
        url=f"javascript:alert(3)//{HOSTILE}",
        body_start=len(HOSTILE) + 2,
    )
    path = str(tmp_path / "s.db")
    with open_store(path) as store:
        store.add(HOSTILE, analyse(bad, models))
        store.replace_questions(HOSTILE, compare(store.analyses(HOSTILE), models))
    with TestClient(create_app(Settings(store=path, situation=HOSTILE)), base_url="http://127.0.0.1") as client:
        yield client


def test_markup_in_a_report_is_shown_as_text_everywhere(hostile: TestClient) -> None:
    board = hostile.get("/board.json").json()["data"]
    assert board["rows"]
    paths = [
        "/board",
        f"/board?text={HOSTILE}",
        "/situations",
        f"/report?id=r/{HOSTILE}",
        f"/board?situation={HOSTILE}x",
    ]
    paths += [f"/question/{row['question']['id']}" for row in board["rows"]]
    paths += [
        "/map",
        "/timeline",
        "/matrix",
        "/download",
        f"/speaker?name={board['rows'][0]['question']['accounts'][0]['speaker']}",
    ]
    for path in paths:
        text = hostile.get(path).text
        assert "<script>alert" not in text, path
        assert "<img" not in text, path
        assert 'href="javascript' not in text, path
        assert "&lt;script&gt;" in text, path
        answer = hostile.get(path.replace("/board", "/board.json").replace("/report", "/report.json"))
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_markup_that_is_added_is_shown_as_text(hostile: TestClient) -> None:
    form = {"text": f"{HOSTILE} At least 9 people were killed in Halvek on Tuesday, the army said.", "title": HOSTILE, "publisher": HOSTILE, "url": f"javascript:{HOSTILE}"}  # fmt: skip
    answer = hostile.post("/add", data=form)
    files = hostile.post("/add", files=[("files", (f"{HOSTILE}.bin", b"\x00\x01\x02"))])
    for path in (answer.url.path, files.url.path, f"/add?situation={HOSTILE}"):
        while (told := hostile.get(path)).headers.get("refresh"):
            time.sleep(0.05)
        assert "<script>alert" not in told.text, path
        assert "<img" not in told.text, path
        assert "&lt;script&gt;" in told.text, path
    assert hostile.get("/report.json", params={"id": f"r/{HOSTILE}"}).json()["data"]["head"]["title"] == HOSTILE


def test_a_version_tells_what_it_changed(tmp_path: Path, models: Models) -> None:
    said = "The army said 12 people were killed in Halvek. {} Roads were closed."
    old, new = (report(said.format(words), id="r-1") for words in ("Nobody was hurt.", f"Four were hurt {HOSTILE}."))
    path = str(tmp_path / "s.db")
    with open_store(path) as store:
        for version in (old, new):
            store.add("s", analyse(version, models))
        store.replace_questions("s", compare(store.analyses("s"), models))
    with TestClient(create_app(Settings(store=path, situation="s")), base_url="http://127.0.0.1") as client:
        told = client.get("/report.json?id=r-1").json()["data"]["revisions"]
        page = client.get("/report?id=r-1").text
    assert [(r["version"], r["before"]) for r in told] == [(2, 1)]
    assert [(c["kind"], c["sentences"]) for c in told[0]["changes"]] == [
        ("kept", ["The army said 12 people were killed in Halvek."]),
        ("removed", ["Nobody was hurt."]),
        ("added", [f"Four were hurt {HOSTILE}."]),
        ("kept", ["Roads were closed."]),
    ]
    assert re.search(r"<b>Removed</b> <del[^>]*>Nobody was hurt.</del>", page)
    assert re.search(r"<b>Added</b> <ins[^>]*>Four were hurt &lt;script&gt;", page)
    assert "<script>alert" not in page


def test_a_policy_is_chosen_in_the_address(client: TestClient) -> None:
    question = _disputed(client)
    path = f"/question/{question['id']}"
    for name in client.get(f"{path}.json").json()["data"]["policies"]:
        told = client.get(f"{path}.json?policy={name}").json()["data"]["question"]
        assert told["policy"] == name
        assert told["trace"]
        assert client.get(f"{path}?policy={name}").status_code == 200
    assert client.get(f"{path}?policy=guess").status_code == 400


def test_json_is_json(hostile: TestClient) -> None:
    answer = hostile.get(f"/report.json?id=r/{HOSTILE}")
    assert json.loads(answer.content)["data"]["head"]["title"] == HOSTILE


def test_the_margin_tells_what_makes_no_claim_and_why(tmp_path: Path, models: Models) -> None:
    text = "The army said the rebels tried to capture the town of Halvek.\n\nThe army said the rebels captured the town of Lodrin.\n\nOrla Denn, 54, fled.\n"
    path = str(tmp_path / "s.db")
    with open_store(path) as store:
        store.add("s", analyse(report(text), models))
    with TestClient(create_app(Settings(store=path, situation="s")), base_url="http://127.0.0.1") as client:
        told = [p["unclaimed"] for p in client.get("/report.json?id=r1").json()["data"]["paragraphs"]]
        assert [[(u["words"], u["veto"]) for u in row] for row in told][:2] == [[("capture", "unreal")], []]
        assert ("54", "age") in [(u["words"], u["veto"]) for u in told[2]]
        for marks in ("", "&marks=off"):
            page = client.get(f"/report?id=r1{marks}").text
            margins = re.findall(r'<details class="unclaimed">\s*<summary>(.+?)</summary>\s*<ul>(.+?)</ul>', page, re.S)
            assert len(margins) == 2, "the paragraph where nothing is left out has no margin"
            assert re.search("only tried: “[^”]*tried to”", margins[0][1])
            assert "an age" in margins[1][1]
            there = re.search(r'href="(/report[^"]+)#span"', margins[0][1])
            assert there is not None
            page = client.get(there[1].replace("&amp;", "&")).text
            marked = re.search(r'<mark id="span" class="focus">(.+?)</mark>', page, re.S)
            assert marked is not None
            assert re.sub("<[^>]+>", "", marked[1]) == "capture"
            assert page.count('<details class="unclaimed" open>') == 1
