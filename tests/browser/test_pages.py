"""Each further page in a real browser."""

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def _open(page: Any, name: str) -> None:
    page.goto("/board")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()


def test_map_a_place_leads_to_its_questions(page: Any) -> None:
    page.goto("/add?situation=exercise")  # the bundled situation lies on no map
    page.get_by_label("A text").fill("In an exercise, 12 people were injured in Aleppo and 30 in Raqqa, the army said.")
    page.get_by_role("button", name="Read").click()
    page.get_by_role("link", name="To the board").wait_for()
    page.goto("/map?situation=exercise")
    spot = page.get_by_role("group", name="Map of the places").get_by_role("link").first
    name = spot.get_attribute("aria-label").split(",")[0]
    spot.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/board?*place=*")
    rows = page.get_by_role("table").get_by_role("row")
    assert all(name in rows.nth(n).inner_text() for n in range(1, rows.count()))


def test_timeline_as_of_a_day(page: Any) -> None:
    _open(page, "Timeline")
    before = page.locator(".lanes a.live, .lanes a.old").count()
    page.get_by_role("navigation", name="As of").get_by_role("link", name="13 May").click()
    page.wait_for_url("**as_of=2024-05-13**")
    assert 0 < page.locator(".lanes a.live, .lanes a.old").count() < before
    page.reload()
    assert "as_of=2024-05-13" in page.url
    page.locator(".lanes a.live").first.click()
    assert page.locator("#span").first.is_visible()


def test_matrix_a_cell_leads_to_its_words(page: Any) -> None:
    _open(page, "Matrix")
    assert page.get_by_role("table").get_by_text("silent").count() > 5
    page.locator("td.answer a").first.click()
    assert page.locator("#span").first.is_visible()


def test_speaker_from_a_question(page: Any) -> None:
    page.goto("/board?status=disputed")
    page.get_by_role("table").get_by_role("link").first.click()
    link = page.locator(".accounts .speaker a").first
    name = link.inner_text()
    link.click()
    assert page.get_by_role("heading", level=1).inner_text() == name
    assert page.get_by_role("heading", name="All that they say").is_visible()


def test_download_what_is_filtered(page: Any, tmp_path: Path) -> None:
    page.goto("/download?status=disputed")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Workbook").click()
    path = tmp_path / "book.xlsx"
    coming.value.save_as(path)
    assert path.read_bytes().startswith(b"PK")
    assert coming.value.suggested_filename == "rashomon.xlsx"


@pytest.mark.no_script
def test_add_a_text_and_see_it_read(page: Any) -> None:
    _open(page, "Add")
    page.get_by_label("A text").fill("At least 12 people were killed in Dorn on Monday, the army said.")
    page.get_by_label("Its title").fill("Army: twelve dead in Dorn")
    page.get_by_label("Situation").fill("added")
    page.get_by_role("button", name="Read").click()
    page.get_by_role("heading", name=re.compile("^Read$")).wait_for(timeout=60_000)
    page.get_by_role("link", name="Army: twelve dead in Dorn").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Army: twelve dead in Dorn"
    page.get_by_role("link", name="Board").first.click()
    assert "killed" in page.get_by_role("table").inner_text()
