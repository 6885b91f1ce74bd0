"""The legend counts and warns; years are played; what is pointed at, and where one looks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.maps.component.harness import (
    area,
    count_scene,
    fifteen,
    focused,
    press,
    rate_scene,
    sent,
    show,
    stop_clock,
    view,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
SCALE = ["#b4530a", "#edb27c", "#f3f1ec", "#8cc5d6", "#0b5c7a"]


def keys(page: Page) -> list[str]:
    return page.locator(".atlas-map-legend ul").first.locator("li").all_text_contents()


def notes(page: Page) -> list[str]:
    return page.locator(".atlas-map-note").all_text_contents()


def one_year(values: list, **changes: object) -> dict:
    status = "".join("r" if v is not None else "m" for v in values)
    return rate_scene(
        values={"2023": values}, status={"2023": status}, lower=None, upper=None, **changes
    )


# The legend


def test_each_class_says_how_many_areas_it_holds_in_the_year_that_is_shown(open_page: Open) -> None:
    page = open_page()
    first = [10] * 4 + [20] * 6 + [30] * 5
    second = [10] * 1 + [20] * 9 + [30] * 5
    show(
        page,
        rate_scene(
            values={"2022": first, "2023": second},
            periods=["2022", "2023"],
            status={"2022": "r" * 15, "2023": "r" * 15},
        ),
    )
    assert keys(page) == [
        "10–16(1)",
        "16–22(9)",
        "22–28",
        "28–34(5)",
        "34–40",
    ]
    page.get_by_role("button", name="Föregående år").click()
    assert keys(page)[0] == "10–16(4)"


@pytest.mark.parametrize(("same", "warned"), [(9, False), (10, True)])
def test_over_sixty_per_cent_in_one_class_is_told_in_words(
    open_page: Open, same: int, warned: bool
) -> None:
    page = open_page()
    show(page, one_year([20] * same + [30] * (15 - same)))
    assert (f"{same} av 15 orter ligger i samma klass" in notes(page)) is warned


def loose(page: Page) -> list[str]:
    """What the legend says of areas whose class is uncertain."""
    lines = page.locator(".atlas-map-legend li").all_text_contents()
    return [line for line in lines if line.startswith("osäkert vilken klass")]


def test_an_area_whose_interval_holds_several_classes_is_striped_and_told(open_page: Open) -> None:
    page = open_page()
    # classes are 10–16, 16–22 and so on: of five areas at 20, two could be of the class below or above
    lower = [16, 17, 15.9, 18, 18, *[None] * 10]
    upper = [21, 21.9, 21, 22, 21, *[None] * 10]
    scene = one_year([20] * 5 + [30] * 10)
    show(page, scene | {"lower": {"2023": lower}, "upper": {"2023": upper}})
    assert loose(page) == ["osäkert vilken klass(2)"]
    striped = page.locator(".atlas-map-veil").get_attribute("d") or ""
    shapes = [area["d"] for area in fifteen()["areas"]]
    assert [shape in striped for shape in shapes] == [i in (2, 3) for i in range(15)]
    show(page, scene)
    assert loose(page) == []
    assert not page.locator(".atlas-map-veil").get_attribute("d")


def test_bounds_have_as_few_decimals_as_tell_them(open_page: Open) -> None:
    page = open_page()
    show(page, one_year([20] * 15, breaks=[0, 0.5, 1, 2, 40.25, 50], decimals=1))
    assert keys(page)[0] == "0,0–0,5"
    show(page, one_year([20] * 15, unit="per 10 orter", title="Antal per 10 orter"))
    assert keys(page)[1] == "16–22(15)"
    title = page.locator(".atlas-map-title").text_content()
    assert title == "Antal per 10 orter", "what the name says is not said again as a unit"


def test_silent_areas_do_not_count_for_the_warning(open_page: Open) -> None:
    page = open_page()
    show(page, one_year([20] * 5 + [30] * 3 + [None] * 7))
    assert "5 av 8 orter ligger i samma klass" in notes(page), "62.5 per cent of those that speak"


def test_the_method_stands_in_the_legend(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(method="Naturliga klasser"))
    assert notes(page) == ["Naturliga klasser", "(n) = antal orter"]
    show(page, count_scene(method="Naturliga klasser"))
    assert notes(page) == ["(n) = antal orter"], "bubbles have no classes"


@pytest.mark.parametrize(("better", "said"), [("higher", "bättre"), ("lower", "sämre")])
def test_a_scale_around_a_benchmark_has_its_classes_around_the_years_own_value(
    open_page: Open, better: str, said: str
) -> None:
    page = open_page()
    around = {"better": better, "values": {"2023": 100}}
    values = [60, 94, 95, 105, 140, *[100] * 10]
    show(
        page,
        one_year(
            values,
            breaks=[-50, -30, -5, 5, 30, 50],
            colors=SCALE,
            pivot=around,
            decimals=0,
            unit="",
        ),
    )
    fills = [area(page, f"990{i}").get_attribute("fill") for i in range(1, 6)]
    assert fills == [SCALE[0], SCALE[1], SCALE[2], SCALE[3], SCALE[4]]
    assert keys(page)[4] == f"130–150▲ {said}(1)"
    assert keys(page)[2] == "95–105(11)"


def test_a_signed_count_has_one_colour_for_more_and_one_for_less(open_page: Open) -> None:
    page = open_page()
    show(
        page,
        count_scene(
            signed=True,
            values={"2023": [20, -20, *[0] * 13]},
            status={"2023": "r" * 15},
            colors=["#0b5c7a", "#b4530a"],
        ),
    )
    fills = [page.locator(f'[data-for="990{i}"]').get_attribute("fill") for i in (1, 2)]
    assert fills == ["#0b5c7a", "#b4530a"]
    radii = [page.locator(f'[data-for="990{i}"]').get_attribute("r") for i in (1, 2)]
    assert radii[0] == radii[1]
    assert area(page, "9901").get_attribute("data-value") == "20"
    assert "+20" in page.locator(".atlas-map-label:visible").all_text_contents()


# Years


def test_play_steps_to_the_last_year_stops_there_and_tells_once(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(period="2021"))
    stop_clock(page)
    page.get_by_role("button", name="Spela upp åren").click()
    shown = page.locator(".atlas-map")
    assert shown.get_attribute("data-period") == "2022"
    assert page.get_by_role("button", name="Pausa").is_visible()
    page.clock.run_for(600)
    assert shown.get_attribute("data-period") == "2022"
    assert sent(page, "period") == [], "no word to the server while it plays"
    page.clock.run_for(400)
    assert shown.get_attribute("data-period") == "2023"
    page.clock.run_for(5000)
    assert shown.get_attribute("data-period") == "2023"
    assert page.get_by_role("button", name="Spela upp åren").is_visible()
    assert sent(page, "period") == ["2023"]


def test_play_can_be_paused_and_starts_over_at_the_end(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(period="2023"))
    stop_clock(page)
    page.get_by_role("button", name="Spela upp åren").click()
    shown = page.locator(".atlas-map")
    assert shown.get_attribute("data-period") == "2021"
    page.get_by_role("button", name="Pausa").click()
    page.clock.run_for(5000)
    assert shown.get_attribute("data-period") == "2021"
    assert sent(page, "period") == ["2021"]


def test_nothing_plays_for_who_wants_less_motion(open_page: Open) -> None:
    page = open_page(reduced_motion="reduce")
    show(page, rate_scene(period="2021"))
    assert not page.locator("[data-word=play]").is_visible()
    page.get_by_role("button", name="Nästa år").click()
    assert page.locator(".atlas-map").get_attribute("data-period") == "2022"


# Pointing and looking


def test_page_keys_go_through_the_register_and_stop_at_its_ends(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    area(page, "9905").focus()
    press(page, "PageDown")
    assert focused(page) == "9906", "the next in the register lies at the other end of the map"
    press(page, "Home", "PageUp")
    assert focused(page) == "9901"
    press(page, "End", "PageDown")
    assert focused(page) == "9915"


def test_the_area_under_the_pointer_is_outlined(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    area(page, "9902").hover()
    outline = page.locator(".atlas-map-pointed")
    assert outline.get_attribute("d") == area(page, "9902").get_attribute("d")
    page.mouse.move(5, 880)
    page.wait_for_function("document.querySelector('.atlas-map-pointed').getAttribute('d') === ''")


def test_the_locator_shows_where_one_looks_and_moves_there(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    locator = page.locator(".atlas-map-locator")
    assert not locator.is_visible()
    for _ in range(4):
        page.get_by_role("button", name="Zooma in").click()
    frame = [float(locator.locator("rect").get_attribute(n)) for n in ("x", "y", "width", "height")]
    assert frame == [float(v) for v in view(page).split()]
    box = locator.bounding_box()
    page.mouse.click(box["x"] + 0.9 * box["width"], box["y"] + 0.5 * box["height"])
    x, _, width, _ = map(float, view(page).split())
    assert x < 900 < x + width
    page.get_by_role("button", name="Visa hela kartan").click()
    assert not locator.is_visible()
