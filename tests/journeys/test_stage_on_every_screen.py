"""Making a deck and presenting it: each promise on each of the screens it may be kept on."""

from __future__ import annotations

import re
import urllib.request
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from atlas import decks
from atlas.decks import Deck, Slide
from atlas.publish import store as stores
from atlas.views import site
from tests.deliveries import DATA
from tests.journeys.keeping import field, holds, kept, press
from tests.journeys.line import Line
from tests.journeys.pages import BARE_SPOT, agreed
from tests.journeys.screens import KINDS, Screen
from tests.journeys.staging import ON_STAGE, OUTSIDE, SLIDES, STRANGERS, TWELVE, WALK, Stage, seen
from tests.journeys.tabs import picture

pytestmark = pytest.mark.browser
LYCKSELE = "2481"
PHONE = 390
# words of the facts that are not seen in their place
COVERED = """(facts) => [...facts.querySelectorAll("h2, dt, dd, button")].filter((one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  return !facts.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}).map((one) => one.textContent)"""
OFFLINE = 10  # seconds
SHOWN = """(stage) => [...stage.querySelectorAll(".area[data-status=reported]")]
  .map((area) => Number(area.dataset.value)).filter((value) => value > 0 && value < 5)"""


def staged(screen: Screen, deck: Deck, at: int = 1, atlas=None) -> Stage:
    """A deck on the stage, in the language of the screen."""
    return Stage(atlas or screen.atlas).open(replace(deck, language=screen.kind.language), at)


def words(screen: Screen, key: str, **values: object) -> str:
    return screen.words(f"present.{key}", **values)


# --- a deck is made ---------------------------------------------------------------------------------


def test_views_are_added_with_heading_and_sentence_edited_ordered_and_kept(screen, tmp_path):
    page = screen.go("karta", matt="participants")
    page.evaluate("sessionStorage.clear(); localStorage.clear()")
    page.reload()
    screen.still()
    title = screen.atlas.card("map").locator(".atlas-card-title").inner_text()
    for at, button in enumerate(
        (".atlas-heading .atlas-add", ".atlas-card[data-key=map] .atlas-add")
    ):
        page.locator(button).first.click()
        expect(page.locator(button).first).to_contain_text(
            screen.words("deck.added", views=f"{at + 1}").split("1")[0].split("2")[0].strip()
        )
    holds(page, ["", "map"])
    screen.atlas.go("present", screen.kind.language)
    heading, sentence = (field(page, 1, name) for name in ("heading", "sentence"))
    expect(heading).to_have_value(title)
    expect(sentence).not_to_have_value("")
    heading.fill("Kohort 7")
    heading.press("Tab")
    notes = field(page, 1, "notes")
    notes.fill("Tacka")
    notes.press("Tab")
    written(page, 1, "Kohort 7", "Tacka")
    press(page, screen.words("present.work.earlier"))
    holds(page, ["map", ""])
    screen.keep("deck-page")
    page.reload()
    screen.atlas.rest("present", screen.kind.language)
    expect(field(page, 0, "heading")).to_have_value("Kohort 7")

    before = kept(page)
    with page.expect_download() as coming:
        page.locator(".st-key-deck-download button").click()
    coming.value.save_as(tmp_path / "deck.json")
    assert decks.from_json((tmp_path / "deck.json").read_text("utf-8"), site.staged()) == before
    screen.button("present.link").click()
    expect(screen.button("present.link_copied")).to_be_visible()
    other = screen.open()
    other.page.goto(page.evaluate("navigator.clipboard.readText()"))
    stage = Stage(other).begin()
    expect(stage.heading).to_have_text("Kohort 7")
    screen.tabs.end(other.page)
    third = screen.open()
    third.page.goto(f"{screen.address}/presentera?lang={screen.kind.language}")
    third.rest("present", screen.kind.language)
    third.page.locator('input[type="file"]').set_input_files(tmp_path / "deck.json")
    expect(field(third.page, 0, "heading")).to_have_value("Kohort 7")
    screen.tabs.end(third.page)


