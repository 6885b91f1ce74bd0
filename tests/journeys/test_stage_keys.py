"""The keys and buttons of the stage, each of them: what is seen after it, and what Esc closes first."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from atlas import decks
from atlas.decks import Deck, Slide
from tests.journeys.accessibility import violations
from tests.journeys.pages import BARE_SPOT, agreed
from tests.journeys.staging import TWELVE, Stage, seen

pytestmark = pytest.mark.browser

# what of the screen is something else than this
BESIDE = """(it) => [0.01, 0.2, 0.4, 0.6, 0.8, 0.99].flatMap((x) => [0.01, 0.25, 0.5, 0.75, 0.99]
  .map((y) => document.elementFromPoint(innerWidth * x, innerHeight * y)))
  .filter((top) => !it.contains(top)).map((top) => top?.outerHTML.slice(0, 80))"""


@pytest.fixture
def stage(visit, public):
    return Stage(visit(public)).open(TWELVE)


def full(stage) -> bool:
    return stage.page.evaluate("Boolean(document.fullscreenElement)")


@agreed
def fills_the_screen(stage, wanted: bool) -> None:
    assert full(stage) is wanted


def test_a_number_is_seen_while_it_is_typed_and_esc_takes_it_back(stage):
    number = stage.page.locator(".atlas-stage-number")
    expect(number).to_be_hidden()
    stage.press("1", "2")
    expect(number).to_have_text("12")
    expect(number).to_be_visible()
    stage.press("Escape", "Enter")
    expect(number).to_be_hidden()
    seen(stage, 1)
    stage.press("5")
    expect(number).to_be_hidden()  # a number that nobody ends is forgotten
    stage.press("Enter")
    seen(stage, 1)


def test_the_browsers_own_keys_stay_the_browsers(stage):
    taken = stage.page.evaluate(
        """() => ["f", "b", "p", "n", "ArrowRight"].filter((key) => !dispatchEvent(
          new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true })))"""
    )
    assert taken == []
    seen(stage, 1)
    expect(stage.page.locator(".atlas-stage-black")).to_be_hidden()


def test_black_covers_all_of_the_screen_and_the_next_key_shows_the_next_slide(stage):
    black = stage.page.locator(".atlas-stage-black")
    stage.button("next").click()  # so that the buttons are awake
    stage.press("b")
    assert black.evaluate(BESIDE) == []
    stage.press("ArrowRight")
    expect(black).to_be_hidden()
    seen(stage, 3)
    stage.press("b")
    stage.page.mouse.click(900, 500)
    expect(black).to_be_hidden()
    seen(stage, 3)


def test_the_help_names_every_key_and_the_same_key_closes_it(stage):
    help_ = stage.page.locator(".atlas-stage-help")
    stage.press("?")
    told = " ".join(help_.locator("li").all_inner_texts())
    for part in (
        "→, ↓",
        "←, ↑",
        "Page Down",
        "Home",
        "End",
        "Siffra + Enter",
        "F: helskärm (F5",
        "B eller punkt:",
        "N:",
        "P:",
        "U:",
        "?:",
        "Esc",
        "Klick på kartan",
    ):
        assert part in told
    stage.press("?")
    expect(help_).to_be_hidden()
    stage.button("help").click()
    help_.get_by_role("button", name="Stäng").click()
    expect(help_).to_be_hidden()
    seen(stage, 1)


def test_esc_closes_what_lies_on_top_one_at_a_time_and_the_stage_last(stage):
    black, help_ = (stage.page.locator(f".atlas-stage-{name}") for name in ("black", "help"))
    stage.press("2", "Enter", "f")
    fills_the_screen(stage, True)
    stage.page.mouse.click(*stage.slide.locator('.area[data-code="2481"]').evaluate(BARE_SPOT))
    expect(stage.facts).to_be_visible()
    stage.press("b", "?")
    shown = lambda: [it.is_visible() for it in (help_, black, stage.facts)]  # noqa: E731
    assert shown() == [True, False, True], "a key that is no B ends the black"
    stage.press("b")
    assert shown() == [True, True, True]
    for left in ([True, False, True], [False, False, True], [False, False, False]):
        stage.press("Escape")
        assert shown() == left
        assert full(stage)
    stage.press("Escape")
    fills_the_screen(stage, False)
    stage.page.wait_for_timeout(1000)  # the server would have been asked by now
    seen(stage, 2)
    stage.press("Escape")
    stage.atlas.rest("present")


def test_each_button_does_what_its_key_does(stage):
    page = stage.page
    stage.button("fullscreen").click()
    fills_the_screen(stage, True)
    stage.button("fullscreen").click()
    fills_the_screen(stage, False)
    stage.button("projector").click()
    expect(page.locator("html.atlas-projector")).to_have_count(1)
    stage.button("projector").click()
    expect(page.locator("html.atlas-projector")).to_have_count(0)
    with page.context.expect_page() as coming:
        stage.button("notes").click()
    expect(coming.value.locator("#notes")).to_have_text("Anteckning 1")
    page.bring_to_front()
    names = page.locator(".atlas-stage-controls button").evaluate_all(
        "(all) => all.map((one) => one.dataset.act)"
    )
    assert names == [
        "previous", "next", "fullscreen", "black", "notes", "projector", "explore",
        "help", "leave",
    ]  # fmt: skip


def test_a_key_on_a_button_is_the_buttons_and_presses_it_once(stage):
    stage.press("5", "Enter")
    bar = stage.page.locator(".atlas-stage-controls")
    expect(bar).to_have_css("opacity", "0")
    stage.page.locator("[data-act=previous]").focus()
    expect(bar).to_have_css("opacity", "1")
    stage.press("Space")
    seen(stage, 4)
    stage.press("Enter")
    seen(stage, 3)
    stage.press("ArrowRight")
    seen(stage, 4)


# --- the window with the notes ----------------------------------------------------------------------


def test_the_notes_follow_the_stage_to_its_end_and_tell_the_time_of_the_room(stage):
    with stage.page.context.expect_page() as coming:
        stage.press("n")
    notes = coming.value
    pages = stage.page.context.pages
    tells_the_time(notes)
    stage.page.bring_to_front()
    stage.press("1", "1", "Enter")
    expect(notes.locator("h1")).to_have_text("Vy 11")
    expect(notes.locator("#notes")).to_have_text("Anteckning 11")
    expect(notes.locator("#next")).to_have_text("Vy 12")
    notes.keyboard.press("End")
    seen(stage, 12)
    expect(notes.locator("#next")).to_have_text("Sista vyn.")
    notes.keyboard.press("b")
    expect(stage.page.locator(".atlas-stage-black")).to_be_visible()
    notes.keyboard.press("b")
    stage.press("n")
    assert stage.page.context.pages == pages, "the window that is open is brought to the front"
    with notes.expect_event("close"):
        stage.page.bring_to_front()
        stage.press("Escape")
    stage.atlas.rest("present")


@agreed
def tells_the_time(notes) -> None:
    now = "new Date().toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit' })"
    assert notes.locator("#clock").inner_text() == notes.evaluate(now)


# --- the map ----------------------------------------------------------------------------------------


def test_the_three_facts_are_the_places_own_and_another_click_brings_anothers(stage):
    stage.press("2", "Enter")
    for code, name in (("2480", "Umeå"), ("2482", "Skellefteå")):
        area = stage.slide.locator(f'.area[data-code="{code}"]')
        stage.page.mouse.click(*area.evaluate(BARE_SPOT))
        expect(stage.facts.locator("h2")).to_have_text(name)
        assert stage.facts.locator("dd").first.inner_text() == area.get_attribute("data-value")
        labels = stage.facts.locator("dt").all_inner_texts()
        assert [label.split(",")[0] for label in labels[:2]] == ["Deltagare", "Folkmängd"]
        assert all(text.strip() for text in stage.facts.locator("dd").all_inner_texts())
    stage.facts.get_by_role("button", name="Stäng").click()
    expect(stage.facts).to_be_hidden()
    seen(stage, 2)


def test_the_map_can_be_walked_by_keyboard_without_changing_the_slide(stage):
    stage.press("2", "Enter")
    first = stage.slide.locator(".area[tabindex='0']")
    stage.press("Tab")
    expect(first).to_be_focused()
    stage.press("ArrowUp", "ArrowRight")
    seen(stage, 2)
    focused = stage.slide.locator(".area:focus")
    name = focused.get_attribute("aria-label").split(":")[0]
    stage.press("Enter")
    expect(stage.facts.locator("h2")).to_have_text(name)
    seen(stage, 2)
    stage.press("Escape")
    expect(stage.facts).to_be_hidden()
    stage.press("ArrowRight")
    seen(stage, 3)


def test_single_keys_are_switched_off_where_they_are_listed_and_the_browser_remembers(stage):
    page = stage.page
    stage.press("?")
    box = page.get_by_role(
        "checkbox", name="Bokstäver, siffror och skiljetecken styr presentationen"
    )
    expect(box).to_be_checked()
    box.focus()
    stage.press("Space")
    expect(box).not_to_be_checked()
    stage.press("Escape", "b", "5", "Enter", "?", "p", "n")
    expect(page.locator(".atlas-stage-black")).to_be_hidden()
    expect(page.locator(".atlas-stage-help")).to_be_hidden()
    seen(stage, 1)
    stage.press("Space", "ArrowRight", "Home", "End")
    seen(stage, 12)

    page.reload()
    stage.rest(12)
    stage.press("b", "Home")
    expect(page.locator(".atlas-stage-black")).to_be_hidden()
    seen(stage, 1)
    stage.button("help").click()  # the list is still there by its button
    page.get_by_role("checkbox").check()
    stage.press("Escape", "b")
    expect(page.locator(".atlas-stage-black")).to_be_visible()


# --- a remote control -------------------------------------------------------------------------------


def test_a_remote_control_turns_pages_blackens_and_begins_without_loading_the_page_anew(stage):
    stage.page.evaluate("window.same = true")
    stage.press("PageDown", "PageDown", "PageUp")
    seen(stage, 2)
    black = stage.page.locator(".atlas-stage-black")
    for key in (".", "b"):
        stage.press(key)
        expect(black).to_be_visible()
        stage.press(key)
        expect(black).to_be_hidden()
    seen(stage, 2)
    for _ in range(2):  # pressed again, it goes on as it is
        stage.press("F5")
        fills_the_screen(stage, True)
    seen(stage, 2)
    assert stage.page.evaluate("window.same")


def test_a_table_that_has_the_focus_is_scrolled_and_not_left_by_arrows_up_and_down(visit, public):
    table = Slide("municipality", (("kommun", "2481"),), "place-table")
    stage = Stage(visit(public)).open(Deck("", slides=(table, table)))
    stage.press("Tab")
    expect(stage.slide.locator(".atlas-slide-figure")).to_be_focused()
    stage.press("ArrowDown", "ArrowUp")
    stage.at(1)
    stage.press("ArrowRight")
    stage.at(2)


# --- the screen -------------------------------------------------------------------------------------

LOCKS = """
window.locks = [];
Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
  const lock = { kind, held: true, release: async () => { lock.held = false; } };
  locks.push(lock);
  return lock;
} } });
window.seenAgain = () => document.dispatchEvent(new Event("visibilitychange"));
"""
HELD = "window.locks.filter((lock) => lock.held && lock.kind === 'screen').length"


def test_the_screen_is_kept_awake_as_long_as_slides_are_shown(visit, public):
    atlas = visit(public)
    atlas.page.add_init_script(LOCKS)
    stage = Stage(atlas).open(TWELVE)
    assert stage.page.evaluate(HELD) == 1
    stage.page.evaluate(
        "locks[0].held = false; seenAgain()"
    )  # as a browser does with a hidden page
    held(stage.page, 1)
    stage.press("Escape")
    atlas.rest("present")
    held(stage.page, 0)


@agreed
def held(page, wanted: int) -> None:
    assert page.evaluate(HELD) == wanted


def test_where_the_screen_cannot_be_kept_awake_nothing_is_said_of_it(visit, public):
    atlas = visit(public)
    atlas.page.add_init_script('Object.defineProperty(navigator, "wakeLock", { value: undefined })')
    stage = Stage(atlas).open(TWELVE)
    seen(stage, 1)
    expect(stage.page.get_by_role("alert").locator("visible=true")).to_have_count(0)


# --- the window with the notes, after a reload ------------------------------------------------------


def test_the_window_with_the_notes_follows_the_stage_after_a_reload(stage):
    with stage.page.context.expect_page() as coming:
        stage.press("n")
    notes = coming.value
    pages = stage.page.context.pages
    stage.page.bring_to_front()
    stage.page.reload()
    stage.rest(1)
    stage.press("ArrowRight")
    expect(notes.locator("#notes")).to_have_text("Anteckning 2")
    assert stage.page.context.pages == pages, "no other window"
    notes.keyboard.press("ArrowRight")
    seen(stage, 3)  # one slide on, not two
    expect(notes.locator("#notes")).to_have_text("Anteckning 3")
    notes.close()
    stage.page.wait_for_function("() => sessionStorage['atlas-notes'] === '0'")
    stage.page.reload()
    stage.rest(3)
    assert len(stage.page.context.pages) == len(pages) - 1


# --- the title and the end --------------------------------------------------------------------------


def test_a_deck_begins_with_its_title_and_ends_with_the_project(visit, public):
    stage = Stage(visit(public))
    stage.page.goto(f"{public}/visa?lek={decks.to_link(TWELVE)}")
    stage.rest(0)
    position = stage.page.locator(".atlas-stage-position")
    expect(stage.heading).to_have_text("Styrgrupp")
    expect(position).to_have_text("Titel")
    stage.press("ArrowLeft")
    stage.at(0)
    expect(stage.page.locator("[data-act=previous]")).to_be_disabled()
    stage.press("ArrowRight")
    seen(stage, 1)  # views are counted from 1, as on the page with the deck
    stage.press("9", "9", "9", "Enter")
    stage.at(13)
    expect(position).to_have_text("Slut")
    expect(stage.slide).to_contain_text("Projektägare")
    stage.press("ArrowRight")
    stage.at(13)
    stage.press("0", "Enter")
    stage.at(0)
    assert violations(stage.page) == []
