"""The head: how much of the screen it takes, what is seen below it, and how it is used by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from atlas.views import site
from tests.journeys.pages import ROOMS, TOO_WIDE, agreed, left
from tests.journeys.screens import Kind

pytestmark = pytest.mark.browser

MOST = 104  # px of head and filters together, on a screen that is 1280 wide or more
WIDE = [
    Kind(1280, "light", "sv"),
    Kind(1280, "dark", "en"),
    Kind(1440, "light", "en"),
    Kind(1920, "dark", "sv"),
]
# two of the screens that have room for little, each theme with each language once
SMALL = [Kind(1280, "light", "en"), Kind(1280, "dark", "sv")]
PHONES = [Kind(390, "light", "sv"), Kind(390, "dark", "en")]
# how far down each of these ends, and the map begins
ENDS = """() => {
  const end = (one) => Math.round(one.getBoundingClientRect().bottom);
  const map = document.querySelector(".atlas-map-stage").getBoundingClientRect();
  return {
    head: end(document.querySelector(".atlas-head")),
    answer: end(document.querySelector(".atlas-answer")),
    figures: [...document.querySelectorAll(".atlas-figure")].map(end),
    map: [Math.round(map.top), Math.round(map.bottom)],
  };
}"""
# whether all that can be pressed in a row stands in one line
IN_ONE_LINE = """(row) => {
  const boxes = [...row.querySelectorAll("a, button")].filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect());
  const [lowest, highest] = [Math.max(...boxes.map((b) => b.top)), Math.min(...boxes.map((b) => b.bottom))];
  return boxes.length > 1 && lowest < highest;
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll(".atlas-head :is(a, button, label, select)")]
  .filter((one) => one.checkVisibility()).map((one) => [one, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < 24)
  .map(([one, { width, height }]) => `${one.textContent || one.title}: ${width} × ${height}`)"""
FOCUSED = "document.activeElement.closest('{}') !== null"


def opened(visit, address: str, kind: Kind, room: str, height: int = 0):
    options = {"viewport": {"width": kind.width, "height": height or kind.width * 9 // 16}}
    return visit(address, color_scheme=kind.theme, **options).open(room, kind.language)


def focused(atlas, selector: str) -> bool:
    return atlas.page.evaluate(FOCUSED.format(selector))


# --- the first screen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WIDE, ids=str)
def test_head_and_filters_are_a_row_each_and_104_px_at_most_for_everyone_and_for_staff(
    visit, public, desk, kind
):
    for address in (public, desk):
        atlas = opened(visit, address, kind, "overview")
        for chosen in ({}, {"kommun": "2480,2481", "kohort": "riv-umea-2022"}):
            atlas.turn("overview", kind.language, **chosen)
            assert atlas.page.evaluate(ENDS)["head"] <= MOST
            expect(atlas.page.locator(".atlas-nav")).to_have_attribute("data-folded", "false")
            for row in (".atlas-head-row", ".atlas-filters"):
                assert atlas.page.locator(row).evaluate(IN_ONE_LINE)
        assert not atlas.page.evaluate(SMALL_TARGETS)


# every view of Overview and Map that has another head, title or kind of map
VIEWS = [
    ("overview", {}),
    ("overview", {"kommun": "2481"}),
    ("overview", {"vy": "tiles"}),
    ("map", {}),
    ("map", {"vy": "tiles"}),
    ("map", {"vy": "groups"}),
    ("map", {"matt": "participants_per_10000"}),
    ("map", {"matt": "participants_per_10000", "vy": "groups"}),
    ("map", {"kommun": "2480,2482"}),
]
# how many maps each comparison of a measure of education draws
COMPARED = {"measures": 2, "years": 3, "all": 5}


@pytest.mark.parametrize("kind", SMALL, ids=str)
def test_answer_key_figures_and_the_whole_map_are_on_the_first_screen_of_a_laptop(
    visit, public, kind
):
    atlas = opened(visit, public, kind, "overview")
    for room, query in VIEWS:
        seen = atlas.turn(room, kind.language, **query).page.evaluate(ENDS)
        assert len(seen["figures"]) == (4 if room == "overview" else 0)
        assert max(seen["answer"], *seen["figures"], seen["map"][1]) <= 720, (room, query, seen)
        assert seen["map"][1] - seen["map"][0] >= 224, "large enough to be read"


@pytest.mark.parametrize("kind", SMALL, ids=str)
def test_maps_that_are_compared_are_on_the_first_screen_of_a_laptop(visit, public, kind):
    atlas = opened(visit, public, kind, "map")
    page = atlas.page
    for mode, maps in COMPARED.items():
        asked = f"matt=edu_postsec3plus_share&jamfor={mode}&lang={kind.language}"
        atlas.step(f"/karta?{asked}")
        drawn = page.locator(".atlas-maps-pane .atlas-map[data-painted]:has(.area)")
        expect(drawn).to_have_count(maps)
        assert page.evaluate(ENDS)["map"][1] <= 720, mode


@pytest.mark.parametrize("language", ["sv", "en"])
def test_on_the_narrowest_phone_the_head_is_as_high_on_every_page(visit, public, language):
    atlas = visit(public, viewport={"width": 320, "height": 640}).open("about", language)
    rows = {
        room: atlas.turn(room, language).page.locator(".atlas-head-row").bounding_box()["height"]
        for room in ("overview", "participants", "cohorts", "municipality")
    }
    assert len(set(rows.values())) == 1, rows


@pytest.mark.parametrize("kind", PHONES, ids=str)
def test_answer_two_key_figures_and_the_maps_top_are_on_the_first_screen_of_a_phone(
    visit, public, kind
):
    seen = opened(visit, public, kind, "overview", 844).page.evaluate(ENDS)
    assert max(seen["answer"], *seen["figures"][:2]) <= 844
    assert seen["map"][0] <= 844 - 100
    seen = opened(visit, public, kind, "map", 844).page.evaluate(ENDS)
    assert seen["answer"] <= 844
    assert seen["map"][0] <= 844 - 100


def test_the_head_stays_while_the_page_scrolls_and_goes_along_where_it_would_fill_the_screen(
    visit, public
):
    atlas = visit(public, viewport={"width": 1280, "height": 720}).open("cohorts")
    head = atlas.page.locator(".atlas-head")
    last = atlas.page.locator(".st-key-footer")
    last.scroll_into_view_if_needed()
    expect(head).to_be_in_viewport(ratio=1)
    for width, height in ((390, 844), (640, 360), (320, 256)):
        atlas.page.set_viewport_size({"width": width, "height": height})
        last.scroll_into_view_if_needed()
        expect(head).not_to_be_in_viewport()


def test_only_a_page_that_can_be_filtered_has_filters(visit, desk):
    atlas = visit(desk).open("overview")
    for room in ROOMS.values():
        atlas.go(room.name)
        shown = int(bool(room.filters))
        expect(atlas.filter("kommun"), room.name).to_have_count(shown)
        expect(atlas.page.get_by_role("search"), room.name).to_have_count(shown)


@pytest.mark.parametrize(
    ("room", "query", "years"),
    [
        ("overview", {}, "2022–2026"),  # the first cohort starts in 2022
        ("map", {}, "2022–2026"),
        ("map", {"matt": "population"}, "2005–2026"),
        ("indicators", {"matt": "edu_phd_share"}, "2018–2026"),
        ("municipality", {}, "2005–2026"),
    ],
)
def test_the_period_begins_where_the_figures_of_the_page_do(visit, public, room, query, years):
    atlas = visit(public).open(room, **query)
    expect(atlas.filter("period")).to_have_text(years)


def test_a_period_is_chosen_told_and_taken_away(visit, public):
    atlas = visit(public).open("map", matt="population")
    atlas.filter("period").click()
    first = atlas.list.locator("select[name=from]")
    assert first.locator("option").first.inner_text() == "2005"
    first.select_option("2020")
    expect(atlas.badge("period")).to_have_text("2020–2026")
    expect(atlas.filter("period")).to_have_text("Period")
    atlas.page.wait_for_url("**period=2020-2026*")
    atlas.shut_list()
    atlas.badge("period").click()
    expect(atlas.filter("period")).to_have_text("2005–2026")
    assert focused(atlas, ".atlas-choice[name=period]"), "the focus is not lost with the button"
    atlas.page.wait_for_url(lambda url: "period" not in url)


# --- landmarks and titles -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("sv", {"map": "Karta · Innovationsatlas Västerbotten", "about": "Om · Innovationsatlas"}),
        ("en", {"map": "Map · Innovation Atlas Västerbotten", "about": "About · Innovation Atlas"}),
    ],
)
def test_a_page_is_titled_by_its_name_and_the_atlas(visit, public, language, titles):
    atlas = visit(public).open("overview", language)
    for room, title in titles.items():
        atlas.go(room, language)
        assert atlas.page.title().startswith(title)


def test_the_link_past_the_menu_leads_past_head_and_filters(visit, public):
    atlas = visit(public).open("participants")
    page = atlas.page
    for outer, name in (("banner", None), ("navigation", "Sidor"), ("search", None)):
        expect(page.get_by_role(outer, name=name)).to_have_count(1)
        expect(page.get_by_role("main").get_by_role(outer, name=name)).to_have_count(0)
    # the index of the page has a name of its own
    expect(page.get_by_role("main").get_by_role("navigation", name="På sidan")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stSkipToContent")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(atlas, "main .atlas-sheet"), "the first stop is on the page itself"


# --- menus, by keyboard -------------------------------------------------------------------------------


def test_the_menu_is_opened_used_and_left_by_keyboard(visit, desk):
    atlas = visit(desk).open("map")
    page, press = atlas.page, atlas.page.keyboard.press
    opener = page.get_by_role("button", name="Språk och inställningar")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    press("Enter")
    expect(atlas.menu).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    press("Tab")
    expect(atlas.menu.get_by_role("radio", name="Svenska")).to_be_focused()
    press("ArrowRight")
    atlas.rest("map", "en")
    press("Tab")
    expect(atlas.menu.get_by_role("switch", name="Projector")).to_be_focused()
    press("Space")
    expect(page.locator("html.atlas-projector")).to_have_count(1)
    press("Tab")
    expect(atlas.exact).to_be_focused()
    press("Space")
    expect(atlas.numbers).to_contain_text("Exact numbers")
    assert not page.evaluate(SMALL_TARGETS)
    press("Escape")
    expect(atlas.menu).to_be_hidden()
    assert focused(atlas, ".atlas-settings-opener")


@pytest.mark.parametrize("kind", PHONES, ids=str)
def test_on_a_phone_a_button_that_names_the_page_leads_to_all_of_them(visit, desk, kind):
    atlas = opened(visit, desk, kind, "map", 844)
    page = atlas.page
    opener = page.locator(".atlas-pages-opener")
    expect(opener).to_have_text(ROOMS["map"].title(kind.language))
    opener.click()
    links = page.locator(".atlas-nav a").locator("visible=true")
    linked = [room for name, room in ROOMS.items() if site.page(name).linked]
    expect(links).to_have_text([room.title(kind.language) for room in linked])
    assert not page.evaluate(SMALL_TARGETS)
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    expect(opener).to_be_focused()
    atlas.go("history", kind.language)
    expect(opener).to_have_text(ROOMS["history"].title(kind.language))
    assert not left(page, TOO_WIDE, seconds=5)


def test_what_staff_manage_stands_apart_and_the_public_has_nothing_of_it(visit, desk, public):
    staff, anyone = visit(desk).open("overview"), visit(public).open("overview")
    manage = staff.page.get_by_role("button", name="Förvalta")
    expect(staff.page.get_by_role("link", name="Historik")).to_have_count(0)
    manage.click()
    expect(staff.page.get_by_role("link", name="Historik")).to_be_visible()
    staff.page.keyboard.press("Escape")
    expect(manage).to_be_focused()
    staff.go("history")
    expect(manage).to_have_attribute("data-current", "true")
    expect(anyone.page.get_by_role("button", name="Förvalta")).to_have_count(0)
    expect(anyone.page.locator("a[data-name=history]")).to_have_count(0)


# --- colours of the system ----------------------------------------------------------------------------

CHOSEN = "(it) => getComputedStyle(it.closest('label')).backgroundColor"


def test_in_forced_colours_the_chosen_language_and_the_switches_are_seen(visit, desk):
    atlas = visit(desk, forced_colors="active").open("map")
    with atlas.settings() as menu:
        colours_differ(menu)
        exact = menu.locator("input[name=exact]")
        assert exact.evaluate("(it) => getComputedStyle(it).appearance") != "none"


@agreed
def colours_differ(menu) -> None:
    one, other = (menu.get_by_role("radio", name=name) for name in ("Svenska", "English"))
    assert one.evaluate(CHOSEN) != other.evaluate(CHOSEN)
