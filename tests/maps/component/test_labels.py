"""Labels of the shipped county: apart, in the drawing, at home or with a line that leads there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from atlas import ingest
from tests.deliveries import DATA, GEO, register
from tests.maps.component.harness import (
    ASTRAY,
    count_scene,
    labels,
    meetings,
    rate_scene,
    show,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
ROOMS = {"phone": (390, 844), "laptop": (1280, 720), "wall": (1920, 1080)}
RATES = [1.5, 20, 33.25, None, 4, 12.5, 8, 7, 30, 21, 19, 11, 6, 27, 25]
PEOPLE = [None, None, None, None, 5, None, 5, None, None, None, None, None, 17, 14, 15]
SOULS = [
    2900,
    6800,
    7100,
    5300,
    8500,
    3100,
    2500,
    5900,
    2400,
    8600,
    6500,
    2700,
    130000,
    12200,
    74000,
]
NAMES = ingest.read(DATA, GEO).delivery.areas["name"].tolist()
LYCKSELE = "2481"


def county(make: Callable[..., dict], values: list, **changes: object) -> dict:
    """The shipped municipalities with these values, in the order of the register."""
    return make(
        geometry="/geo/shipped.json",
        codes=register(),
        values={"2023": values},
        status={"2023": "".join("p" if value is None else "r" for value in values)},
        lower=None,
        upper=None,
        **changes,
    )


SCENES = {
    "rates": county(rate_scene, RATES, breaks=[0, 7, 14, 21, 28, 35]),
    "people": county(count_scene, PEOPLE, bubbleMax=17),
    "inhabitants": county(count_scene, SOULS, bubbleMax=130000),
}


@pytest.mark.parametrize("projector", [False, True], ids=["page", "stage"])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("scene", SCENES)
def test_labels_are_apart_in_the_drawing_and_at_home_or_led_home(
    open_page: Open, scene: str, room: str, projector: bool
) -> None:
    width, height = ROOMS[room]
    page = open_page(width, height=height)
    show(page, SCENES[scene] | {"projector": projector, "height": 0 if projector else 520})
    boxes = labels(page)
    assert meetings(boxes) == []
    assert page.locator(".atlas-map").evaluate(ASTRAY) == []
    named = {box[5] for box in boxes if box[4] in NAMES}
    assert len(named) == 15 if width > 390 else len(named) >= 10


# small areas, and areas at the edge
@pytest.mark.parametrize(("low", "high"), [(9, 2), (0, 12), (11, 6)])
@pytest.mark.parametrize("width", [500, 620])
def test_highest_and_lowest_are_named_where_there_is_no_room_for_all(
    open_page: Open, width: int, low: int, high: int
) -> None:
    rates = [15.0 + i / 10 for i in range(15)]
    rates[low], rates[high] = 2.0, 34.0
    page = open_page(width, height=400)
    show(page, county(rate_scene, rates, breaks=[0, 7, 14, 21, 28, 35]))
    named = {box[5] for box in labels(page) if box[4] in NAMES}
    assert {register()[low], register()[high]} <= named


# where a line comes from, and what another area's label covers of it
COVERED = """(map) => [...map.querySelectorAll('.atlas-map-leader[d^="M"]')].flatMap((line) => {
  const { x, y } = line.getPointAtLength(0).matrixTransform(line.getScreenCTM());
  return [...map.querySelectorAll("text.atlas-map-label")]
    .filter((text) => text.getAttribute("display") !== "none" && text.dataset.of !== line.dataset.of)
    .filter((text) => {
      const { left, top, right, bottom } = text.getBoundingClientRect();
      return left < x && x < right && top + 2 < y && y < bottom - 2;
    }).map((text) => text.textContent);
})"""


# shares of small areas that are all near each other: few labels have a place of their own
SHARES = [13.2, 12.1, 15.8, 13.0, 13.0, 14.1, 11.8, 13.9, 11.6, 17.9, 16.0, 13.0, 34.5, 16.7, 20.6]


@pytest.mark.parametrize("values", [SHARES, RATES], ids=["shares", "rates"])
@pytest.mark.parametrize(("width", "height"), [(420, 310), (480, 410), (600, 410)])
def test_no_label_lies_on_the_point_that_another_areas_line_comes_from(
    open_page: Open, width: int, height: int, values: list
) -> None:
    """In small maps side by side a name on a neighbour's point is read as the neighbour's."""
    page = open_page(width, height=540)
    scene = county(rate_scene, values, breaks=[0, 7, 14, 21, 28, 35])
    show(page, scene | {"projector": True, "height": height})
    assert page.locator(".atlas-map").evaluate(COVERED) == []


ABROAD = """(map) => [...map.querySelectorAll("text.atlas-map-label")]
  .filter((text) => text.getAttribute("display") !== "none" && text.textContent)
  .filter((text) => {
    const { left, top, right, bottom } = text.getBoundingClientRect();
    const at = new DOMPoint((left + right) / 2, (top + bottom) / 2);
    const [area, bubble] = ["data-code", "data-for"].map((name) =>
      map.querySelector(`[${name}="${text.dataset.of}"]`));
    const within = (shape) => shape.isPointInFill(at.matrixTransform(shape.getScreenCTM().inverse()));
    if (within(area) || (bubble.getAttribute("display") !== "none" && within(bubble))) return false;
    return [...map.querySelectorAll(".area")].some(within);
  }).map((text) => text.textContent)"""


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("scene", SCENES)
def test_on_a_phone_no_label_stands_on_a_neighbours_land_and_the_rest_is_said_on_focus(
    open_page: Open, scene: str, width: int
) -> None:
    page = open_page(width, height=844)
    show(page, SCENES[scene])
    assert page.locator(".atlas-map").evaluate(ABROAD) == []
    for code, name in zip(register(), NAMES, strict=True):
        page.locator(f'.area[data-code="{code}"]').focus()
        assert page.locator(".atlas-map-tip strong").inner_text() == name


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (800, 600)])
def test_a_map_on_a_slide_has_letters_for_the_slide_and_not_for_the_window(
    open_page: Open, width: int, height: int
) -> None:
    page = open_page(width, height=height)
    page.evaluate(
        """() => { const slide = document.getElementById("map");
          slide.className = "atlas-slide";
          slide.style.cssText = "width: 1920px; height: 1080px; --atlas-map-room: 500px"; }"""
    )
    show(page, SCENES["rates"] | {"projector": True, "height": 520})
    size = page.locator("text.atlas-map-name").first.evaluate(
        "(t) => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a"
    )
    # the letters of a slide of 1920 by 1080, in a window of any size
    assert size == pytest.approx(24, abs=0.5)


def test_a_name_that_its_area_has_no_room_for_is_led_home_with_its_value(open_page: Open) -> None:
    page = open_page(390, height=844)
    show(page, SCENES["rates"])
    led = page.locator('.atlas-map-leader[d^="M"]').evaluate_all(
        "(all) => all.map((l) => l.dataset.of)"
    )
    assert led
    assert LYCKSELE not in led
    for code in led:
        name, value = (box for box in labels(page) if box[5] == code)
        under = value[1] >= name[3] - 8 and abs(value[0] + value[2] - name[0] - name[2]) < 2
        beside = value[0] >= name[2] and name[1] <= value[1] <= value[3] <= name[3]
        assert under or beside, name[4]


def test_a_number_that_a_smaller_bubble_covers_stands_beside_its_own(open_page: Open) -> None:
    page = open_page()
    scene = count_scene(
        geometry="/geo/near.json",
        codes=["9901", "9902"],
        values={"2023": [45, 20]},
        status={"2023": "rr"},
    )
    show(page, scene)
    large = page.locator('[data-for="9901"]').bounding_box()
    small = page.locator('[data-for="9902"]').bounding_box()
    numbers = {box[4]: box for box in labels(page)}
    middle = large["x"] + large["width"] / 2, large["y"] + large["height"] / 2
    assert small["x"] < middle[0] < small["x"] + small["width"], "the smaller lies on the middle"
    left, top, right, bottom, *_ = numbers["45"]
    assert not (left < middle[0] < right and top < middle[1] < bottom)
    assert meetings(labels(page)) == []
