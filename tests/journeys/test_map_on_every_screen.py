"""What the Map page promises, each promise on each of the screens it may be read on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.labels import COVERED, HEAD_PARTS, labels_apart
from tests.journeys.pages import BARE_SPOT
from tests.journeys.saving import line, saved
from tests.journeys.screens import Screen

pytestmark = pytest.mark.browser
SHARE = "edu_postsec3plus_share"
UMEA, LYCKSELE = "2480", "2481"
AREAS = """(map) => Object.fromEntries([...map.querySelectorAll(".area")].map((area) =>
  [area.dataset.code, { value: area.dataset.value, status: area.dataset.status,
    fill: area.getAttribute("fill"), chosen: area.getAttribute("aria-selected") }]))"""
BOXES = """(map) => [...map.querySelectorAll(".area")].map((area) => {
  const { width, height } = area.getBoundingClientRect();
  return `${Math.round(width)} x ${Math.round(height)}`; })"""
LEGEND = """(map) => [...map.querySelectorAll(".atlas-map-legend li")]
  .filter((line) => line.checkVisibility()).map((line) => line.textContent.trim())"""
BOUNDS = """(map) => [...map.querySelectorAll(".atlas-map-scale > div span")].map((one) => one.textContent)"""
BUBBLES = """(map) => [...map.querySelectorAll(".atlas-map-bubble")].filter((one) => one.checkVisibility())
  .map((one) => [one.dataset.for, Number(one.getAttribute("r")), one.dataset.zero === "true"])"""
VIEW = """(map) => map.querySelector(".atlas-map-canvas").getAttribute("viewBox").split(" ").map(Number)"""
SPOKEN = "document.activeElement.getAttribute('aria-label')"


def legend(screen: Screen) -> dict[str, int]:
    """What each line of the legend says, with how many areas it says it of."""
    lines = [re.fullmatch(r"(.*?)\s*\((\d+)\)", line) for line in screen.atlas.map.evaluate(LEGEND)]
    return {line[1]: int(line[2]) for line in lines if line}


def test_land_and_tiles_have_one_selection_and_one_scale(screen: Screen):
    page = screen.go("karta", matt=SHARE, kommun=UMEA)
    shown = screen.atlas.map
    land = shown.evaluate(AREAS)
    assert [code for code, area in land.items() if area["chosen"] == "true"] == [UMEA]
    moving = screen.button("map.tiles_long").evaluate(
        "(it) => (it.click(), it.closest('.atlas-map').dataset.moving)"
    )
    assert moving == "true", "the way there is seen"
    expect(page).to_have_url(re.compile("vy=tiles"))
    screen.still()
    expect(shown).to_have_attribute("data-form", "tiles")
    assert shown.evaluate(AREAS) == land
    assert len(set(shown.evaluate(BOXES))) == 1, "Dorotea and Umeå weigh the same"
    labels_apart(screen)
    screen.keep("map-tiles")
    page.emulate_media(reduced_motion="reduce")
    moving = screen.button("map.tiles_long").evaluate(
        "(it) => (it.click(), it.closest('.atlas-map').dataset.moving)"
    )
    assert moving == "false", "less motion is wanted"
    page.emulate_media(reduced_motion="no-preference")
    expect(shown).to_have_attribute("data-form", "land")
    assert len(set(shown.evaluate(BOXES))) == 15
    page.wait_for_url(lambda url: "vy=" not in url)


def test_the_legend_counts_every_area_once_and_its_classes_are_the_same_every_year(screen: Screen):
    screen.go("karta", matt=SHARE)
    now, bounds = legend(screen), screen.atlas.map.evaluate(BOUNDS)
    assert sum(now.values()) == 15
    assert all(now.values()), "no row of nothing"
    assert len(now) >= 3
    screen.go("karta", matt=SHARE, ar="2019")
    assert screen.atlas.map.evaluate(BOUNDS) == bounds
    assert legend(screen) != now
    screen.keep("map-classes")


def test_counts_are_bubbles_on_neutral_land_and_protected_is_hatched(screen: Screen):
    screen.go("karta", matt="participants")
    shown = screen.atlas.map
    areas = shown.evaluate(AREAS)
    reported = [code for code, area in areas.items() if area["status"] == "reported"]
    protected = [code for code, area in areas.items() if area["status"] == "protected"]
    assert reported
    assert protected
    assert len({areas[code]["fill"] for code in reported}) == 1, "counts fill no land"
    assert all("hatch" in areas[code]["fill"] for code in protected)
    radii = {code: radius for code, radius, zero in shown.evaluate(BUBBLES) if not zero}
    assert set(radii) == {code for code in reported if float(areas[code]["value"])}
    ranked = sorted(radii, key=lambda code: float(areas[code]["value"]))
    assert [radii[code] for code in ranked] == sorted(radii.values())
    assert any(line.startswith("..") for line in shown.evaluate(LEGEND))
    labels_apart(screen)
    screen.keep("map-bubbles")


def test_what_is_not_known_is_dotted_and_never_zero(screen: Screen):
    screen.go("karta", matt="grp_per_capita", ar="2020")
    unknown = screen.words("map.missing_long")
    areas = screen.atlas.map.evaluate(AREAS)
    missing = [area for area in areas.values() if area["status"] == "missing"]
    assert len(missing) == 4  # Vindeln, Vännäs, Vilhelmina and Åsele: see the measure's note
    assert {area["value"] for area in missing} == {""}
    assert [n for line, n in legend(screen).items() if unknown in line] == [4]
    assert all("dots" in area["fill"] for area in missing)
    screen.keep("map-missing")


def test_then_and_now_have_one_scale_and_their_difference_and_hover_marks_all(screen: Screen):
    page = screen.go("karta", matt=SHARE)
    page.get_by_role("radio", name=screen.words("compare.years"), exact=True).check()
    panes = page.locator(".atlas-maps-pane .atlas-map:has(.area)")
    expect(panes).to_have_count(3)
    screen.still()
    first, last, change = (panes.nth(at).evaluate(AREAS) for at in range(3))
    for code in first:
        then, now, less = (float(areas[code]["value"]) for areas in (first, last, change))
        assert less == pytest.approx(now - then, abs=1e-6), code
    bounds = [panes.nth(at).evaluate(BOUNDS) for at in range(3)]
    assert bounds[0] == bounds[1] != bounds[2]
    page.mouse.move(*panes.first.locator(f'.area[data-code="{LYCKSELE}"]').evaluate(BARE_SPOT))
    for at in range(3):
        expect(panes.nth(at).locator(".atlas-map-tip")).to_contain_text("Lycksele")
    screen.keep("map-years")


def test_two_measures_and_every_year_stand_side_by_side(screen: Screen):
    page = screen.go("karta", matt=SHARE)
    page.get_by_role("radio", name=screen.words("compare.measures"), exact=True).check()
    panes = page.locator(".atlas-maps-pane .atlas-map:has(.area)")
    expect(panes).to_have_count(2)
    screen.keep("map-measures")
    page.get_by_role("radio", name=screen.words("compare.all"), exact=True).check()
    expect(page).to_have_url(re.compile("jamfor=all"))
    expect(panes).to_have_count(5)
    screen.still()
    titles = page.locator(".atlas-maps-title").all_inner_texts()
    assert titles == sorted(set(titles))
    assert len(titles) == panes.count()
    screen.keep("map-all")


def test_years_play_pause_and_step_without_the_atlas(screen: Screen):
    page = screen.go("karta", matt="population", ar="2015")
    shown = screen.atlas.map
    before = screen.said
    assert before
    screen.button("map.play").click()
    expect(shown).to_have_attribute("data-period", "2017")
    assert screen.said == before, "the years that play are the browser's own"
    screen.button("map.pause").click()
    stood = int(shown.get_attribute("data-period"))
    screen.button("map.next_year").click()
    expect(shown).to_have_attribute("data-period", str(stood + 1))
    page.wait_for_url(re.compile(f"ar={stood + 1}"))
    expect(screen.atlas.answer).to_contain_text(f", {stood + 1}. ")


def test_zoom_is_bounded_the_locator_shows_where_and_reset_shows_all(screen: Screen):
    screen.go("karta", matt=SHARE)
    shown = screen.atlas.map
    shown.locator(".atlas-map-canvas").scroll_into_view_if_needed()
    labels_apart(screen)
    whole = shown.evaluate(VIEW)
    locator, closer = shown.locator(".atlas-map-locator"), screen.button("map.zoom_in")
    expect(locator).to_be_hidden()
    for _ in range(3):
        closer.click()
    expect(locator).to_be_visible()
    near = shown.evaluate(VIEW)
    assert near[2] == pytest.approx(whole[2] / 1.5**3, rel=0.01)
    labels_apart(screen)
    box = shown.locator(".atlas-map-canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for _ in range(12):  # far beyond the land, were it not held
        screen.page.mouse.move(x, y)
        screen.page.mouse.down()
        screen.page.mouse.move(x - box["width"] / 3, y, steps=3)
        screen.page.mouse.up()
    moved = shown.evaluate(VIEW)
    assert moved[0] > near[0]
    assert moved[0] < whole[0] + whole[2], "land is still in sight"
    screen.keep("map-zoomed")
    for _ in range(12):
        if closer.is_disabled():
            break
        closer.click()
    expect(closer).to_be_disabled()
    screen.button("map.reset").click()
    assert shown.evaluate(VIEW) == whole
    expect(locator).to_be_hidden()
    assert shown.locator(".atlas-map-outline").get_attribute("d")


def test_before_a_projector_the_map_is_larger_and_its_labels_still_apart(screen: Screen):
    page = screen.go("karta", matt=SHARE)
    shown = screen.atlas.map
    size = "(map) => parseFloat(getComputedStyle(map.querySelector('.atlas-map-name')).fontSize)"
    before = shown.evaluate(size)
    screen.atlas.project()
    expect(shown).to_have_attribute("data-projector", "true")
    screen.still()
    assert shown.evaluate(size) > before
    labels_apart(screen)
    assert page.locator(HEAD_PARTS).evaluate_all(COVERED) == []
    screen.keep("map-projector")
    page.reload()
    expect(shown).to_have_attribute("data-projector", "true")
    screen.atlas.project()
    expect(shown).to_have_attribute("data-projector", "false")


def test_the_map_is_saved_as_png_and_svg_and_copied(screen: Screen):
    page = screen.go("karta", matt=SHARE)
    card = screen.atlas.card("map")
    title = card.locator(".atlas-card-title").inner_text()
    for kind, starts in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        _, made = saved(card, kind)
        assert made.startswith(starts)
        if kind == "svg":
            told = made.decode("utf-8")
            assert title.replace("\xa0", " ") in told.replace("\xa0", " ")
            assert "Lycksele" in told
    line(card, "copy").click()
    expect(card.locator(".atlas-said")).to_have_text(screen.words("sheet.copied"))
    kinds = page.evaluate(
        "async () => (await navigator.clipboard.read()).flatMap((it) => it.types)"
    )
    assert kinds == ["image/png"]


def test_the_map_is_walked_and_chosen_from_by_keyboard_and_the_table_keeps_step(screen: Screen):
    page = screen.go("karta", matt=SHARE)
    atlas = screen.atlas
    told = {row[0]: row[1] for row in atlas.rows()}
    order = page.locator(".area").evaluate_all("(all) => all.map((one) => one.dataset.code)")
    assert order == sorted(order)
    page.locator(".area[tabindex='0']").focus()
    page.keyboard.press("Home")
    for step in range(3):
        code = page.evaluate("document.activeElement.dataset.code")
        assert code == order[step]
        name, value = page.evaluate(SPOKEN).split(": ", 1)
        assert value.startswith(told[name])
        page.keyboard.press("PageDown")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.code") == order[-1]
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.code") != order[-1]
    page.keyboard.press("Home")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(f"kommun={order[0]}"))
    assert page.evaluate(SPOKEN).endswith(", " + screen.words("map.selected"))
    expect(atlas.table.locator("tbody th").filter(has_text="▸")).to_have_count(1)
    screen.keep("map-keyboard")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "kommun" not in url)
    expect(atlas.table.locator("tbody th").filter(has_text="▸")).to_have_count(0)


def test_a_finger_opens_a_place_and_the_map_is_on_the_first_screen(screen: Screen):
    atlas = screen.open(has_touch=True)
    page = atlas.page
    page.goto(f"{screen.address}/karta?matt={SHARE}&lang={screen.kind.language}")
    area = page.locator(f'.area[data-code="{LYCKSELE}"]')
    expect(area).to_be_visible()
    top = page.locator(".atlas-map-canvas").bounding_box()["y"]
    assert top < page.viewport_size["height"] * 0.75
    page.touchscreen.tap(*area.evaluate(BARE_SPOT))
    page.wait_for_url(re.compile(f"plats={LYCKSELE}"))
    expect(area).to_have_attribute("aria-current", "true")
    expect(atlas.facts.locator(".atlas-facts-name")).to_have_text("Lycksele")
    expect(atlas.facts.locator(".atlas-facts-name")).to_be_in_viewport()
    screen.tabs.end(page)
