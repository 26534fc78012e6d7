"""As of a day and under a policy: what the pages say is what comparing says of the reports of that time, and the address keeps it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from rashomon.comparing.policies import POLICIES, apply_policy
from rashomon.pipeline import look
from rashomon.settings import Settings
from rashomon.store import open_store
from rashomon.web import create_app, looking_back

DAY = "2024-05-14"


@pytest.fixture(scope="module")
def client(demo_store: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=demo_store, situation="demo")), base_url="http://127.0.0.1") as opened:
        yield opened


def _rows(client: TestClient, query: str) -> dict[str, dict]:
    found, cursor = {}, ""
    while cursor is not None:
        told = client.get(f"/board.json?{query}{f'&cursor={cursor}' if cursor else ''}").json()["data"]
        found |= {row["question"]["id"]: row["question"] for row in told["rows"]}
        cursor = told["next"]
    return found


def test_the_board_as_of_a_day_has_the_statuses_of_that_day(client: TestClient, demo_store: str) -> None:
    with open_store(demo_store) as store:
        then = {q.id: q for q in look(store, "demo", as_of=DAY)}
        now = {q.id: q for q in store.questions("demo")}
    shown = _rows(client, f"as_of={DAY}")
    assert {name: (q["status"], q["low"], q["high"]) for name, q in shown.items()} == {
        name: (q.status, q.low, q.high) for name, q in then.items()
    }
    assert any(then[name].status != now[name].status for name in then.keys() & now.keys()), "something changed since"
    told = client.get(f"/board.json?as_of={DAY}").json()["data"]
    assert told["counts"]["questions"] == len(then) < len(now)


def test_what_a_page_as_of_a_day_links_to_is_as_of_that_day(client: TestClient) -> None:
    page = client.get(f"/board?as_of={DAY}&policy=ucdp").text
    links = [
        link.replace("&amp;", "&")
        for link in re.findall(r'href="(/(?:question|map|timeline|matrix|download)[^"#]*)"', page)
    ]
    assert len(links) > 5
    assert all(f"as_of={DAY}" in link and "policy=ucdp" in link for link in links)
    question = client.get(next(link for link in links if link.startswith("/question"))).text
    assert "only what was published by then counts" in question
    report = re.search(r'href="(/report\?[^"#]*)', question)
    assert report is not None
    assert client.get(report[1].replace("&amp;", "&")).status_code == 200
    speaker = re.search(r'href="(/speaker\?[^"#]*)', question)
    assert speaker is not None
    assert f"as_of={DAY}" in speaker[1]
    assert client.get(speaker[1].replace("&amp;", "&")).status_code == 200
    assert 'href="/add"' in page, "adding is always to what is there now"


def test_nothing_was_known_before_the_first_report(client: TestClient) -> None:
    assert _rows(client, "as_of=1999-01-01") == {}
    assert client.get("/map?as_of=1999-01-01").status_code == 200
    assert client.get("/timeline?as_of=1999-01-01").status_code == 200


def test_the_board_and_the_files_under_each_policy(client: TestClient, demo_store: str) -> None:
    with open_store(demo_store) as store:
        questions = store.questions("demo")
    seen = set()
    for policy in POLICIES:
        expected = {q.id: apply_policy(q, policy) for q in questions}
        shown = _rows(client, f"policy={policy}")
        assert {n: (q["low"], q["best"], q["high"]) for n, q in shown.items()} == {
            n: (q.low, q.best, q.high) for n, q in expected.items()
        }
        assert f"by the policy “{policy}”" in client.get(f"/download?policy={policy}").text
        told = client.get(f"/api/v1/questions?policy={policy}&size=200").json()["data"]
        assert {q["id"]: q["best"] for q in told}.items() <= {n: q.best for n, q in expected.items()}.items()
        seen.add(tuple((q.low, q.best, q.high) for q in expected.values()))
    assert len(seen) > 2, "the policies differ"
    page = client.get("/board?policy=acled&status=disputed").text
    assert re.search(r'<a href="[^"]*policy=acled[^"]*" aria-current="true">acled</a>', page)
    assert 'name="policy" value="acled"' in page, "the form keeps it"
    assert client.get("/board?policy=best").status_code == 400


def test_only_the_last_days_are_kept(demo_store: str) -> None:
    with open_store(demo_store) as store:
        back = looking_back.LookingBack(store)
        for n in range(looking_back.KEPT + 3):
            made = back.at("demo", date(1999, 1, 1 + n))
        assert back.at("demo", date(1999, 1, looking_back.KEPT + 3)) is made
        folder = Path(back._folder.name)
        assert len(list(folder.glob("*.db"))) == looking_back.KEPT
        assert back.at("demo", date(1999, 1, 1)).questions("demo") == [], "made anew"
        back.close()
        assert not folder.exists()


def test_too_many_reports_are_not_compared_anew_for_a_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_back, "MOST_REPORTS", 3)
    told = client.get("/board.json?as_of=2024-05-13")
    assert (told.status_code, told.json()["ok"]) == (400, False)
    assert "rashomon questions --as-of 2024-05-13" in told.json()["error"]
