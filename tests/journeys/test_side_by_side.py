"""The Map page as tiles and side by side: what is seen stands in the address and comes back by it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.labels import meetings
from tests.journeys.pages import BARE_SPOT, LABELS, TOO_WIDE
from tests.journeys.screens import UNPAINTED
from tests.journeys.tabs import picture

pytestmark = pytest.mark.browser
SHARE = "edu_postsec3plus_share"
# how many maps each view has
VIEWS = {"vy=tiles": 1, "jamfor=years": 3, "jamfor=measures": 2, "jamfor=all": 5}
SIZES = [(1920, 1080), (1280, 720), (390, 844)]
CUT_OFF = """(all) => all.map((one) => one.getBoundingClientRect())
  .filter((box) => box.width && (box.left < 0 || box.right > innerWidth)).map((box) => box.right)"""


def test_tiles_and_two_years_are_in_the_address_and_survive_a_reload(visit, public):
    atlas = visit(public).open("map", matt=SHARE)
    page = atlas.page
    page.get_by_role("button", name="Rutor:").click()
    expect(page).to_have_url(re.compile("vy=tiles"))
    page.get_by_role("radio", name="Två år").check()
    panes = page.locator(".atlas-maps-pane")
    expect(panes).to_have_count(3)
    panes.first.get_by_role("button", name="Nästa år").click()
    expect(page).to_have_url(re.compile("med=2019"))
    assert (atlas.query["jamfor"], atlas.query["vy"]) == ("years", "tiles")
    page.reload()
    titles = page.locator(".atlas-maps-title")
    expect(titles).to_have_text(["2019", "2022", "Skillnad 2019–2022"])
    expect(panes.first.locator(".atlas-map")).to_have_attribute("data-form", "tiles")
    page.get_by_role("radio", name="En karta").check()
    expect(panes).to_have_count(0)
    atlas.rest("map")
    assert "jamfor" not in atlas.query
    assert "med" not in atlas.query


def test_a_choice_in_one_of_two_measures_is_chosen_everywhere(visit, public):
    atlas = visit(public)
    atlas.page.goto(f"{public}/karta?matt={SHARE}&jamfor=measures&med=participants&kommun=2481")
    page = atlas.page
    chosen = page.locator('.atlas-maps-pane .area[aria-selected="true"]')
    expect(chosen).to_have_count(2)
    page.locator('.atlas-maps-pane .area[data-code="2480"]').first.click(modifiers=["Control"])
    expect(page).to_have_url(re.compile("kommun=2481%2C2480"))
    expect(page.locator('.area[data-code="2480"][aria-selected="true"]')).to_have_count(2)
    page.get_by_role("tab", name="Tabell").click()
    expect(page.locator("tbody th").filter(has_text="▸")).to_have_text(["▸ Lycksele", "▸ Umeå"])


@pytest.mark.parametrize(("theme", "language"), [("light", "sv"), ("dark", "en")])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_view_fits_the_screen(visit, public, width, height, theme, language):
    atlas = visit(public, viewport={"width": width, "height": height}, color_scheme=theme)
    page = atlas.page
    page.goto(f"{public}/karta?matt={SHARE}&jamfor=all&lang={language}")  # a link opens it whole
    expect(page.locator(".atlas-map[data-painted]:has(.area)")).to_have_count(VIEWS["jamfor=all"])
    for view, maps in VIEWS.items():
        atlas.step(f"/karta?matt={SHARE}&{view}&lang={language}")
        expect(page.locator(".atlas-map[data-painted]:has(.area)")).to_have_count(maps)
        expect(page.locator(UNPAINTED)).to_have_count(0)
        assert not page.evaluate(TOO_WIDE), view
        assert page.locator(".atlas-map, .atlas-maps-pane").evaluate_all(CUT_OFF) == [], view
        for box in page.locator(".atlas-map:has(.atlas-map-canvas)").all():
            assert meetings(box.evaluate(LABELS)) == [], view
        picture(page, f"map-{view.replace('=', '-')}-{width}-{theme}-{language}")
        assert violations(page) == [], view


# --- then and now, two measures, every year, on the page as it is -----------------------------------

AREAS = """(panes) => panes.map((pane) => Object.fromEntries([...pane.querySelectorAll(".area")]
  .map((area) => [area.dataset.code, { value: area.dataset.value, fill: area.getAttribute("fill"),
    status: area.dataset.status }])))"""
CLASSES = """(panes) => panes.map((pane) =>
  [...pane.querySelectorAll(".atlas-map-scale li")]
  .map((li) => li.textContent.split("(")[0].trim()))"""


def drawn(page, panes: int) -> list[dict]:
    """What each map shows by code, when there are so many and each is painted."""
    expect(page.locator(".atlas-maps-pane .atlas-map[data-painted]:has(.area)")).to_have_count(
        panes
    )
    return page.locator(".atlas-maps-pane").evaluate_all(AREAS)


def number(area: dict) -> float | None:
    return float(area["value"]) if area["value"] else None


def test_then_and_now_have_one_scale_and_the_third_map_is_the_difference_of_the_two(visit, public):
    atlas = visit(public).open("map", matt=SHARE)
    page = atlas.page
    page.get_by_role("radio", name="Två år").check()
    first, last, change = drawn(page, 3)
    assert len(first) == len(last) == len(change) == 15
    for code, area in change.items():
        before, after = number(first[code]), number(last[code])
        assert number(area) == pytest.approx(after - before, abs=1e-6), code
    assert {number(first[code]) == number(last[code]) for code in first} == {False}
    scales = page.locator(".atlas-maps-pane").evaluate_all(CLASSES)
    assert scales[0] == scales[1] != scales[2]
    assert one_scale([*first.values(), *last.values()])
    said = page.locator('.atlas-maps-pane >> nth=2 >> .area[data-code="2480"]')
    assert re.search(r": [+−]\d+,\d\sprocentenheter$", said.get_attribute("aria-label"))


def one_scale(areas: list[dict]) -> bool:
    """Whether a larger value never has the colour of a smaller one that another has between them."""
    told = sorted((number(a), a["fill"]) for a in areas if a["status"] == "reported")
    runs = [fill for i, (_, fill) in enumerate(told) if not i or told[i - 1][1] != fill]
    return len(runs) == len(set(runs)) > 1


def test_every_year_is_a_small_map_of_one_scale_that_is_told_once(visit, public):
    atlas = visit(public).open("map", matt=SHARE)
    page = atlas.page
    years = page.locator(".atlas-map-years input").get_attribute("max")
    page.get_by_role("radio", name="Alla år").check()
    panes = drawn(page, int(years) + 1)
    titles = page.locator(".atlas-maps-title").all_inner_texts()
    assert titles == sorted(set(titles))
    assert one_scale([area for pane in panes for area in pane.values()])
    assert len({str(pane) for pane in panes}) > 1
    expect(page.locator(".atlas-map-legend").locator("visible=true")).to_have_count(1)


def test_two_measures_stand_side_by_side_and_the_other_one_is_picked_beside_them(visit, public):
    atlas = visit(public).open("map", matt=SHARE)
    page = atlas.page
    page.get_by_role("radio", name="Två mått").check()
    titles = page.locator(".atlas-maps-title")
    expect(titles).to_have_count(2)
    one = titles.first.inner_text()
    atlas.pick("other_pick", "Folkmängd")
    expect(titles).to_have_text([one, re.compile("^Folkmängd, 20")])
    _, other = drawn(page, 2)
    assert number(other["2481"]) > 1000
    assert atlas.query["med"] == "population"


def test_what_is_pointed_at_in_one_map_is_marked_and_told_in_the_others(visit, public):
    atlas = visit(public)
    page = atlas.page
    page.goto(f"{public}/karta?matt={SHARE}&jamfor=years")
    drawn(page, 3)
    panes = page.locator(".atlas-maps-pane")
    page.mouse.move(*panes.first.locator('.area[data-code="2481"]').evaluate(BARE_SPOT))
    tips = panes.locator(".atlas-map-tip")
    for at in range(3):
        expect(tips.nth(at)).to_contain_text("Lycksele")
        line = panes.nth(at).locator(".atlas-map-pointed")
        shape = panes.nth(at).locator('.area[data-code="2481"]').get_attribute("d")
        expect(line).to_have_attribute("d", shape)
    page.mouse.move(2, 2)
    for at in range(3):
        expect(tips.nth(at)).to_be_hidden()


def test_years_play_pause_and_step_without_a_word_to_the_server_until_they_rest(visit, public):
    atlas = visit(public)
    said = []
    atlas.page.on("websocket", lambda line: line.on("framesent", lambda _: said.append(1)))
    atlas.open("map", matt="population", ar="2015")
    page = atlas.page
    shown = atlas.map.first
    before = len(said)
    assert before
    page.get_by_role("button", name="Spela upp åren").click()
    expect(shown).to_have_attribute("data-period", "2018")
    assert len(said) == before, "the years that play are the browser's own"
    page.get_by_role("button", name="Pausa").click()
    stood = shown.get_attribute("data-period")
    page.wait_for_url(re.compile(rf"ar={stood}"))
    expect(atlas.answer).to_contain_text(f"Folkmängd, {stood}. ")
    page.get_by_role("button", name="Föregående år").click()
    expect(shown).to_have_attribute("data-period", str(int(stood) - 1))
    expect(atlas.answer).to_contain_text(f"Folkmängd, {int(stood) - 1}. ")
    page.wait_for_timeout(1500)  # longer than a year stands while playing
    assert shown.get_attribute("data-period") == str(int(stood) - 1)
