"""axe-core finds nothing serious on any page, light and dark."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser
PAGES = ("/board", "/board?text=killed&measure=killed", "/map", "/timeline", "/matrix", "/download", "/add", "/situations",
         "/report?id=mer-0516", "/report?id=dep-0515", "/board?as_of=2024-05-14&policy=ucdp&status=disputed", "/report?id=nobody", "/board?status=none", "/nowhere", "/speaker?name=Ilse%20Maran", "/queue", "/log", "/claim?report=mer-0516&span=100-200")  # fmt: skip
# The two looks differ in colours alone: in the dark only what depends on them is looked at again.
RULES = {
    "light": "{resultTypes: ['violations']}",
    "dark": "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}",
}


@pytest.mark.parametrize("scheme", RULES)
def test_nothing_serious_on_any_page(page: Any, axe: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/board?status=disputed")
    question = page.get_by_role("table").get_by_role("link").first.get_attribute("href")
    found = {}
    page.goto("/add?situation=apart")
    page.get_by_label("A text").fill("At least 12 people were killed in Dorn on Monday, the army said.")
    page.get_by_role("button", name="Read").click()
    page.wait_for_url("**/add/**")
    progress = page.url
    for path in (*PAGES, question, progress):
        page.goto(path)
        page.evaluate(axe)
        for violation in page.evaluate(f"axe.run(document, {RULES[scheme]}).then(found => found.violations)"):
            if violation["impact"] in {"serious", "critical"}:
                found[path, violation["id"]] = [
                    node["html"][:160] + " " + node["failureSummary"][:300] for node in violation["nodes"][:3]
                ]
    assert found == {}