@agreed
def written(page, at: int, heading: str, notes: str) -> None:
    slide = kept(page).slides[at]
    assert (slide.heading, slide.notes) == (heading, notes)


def test_the_three_ready_decks_are_made_at_one_press_and_played(screen: Screen):
    page = screen.go("presentera", kommun=LYCKSELE)
    screen.atlas.rest("present", screen.kind.language)
    for ready in decks.ready(DATA, site.staged()):
        made = ready.deck(screen.kind.language, "", {}, LYCKSELE)
        name = re.compile("^" + words(screen, "make", title=made.title))
        page.get_by_role("button", name=name).click()
        holds(page, [slide.card for slide in made.slides])
    page.locator(".st-key-deck-play button").click()
    stage = Stage(screen.atlas).begin()
    stage.press("End")
    stage.rest(len(made.slides))
    stage.press("Escape")
    screen.atlas.rest("present", screen.kind.language)


def test_staff_keep_a_deck_by_name_on_the_server(screen: Screen, own_desk):
    atlas = screen.open(own_desk)
    page = atlas.page
    page.goto(f"{own_desk}/presentera?kommun={LYCKSELE}&lang={screen.kind.language}")
    atlas.rest("present", screen.kind.language)
    ready = decks.ready(DATA, site.staged())[0].deck(screen.kind.language, "", {}, LYCKSELE)
    page.get_by_role(
        "button", name=re.compile("^" + words(screen, "make", title=ready.title))
    ).click()
    holds(page, [slide.card for slide in ready.slides])
    name = f"Möte {screen.kind}"
    page.locator(".st-key-deck-name input").fill(name)
    page.locator(".st-key-deck-name input").press("Enter")
    page.get_by_role("button", name=words(screen, "keep")).click()
    expect(atlas.notices.filter(has_text=words(screen, "kept", name=name))).to_be_visible()
    screen.tabs.end(page)
    other = screen.open(own_desk)
    other.page.goto(f"{own_desk}/presentera?lang={screen.kind.language}")
    other.rest("present", screen.kind.language)
    expect(other.page.get_by_text(name, exact=True)).to_be_visible()
    other.page.get_by_role("button", name=words(screen, "drop")).click()
    expect(other.page.get_by_text(name, exact=True)).to_have_count(0)
    screen.tabs.end(other.page)


# --- and played -------------------------------------------------------------------------------------


def test_every_key_does_what_the_help_says(screen: Screen):
    stage = staged(screen, TWELVE)
    page = stage.page
    for keys, at in WALK:
        stage.press(*keys.split())
        seen(stage, at)
    for full in (True, False):
        stage.press("f")
        page.wait_for_function("(it) => Boolean(document.fullscreenElement) === it", arg=full)
    black = page.locator(".atlas-stage-black")
    for back in ("b", "Escape"):
        stage.press("b")
        expect(black).to_be_visible()
        expect(black).to_have_css("background-color", "rgb(0, 0, 0)")
        stage.press(back)
        expect(black).to_be_hidden()
    stage.press("p")
    expect(page.locator("html.atlas-projector")).to_have_count(1)
    stage.press("p")
    expect(page.locator("html.atlas-projector")).to_have_count(0)
    stage.press("?")
    help_ = page.locator(".atlas-stage-help")
    expect(help_).to_contain_text(words(screen, "stage.key_number"))
    screen.keep("stage-help")
    stage.press("Escape")
    expect(help_).to_be_hidden()
    seen(stage, 12)
    stage.press("Escape")
    screen.atlas.rest("present", screen.kind.language)


