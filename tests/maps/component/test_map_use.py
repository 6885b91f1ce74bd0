"""What keys and pointer do to the browser map, and whether everyone can use it."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.maps.component.harness import (
    CODES,
    area,
    count_scene,
    focused,
    press,
    rate_scene,
    sent,
    show,
    view,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


# Selection


def test_click_selects_one_and_clears_it_and_ctrl_adds_at_most_five(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    area(page, "9901").click()
    area(page, "9902").click()
    area(page, "9902").click()
    assert sent(page, "selected") == [["9901"], ["9902"], []]
    for code in CODES[:6]:
        area(page, code).click(modifiers=["Control"])
    assert sent(page, "selected")[-1] == CODES[:5]
    area(page, "9903").click(modifiers=["Shift"])
    assert sent(page, "selected")[-1] == ["9901", "9902", "9904", "9905"]
    assert area(page, "9901").get_attribute("aria-selected") == "true"
    assert area(page, "9901").get_attribute("aria-label").endswith(", vald")
    outlines = page.locator(".atlas-map-chosen").last.get_attribute("d")
    assert outlines.count("Z") == 4


def test_the_server_has_the_last_word_only_when_it_says_something_new(open_page: Open) -> None:
    page = open_page()
    chosen = page.locator('[aria-selected="true"]')
    show(page, rate_scene(selected=["9905"]))
    area(page, "9901").click()
    show(page, rate_scene(selected=["9905"], title="Annat"))
    assert chosen.get_attribute("data-code") == "9901", "an older view does not undo a local step"
    area(page, "9902").click()
    show(page, rate_scene(selected=["9901"]))
    assert chosen.get_attribute("data-code") == "9902", "an echo is no news"
    show(page, rate_scene(selected=["9902"]))
    show(page, rate_scene(selected=["9908"]))
    assert chosen.get_attribute("data-code") == "9908"


# Keys


def test_the_keyboard_reaches_everything(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    press(page, "Tab")
    assert focused(page) == "9901"
    ring = page.locator(".atlas-map-focus").last
    assert ring.get_attribute("d") == area(page, "9901").get_attribute("d")
    walk = {"ArrowRight": "9902", "ArrowDown": "9907", "ArrowLeft": "9906", "ArrowUp": "9901"}
    for key, code in walk.items():
        press(page, key)
        assert focused(page) == code
    press(page, "ArrowUp")
    assert focused(page) == "9901", "there is nothing further up"
    press(page, "End")
    assert focused(page) == "9915"
    press(page, "Home", "ArrowRight", "Enter", "ArrowRight", "Shift+Space")
    assert sent(page, "selected") == [["9902"], ["9902", "9903"]]
    press(page, "Escape")
    assert sent(page, "selected")[-1] == []
    assert page.locator('.area[tabindex="0"]').count() == 1
    press(page, "Tab")
    assert focused(page) == ""
    press(page, "Shift+Tab")
    assert focused(page) == "9903", "one stop, where one left"


def test_keys_zoom_and_focus_brings_an_area_into_view(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    whole = view(page)
    press(page, "Tab", *["+"] * 6, "End")
    stage = page.locator(".atlas-map-stage").bounding_box()
    tip = page.locator(".atlas-map-tip").bounding_box()
    assert stage["x"] <= tip["x"] <= stage["x"] + stage["width"] - tip["width"]
    x, y, width, height = map(float, view(page).split())
    assert x < 850 < x + width
    assert y < 500 < y + height
    press(page, "-", "0")
    assert view(page) == whole


# Pointer


def test_hover_focus_and_touch_read_the_same(open_page: Open) -> None:
    page = open_page(has_touch=True)
    show(page, rate_scene())
    tip = page.locator(".atlas-map-tip")
    read = []
    area(page, "9902").hover()
    read.append(tip.inner_text())
    press(page, "Escape")
    assert not tip.is_visible()
    page.mouse.move(5, 5)
    press(page, "Tab", "ArrowRight")
    read.append(tip.inner_text())
    page.evaluate("document.activeElement.blur()")
    area(page, "9902").tap()
    read.append(tip.inner_text())
    assert read == ["Björkköping\n23,3 %\n21,3–25,3 %".replace(" %", "\u00a0%")] * 3
    assert sent(page, "selected") == [["9902"]]


def test_the_tooltip_can_be_pointed_at_and_a_click_on_it_is_a_click_on_its_area(
    open_page: Open,
) -> None:
    page = open_page()
    show(page, rate_scene())
    area(page, "9906").hover()
    tip = page.locator(".atlas-map-tip")
    tip.hover()
    page.wait_for_timeout(250)
    assert tip.is_visible()
    tip.click()
    assert sent(page, "selected") == [["9906"]]
    page.mouse.move(5, 880)
    tip.wait_for(state="hidden")


def test_the_status_stands_in_the_tooltip_with_sign_and_words(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    for code, said in (("9904", ".. skyddat: färre än fem"), ("9907", "- uppgift saknas")):
        area(page, code).hover()
        assert page.locator(".atlas-map-tip span").first.inner_text() == said


def test_a_bubble_speaks_for_its_own_area_also_over_its_neighbour(open_page: Open) -> None:
    page = open_page()
    show(page, count_scene())
    middle = page.locator('[data-for="9902"]').bounding_box()
    big = page.locator('[data-for="9903"]').bounding_box()
    at_its_left = (big["x"] + 2, big["y"] + big["height"] / 2)
    page.mouse.click(*at_its_left)
    page.mouse.click(middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)
    assert sent(page, "selected") == [["9903"], ["9902"]]
    ground = "([x, y]) => document.elementFromPoint(x, y).dataset.code"
    assert page.evaluate(ground, at_its_left) == "9902"


def test_wheel_zooms_only_with_ctrl_and_drag_moves_without_selecting(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    whole = view(page)
    page.mouse.move(300, 300)
    page.mouse.wheel(0, -200)
    assert view(page) == whole
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(
        "v => document.querySelector('.atlas-map-canvas').getAttribute('viewBox') !== v", arg=whole
    )
    zoomed = view(page)
    page.mouse.down()
    page.mouse.move(360, 340, steps=4)
    page.mouse.up()
    assert view(page) != zoomed
    assert sent(page, "selected") == []
    page.get_by_role("button", name="Visa hela kartan").click()
    assert view(page) == whole


# Years


def test_a_year_is_painted_at_once_and_reported_when_it_rests(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(period="2021"))
    before = area(page, "9901").get_attribute("fill")
    step = "document.querySelector('[data-word=next_year]').click()"
    now = page.evaluate(
        f"""() => {{ {step}; {step}; window.stepped = performance.now();
            return [document.querySelector('.atlas-map').dataset.period, sent.length]; }}"""
    )
    assert now == ["2023", 0]
    assert area(page, "9902").get_attribute("fill") != before
    page.wait_for_function("sent.length > 0")
    assert sent(page, "period") == ["2023"]
    assert page.evaluate("sent[0].at - stepped") >= 240
    slider = page.get_by_role("slider", name="År")
    assert slider.get_attribute("aria-valuetext") == "2023"
    assert page.get_by_role("button", name="Nästa år").get_attribute("aria-disabled") == "true"


def test_a_rerun_does_not_undo_a_year_on_its_way(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(period="2021"))
    page.get_by_role("slider", name="År").press("ArrowRight")
    show(page, rate_scene(period="2021", title="Annat"))
    assert page.locator(".atlas-map").get_attribute("data-period") == "2022"
    page.wait_for_function("sent.length > 0")
    show(page, rate_scene(period="2023"))
    assert page.locator(".atlas-map").get_attribute("data-period") == "2023"
    page.wait_for_timeout(300)
    assert sent(page, "period") == ["2022"]


def test_one_period_needs_no_slider(open_page: Open) -> None:
    page = open_page()
    show(page, count_scene())
    assert not page.locator(".atlas-map-years").is_visible()


# Everyone


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("scene", [rate_scene(), count_scene()], ids=["rate", "count"])
def test_axe_finds_nothing(open_page: Open, dark: bool, scene: dict) -> None:
    axe = Axe()
    page = open_page(dark=dark)
    show(page, scene | {"selected": ["9902"]})
    press(page, "Tab")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
    found = axe.run(page, options={"runOnly": tags, "resultTypes": ["violations"]})
    assert found.response["violations"] == []


def test_controls_are_large_enough_to_hit(open_page: Open) -> None:
    page = open_page(390)
    show(page, rate_scene())
    for control in page.locator(".atlas-map button, .atlas-map input").all():
        size = control.bounding_box()
        assert min(size["width"], size["height"]) >= 24


# Opening


def test_where_areas_can_be_opened_a_press_opens_one_and_ctrl_selects(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(opened=""))
    area(page, "9901").click()
    area(page, "9902").click()
    area(page, "9903").click(modifiers=["Control"])
    assert sent(page, "opened") == ["9901", "9902"]
    assert sent(page, "selected") == [["9903"]]
    assert area(page, "9902").get_attribute("aria-current") == "true"
    assert area(page, "9902").get_attribute("aria-selected") == "false"
    outlines = page.locator(".atlas-map-chosen").last.get_attribute("d")
    assert outlines.count("Z") == 2  # of the one that is open and of the one that is selected
    area(page, "9902").click()
    assert sent(page, "opened")[-1] == ""


def test_escape_closes_what_is_open_and_then_clears_what_is_selected(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(opened="9902", selected=["9903"]))
    assert area(page, "9902").get_attribute("aria-current") == "true"
    area(page, "9901").focus()
    press(page, "Enter", "Escape")
    assert sent(page, "opened") == ["9901", ""]
    assert sent(page, "selected") == []
    press(page, "Escape")
    assert sent(page, "selected") == [[]]


def test_an_area_of_a_still_map_is_not_opened(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(opened="", still=True))
    area(page, "9901").click()
    assert sent(page, "opened") == []
