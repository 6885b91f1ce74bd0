"""A card: its table behind a tab that stands in the address, and its menu by keyboard, mouse and finger."""

from __future__ import annotations

import re

import pptx
import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.pages import TOO_WIDE
from tests.journeys.saving import line, tabled

pytestmark = pytest.mark.browser

FUNNEL, STEPS = "funnel", "admission"
LINES = ["explore", "csv", "xlsx", "pptx", "png", "svg", "copy"]
NAMED = "document.activeElement.getAttribute('name')"


def tab(card, name: str):
    return card.get_by_role("tab", name=name, exact=True)


def shows(card, name: str) -> None:
    """This tab of a chart's card is chosen, and its panel alone is seen."""
    for one, inside in (("Diagram", ".atlas-plot-drawing"), ("Tabell", ".atlas-grid")):
        expect(tab(card, one)).to_have_attribute("aria-selected", str(one == name).lower())
        expect(card.locator(inside)).to_be_visible(visible=one == name)


# ---- the table


def test_the_table_of_a_card_stands_in_the_address_and_a_link_opens_it(visit, public):
    atlas = visit(public).open("cohorts", kommun="2480")
    shows(atlas.card(FUNNEL), "Diagram")
    tabled(atlas.card(FUNNEL))
    shows(atlas.card(FUNNEL), "Tabell")
    shows(atlas.card(STEPS), "Diagram")
    tabled(atlas.card(STEPS))
    assert atlas.query == {"kommun": "2480", "tabell": f"{FUNNEL},{STEPS}"}

    other = visit(public)
    other.page.goto(atlas.page.url)
    for key in (FUNNEL, STEPS):
        shows(other.card(key), "Tabell")
    shows(other.card("retention"), "Diagram")
    tab(other.card(STEPS), "Diagram").click()
    shows(other.card(STEPS), "Diagram")
    assert other.query == {"kommun": "2480", "tabell": FUNNEL}


def test_back_takes_a_turn_back_and_a_filter_leaves_the_table_where_it_is(visit, public):
    atlas = visit(public).open("cohorts")
    tabled(atlas.card(FUNNEL))
    atlas.choose_by_keyboard("kommun", "Umeå")
    expect(atlas.badge("2480")).to_be_visible()
    shows(atlas.card(FUNNEL), "Tabell")
    assert atlas.query == {"kommun": "2480", "tabell": FUNNEL}
    atlas.page.go_back()
    expect(atlas.badge("2480")).to_have_count(0)
    shows(atlas.card(FUNNEL), "Tabell")
    atlas.page.go_back()
    shows(atlas.card(FUNNEL), "Diagram")
    assert atlas.query == {}
    atlas.page.go_forward()
    shows(atlas.card(FUNNEL), "Tabell")


def test_a_card_that_is_not_there_is_passed_over(visit, public):
    atlas = visit(public).open("cohorts", tabell="no-such-card")
    expect(atlas.page.locator(".atlas-tab[name=table][aria-selected=true]")).to_have_count(0)
    expect(atlas.notices).to_have_count(0)


def test_tabs_are_walked_by_arrow_keys_and_tab_goes_on_to_what_they_show(visit, public):
    atlas = visit(public).open("cohorts")
    card = atlas.card(FUNNEL)
    tab(card, "Diagram").focus()
    for key, name in (("ArrowRight", "Tabell"), ("ArrowRight", "Diagram"), ("End", "Tabell")):
        atlas.page.keyboard.press(key)
        expect(tab(card, name)).to_be_focused()
        shows(card, name)
    atlas.page.keyboard.press("Tab")
    expect(card.locator(".atlas-more")).to_be_focused()
    panel = card.get_by_role("tabpanel")
    expect(panel).to_have_count(1)
    expect(panel).to_have_attribute("aria-labelledby", tab(card, "Tabell").get_attribute("id"))


def test_the_table_of_a_map_is_a_tab_beside_it(visit, public):
    atlas = visit(public).open("overview")
    card = atlas.card("overview-map")
    tab(card, "Tabell").click()
    expect(card.locator(".atlas-map-canvas")).to_be_hidden()
    expect(card.locator("tbody tr")).not_to_have_count(0)
    tab(card, "Karta").click()
    expect(card.locator(".atlas-map-canvas")).to_be_visible()
    assert atlas.query == {}


# ---- the menu


OPENS = [("Enter", 0), ("Space", 0), ("ArrowDown", 0), ("ArrowUp", -1)]  # and at which line
WALK = [
    ("ArrowDown", "csv"), ("ArrowUp", "explore"), ("ArrowUp", "copy"), ("ArrowDown", "explore"),
    ("End", "copy"), ("s", "svg"), ("c", "csv"), ("ArrowDown", "xlsx"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "first"), OPENS)
