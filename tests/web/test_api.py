"""The API says what the pages say, in one shape; what docs/api.md shows is so."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rashomon.settings import Settings
from rashomon.store import open_store
from rashomon.web import create_app
from rashomon.wire import analysis_to_json, questions_to_python

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def client(demo_store: str) -> Iterator[TestClient]:
    app = create_app(Settings(store=demo_store, situation="demo"))
    with TestClient(app, base_url="http://127.0.0.1/api/v1") as opened:
        yield opened


def test_questions_are_those_of_the_command_line(client: TestClient, demo_store: str) -> None:
    with open_store(demo_store) as store:
        known = {q["id"]: q for q in questions_to_python(store.questions("demo"))}
        report = store.report("demo", "mer-0516")
    answer = client.get("/questions?size=200").json()
    assert answer["total"] == len(known)
    assert {q["id"]: q for q in answer["data"]} == known
    assert answer["next"] is None
    one = next(iter(known))
    assert client.get(f"/questions/{one}").json() == {"ok": True, "data": known[one]}
    assert client.get("/report?id=mer-0516").json()["data"] == json.loads(analysis_to_json(report))


def test_reports_come_part_by_part(client: TestClient) -> None:
    ids, cursor = [], ""
    while cursor is not None:
        part = client.get("/reports", params={"size": 4, "cursor": cursor}).json()
        ids += [head["id"] for head in part["data"]]
        cursor = part["next"]
    assert ids == sorted(ids)
    assert len(ids) == len(set(ids)) == client.get("/situations").json()["data"][0]["reports"]


def test_facets_are_pairs_of_value_and_number(client: TestClient) -> None:
    found = client.get("/facets").json()["data"]
    assert set(found) == {"status", "kind", "measure", "place", "source", "party"}
    assert all(n > 0 for pairs in found.values() for _, n in pairs)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/questions?status=", 400), ("/questions?size=0", 400), ("/questions?size=1e3", 400), ("/questions?colour=red", 400),
        ("/questions?cursor=question-0", 404), ("/questions/question-0", 404), ("/report?id=none", 404), ("/report", 400),
        ("/reports?situation=none", 404), ("/nowhere", 404), ("/questions?changed=2024-05-01T00:00:00", 400),
    ],
)  # fmt: skip
def test_errors_have_one_shape(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    told = answer.json()
    assert set(told) == {"ok", "error", "status"}
    assert (told["ok"], told["status"]) == (False, status)


def test_the_wrong_method_is_told_the_right_one(client: TestClient) -> None:
    answer = client.post("/questions")
    assert (answer.status_code, answer.headers["allow"], answer.json()["status"]) == (405, "GET", 405)


def test_moments_at_the_ends_of_time_are_read(client: TestClient) -> None:
    first = client.get("/questions", params={"changed": "0001-01-01T00:00:00+14:00"}).json()
    last = client.get("/questions", params={"changed": "9999-12-31T23:59:59-14:00"}).json()
    assert (first["total"] > 0, last["total"]) == (True, 0)


def test_the_description_names_every_operation_and_answer(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    assert len(told["paths"]) >= 6
    for path, operations in told["paths"].items():
        assert path.startswith("/api/v1/")
        for method, operation in operations.items():
            assert "422" not in operation["responses"]
            told_of = {"201", "400", "403", "409"} if method == "post" else {"200", "304", "400"}
            assert told_of <= set(operation["responses"])
            for parameter in operation.get("parameters", ()):
                assert parameter["description"]


def test_the_guide_names_every_operation(client: TestClient) -> None:
    guide = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    assert all(path in guide for path in client.get("/openapi.json").json()["paths"])
    assert len(BLOCKS) >= 4


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_what_the_guide_shows_runs(address: str, block: str) -> None:
    exec(compile(block.replace("http://127.0.0.1:8413", address), "docs/api.md", "exec"), {})


def test_an_act_of_review_needs_same_origin_and_what_was_seen(client: TestClient) -> None:
    question = client.get("/questions?status=disputed&size=1").json()["data"][0]
    wish = {"act": "note", "actor": "Ada", "claims": [question["accounts"][0]["claim"]], "after": "look", "seen": 0}
    for headers in ({"Origin": "http://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/reviews", json=wish, headers=headers).status_code == 403
    assert client.post("/reviews", json=wish | {"seen": None}).status_code == 400
    assert client.post("/reviews", json=wish | {"colour": "red"}).status_code == 400
    assert client.get("/reviews").json()["total"] == 0
    for method in ("put", "patch", "delete"):
        assert client.request(method, "/reviews").status_code == 405


def test_what_cannot_be_asked_names_all_that_can(client: TestClient) -> None:
    asked = client.request("OPTIONS", "/reviews")
    assert (asked.status_code, asked.headers["allow"]) == (405, "GET, POST")
