"""The browser map: what it draws, what it says, and what keys and pointer do."""

import re
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.maps.component.harness import (
    BROWSER_ARGS,
    CODES,
    NAMES,
    STATIC,
    count_scene,
    fifteen,
    rate_scene,
    serving,
    square,
)

NAME_IT = "<img src=x onerror=alert(1)>"
CHROMIUM = Path("/usr/bin/chromium")
PAINTED = "n => Number(document.querySelector('.atlas-map')?.dataset.painted ?? 0) > n"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=found, args=BROWSER_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    odd = {"viewBox": [0, 0, 10, 10], "outline": "", "areas": [square("9901", NAME_IT, 0, 0, 10, 10)]}
    with serving({"fifteen.json": fifteen(), "odd.json": odd}) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens the harness; at the end no script has failed and nobody else was asked for anything."""
    contexts, failures = [], []

    def opened(width: int = 1280, dark: bool = False, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on(
            "request",
            lambda r: r.url.startswith((address, "data:", "blob:")) or failures.append(r.url),
        )
        page.goto(address)
        page.wait_for_function("window.ready")
        if dark:
            page.evaluate("document.documentElement.classList.add('dark')")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert failures == []


def show(page: Page, scene: dict) -> None:
    """Mount the scene and wait until it is painted."""
    before = page.evaluate(
        "() => Number(document.querySelector('.atlas-map')?.dataset.painted ?? 0)"
    )
    page.evaluate("scene => show(scene)", scene)
    page.wait_for_function(PAINTED, arg=before)


def area(page: Page, code: str) -> Locator:
    return page.locator(f'.area[data-code="{code}"]')


def sent(page: Page, name: str) -> list:
    return page.evaluate("n => sent.filter(s => s.name === n).map(s => s.value)", name)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.code ?? ''")


def view(page: Page) -> str:
    return page.locator(".atlas-map-canvas").get_attribute("viewBox")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


# What is drawn


def test_every_area_is_drawn_once_in_register_order(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    drawn = page.eval_on_selector_all("[data-code]", "all => all.map(a => a.dataset.code)")
    assert drawn == CODES


def test_the_four_statuses_are_drawn_in_four_ways(open_page: Open) -> None:
    page = open_page()
    show(page, rate_scene())
    reported, hidden, missing, empty = (area(page, code) for code in ("9901", "9904", "9907", "9910"))
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


@pytest.mark.parametrize("scene", [rate_scene(), count_scene()], ids=["rate", "count"])
def test_the_legend_always_has_the_four_keys(open_page: Open, scene: dict) -> None:
    page = open_page()
    show(page, scene)
    keys = page.locator("[data-key]").all_text_contents()
    assert keys == ["0noll", "..skyddat: färre än fem", "-uppgift saknas", ".ej aktuellt"]
    assert page.locator(".atlas-map-legend dl").text_content() == "Alla24,5 %"


def test_classes_and_bubble_sizes_are_written_out(open_page: Open) -> None:
    page = open_page()
    keys = page.locator(".atlas-map-legend ul").first.locator("li")
    show(page, rate_scene())
    assert keys.first.text_content() == "34,0 – 40,0"
    assert keys.last.text_content() == "10,0 – <16,0"
    show(page, count_scene())
    assert keys.all_text_contents() == ["45", "20", "5"]
    show(page, count_scene(bubbleMax=8))
    assert keys.all_text_contents() == ["8"], "no example of one to four persons"


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
    assert page.locator(".atlas-map-name").text_content() == NAME_IT
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("scene", [rate_scene(), count_scene()], ids=["rate", "count"])
def test_labels_never_meet_and_are_large_enough(open_page: Open, width: int, scene: dict) -> None:
    page = open_page(width)
    show(page, scene | {"selected": ["9903"]})
    boxes = page.eval_on_selector_all(
        ".atlas-map-label[display=inline]",
        """all => all.map(t => { const r = t.getBoundingClientRect();
             return [r.left, r.top, r.right, r.bottom, t.textContent]; })""",
    )
    for i, (left, top, right, bottom, text) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (text, other[4])
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
    page.wait_for_function("v => document.querySelector('.atlas-map-canvas').getAttribute('viewBox') !== v", arg=whole)
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
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(dark=dark)
    show(page, scene | {"selected": ["9902"]})
    page.evaluate("data => frame(data)", PICTURE)
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


# Pictures

PICTURE = {
    "title": "Andel, orterna",
    "subtitle": "Procent, 2023",
    "lines": ["Exempeldata", "Källa: en mycket lång källa " * 12],
    "filename": "andel",
    "words": {"png": "PNG", "svg": "SVG"},
}


def saved(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"{kind}: ").click()
    assert download.value.suggested_filename.endswith(f".{kind.lower()}")
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_map_becomes_a_picture_that_stands_alone(open_page: Open, dark: bool) -> None:
    page = open_page(700, dark, accept_downloads=True)
    show(page, rate_scene(selected=["9902"]))
    page.evaluate("data => frame(data)", PICTURE)
    text = saved(page, "SVG").decode()
    root = ElementTree.fromstring(text)
    assert [e.get("data-code") for e in root.iter() if e.get("data-code")] == CODES
    words = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text") if e.text]
    assert {"Andel, orterna", "Procent, 2023", "Exempeldata", ".. skyddat: färre än fem"} <= set(words)
    assert {"34,0 – 40,0", "- uppgift saknas", "Alla 24,5 %", *NAMES[:3]} <= set(words)
    assert sum(line.startswith("Källa") or "källa" in line for line in words) > 1, "wrapped"
    assert not re.search(r"var\(|\sstyle=|\sclass=|https?://(?!www\.w3\.org/2000/svg)", text)
    used = set(re.findall(r"url\(#([^)]*)\)", text))
    assert used <= {e.get("id") for e in root.iter()}

    png = saved(page, "PNG")
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, height) == (2 * int(root.get("width")), 2 * int(root.get("height")))


def test_plotly_layers_become_one_picture(open_page: Open) -> None:
    plotly = pytest.importorskip("plotly.offline")
    page = open_page(accept_downloads=True)
    page.evaluate("document.getElementById('map').id = 'chart'")
    page.add_script_tag(content=plotly.get_plotlyjs())
    page.evaluate(
        """() => Plotly.newPlot('chart', [{type: 'bar', x: ['Ett', 'Två'], y: [5, 9],
             marker: {pattern: {shape: '/'}}}], {width: 500, height: 300, title: {text: 'Stapel'}})"""
    )
    page.evaluate("data => frame(data)", PICTURE)
    text = saved(page, "SVG").decode()
    words = [e.text for e in ElementTree.fromstring(text).iter() if e.text]
    assert {"Ett", "Två", "Stapel", "Exempeldata"} <= set(words)
    assert "var(" not in text
    assert len(saved(page, "PNG")) > 5000


def test_a_card_without_a_figure_says_so(open_page: Open) -> None:
    page = open_page()
    page.evaluate("data => frame(data)", PICTURE | {"words": {"failed": "Bilden kunde inte göras"}})
    page.get_by_role("button", name="svg: ").click()
    page.get_by_role("status").filter(has_text="Bilden kunde inte göras").wait_for()


def test_the_modules_stay_small() -> None:
    assert (STATIC / "map.js").stat().st_size <= 40 * 1024
    assert (STATIC / "picture.js").stat().st_size <= 10 * 1024
    assert "innerHTML" not in "".join(p.read_text() for p in STATIC.glob("*.js"))
