"""What the browser map draws and says, and what survives a repaint."""

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from benchmarks import map_component
from tests.maps.component.harness import (
    CODES,
    ODD_NAME,
    STATIC,
    area,
    count_scene,
    fifteen,
    focused,
    labels,
    meetings,
    press,
    rate_scene,
    show,
    stop_clock,
    view,
)

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
DOCS = STATIC.parent / "docs" / "map-component.md"
MAP = STATIC / "map"
MODULES = [f"{name}.js" for name in (
    "map", "state", "view", "look", "portrait", "geography", "tiles", "canvas", "paint", "labels",
    "tooltip", "legend", "controls", "years", "pointer", "keys", "compare", "facts",
)]  # fmt: skip


# What is drawn


def test_every_area_is_drawn_once_in_register_order(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    drawn = page.eval_on_selector_all("[data-code]", "all => all.map(a => a.dataset.code)")
    assert drawn == CODES


def test_the_four_statuses_are_drawn_in_four_ways(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    reported, hidden, missing, empty = (
        area(page, code) for code in ("9901", "9904", "9907", "9910")
    )
    statuses = [a.get_attribute("data-status") for a in (reported, hidden, missing, empty)]
    assert statuses == ["reported", "protected", "missing", "not_applicable"]
    fills = [a.get_attribute("fill") for a in (reported, hidden, missing, empty)]
    assert fills[0] == "#b0d1e2"
    assert re.fullmatch(r"url\(#.*-hatch\)", fills[1])
    assert re.fullmatch(r"url\(#.*-dots\)", fills[2])
    assert fills[3] == "rgb(255, 255, 255)"
    dashed = page.locator(".atlas-map-dashes").get_attribute("d")
    assert dashed == empty.get_attribute("d")


def test_a_value_on_a_break_belongs_to_the_class_above_and_the_last_class_is_closed(
    open_page: Open,
) -> None:
    page = open_page()
    values = [10, 15.9, 16, 34, 40, *[20] * 10]
    show(page, rate_scene(values={"2023": values}, status={"2023": "r" * 15}))
    fills = [area(page, code).get_attribute("fill") for code in CODES[:5]]
    assert fills == ["#e3eef4", "#e3eef4", "#b0d1e2", "#004d6e", "#004d6e"]


def test_a_count_is_a_bubble_whose_area_follows_it_and_zero_is_a_ring(open_page: Open) -> None:
    page = open_page()
    show(page, count_scene())

    def bubble(code: str) -> Locator:
        return page.locator(f'[data-for="{code}"]')

    radius = {c: float(bubble(c).get_attribute("r")) for c in ("9902", "9906")}
    assert radius["9906"] / radius["9902"] == pytest.approx((45 / 5) ** 0.5, rel=0.01)
    assert bubble("9901").get_attribute("data-zero") == "true"
    assert area(page, "9901").get_attribute("fill") == area(page, "9906").get_attribute("fill")
    assert not bubble("9907").is_visible()
    assert "0" in page.locator(".atlas-map-label:visible").all_text_contents()


def test_silence_is_not_zero(open_page: Open) -> None:
    page = open_page()
    show(page, count_scene(values={"2023": [None] * 15}, status={"2023": "r" * 15}))
    assert page.locator('.area[data-status="missing"]').count() == 15
    assert page.locator("[data-zero=true]:visible").count() == 0
    show(page, count_scene(values={}, status={}))
    assert page.locator('.area[data-status="missing"]').count() == 15


def test_the_legend_has_a_row_for_each_status_that_occurs(open_page: Open) -> None:
    page = open_page()
    keys = page.locator(".atlas-map-legend ul").nth(1).locator("li")
    silent = ["..skyddat: färre än fem(1)", "-uppgift saknas(1)", ".ej aktuellt(1)"]
    show(page, count_scene())
    assert keys.all_text_contents() == ["0noll(3)", *silent]
    show(page, rate_scene())
    assert keys.all_text_contents() == silent, "on a filled map, zero is in its class"
    show(page, rate_scene(period="2021"))
    assert keys.count() == 0


def test_classes_are_a_scale_and_bubble_sizes_are_written_out(open_page: Open) -> None:
    page = open_page()
    keys = page.locator(".atlas-map-legend ul").first.locator("li")
    show(page, rate_scene())
    assert keys.first.text_content() == "10–16(3)"
    assert keys.last.text_content() == "34–40(1)"
    bounds = page.locator(".atlas-map-scale > div span")
    assert bounds.all_text_contents() == ["10", "16", "22", "28", "34", "40"]
    show(page, count_scene())
    assert keys.all_text_contents() == ["45", "20", "5"]
    assert page.locator(".atlas-map-legend dl").text_content() == "Alla24,5 %"
    show(page, count_scene(bubbleMax=8))
    assert keys.all_text_contents() == ["8"], "no example of one to four persons"


@pytest.mark.parametrize(
    ("number", "share"), [(10, 0), (13, 0.1), (24.5, 0.4833), (40, 1), (99, 1), (3, 0)]
)
def test_what_is_compared_with_is_marked_on_the_scale(
    open_page: Open, number: float, share: float
) -> None:
    page = open_page()
    beside = {"label": "Alla", "values": {"2023": "så"}, "numbers": {"2023": number}}
    show(page, rate_scene(benchmarks=[beside]))
    mark = page.locator(".atlas-map-scale dl div")
    assert mark.text_content() == "Allaså"
    scale = page.locator(".atlas-map-scale").bounding_box()
    text = mark.bounding_box()
    side = text["x"] if share <= 0.5 else text["x"] + text["width"]
    assert (side - scale["x"]) / scale["width"] == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize(
    ("lang", "unit", "decimals", "said"),
    [
        ("sv", "%", 1, "Almby: 1\u00a0234,5\u00a0%"),
        ("en", "%", 1, "Almby: 1,234.5%"),
        ("sv", "kr", 2, "Almby: 1\u00a0234,50\u00a0kr"),
        ("en", "", 2, "Almby: 1,234.50"),
    ],
)
def test_numbers_follow_the_language(
    open_page: Open, lang: str, unit: str, decimals: int, said: str
) -> None:
    page = open_page()
    look = {"lang": lang, "unit": unit, "decimals": decimals, "lower": None}
    show(page, rate_scene(values={"2023": [1234.5] * 15}, status={"2023": "r" * 15}, **look))
    assert area(page, "9901").get_attribute("aria-label") == said


def test_a_missing_word_shows_its_key_and_a_name_is_only_text(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene(geometry="/geo/odd.json", words={}))
    assert page.locator(".atlas-map-zoom button").first.get_attribute("aria-label") == "zoom_in"
    assert page.locator(".atlas-map-name").text_content() == ODD_NAME
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("scene", [rate_scene(), count_scene()], ids=["rate", "count"])
def test_labels_never_meet_and_are_large_enough(open_page: Open, width: int, scene: dict) -> None:
    page = open_page(width)
    show(page, scene | {"selected": ["9903"]})
    boxes = labels(page)
    assert meetings(boxes) == []
    assert {box[4] for box in boxes} >= {"Almby", "Björkköping", "Ed", "Ekshärad"}
    scale = "document.querySelector('.atlas-map-canvas').getScreenCTM().a"
    size = "parseFloat(getComputedStyle(document.querySelector('.atlas-map-name')).fontSize)"
    assert page.evaluate(f"{size} * {scale}") >= (11 if width == 390 else 14) - 0.01


def test_the_legend_stands_beside_a_wide_map_and_below_a_narrow_one(open_page: Open) -> None:
    for width, beside in ((1280, True), (390, False)):
        page = open_page(width)
        show(page, rate_scene())
        stage = page.locator(".atlas-map-stage").bounding_box()
        legend = page.locator(".atlas-map-legend").bounding_box()
        assert (legend["x"] >= stage["x"] + stage["width"]) is beside
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_follows_the_page_even_when_it_changes_later(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    page.evaluate("document.documentElement.classList.add('dark')")
    page.wait_for_selector('.atlas-map[data-theme="dark"]')
    assert area(page, "9901").get_attribute("fill") == "#1f5571"


def test_projector_makes_text_and_lines_larger(open_page: Open) -> None:
    page = open_page()
    width = "parseFloat(getComputedStyle(document.querySelectorAll('.atlas-map-chosen')[1]).strokeWidth)"
    sizes = []
    for projector in (False, True):
        show(page, rate_scene(projector=projector, selected=["9901"]))
        name = page.locator(".atlas-map-name").first.bounding_box()
        sizes.append((name["height"], page.evaluate(width)))
    assert sizes[1][0] > 1.2 * sizes[0][0]
    assert sizes[1][1] > 1.5 * sizes[0][1]


# Repainting


def test_mounting_again_repaints_and_keeps_elements_zoom_and_focus(open_page: Open) -> None:
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    show(page, rate_scene())
    page.evaluate("document.querySelector('[data-code=\"9901\"]').mine = true")
    page.get_by_role("button", name="Zooma in").click()
    area(page, "9906").focus()
    zoomed = view(page)
    for period in ("2021", "2022"):
        show(page, rate_scene(period=period))
    assert page.evaluate("document.querySelector('[data-code=\"9901\"]').mine")
    assert (view(page), focused(page)) == (zoomed, "9906")
    assert page.locator(".atlas-map").get_attribute("data-period") == "2022"
    assert [r for r in requests if "/geo/" in r] == [requests[0]]


def test_calls_before_the_geometry_has_come_leave_the_last_one_on_screen(open_page: Open) -> None:
    page = open_page()
    scenes = [rate_scene(period=year) for year in ("2021", "2023", "2022")]
    page.evaluate("scenes => scenes.forEach(s => show(s))", scenes)
    page.wait_for_selector('.atlas-map[data-period="2022"]')
    assert page.locator(".area").count() == 15


def test_a_geometry_that_does_not_come_is_said_and_tried_again(open_page: Open) -> None:
    page = open_page()
    page.route("**/geo/*", lambda route: route.abort())
    page.evaluate("scene => show(scene)", rate_scene())
    page.get_by_role("alert").filter(has_text="Kartan kunde inte hämtas").wait_for()
    page.unroute("**/geo/*")
    show(page, rate_scene())
    assert page.get_by_role("alert").count() == 0
    assert page.locator(".area").count() == 15


def test_a_geometry_comes_by_itself_when_the_connection_is_back(open_page: Open) -> None:
    page = open_page()
    stop_clock(page)
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        elif len(asked) == 2:
            route.fulfill(status=503)
        else:
            route.fulfill(json=fifteen())

    page.route("**/geo/*", answer)
    page.evaluate("scene => show(scene)", rate_scene())
    alert = page.locator(".atlas-map [role=alert]")
    expect(alert).to_have_text("Kartan kunde inte hämtas")
    page.clock.run_for(3_000)
    assert len(asked) == 1, "not at once"
    for _ in range(200):
        page.clock.run_for(500)
        page.wait_for_timeout(20)  # for what is really asked and answered
        if len(asked) == 3:
            break
    expect(page.locator(".area")).to_have_count(15)
    expect(alert).to_be_hidden()
    page.clock.run_for(60_000)
    assert len(asked) == 3, "what has come is not asked for again"


def test_a_map_that_is_gone_asks_for_nothing(open_page: Open) -> None:
    page = open_page()
    stop_clock(page)
    asked: list[str] = []
    page.route("**/geo/*", lambda route: (asked.append(route.request.url), route.abort()))
    page.evaluate("scene => show(scene)", rate_scene())
    expect(page.locator(".atlas-map [role=alert]")).to_have_text("Kartan kunde inte hämtas")
    page.evaluate("document.querySelector('.atlas-map').remove()")
    page.clock.run_for(60_000)
    assert len(asked) == 1


def test_after_unmount_the_document_is_left_alone_until_the_next_mount(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    area(page, "9901").hover()
    page.evaluate("leave()")
    press(page, "Escape")
    assert page.locator(".atlas-map-tip").is_visible()
    show(page, rate_scene())
    press(page, "Escape")
    assert not page.locator(".atlas-map-tip").is_visible()


def test_the_benchmark_shows_a_country_of_290_areas_that_are_all_drawn(open_page: Open) -> None:
    page = open_page()
    made = map_component.country(290)
    page.route("**/geo/country.json", lambda route: route.fulfill(json=made))
    for name, scene in map_component.scenes(290).items():
        show(page, scene)
        assert page.locator(".area").count() == 290, name
        assert page.locator(".atlas-map").get_attribute("data-form") == scene["form"]
    page.wait_for_selector(".atlas-map[data-moving=false]")
    gaps, moved = page.evaluate(map_component.PAN, 1).values()
    assert len(gaps) > 1 < moved


# what only explains: lines of a block, types in between, and what stands after code
COMMENT = re.compile(r"^\s*(\*|//).*$|/\*.*?(\*/|$)|\s// .*$", re.MULTILINE)


def packed(*names: str) -> int:
    """How many bytes scripts take on their way, without what only explains."""
    scripts = "\n".join((STATIC / name).read_text("utf-8") for name in names)
    lines = COMMENT.sub("", scripts).splitlines()
    return len(gzip.compress("\n".join(line for line in lines if line.strip()).encode()))


def test_the_modules_stay_small() -> None:
    told = re.findall(r"^\| `(\w+\.(?:js|css|d\.ts))` ", DOCS.read_text("utf-8"), re.MULTILINE)
    assert [name for name in told if name.endswith(".js")] == MODULES
    assert set(told) == {path.name for path in MAP.iterdir()}
    assert packed(*(f"map/{name}" for name in MODULES), "lib/dom.js", "lib/draw.js") <= 21_000
    shared = "".join((STATIC / name).read_text("utf-8") for name in ("lib/dom.js", "lib/draw.js"))
    assert re.search(r"atlas-map|scene|geometr|legend|zoom", shared) is None, "no maps"
    assert "innerHTML" not in "".join(p.read_text() for p in STATIC.rglob("*[!n].js"))
