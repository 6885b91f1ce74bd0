"""Choosing: whatever the way, sentence, map, table and address say the same, and the link reopens it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.line import Line
from tests.journeys.pages import NAMES, agreed

pytestmark = pytest.mark.browser

LYCKSELE = "2481"
LANGUAGES = ("sv", "en")


@agreed
def shows_lycksele(atlas) -> None:
    """Sentence, map, table, badge and address agree that Lycksele is chosen."""
    expect(atlas.area(LYCKSELE)).to_have_attribute("aria-selected", "true")
    expect(atlas.answer).to_contain_text("Lycksele: ")
    expect(atlas.badge(LYCKSELE)).to_have_text("Lycksele")
    atlas.page.wait_for_url(re.compile(rf"[?&]kommun={LYCKSELE}(&|$)"))
    assert atlas.chosen() == [LYCKSELE]
    assert atlas.marked() == ["Lycksele"]
    told = {row[0]: row[1] for row in atlas.rows()}["▸ Lycksele"]
    value = next(area["value"] for area in atlas.values() if area["code"] == LYCKSELE)
    assert told == (value or "..")
    if value:
        assert re.search(f"Lycksele: (omkring|about) {value} ", atlas.answer.inner_text())


@agreed
def shows_all(atlas) -> None:
    """Nothing is chosen anywhere."""
    expect(atlas.badge(LYCKSELE)).to_have_count(0)
    expect(atlas.answer).not_to_contain_text("Lycksele: ")
    assert atlas.chosen() == []
    assert atlas.marked() == []
    assert "kommun" not in atlas.query


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_filtering_to_lycksele_is_seen_in_sentence_map_table_and_address(
    visit, public, language, by
):
    atlas = visit(public).open("map", language)
    choose = {"mouse": atlas.choose_by_mouse, "keyboard": atlas.choose_by_keyboard}[by]
    choose("kommun", "Lycksele")
    shows_lycksele(atlas)
    atlas.badge(LYCKSELE).click()
    shows_all(atlas)


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_phone_the_filters_stand_above_the_map_and_hide_nothing_of_what_is_chosen(
    visit, public, language
):
    atlas = visit(public, viewport={"width": 390, "height": 844}).open("map", language)
    for name in ("kommun", "kohort", "period"):
        expect(atlas.filter(name)).to_be_in_viewport()
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows_lycksele(atlas)
    atlas.go("cohorts", language)
    expect(atlas.badge(LYCKSELE)).to_be_in_viewport()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copied_link_opens_the_same_view_in_a_new_browser(visit, public, language):
    mine = visit(public, permissions=["clipboard-read", "clipboard-write"])
    mine.open("map", language, matt="participants_per_10000", kohort="riv-umea-2022")
    mine.choose_by_mouse("kommun", "Lycksele")
    shown = look(mine)

    words = {
        "sv": ("Kopiera länk", "Länken är kopierad"),
        "en": ("Copy link", "The link is copied"),
    }
    before, after = words[language]
    mine.page.get_by_role("button", name=before).click()
    expect(mine.page.get_by_role("button", name=after)).to_be_visible()
    link = mine.page.evaluate("navigator.clipboard.readText()")

    theirs = visit(public)
    theirs.page.goto(link)
    theirs.rest("map", language)
    assert look(theirs) == shown
    assert theirs.page.url == link


def look(atlas) -> dict:
    """All that a view with Lycksele chosen shows."""
    expect(atlas.badge(LYCKSELE)).to_be_visible()
    expect(atlas.area(LYCKSELE)).to_have_attribute("aria-selected", "true")
    expect(atlas.answer).to_contain_text("Lycksele: ")
    chosen = atlas.badges.all_inner_texts()
    return {
        "answer": atlas.answer.inner_text(),
        "areas": atlas.values(),
        "rows": atlas.rows(),
        "badges": chosen,
        "query": atlas.query,
    }


def test_the_view_outlives_a_reload_another_page_and_the_way_back(visit, public):
    atlas = visit(public).open("map")
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows_lycksele(atlas)
    view = look(atlas)

    atlas.page.reload()
    atlas.rest("map")
    assert look(atlas) == view

    atlas.go("participants")
    expect(atlas.answer).to_contain_text("Lycksele: ")
    assert atlas.query == {"kommun": LYCKSELE}

    atlas.page.go_back()
    atlas.rest("map")
    assert look(atlas) == view


def test_back_after_a_choice_is_the_view_before_it(visit, public):
    atlas = visit(public).open("participants")
    atlas.go("map")
    atlas.choose_by_mouse("kommun", "Lycksele")
    shows_lycksele(atlas)
    atlas.page.go_back()
    atlas.page.wait_for_url(lambda url: LYCKSELE not in url)
    expect(atlas.answer).not_to_contain_text("Lycksele: ")
    expect(atlas.badge(LYCKSELE)).to_have_count(0)


def test_the_map_chooses_by_click_with_ctrl_and_lets_go_by_a_second_one(visit, public):
    atlas = visit(public).open("map", matt="population")
    atlas.page.keyboard.down("Control")
    atlas.page.mouse.click(*atlas.spot(LYCKSELE))
    expect(atlas.answer).to_contain_text("Lycksele: 12 159 personer.")
    expect(atlas.badge(LYCKSELE)).to_be_visible()
    assert atlas.chosen() == [LYCKSELE]
    assert atlas.marked() == ["Lycksele"]
    atlas.page.mouse.click(*atlas.spot(LYCKSELE))
    shows_all(atlas)


def test_the_map_chooses_by_ctrl_and_enter_and_clears_by_escape(visit, public):
    atlas = visit(public).open("map")
    atlas.area(LYCKSELE).focus()
    atlas.page.keyboard.press("Control+Enter")
    shows_lycksele(atlas)
    atlas.page.keyboard.press("Escape")
    shows_all(atlas)


def test_a_measure_and_a_year_change_map_table_sentence_and_address_together(visit, public):
    atlas = visit(public).open("map")
    atlas.pick("measure_pick", "Folkmängd")
    expect(atlas.answer).to_contain_text("Folkmängd, 2025. ")
    atlas.page.wait_for_url(re.compile(r"matt=population"))
    assert inhabitants(atlas) == inhabitants_in_table(atlas)
    newest = inhabitants(atlas)

    atlas.map.get_by_role("button", name="Föregående år").click()
    expect(atlas.answer).to_contain_text("Folkmängd, 2024. ")
    atlas.page.wait_for_url(re.compile(r"[?&]ar=2024(&|$)"))
    expect(atlas.map).to_have_attribute("data-period", "2024")
    assert inhabitants(atlas) == inhabitants_in_table(atlas)
    assert inhabitants(atlas) != newest

    atlas.page.reload()
    atlas.rest("map")
    expect(atlas.map).to_have_attribute("data-period", "2024")
    expect(atlas.answer).to_contain_text("Folkmängd, 2024. ")


def inhabitants(atlas) -> dict[str, int]:
    return {area["name"]: int(area["value"]) for area in atlas.values()}


def inhabitants_in_table(atlas) -> dict[str, int]:
    rows = [[row[0].lstrip("▸ "), re.sub(r"\D", "", row[1])] for row in atlas.rows()]
    return {name: int(number) for name, number in rows[:15]}


def test_a_year_is_painted_before_the_server_can_have_answered(visit, public):
    atlas = visit(public).open("map", matt="population")
    # one task of the browser: no message from the server can be read within it
    before, after = atlas.map.evaluate(
        """(map) => {
          const shown = () => [map.dataset.period, map.querySelector('.area').dataset.value];
          const before = shown();
          map.querySelector('[data-word=previous_year]').click();
          return [before, shown()];
        }"""
    )
    assert before[0] == "2025"
    assert after[0] == "2024"
    assert before[1] != after[1]
    expect(atlas.answer).to_contain_text("Folkmängd, 2024. ")


@pytest.mark.parametrize(
    ("language", "says"), [("sv", "som inte finns"), ("en", "that does not exist")]
)
def test_an_unknown_part_of_an_address_is_told_and_the_rest_is_kept(visit, public, language, says):
    atlas = visit(public)
    atlas.open("map", language, kommun="2481,9999", matt="magic", kohort="riv-umea-2022")
    for part in {"sv": (" kommun ", " mått "), "en": (" municipality ", " measure ")}[language]:
        expect(atlas.notices.filter(has_text=part)).to_contain_text(says)
    expect(atlas.notices).to_have_count(2)
    assert atlas.chosen() == [LYCKSELE]
    expect(atlas.badge("riv-umea-2022")).to_be_visible()
    expected = {"kommun": LYCKSELE, "kohort": "riv-umea-2022"}
    assert atlas.query == expected | ({} if language == "sv" else {"lang": "en"})
    with atlas.settings() as menu:
        expect(menu.get_by_role("radio", name=NAMES[language])).to_be_checked()


# ---- the lists of the filter row


def test_choices_made_faster_than_the_server_answers_are_all_kept(visit, public):
    atlas = visit(public).open("map")
    atlas.filter("kohort").click()
    # one task of the browser: the server can answer none of them before the last is made
    atlas.page.evaluate(
        """() => document.querySelectorAll(".atlas-list:popover-open input[type=checkbox]")
          .forEach((box) => box.click())"""
    )
    atlas.shut_list()
    cohorts = ["riv-skelleftea-2022", "riv-umea-2022", "riv-lycksele-2022"]
    for cohort in cohorts:
        expect(atlas.badge(cohort)).to_be_visible()
    expect(atlas.answer).to_contain_text("Länet: omkring 60 personer.")
    assert atlas.query == {"kohort": ",".join(cohorts)}

    atlas.page.get_by_role("button", name="Rensa alla").click()
    expect(atlas.badges).to_have_count(0)
    atlas.page.wait_for_url(lambda url: "kohort" not in url)


def test_a_choice_made_while_the_answer_to_another_is_on_its_way_is_kept(visit, public):
    line = Line(public)
    atlas = visit(line.address).open("map", matt="edu_postsec3plus_share")
    page = atlas.page
    line.seconds = 1
    page.get_by_role("button", name="Rutor:").click()
    page.wait_for_timeout(500)  # the atlas has answered; nobody here has heard of it
    page.get_by_role("radio", name="Två år").check()
    expect(page.locator('.atlas-maps-pane .atlas-map[data-form="tiles"]')).to_have_count(3)
    page.wait_for_url(lambda url: "jamfor" in url)
    assert (atlas.query["vy"], atlas.query["jamfor"]) == ("tiles", "years")


def test_a_choice_taken_back_while_its_answer_is_on_its_way_stands_nowhere(visit, public):
    line = Line(public)
    atlas = visit(line.address).open("map", matt="edu_postsec3plus_share")
    tiles = atlas.page.get_by_role("button", name="Rutor:")
    addresses: list[str] = []
    atlas.page.on("framenavigated", lambda frame: addresses.append(frame.url))
    line.seconds = 1.5
    tiles.click()
    atlas.page.wait_for_timeout(700)
    tiles.click()
    atlas.rest("map")  # both answers have come
    expect(atlas.map).to_have_attribute("data-form", "land")
    # there and back by the reader alone: no answer writes an address
    assert ["vy=tiles" in address for address in addresses] == [True, False]


def test_a_step_back_while_the_answer_to_a_choice_is_on_its_way_is_the_view_before_it(
    visit, public
):
    line = Line(public)
    atlas = visit(line.address).open("map")
    line.seconds = 1
    atlas.choose_by_mouse("kommun", "Lycksele")
    atlas.page.go_back()
    atlas.rest("map")
    shows_all(atlas)


def test_the_language_and_a_choice_made_before_it_is_spoken_are_both_kept(visit, public):
    line = Line(public)
    atlas = visit(line.address).open("map")
    line.seconds = 1
    atlas.speak("en")
    atlas.page.get_by_role("button", name="Rutor:").click()
    line.seconds = 0
    expect(atlas.answer).to_contain_text("Participants, 2022")
    expect(atlas.map).to_have_attribute("data-form", "tiles")
    atlas.rest("map", "en")
    both_are_kept(atlas)


@agreed
def both_are_kept(atlas) -> None:
    assert atlas.query == {"lang": "en", "vy": "tiles"}


def test_a_server_that_never_heard_of_the_visit_learns_the_view_from_the_address(
    visit, public, desk
):
    line = Line(public)
    atlas = visit(line.address).open("map", kohort="riv-umea-2022")
    atlas.go("participants")
    atlas.choose_by_mouse("kommun", "Lycksele")
    expect(atlas.answer).to_contain_text("Lycksele: ")
    line.cut()
    line.lead_to(desk)
    line.mend()
    # what is asked for on a broken line is not heard
    connected = ("data-test-connection-state", "CONNECTED")
    expect(atlas.page.get_by_test_id("stApp")).to_have_attribute(*connected)
    atlas.speak("en")
    # only at the desk is there a page for imports
    expect(atlas.page.locator(".atlas-nav a[data-name=import]")).to_be_attached()
    atlas.rest("participants", "en")
    expect(atlas.answer).to_contain_text("Lycksele: ")
    assert atlas.query == {"kommun": LYCKSELE, "kohort": "riv-umea-2022", "lang": "en"}


def test_no_more_than_five_places_can_be_ticked_and_the_list_says_so(visit, public):
    atlas = visit(public).open("map")
    atlas.filter("kommun").click()
    boxes = atlas.options().locator("input")
    expect(boxes).to_have_count(15)
    for at in range(5):
        boxes.nth(at).check()
    expect(atlas.list).to_contain_text("Högst 5 kan väljas")
    expect(boxes.nth(5)).to_be_disabled()
    boxes.nth(4).uncheck()
    expect(boxes.nth(5)).to_be_enabled()


def test_a_list_is_searched_walked_and_left_by_keyboard(visit, public):
    atlas = visit(public).open("map")
    press = atlas.page.keyboard.press
    atlas.filter("kommun").focus()
    press("Enter")
    atlas.page.keyboard.type("mala")  # å, ä and ö are found without their dots and rings, too
    expect(atlas.options()).to_have_text(["Malå"])
    atlas.page.keyboard.type("x")
    expect(atlas.list).to_contain_text("Inga träffar")
    expect(atlas.options()).to_have_count(0)
    press("Backspace")
    press("ArrowDown")
    press("Space")
    expect(atlas.badge("2418")).to_have_text("Malå")
    press("Escape")
    expect(atlas.options()).to_have_count(0)
    expect(atlas.filter("kommun")).to_be_focused()
    expect(atlas.answer).to_contain_text("Malå: ")


def test_a_greyed_filter_says_why(visit, public):
    atlas = visit(public).open("indicators")
    expect(atlas.filter("kohort")).to_be_disabled()
    chip = atlas.page.locator(".atlas-chip").filter(has=atlas.filter("kohort"))
    expect(chip).to_have_attribute("title", re.compile("gäller inte på den här sidan"))
    expect(chip).to_contain_text("Alla kohorter")


def test_what_a_figure_means_is_told_by_pointer_and_keyboard(visit, public):
    atlas = visit(public).open("overview")
    mark = atlas.page.get_by_role("button", name="Vad betyder Deltagare?")
    tip = atlas.page.get_by_role("tooltip").filter(has_text="Personer som är inskrivna")
    expect(tip).to_be_hidden()
    mark.hover()
    expect(tip).to_be_visible()
    atlas.page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    mark.focus()
    expect(tip).to_be_visible()
    atlas.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_page_link_opened_in_a_new_tab_shows_the_same_view(visit, public):
    atlas = visit(public).open("overview")
    atlas.choose_by_mouse("kommun", "Lycksele")
    expect(atlas.badge(LYCKSELE)).to_be_visible()
    link = atlas.page.get_by_role("link", name="Karta", exact=True)
    link.hover()
    assert link.get_attribute("href") == f"/karta?kommun={LYCKSELE}"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("measure", ["participants", "edu_postsec3plus_share"])
def test_the_list_of_measures_has_room_beside_its_switch_on_a_phone(
    visit, public, measure, language
):
    atlas = visit(public, viewport={"width": 390, "height": 844})
    atlas.open("map", language, matt=measure)
    box = atlas.page.locator(".atlas-picker select").first.bounding_box()
    assert box["width"] >= 128