def test_notes_stand_in_a_window_of_their_own_with_the_next_slide_and_a_clock(screen: Screen):
    one, other, *_ = TWELVE.slides
    stage = staged(screen, Deck("", slides=(one, replace(other, notes=""))))
    with stage.page.context.expect_page() as coming:
        stage.press("n")
    notes = coming.value
    expect(notes.locator("#notes")).to_have_text("Anteckning 1")
    expect(notes.locator("#next")).to_contain_text("Vy 2")
    expect(notes.locator("#clock")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(notes.locator("body")).to_contain_text(words(screen, "stage.next_slide"))
    notes.keyboard.press("ArrowRight")
    stage.at(2)
    expect(notes.locator("#notes")).to_have_text(words(screen, "stage.no_notes"))
    expect(notes.locator("#next")).to_contain_text(words(screen, "stage.last_slide"))
    picture(notes, f"stage-notes-{screen.kind}")
    notes.close()


def test_each_button_does_what_its_key_does(screen: Screen):
    stage = staged(screen, TWELVE)
    for name, at in (("next", 2), ("next", 3), ("previous", 2)):
        stage.button(name).click()
        seen(stage, at)
    for name in ("previous", "next", "fullscreen", "black", "notes", "projector", "help", "leave"):
        told = stage.button(name).get_attribute("aria-label")
        assert told == words(screen, f"stage.{name}")
    stage.button("black").click()
    expect(stage.page.locator(".atlas-stage-black")).to_be_visible()
    stage.press("Escape")
    stage.button("help").click()
    expect(stage.page.locator(".atlas-stage-help")).to_be_visible()
    stage.press("Escape")
    stage.button("leave").click()
    screen.atlas.rest("present", screen.kind.language)


def test_nothing_but_the_slide_is_seen_and_it_says_what_it_rests_on(screen: Screen):
    deck = Deck("", slides=(Slide("map", (("kommun", LYCKSELE), ("matt", "participants")), "map"),))
    stage = staged(screen, deck)
    page = stage.page
    assert page.evaluate(STRANGERS) == []
    if screen.kind.width > PHONE:  # where a slide is read by scrolling
        assert stage.slide.evaluate(OUTSIDE) == []
    fields = page.locator("input, select, textarea, [role=combobox], [role=switch]")
    expect(fields.locator("visible=true")).to_have_count(0)
    for _ in range(5):
        stage.press("Tab")
        assert page.evaluate(ON_STAGE)
    told = stage.slide.locator("footer").inner_text()
    for part in (f"✓ {words(screen, 'safe')}", "Lycksele", "2022", "2026"):
        assert part in told, (part, told)
    assert re.search({"sv": r"Källa: \w+", "en": r"Source: \w+"}[screen.kind.language], told)
    screen.keep("stage-map")


def test_a_click_on_the_map_answers_a_question_from_the_room_and_esc_goes_on(screen: Screen):
    stage = staged(screen, Deck("", slides=SLIDES), at=2)
    area = stage.slide.locator(f'.area[data-code="{LYCKSELE}"]')
    stage.page.mouse.click(*area.evaluate(BARE_SPOT))
    expect(stage.facts.locator("h2")).to_have_text("Lycksele")
    expect(stage.facts.locator("dl")).to_have_count(3)
    assert stage.facts.evaluate(COVERED) == []
    screen.keep("stage-facts")
    stage.press("Escape")
    expect(stage.facts).to_be_hidden()
    stage.at(2)
    stage.press("ArrowRight")
    stage.at(3)


# --- whose numbers, and of which day ----------------------------------------------------------------


@pytest.fixture(scope="module")
def twice(own_delivery):
    """A delivery that is published, corrected and published again: the first snapshot, and what Lycksele
    had there and has now."""
    before = stores.current(own_delivery.folder / "store").id
    path = own_delivery.data / "indicators.csv"
    text = path.read_text("utf-8")
    last = re.findall(r"^population,2481,\d{4},\d+,.*$", text, re.MULTILINE)[-1]
    cells = last.split(",")
    old, cells[3] = cells[3], "77777"
    path.write_text(text.replace(last, ",".join(cells)), "utf-8")
    done = own_delivery.publish()
    assert done.returncode == 0, done.stdout
    return before, int(old), 77777


def test_a_deck_stays_at_its_day_and_moves_on_at_one_press(screen, twice, own_desk):
    before, old, new = twice
    atlas = screen.open(own_desk)
    deck = Deck("", "sv", before, (Slide("municipality", (("kommun", LYCKSELE),)),))
    stage = staged(screen, deck, atlas=atlas)
    for _ in range(2):
        expect(stage.slide).to_contain_text(screen.words.number(old))
        expect(stage.slide).not_to_contain_text(screen.words.number(new))
        stage.page.reload()
        stage.rest(1)
    picture(stage.page, f"stage-newer-{screen.kind}")
    below = stage.heading.bounding_box()["y"]
    news = stage.page.locator(".atlas-stage-news").bounding_box()
    assert news["y"] + news["height"] <= below, "it lies on no word"
    stage.page.get_by_role("button", name=words(screen, "newer")).click()
    expect(stage.slide).to_contain_text(screen.words.number(new))
    expect(stage.page.get_by_role("button", name=words(screen, "newer"))).to_have_count(0)
    screen.tabs.end(atlas.page)


def test_the_room_sees_protected_numbers_also_when_staff_has_exact_ones_on(screen, own_desk):
    atlas = screen.open(own_desk)
    atlas.page.goto(f"{own_desk}/karta?matt=participants&lang={screen.kind.language}")
    atlas.rest("map", screen.kind.language)
    atlas.see_exact()
    exact_is_shown(atlas)
    atlas.page.locator(".atlas-card[data-key=map] .atlas-add").first.click()
    holds(atlas.page, ["map"])
    atlas.page.goto(f"{own_desk}/visa?lek={decks.to_link(kept(atlas.page))}")
    stage = Stage(atlas).begin()
    expect(stage.slide.locator(".area[data-status=protected]")).not_to_have_count(0)
    assert stage.root.evaluate(SHOWN) == []
    assert not re.search("exact|exakt", stage.root.inner_text(), re.IGNORECASE)
    screen.tabs.end(atlas.page)


@agreed
def exact_is_shown(atlas) -> None:
    assert atlas.map.evaluate(SHOWN)


# --- without a connection ---------------------------------------------------------------------------


def test_all_screens_go_on_through_ten_seconds_without_a_connection(visit, public):
    line = Line(public)
    stages = []
    for kind in KINDS:
        atlas = visit(line.address, **kind.options)
        deck = Deck("", kind.language, "", SLIDES)
        stages.append(Stage(atlas).open(deck, at=3))
    heard = [[] for _ in stages]
    for stage, told in zip(stages, heard, strict=True):
        stage.page.on("websocket", lambda new, told=told: told.append(new.url))
    assert line.cut() >= len(stages)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(line.address, timeout=5)
    for stage in stages:
        stage.press("ArrowLeft")
        stage.at(2)
        expect(stage.slide.locator(".area")).to_have_count(15)
        stage.press("ArrowRight", "ArrowRight")
        stage.at(4)
        expect(stage.page.get_by_role("dialog").locator("visible=true")).to_have_count(0)
    stages[0].page.wait_for_timeout(OFFLINE * 1000)
    assert not any(heard)
    for stage in stages:
        stage.at(4)
    line.mend()  # and nobody touches anything
    for kind, stage, told in zip(KINDS, stages, heard, strict=True):
        came_back(stage, told)
        stage.at(4)
        picture(stage.page, f"stage-back-{kind}")
        stage.press("Escape")  # the atlas is asked, and answers
        stage.atlas.rest("present", kind.language)


@agreed
def came_back(stage, told) -> None:
    stage.page.wait_for_timeout(100)  # so that events come in
    assert told
