"""Maps side by side: one scale, one selection, and a difference that hides nothing."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.maps.component.harness import compare, count_scene, rate_scene, sent

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
CHANGE = {
    "title": "Förändring",
    "unit": "procentenheter",
    "method": "kring noll",
    "signed": True,
    "breaks": [-10, -6, -2, 2, 6, 10],
    "colors": ["#b4530a", "#edb27c", "#f3f1ec", "#8cc5d6", "#0b5c7a"],
    "colorsDark": ["#f2a65a", "#8a5423", "#33424b", "#2a7793", "#8ad3ea"],
    "bubbleMax": 10,
    "pivot": {"better": "higher", "values": {}},
}
WORDS = {"change": "Skillnad {first}–{last}"}


def years(**changes: object) -> dict:
    data = {
        "mode": "years",
        "scene": rate_scene(),
        "then": "2021",
        "change": CHANGE,
        "words": WORDS,
    }
    return data | changes


def pane(page: Page, at: int) -> Locator:
    return page.locator(".atlas-maps-pane").nth(at)


def area(page: Page, at: int, code: str) -> Locator:
    return pane(page, at).locator(f'.area[data-code="{code}"]')


def titles(page: Page) -> list[str]:
    return page.locator(".atlas-maps-title").all_text_contents()


def test_then_and_now_stand_beside_their_difference(open_page: Open) -> None:
    page = open_page()
    compare(page, years(), 3)
    assert titles(page) == ["2021", "2023", "Skillnad 2021–2023"]
    # 9901: 10.25 in 2021, 16.25 in 2023
    said = [area(page, i, "9901").get_attribute("data-value") for i in range(3)]
    assert said == ["10.25", "16.25", "6"]
    assert area(page, 2, "9901").get_attribute("fill") == "#0b5c7a"
    assert area(page, 2, "9901").get_attribute("aria-label") == "Almby: +6,0\u00a0procentenheter"
    classes = pane(page, 0).locator(".atlas-map-legend ul").first.locator("li").all_text_contents()
    later = pane(page, 1).locator(".atlas-map-legend ul").first.locator("li").all_text_contents()
    assert [c.split("(")[0] for c in classes] == [c.split("(")[0] for c in later], "one scale"


def test_a_difference_is_known_only_where_both_values_are(open_page: Open) -> None:
    page = open_page()
    compare(page, years(), 3)
    # all are reported in 2021; in 2023 one of each kind of silence
    statuses = [area(page, 2, c).get_attribute("data-status") for c in ("9904", "9907", "9910")]
    assert statuses == ["protected", "missing", "not_applicable"]
    assert area(page, 2, "9904").get_attribute("data-value") == ""
    told = {"2021": [10] * 15, "2023": [16] * 15}
    hidden = {"2021": "p" + "r" * 14, "2023": "rm" + "r" * 13}
    compare(page, years(scene=rate_scene(values=told, status=hidden)), 3)
    values = [area(page, 2, c).get_attribute("data-value") for c in ("9901", "9902", "9903")]
    assert values == ["", "", "6"], "a number that came along with its silence is not used"


def test_where_no_difference_may_be_shown_there_are_two_maps_and_the_reason(
    open_page: Open,
) -> None:
    page = open_page()
    compare(page, years(change=None, note="Skillnaden visas inte"), 2)
    assert page.locator(".atlas-maps-note").text_content() == "Skillnaden visas inte"


def test_a_step_is_painted_in_the_difference_at_once_and_told_as_the_earlier_year(
    open_page: Open,
) -> None:
    page = open_page()
    compare(page, years(), 3)
    now = page.evaluate(
        """() => { document.querySelector('[data-word=next_year]').click();
             return [...document.querySelectorAll('.atlas-maps-title')].map(t => t.textContent)
               .concat(sent.length); }"""
    )
    assert now == ["2022", "2023", "Skillnad 2022–2023", 0]
    assert area(page, 2, "9901").get_attribute("data-value") == "3"
    page.wait_for_function("sent.length > 0")
    assert sent(page, "then") == ["2022"]
    assert sent(page, "period") == []


def test_a_choice_in_one_is_a_choice_in_all_and_is_told_once(open_page: Open) -> None:
    page = open_page()
    compare(page, years(), 3)
    area(page, 1, "9905").click()
    assert sent(page, "selected") == [["9905"]]
    chosen = page.locator('.area[aria-selected="true"]')
    assert chosen.evaluate_all("all => all.map(a => a.dataset.code)") == ["9905"] * 3
    compare(page, years(scene=rate_scene(selected=["9905"])), 3)
    area(page, 0, "9901").click()
    assert chosen.evaluate_all("all => all.map(a => a.dataset.code)") == ["9901"] * 3


def test_what_is_pointed_at_in_one_is_marked_in_the_others_with_its_value_there(
    open_page: Open,
) -> None:
    page = open_page()
    compare(page, years(), 3)
    area(page, 0, "9902").hover()
    lines = page.locator(".atlas-map-pointed").evaluate_all(
        "all => all.map(l => l.getAttribute('d'))"
    )
    assert lines == [area(page, 0, "9902").get_attribute("d")] * 3
    tips = page.locator(".atlas-map-tip").all_inner_texts()
    assert [t.replace("\u00a0", " ").split("\n")[1] for t in tips] == [
        "17,3 %",
        "23,3 %",
        "+6,0 procentenheter",
    ]
    page.mouse.move(5, 5)
    page.wait_for_function("[...document.querySelectorAll('.atlas-map-tip')].every(t => t.hidden)")


def test_focus_by_keyboard_is_marked_in_the_others_too(open_page: Open) -> None:
    page = open_page()
    compare(page, years(), 3)
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    marked = pane(page, 2).locator(".atlas-map-pointed").get_attribute("d")
    assert marked == area(page, 2, "9915").get_attribute("d")


def test_one_switch_turns_all_maps_into_tiles(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    compare(page, years(), 3)
    pane(page, 1).get_by_role("button", name="Lika stora rutor").click()
    forms = page.locator(".atlas-maps-pane .atlas-map").evaluate_all(
        "all => all.map(m => m.dataset.form)"
    )
    assert forms == ["tiles"] * 3
    assert sent(page, "form") == ["tiles"]


def test_two_measures_each_have_their_own_scale_and_follow_one_year(open_page: Open) -> None:
    page = open_page()
    other = count_scene(
        values={"2022": [5] * 15, "2023": [9] * 15},
        period="2023",
        status={"2022": "r" * 15, "2023": "r" * 15},
        periods=["2022", "2023"],
    )
    compare(page, {"mode": "measures", "scenes": [rate_scene(), other], "words": WORDS}, 2)
    assert titles(page) == ["Andel, 2023", "Deltagare, 2023"]
    back = page.get_by_role("button", name="Föregående år")
    assert back.count() == 1, "one slider for both"
    back.click()
    assert titles(page) == ["Andel, 2022", "Deltagare, 2022"]
    back.click()
    assert titles(page) == ["Andel, 2021", "Deltagare, 2023"], (
        "its own year where it lacks that one"
    )


def test_every_year_is_small_and_the_scale_is_told_once(open_page: Open) -> None:
    page = open_page()
    data = {"mode": "all", "scene": rate_scene(height=200), "words": WORDS}
    compare(page, data, 3)
    assert titles(page) == ["2021", "2022", "2023"]
    periods = page.locator(".atlas-maps-pane .atlas-map").evaluate_all(
        "all => all.map(m => m.dataset.period)"
    )
    assert periods == ["2021", "2022", "2023"]
    assert page.locator(".atlas-map-legend:visible").count() == 1
    assert page.locator(".atlas-map-years:visible, .atlas-map-zoom:visible").count() == 0
    fills = [area(page, i, "9901").get_attribute("fill") for i in range(3)]
    assert fills == ["#e3eef4", "#e3eef4", "#b0d1e2"], "10.25, 13.25 and 16.25 in one scale"


def test_fewer_years_leave_no_map_behind(open_page: Open) -> None:
    page = open_page()
    data = {"mode": "all", "scene": rate_scene(), "words": WORDS}
    compare(page, data, 3)
    compare(page, data | {"scene": rate_scene(periods=["2022", "2023"])}, 2)
    assert titles(page) == ["2022", "2023"]


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_is_too_wide(open_page: Open, width: int) -> None:
    axe = Axe()
    page = open_page(width)
    compare(page, years(), 3)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = axe.run(page, options={"runOnly": tags, "resultTypes": ["violations"]})
    assert found.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
