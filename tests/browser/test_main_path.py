"""What a desk does all day, in a real browser: find the disputed, open one, read the words, keep the address."""

import re
from typing import Any

import pytest

from rashomon.comparing.policies import POLICIES

pytestmark = pytest.mark.browser


def _to_disputed(page: Any) -> None:
    page.goto("/board")
    page.get_by_role("navigation", name="Status").get_by_role("link", name=re.compile("Disputed")).click()
    page.wait_for_url("**status=disputed**")
    page.get_by_role("table").get_by_role("row").first.wait_for()


def _follow_main_path(page: Any) -> None:
    _to_disputed(page)
    rows = page.get_by_role("table").get_by_role("row")
    assert rows.count() > 3
    for n in range(1, rows.count()):
        assert "Disputed" in rows.nth(n).inner_text()
    row = rows.filter(has_text="killed").first
    question = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    assert page.get_by_role("heading", level=1).inner_text() == question
    assert "Disputed" in page.get_by_role("main").inner_text()
    account = page.get_by_role("listitem").filter(has=page.get_by_role("blockquote")).first
    words = account.locator(".quote").inner_text()
    account.get_by_role("blockquote").get_by_role("link").first.click()
    marked = page.locator("mark.focus")
    assert "".join(marked.all_inner_texts()) == words
    assert page.locator("#span").first.is_visible()


def test_from_the_board_to_the_sentence(page: Any) -> None:
    _follow_main_path(page)
    from playwright.sync_api import expect

    expect(page.locator("#span")).to_be_in_viewport()


@pytest.mark.no_script
def test_the_same_without_scripts(page: Any) -> None:
    _follow_main_path(page)


def test_the_first_screen_shows_the_disputed_figures(page: Any) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/board")
    disputed = page.get_by_role("table").get_by_text("Disputed", exact=True)
    boxes = [disputed.nth(n).bounding_box() for n in range(3)]
    assert all(box is not None and box["y"] < 800 for box in boxes)


def test_a_filter_lives_in_the_address(page: Any) -> None:
    page.goto("/board")
    page.get_by_role("searchbox").fill("Halvek")
    page.get_by_text("More filters").click()
    page.get_by_label("Measure").select_option("killed")
    page.get_by_role("button", name="Show").click()
    assert "text=Halvek" in page.url
    assert "measure=killed" in page.url
    told = page.get_by_role("status").inner_text()
    rows = page.get_by_role("row").all_inner_texts()
    page.reload()
    assert page.get_by_role("status").inner_text() == told
    assert page.get_by_role("row").all_inner_texts() == rows
    assert page.get_by_label("Measure").input_value() == "killed"
    page.get_by_role("link", name=re.compile("Take away: measure")).click()
    assert "measure" not in page.url


def test_the_policy_is_switched(page: Any) -> None:
    page.goto("/board?status=disputed&kind=figure")
    page.get_by_role("table").get_by_role("link").first.click()
    switch = page.get_by_role("navigation", name="Policy")
    if len(POLICIES) == 1:
        assert switch.count() == 0, "one policy is no choice"
        return
    for name in list(POLICIES)[1:]:
        switch.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**policy={name}*")
        assert f"policy {name}" in page.locator("#trace").inner_text()
        assert page.locator("#trace li").count() > 0


def test_light_and_dark_are_a_choice_that_stays(page: Any) -> None:
    def paper() -> str:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.emulate_media(color_scheme="light")
    page.goto("/board")
    light = paper()
    page.get_by_role("button", name="Dark").click()
    page.locator('html[data-theme="dark"]').wait_for()
    dark = paper()
    assert dark != light
    page.goto("/situations")
    assert paper() == dark
    page.get_by_role("button", name="Auto").click()
    page.locator("html:not([data-theme])").wait_for()
    assert paper() == light


def test_what_i_have_seen_is_remembered(page: Any) -> None:
    page.goto("/board?status=disputed")
    page.get_by_role("button", name="I have seen this").click()
    assert "status=disputed" in page.url
    page.get_by_role("link", name="Changed since I last looked").click()
    assert page.get_by_role("status").inner_text().startswith("0 questions")


def test_a_claim_and_its_words_light_up_together(page: Any) -> None:
    page.goto("/report?id=mer-0516")
    card = page.locator("[data-claim]").first
    name = card.get_attribute("data-claim")
    card.hover()
    assert page.locator(f'[data-claims~="{name}"].lit').count() > 0
    page.locator(f'[data-claims~="{name}"]').last.hover()
    assert page.locator(f'[data-claim="{name}"].lit').count() == 1


def test_marks_can_be_hidden(page: Any) -> None:
    page.goto("/report?id=mer-0516")
    assert page.locator(".text .m").count() > 10
    text = page.get_by_role("article").locator("p[lang]").first
    page.get_by_role("link", name="Hide the marks").click()
    assert page.locator(".text .m").count() == 0
    assert text.is_visible()


def test_the_sentence_is_copied(page: Any, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    _to_disputed(page)
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#sentence").inner_text()


def test_the_keyboard_alone_is_enough(page: Any) -> None:
    page.goto("/board")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "text"
    page.keyboard.type("killed")
    page.keyboard.press("Enter")
    page.wait_for_url("**text=killed**")


def test_no_page_is_wider_than_the_screen(page: Any) -> None:
    for path in ("/board", "/report?id=mer-0516", "/map", "/timeline", "/matrix", "/download", "/add"):
        page.goto(path)
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
