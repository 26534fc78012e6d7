"""Reviewing in a real browser: each act by its form and taken back again, the queue without a mouse, two people at once."""

from collections.abc import Iterator
from typing import Any

import pytest
from serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(demo_store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a store of its own: reviews change the board that other tests look at."""
    with serving(demo_store, tmp_path_factory.mktemp("reviewed") / "demo.db") as found:
        yield found


def board(page: Any) -> list[str]:
    """What every question and account says, without who reviewed it."""
    rows = page.request.get("/api/v1/questions?size=200").json()["data"]
    return sorted(repr((q["question"], q["status"], q["low"], q["high"], q["verdict"], q["notes"], [(a["speaker"], a["low"], a["high"], a["position"], a["reviewed"]) for a in q["accounts"]])) for q in rows)  # fmt: skip


def question(page: Any) -> str:
    found = page.request.get("/api/v1/questions?status=disputed&kind=figure").json()["data"]
    asked = max(found, key=lambda q: len(q["accounts"]))
    return f"/question/{asked['id']}"


def take_back(page: Any, before: list[str]) -> None:
    """The act is told with a button that takes it back, and the board is what it was."""
    done = page.locator("#done")
    assert "Done" in done.inner_text()
    assert board(page) != before
    done.get_by_role("button", name="Undo").click()
    assert "took back" in page.locator("#done").inner_text()
    assert board(page) == before


def account(page: Any, n: int = 0) -> Any:
    form = page.locator("details.review").nth(n)
    form.locator("summary").click()
    form.get_by_label("Your name").fill("Ada")
    return form


@pytest.mark.no_script
@pytest.mark.parametrize("act", ["Confirm", "Reject"])
def test_an_account_is_confirmed_or_rejected(page: Any, act: str) -> None:
    page.goto(question(page))
    before = board(page)
    account(page).get_by_role("button", name=act, exact=True).click()
    take_back(page, before)


@pytest.mark.no_script
@pytest.mark.parametrize(
    ("field", "value"),
    [("figure", "41-43"), ("measure", "injured"), ("speaker", "Ora Lind"), ("party", "Lind"), ("place", "Port Selin"),
     ("time", "2001-01-01"), ("polarity", "denied")],
)  # fmt: skip
def test_every_field_is_corrected(page: Any, field: str, value: str) -> None:
    page.goto(question(page))
    before = board(page)
    form = account(page, 1)
    form.get_by_label("Field").select_option(field)
    form.get_by_label("What is right").fill(value)
    form.get_by_label("Why").fill("the list says so")
    form.get_by_role("button", name="Correct", exact=True).click()
    take_back(page, before)


@pytest.mark.no_script
def test_a_position_is_corrected(page: Any) -> None:
    found = page.request.get("/api/v1/questions?kind=occurrence").json()["data"]
    asked = next(q for q in found if {a["position"] for a in q["accounts"]} >= {"affirm", "deny"})
    page.goto(f"/question/{asked['id']}")
    before = board(page)
    form = account(page)
    form.get_by_label("Field").select_option("position")
    form.get_by_label("What is right").fill("unclear")
    form.get_by_role("button", name="Correct", exact=True).click()
    take_back(page, before)


@pytest.mark.no_script
def test_who_may_see_a_report_is_set(page: Any) -> None:
    asked = page.request.get("/api/v1/questions?size=1").json()["data"][0]["accounts"][0]["report"]

    def entries() -> list[Any]:
        return [e["act"] for e in page.request.get("/api/v1/reviews").json()["data"]]

    before = entries()
    page.goto(f"/report?id={asked}")
    form = page.locator("form", has=page.get_by_label("Level"))
    if not form.get_by_label("Level").is_visible():
        page.locator("details", has=form).locator("summary").first.click()
    form.get_by_label("Your name").fill("Ada")
    form.get_by_label("Level").select_option("restricted")
    form.get_by_role("button", name="Set").click()
    assert "Done" in page.locator("#done").inner_text()
    assert page.get_by_label("Level").input_value() == "restricted", (
        "as it is set, so that a careless Set opens nothing"
    )
    assert sorted(entries()) == sorted([*before, "level"])
    page.locator("#done").get_by_role("button", name="Undo").click()
    assert sorted(entries()) == sorted([*before, "level", "undo"])
    assert page.get_by_label("Level").input_value() == "public"


def whole(page: Any) -> Any:
    form = page.locator(".review-question form")
    form.get_by_label("Your name").fill("Ada")
    return form


@pytest.mark.no_script
def test_a_question_is_judged_split_and_merged(page: Any) -> None:
    path = question(page)
    page.goto(path)
    before = board(page)
    form = whole(page)
    form.get_by_label("Note").fill("ask again")
    form.get_by_role("button", name="Write note").click()
    take_back(page, before)
    form = whole(page)
    form.get_by_label("Verdict").fill("at least 31")
    form.get_by_label("Why").fill("names on a list")
    form.get_by_role("button", name="Set verdict").click()
    assert "Verdict: at least 31, by Ada" in page.get_by_label("What reviewers say").inner_text()
    take_back(page, before)
    for button in ("Split off", "Set aside"):
        form = whole(page)
        form.get_by_role("checkbox").last.check()
        form.get_by_role("button", name=button).click()
        take_back(page, before)
        page.goto(path)
    form = whole(page)
    form.get_by_label("The other question").select_option(index=1)
    form.get_by_role("button", name="Merge").click()
    take_back(page, before)


def test_a_claim_is_added_by_selecting_words(page: Any) -> None:
    page.goto("/report?id=mer-0516")
    before = board(page)
    page.evaluate(
        "const p = document.querySelectorAll('article.text .row > p')[1]; getSelection().selectAllChildren(p);"
        "document.dispatchEvent(new Event('selectionchange'))"
    )
    assert page.get_by_label("Its words").input_value()
    page.get_by_role("button", name="Propose").click()
    assert page.get_by_label("Speaker").input_value()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Figure").fill("7")
    page.get_by_label("Of what").fill("missing")
    page.get_by_label("Answers").select_option("")
    page.get_by_role("button", name="Add the claim").click()
    assert "Reviews of this report" in page.get_by_role("main").inner_text()
    take_back(page, before)


@pytest.mark.no_script
def test_a_speaker_is_corrected_for_the_situation(page: Any) -> None:
    page.goto("/speaker?name=Ilse%20Maran")
    before = board(page)
    page.get_by_text("Correct this speaker").click()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Name", exact=True).fill("Dr Ilse Maran")
    page.get_by_role("button", name="Correct the speaker").click()
    take_back(page, before)


def test_the_queue_is_worked_without_a_mouse(page: Any) -> None:
    page.goto("/queue")
    number = int(page.get_by_role("status").locator("b").first.inner_text())
    page.locator(".review-question").get_by_label("Your name").fill("Ada")
    page.keyboard.press("Escape")
    first = page.get_by_role("heading", level=2).first.inner_text()
    page.keyboard.press("c")
    page.wait_for_url("**/queue?done=*")
    assert page.get_by_role("heading", level=2).first.inner_text() != first
    assert f"{number - 1} difference" in page.get_by_role("main").inner_text()
    page.keyboard.press("n")
    page.wait_for_url("**/queue?at=2*")
    page.keyboard.press("p")
    page.wait_for_url("**/queue?at=1*")
    page.keyboard.press("v")
    page.keyboard.type("not clear")
    assert page.get_by_label("Verdict").input_value() == "not clear"
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert page.locator("details.review").first.get_attribute("open") is not None
    page.goto("/log")
    page.get_by_role("button", name="Undo").first.click()
    page.goto("/queue")
    assert page.get_by_role("heading", level=2).first.inner_text() == first


def test_the_log_is_filtered_and_exported(page: Any) -> None:
    page.goto("/log")
    page.get_by_label("Act").select_option("undo")
    page.get_by_role("button", name="Filter").click()
    entries = page.locator(".log > li")
    assert entries.count() > 3
    assert all("took back" in words for words in entries.all_inner_texts())
    href = page.get_by_role("link", name="Export these").get_attribute("href")
    assert len(page.request.get(href).text().splitlines()) == entries.count()


def test_the_second_of_two_gets_a_conflict_and_loses_nothing(page: Any, chromium: Any, address: str) -> None:
    path = question(page)
    page.goto(path)
    other = chromium.new_context(base_url=address, java_script_enabled=False)
    theirs = other.new_page()
    theirs.goto(path)
    before = board(page)
    account(page).get_by_role("button", name="Reject", exact=True).click()
    page.locator("#done").get_by_role("button", name="Undo").click()
    late = theirs.locator("details.review").first
    late.locator("summary").click()
    late.get_by_label("Your name").fill("Bo")
    late.get_by_label("Field").select_option("party")
    late.get_by_label("What is right").fill("the town's council")
    late.get_by_label("Why").fill("she chairs it")
    late.get_by_role("button", name="Correct", exact=True).click()
    told = theirs.get_by_role("main").inner_text()
    assert "Somebody was quicker" in told
    assert "Ada" in theirs.get_by_role("alert").inner_text()
    assert "the town's council" in told
    assert "she chairs it" in told
    theirs.get_by_role("button", name="Do mine all the same").click()
    assert "corrected party" in theirs.locator("#done").inner_text()
    theirs.locator("#done").get_by_role("button", name="Undo").click()
    assert board(page) == before
    other.close()
