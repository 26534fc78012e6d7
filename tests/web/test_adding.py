"""Texts and files given to the pages are read like those of the command line, and told as they are."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rashomon.pipeline import Models
from rashomon.settings import Settings
from rashomon.store import open_store
from rashomon.web import create_app
from rashomon.web.adding import MOST_UPLOAD

TEXT = "At least 12 people were killed in Dorn on Monday, the army said."


@pytest.fixture
def client(tmp_path: Path, models: Models) -> Iterator[TestClient]:
    path = str(tmp_path / "s.db")
    open_store(path).close()
    with TestClient(create_app(Settings(store=path)), base_url="http://127.0.0.1") as opened:
        yield opened


def _finished(client: TestClient, answer) -> dict:
    assert answer.status_code == 200, answer.text
    path = answer.url.path
    while True:
        told = client.get(f"{path}.json").json()["data"]
        if told["stage"] in {"done", "failed"}:
            assert "refresh" not in client.get(path).headers
            return told
        time.sleep(0.05)


def test_a_pasted_text_is_read_and_compared(client: TestClient) -> None:
    form = {"text": TEXT, "title": "Army: 12 dead", "publisher": "Lodrin Herald", "published": "2024-05-14"}
    told = _finished(client, client.post("/add", data=form))
    assert (told["stage"], told["done"], told["unread"]) == ("done", 1, [])
    report = client.get("/report.json", params={"id": told["read"][0][0]}).json()["data"]
    assert (report["head"]["title"], report["head"]["publisher"], report["head"]["published"]) == (
        "Army: 12 dead", "Lodrin Herald", "2024-05-14",
    )  # fmt: skip
    assert "12" in client.get("/board").text
    again = _finished(client, client.post("/add", data=form))
    assert (again["done"], again["known"]) == (0, 1)
    other = _finished(client, client.post("/add", data=form | {"text": TEXT.replace("12", "30"), "title": ""}))
    assert other["done"] == 1, "another text is another report"
    assert client.get("/board.json").json()["data"]["counts"]["reports"] == 2


def test_files_keep_their_names_and_what_cannot_be_read_is_told(client: TestClient) -> None:
    files = [
        ("files", ("story.txt", TEXT.encode())),
        ("files", ("../../etc/passwd", b"Nine people were injured in Halvek, police said.")),
        ("files", ("empty.txt", b"")),
        (
            "files",
            ("page.html", f"<html><title>T</title><body><article><p>{TEXT}</p></article></body></html>".encode()),
        ),
    ]
    told = _finished(client, client.post("/add", files=files, data={"situation": "new one", "published": "2024-05-14"}))
    assert told["situation"] == "new one"
    assert {"story.txt", "passwd"} <= {name for name, _ in told["read"]}
    assert len(told["unread"]) == 1
    assert told["unread"][0].startswith("empty.txt: is empty")
    assert client.get("/report", params={"id": "story.txt", "situation": "new one"}).status_code == 200


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "nothing was given"),
        ({"text": TEXT, "published": "soon"}, "is no date"),
        ({"text": TEXT, "situation": "x" * 300}, "too long"),
    ],
)
def test_what_cannot_be_taken_is_refused(client: TestClient, form: dict, words: str) -> None:
    answer = client.post("/add", data=form or {"title": "only"})
    assert answer.status_code == 400
    assert words in answer.text


def test_another_site_cannot_add(client: TestClient) -> None:
    assert client.post("/add", data={"text": TEXT}, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.get("/board.json").status_code == 404, "nothing was read"


def test_too_much_at_once_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post(
        "/add", content=b"x", headers={"content-length": str(MOST_UPLOAD + 1), "content-type": "text/plain"}
    )
    assert answer.status_code == 400
    assert "at most" in answer.text