def test_the_menu_is_opened_walked_and_left_by_keyboard(visit, public, key, first):
    page = (atlas := visit(public).open("cohorts")).page
    card = atlas.card(FUNNEL)
    opener, menu = card.locator(".atlas-more"), card.get_by_role("menu")
    title = card.locator(".atlas-card-title").inner_text()
    expect(opener).to_have_accessible_name(f"Fler val: {title}")
    expect(opener).to_have_attribute("aria-haspopup", "menu")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    page.keyboard.press(key)
    expect(menu).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    lines = menu.get_by_role("menuitem").evaluate_all("(all) => all.map((one) => one.name)")
    assert lines == LINES
    assert page.evaluate(NAMED) == lines[first]
    page.keyboard.press("Home")
    for step, name in WALK:
        page.keyboard.press(step)
        assert page.evaluate(NAMED) == name, step
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    page.keyboard.press(key)
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()
    expect(card.locator(".atlas-plot-drawing")).to_be_focused()


def test_a_file_is_one_press_away_from_the_menu_by_keyboard(visit, public):
    page = (atlas := visit(public).open("cohorts")).page
    opener = atlas.card(FUNNEL).locator(".atlas-more")
    opener.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert re.fullmatch(r"funnel_\w+\.csv", coming.value.suggested_filename)
    expect(opener).to_be_focused()


def test_a_workbook_has_the_card_as_a_table_of_numbers_and_says_what_it_is(visit, public):
    card = visit(public).open("map", matt="edu_postsec3plus_share").card("map")
    with card.page.expect_download() as coming:
        line(card, "xlsx").click()
    assert re.fullmatch(
        r"edu_postsec3plus_share_skyddad_\w+\.xlsx", coming.value.suggested_filename
    )
    book = CalamineWorkbook.from_path(coming.value.path())
    assert book.sheet_names == ["Värden", "Läs mig"]
    figures, about = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    umea = next(row for row in figures if row[1:3] == ["Umeå", 2022])
    assert umea[3] == 34.5
    assert "SCB" in " ".join(row[0] for row in about)


def test_a_card_is_a_slide_that_can_be_edited_as_it_is_in_the_view(visit, public):
    card = visit(public).open("participants", kommun="2480").card("by-municipality-participants")
    with card.page.expect_download() as coming:
        line(card, "pptx").click()
    assert re.fullmatch(
        r"by-municipality-participants_skyddad_\w+\.pptx", coming.value.suggested_filename
    )
    (slide,) = pptx.Presentation(coming.value.path()).slides
    assert slide.shapes.title.text_frame.text == "Deltagare i Umeå: omkring 15 personer"
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    assert dict(zip(chart.plots[0].categories, chart.series[0].values, strict=True))["Umeå"] == 15
    (caption,) = (shape for shape in slide.placeholders if shape.placeholder_format.idx == 14)
    (link,) = (
        run.hyperlink.address
        for paragraph in caption.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    )
    card.page.goto(link)
    expect(card).to_be_visible()


def test_a_press_elsewhere_and_one_more_on_its_button_close_the_menu(visit, public):
    atlas = visit(public).open("cohorts")
    card = atlas.card(FUNNEL)
    menu = card.get_by_role("menu")
    for closes in (card.locator(".atlas-more"), card.locator(".atlas-sentence")):
        expect(line(card, "csv")).to_be_visible()
        closes.click()
        expect(menu).to_be_hidden()
        expect(card.locator(".atlas-more")).to_have_attribute("aria-expanded", "false")


# ---- the button that puts a card on the deck

SEEN = "(one) => Number(getComputedStyle(one).opacity)"


def test_the_button_for_the_deck_is_seen_on_hover_and_focus(visit, public):
    atlas = visit(public).open("cohorts")
    card = atlas.card(FUNNEL)
    add = card.locator(".atlas-add")
    atlas.page.mouse.move(0, 0)
    assert add.evaluate(SEEN) == 0
    card.hover()
    assert add.evaluate(SEEN) == 1
    atlas.page.mouse.move(0, 0)
    assert add.evaluate(SEEN) == 0
    tab(card, "Diagram").focus()
    assert add.evaluate(SEEN) == 1
    expect(add).to_have_accessible_name(re.compile(r"^\+ Presentation: "))


@pytest.mark.parametrize(
    "options", [{"has_touch": True, "is_mobile": True}, {"forced_colors": "active"}]
)
def test_nothing_waits_to_be_found_on_a_touch_screen_and_in_forced_colours(visit, public, options):
    atlas = visit(public, viewport={"width": 390, "height": 844}, **options).open("cohorts")
    card = atlas.card(FUNNEL)
    assert card.locator(".atlas-add").evaluate(SEEN) == 1
    for target in card.locator(".atlas-tab, .atlas-more, .atlas-add").all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("width", [390, 320])
def test_tabs_and_tools_stay_within_the_card_also_before_a_projector(visit, public, width):
    atlas = visit(public, viewport={"width": width, "height": 844}, has_touch=True).open("cohorts")
    page = atlas.page
    page.evaluate("document.documentElement.classList.add('atlas-projector')")
    for card in page.locator(".atlas-card:has(.atlas-more)").all():
        frame = card.bounding_box()
        for target in card.locator(".atlas-tab, .atlas-more, .atlas-add").all():
            box = target.bounding_box()
            assert box["x"] > frame["x"]
            assert box["x"] + box["width"] < frame["x"] + frame["width"]
    assert page.evaluate(TOO_WIDE) == []
