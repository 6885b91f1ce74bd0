"""A deck from its first view to its last: what is put on it, what is written, and what keeps it."""

from __future__ import annotations

import re
from dataclasses import replace

import pptx
import pytest
from playwright.sync_api import expect

from atlas import decks
from atlas.views import site
from tests.journeys.keeping import field, holds, kept, one_button_each, press, texts, write
from tests.journeys.line import Line
from tests.journeys.pages import agreed
from tests.journeys.staging import Stage, added, made, says, spoken_to_again

pytestmark = pytest.mark.browser

# how often the same button stands on the page, at most, from now on
TWICE = """() => { const most = window.most = {};
  new MutationObserver(() => {
    for (const one of document.querySelectorAll("[class*=st-key-deck-ready-]")) {
      const name = /st-key-deck-ready-\\w+/.exec(one.className)[0];
      most[name] = Math.max(most[name] ?? 0, document.querySelectorAll(`.${name}`).length);
    }
  }).observe(document.body, { childList: true, subtree: true, attributes: true }); }"""


@pytest.mark.parametrize("room", site.staged())
def test_every_card_of_a_page_and_the_page_itself_can_be_put_on_the_deck(visit, public, room):
    asked = {"compare": {"kommun": "2480,2481"}, "indicators": {"matt": "edu_postsec3plus_share"}}
    atlas = visit(public).open(room, **asked.get(room, {}))
    cards = one_button_each(atlas.page)
    buttons = atlas.page.locator(".atlas-add").locator("visible=true")
    expect(buttons).to_have_count(len(cards) + 1)
    for at in range(len(cards) + 1):
        buttons.nth(at).click()
        expect(buttons.nth(at)).to_contain_text(
            f"Tillagd: {at + 1} vyer i" if at else "Tillagd: 1 vy i"
        )
    assert {slide.card for slide in kept(atlas.page).slides} == {"", *cards}
    assert {slide.page for slide in kept(atlas.page).slides} == {room}
    stage = Stage(atlas).open(kept(atlas.page))
    for at in range(1, len(cards) + 2):
        stage.at(at)
        shown = stage.slide.locator(".atlas-slide-figure")
        assert shown.get_attribute("data-kind") != "gone", kept(atlas.page).slides[at - 1]
        expect(shown).not_to_be_empty()
        stage.press("ArrowRight")


def test_a_view_is_added_with_what_was_chosen_when_it_was(visit, public):
    atlas = visit(public).open("map", kommun="2481", matt="population", ar="2020")
    added(atlas, ".atlas-card[data-key=map]")
    atlas.badge("2481").click()
    expect(atlas.badge("2481")).to_have_count(0)
    added(atlas, ".atlas-card[data-key=map]")
    holds(atlas.page, ["map", "map"])
    one, other = kept(atlas.page).slides
    assert dict(one.address) == {"kommun": "2481", "matt": "population", "ar": "2020"}
    assert dict(other.address) == {"matt": "population", "ar": "2020"}
    stage = Stage(atlas).open(kept(atlas.page))
    expect(stage.slide.locator('.area[data-code="2481"]')).to_have_attribute(
        "aria-selected", "true"
    )
    expect(stage.slide.locator(".atlas-map")).to_have_attribute("data-period", "2020")


def test_what_is_written_moves_with_its_view_and_is_shown_and_blank_is_the_cards_own(visit, public):
    atlas = made(visit, public)
    page = atlas.page
    sentence = field(page, 1, "sentence")
    expect(sentence).to_have_value(re.compile("Länet: omkring 60 personer"))
    own = sentence.input_value()
    write(atlas, 1, "sentence", "Tre orter bär länet.")
    texts(page, 1, {"sentence": "Tre orter bär länet."})
    write(atlas, 1, "notes", "Fråga om Dorotea")
    texts(page, 1, {"notes": "Fråga om Dorotea"})
    press(page, "Flytta senare")
    holds(page, ["", "funnel", "map"])
    texts(page, 2, {"sentence": "Tre orter bär länet.", "notes": "Fråga om Dorotea", "heading": ""})
    texts(page, 1, {"sentence": "", "notes": ""})

    page.locator(".st-key-deck-play button").click()
    stage = Stage(atlas).begin()
    stage.press("End")
    stage.at(3)
    expect(stage.slide.locator(".atlas-slide-sentence")).to_have_text("Tre orter bär länet.")
    expect(stage.root).not_to_contain_text("Fråga om Dorotea")
    with page.context.expect_page() as coming:
        stage.press("n")
    expect(coming.value.locator("#notes")).to_have_text("Fråga om Dorotea")
    page.bring_to_front()
    stage.press("Escape")
    atlas.rest("present")
    write(atlas, 2, "sentence", "")
    texts(page, 2, {"sentence": ""})
    expect(field(page, 2, "sentence")).to_have_value(own)


def test_an_emptied_deck_can_be_had_back_and_an_empty_one_says_how_to_begin(visit, public):
    atlas = made(visit, public)
    atlas.page.locator(".st-key-deck-clear button").click()
    expect(atlas.page.get_by_role("heading", name="Presentationen är tom")).to_be_visible()
    holds(atlas.page, [])
    atlas.page.locator(".st-key-deck-undo button").click()
    says(atlas, ["Översikt", "Deltagare: högst i ", "Hur långt de kom"])
    atlas.page.locator(".st-key-deck-clear button").click()
    holds(atlas.page, [])
    Stage(atlas).page.goto(f"{public}/visa")
    expect(atlas.page.get_by_text("Det finns ingen presentation att visa")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "says_why"),
    [
        ("kommun;antal\n2481;7", "går inte att läsa som JSON"),
        ('{"form": 9}', "av det slag som läses här"),
        ('{"form": 1, "slides": [{"page": "map", "notes": 7}]}', "Vy 1: notes ska vara text"),
    ],
)
def test_a_file_that_is_no_deck_is_told_in_a_sentence_and_nothing_is_lost(
    visit, public, tmp_path, text, says_why
):
    atlas = made(visit, public)
    before = kept(atlas.page)
    path = tmp_path / "deck.json"
    path.write_text(text, "utf-8")
    atlas.page.locator('input[type="file"]').set_input_files(path)
    told = atlas.page.locator('[data-testid="stAlertContentError"]')
    expect(told).to_contain_text(re.compile(says_why, re.IGNORECASE))
    assert told.inner_text().endswith(".")
    expect(atlas.errors).to_have_count(0)
    atlas.go("map")
    atlas.go("present")
    says(atlas, ["Översikt", "Deltagare", "Hur långt de kom"])
    atlas.page.reload()
    atlas.rest("present")
    says(atlas, ["Översikt", "Deltagare", "Hur långt de kom"])
    assert kept(atlas.page) == before


def test_a_file_brings_back_every_text_and_the_day_of_the_deck(visit, public, tmp_path):
    atlas = made(visit, public)
    write(atlas, 0, "notes", "Hälsa välkommen")
    texts(atlas.page, 0, {"notes": "Hälsa välkommen"})
    before = kept(atlas.page)
    with atlas.page.expect_download() as coming:
        atlas.page.locator(".st-key-deck-download button").click()
    path = tmp_path / "deck.json"
    coming.value.save_as(path)
    assert decks.from_json(path.read_text("utf-8"), site.staged()) == before
    assert before.snapshot
    other = visit(public).open("present")
    other.page.locator('input[type="file"]').set_input_files(path)
    expect(other.notices.filter(has_text="Presentationen är öppnad: 3 vyer")).to_be_visible()
    same(other.page, before)


def test_a_deck_is_a_file_of_slides_that_can_be_edited(visit, public, tmp_path):
    atlas = made(visit, public)
    write(atlas, 0, "notes", "Hälsa välkommen")
    texts(atlas.page, 0, {"notes": "Hälsa välkommen"})
    with atlas.page.expect_download() as coming:
        atlas.page.locator(".st-key-deck-slides-file button").click()
    assert re.fullmatch(r"Presentation_skyddad_\w+\.pptx", coming.value.suggested_filename)
    title, first, *_, end = pptx.Presentation(coming.value.path()).slides
    assert first.notes_slide.notes_text_frame.text.startswith("Hälsa välkommen\n")
    assert not title.has_notes_slide
    assert end.shapes.title.text_frame.text == "Regional Innovationsledning Västerbotten"


@agreed
def same(page, deck: decks.Deck) -> None:
    assert kept(page) == deck


def test_a_link_does_not_take_the_readers_own_deck_away_before_they_say_so(visit, public):
    atlas = made(visit, public)
    link = decks.to_link(replace(decks.Deck("Annan"), slides=(decks.Slide("indicators"),)))
    atlas.page.goto(f"{public}/presentera?lek={link}")
    atlas.rest("present")
    expect(atlas.notices.filter(has_text="en annan presentation (1 vy)")).to_be_visible()
    says(atlas, ["Översikt", "Deltagare", "Hur långt de kom"])
    atlas.page.get_by_role("button", name="Öppna länkens presentation").click()
    holds(atlas.page, [""])
    atlas.page.locator(".st-key-deck-undo button").click()
    says(atlas, ["Översikt", "Deltagare", "Hur långt de kom"])


READY = {
    "Skapa Styrgrupp": ["", "overview-map", "map", "", "states", "funnel", "ranking"],
    "Skapa Kommunbesök, Lycksele": ["", "map", "place-table", "map", "ranking"],
    "Skapa Kohortavslut": [
        "",
        "admission",
        "funnel",
        "survey-after",
        "gender-steps",
        "profile-sector",
        "overview-map",
    ],
}


def test_the_three_ready_decks_are_made_at_one_press_for_what_is_chosen(visit, public):
    atlas = visit(public).open("present", kommun="2481", kohort="riv-umea-2022")
    for name, cards in READY.items():
        atlas.page.get_by_role("button", name=name, exact=True).click()
        holds(atlas.page, cards)
        deck = kept(atlas.page)
        assert deck.snapshot
        assert f"Skapa {deck.title}" == name
        for slide in deck.slides:
            assert dict(slide.address)["kommun"] == "2481"
            assert dict(slide.address)["kohort"] == "riv-umea-2022"


def test_what_stands_under_a_deck_that_grows_and_shrinks_is_never_there_twice(visit, public):
    line = Line(public)
    page = visit(line.address).open("present", kommun="2481").page
    page.evaluate(TWICE)
    line.seconds, line.bytes = 0.02, 512  # the page comes piece by piece
    for ready in READY:
        page.get_by_role("button", name=ready, exact=True).click()
        holds(page, READY[ready])
        page.locator(".st-key-deck-clear button").click()
        holds(page, [])
    seen = page.evaluate("most")
    assert len(seen) == len(READY), seen
    assert set(seen.values()) == {1}, seen


def test_what_was_written_on_one_deck_is_not_written_on_the_next(visit, public):
    line = Line(public)
    atlas = visit(line.address).open("present", kommun="2481")
    page = atlas.page
    first, second, third = READY
    page.get_by_role("button", name=first, exact=True).click()
    atlas.rest("present")
    write(atlas, 0, "heading", "Vårt möte")
    write(atlas, 0, "notes", "Hälsa välkommen")
    texts(page, 0, {"heading": "Vårt möte", "notes": "Hälsa välkommen"})
    atlas.rest("present")
    line.seconds, line.bytes = 0.02, 512
    page.get_by_role("button", name=second, exact=True).click()
    holds(page, READY[second])  # while its fields are still on their way
    page.get_by_role("button", name=third, exact=True).click()
    holds(page, READY[third])
    assert {slide.heading + slide.sentence + slide.notes for slide in kept(page).slides} == {""}
    assert kept(page).title == third.removeprefix("Skapa ")
    page.locator(".st-key-deck-undo button").click()
    holds(page, READY[second])
    atlas.rest("present")
    expect(atlas.errors).to_have_count(0)


def test_no_field_is_made_anew_under_the_hands_while_another_one_is_kept(visit, public):
    line = Line(public)
    atlas = visit(line.address).open("present", kommun="2481")
    page = atlas.page
    line.seconds, line.bytes = 0.02, 512  # so that each step of a run is painted by itself
    name, cards = next(iter(READY.items()))
    page.get_by_role("button", name=name, exact=True).click()
    atlas.rest("present")
    expect(page.locator(".atlas-deck-option")).to_have_count(len(cards))
    notes = field(page, 0, "notes")
    notes.evaluate("(one) => { one.madeOnce = true; }")
    write(atlas, 0, "heading", "Vårt möte")
    notes.focus()
    page.keyboard.type("Hälsa väl")  # while the run that keeps the heading is on its way
    texts(page, 0, {"heading": "Vårt möte", "notes": ""})
    expect(page.locator(".st-key-deck-undo button")).to_be_visible()  # by the run after it
    atlas.rest("present")
    expect(notes).to_be_focused()
    page.keyboard.type("kommen")
    assert notes.evaluate("(one) => [one.madeOnce, one.value]") == [True, "Hälsa välkommen"]


def test_a_deck_kept_by_name_is_the_one_that_is_opened_and_can_be_taken_away(visit, own_desk):
    atlas = visit(own_desk).open("present")
    page = atlas.page
    for name, ready in (("Ett möte", "Skapa Styrgrupp"), ("Två möten", "Skapa Kohortavslut")):
        page.get_by_role("button", name=ready, exact=True).click()
        holds(page, READY[ready])
        page.locator(".st-key-deck-name input").fill(name)
        page.locator(".st-key-deck-name input").press("Enter")
        page.get_by_role("button", name="Spara på servern").click()
        expect(atlas.notices.filter(has_text=f"Sparad: {name}")).to_be_visible()
    other = visit(own_desk).open("present")
    opens = other.page.get_by_role("button", name="Öppna", exact=True)  # by name: Ett, Två
    opens.first.click()
    holds(other.page, READY["Skapa Styrgrupp"])
    opens.last.click()
    holds(other.page, READY["Skapa Kohortavslut"])
    expect(opens).to_have_count(2)
    other.page.get_by_role("button", name="Ta bort från servern").first.click()
    expect(opens).to_have_count(1)
    page.reload()
    atlas.rest("present")
    expect(page.get_by_text("Två möten", exact=True)).to_be_visible()
    expect(page.get_by_text("Ett möte", exact=True)).to_have_count(0)


# --- what a deck outlives ---------------------------------------------------------------------------


def test_the_readers_own_deck_outlives_a_lost_connection_at_the_same_slide(visit, public):
    line = Line(public)
    atlas = made(visit, line.address)
    atlas.page.locator(".st-key-deck-play button").click()
    stage = Stage(atlas).begin()
    line.cut()
    stage.press("ArrowRight")
    stage.at(2)
    heard = []
    stage.page.on("websocket", lambda new: heard.append(new.url))
    line.mend()
    spoken_to_again(stage.page, heard)
    stage.page.wait_for_timeout(1000)  # whatever the server has to say has come
    stage.at(2)
    expect(stage.heading).to_contain_text("Deltagare: högst i")
    stage.press("ArrowRight")
    stage.at(3)
    expect(stage.heading).to_contain_text("Hur långt de kom")
    stage.page.reload()
    stage.rest(3)
    expect(stage.heading).to_contain_text("Hur långt de kom")
    stage.press("Escape")
    atlas.rest("present")
    says(atlas, ["Översikt", "Deltagare: högst i ", "Hur långt de kom"])


def test_the_readers_own_deck_outlives_a_new_snapshot_and_moves_on_where_they_say_so(
    visit, own_delivery, own_desk
):
    path = own_delivery.data / "indicators.csv"
    text = path.read_text("utf-8")
    last = re.findall(r"^population,2481,\d{4},\d+,.*$", text, re.MULTILINE)[-1]
    cells = last.split(",")
    old, cells[3] = cells[3], "77777"
    shown = lambda n: f"{int(n):,}".replace(",", "\u00a0")  # noqa: E731

    atlas = visit(own_desk).open("municipality", kommun="2481")
    added(atlas, ".atlas-heading")
    before = kept(atlas.page).snapshot
    assert before
    path.write_text(text.replace(last, ",".join(cells)), "utf-8")
    done = own_delivery.publish()
    assert done.returncode == 0, done.stdout
    atlas.go("present")
    expect(atlas.notices.filter(has_text="Nyare data finns")).to_be_visible()
    assert kept(atlas.page).snapshot == before
    atlas.page.locator(".st-key-deck-play button").click()
    stage = Stage(atlas).begin()
    expect(stage.slide).to_contain_text(shown(old))
    stage.page.get_by_role("button", name="Nyare data finns").click()
    expect(stage.slide).to_contain_text(shown(77777))
    stage.page.reload()
    stage.rest(1)
    expect(stage.slide).to_contain_text(shown(77777))
    expect(stage.page.get_by_role("button", name="Nyare data finns")).to_have_count(0)
    stage.press("Escape")
    atlas.rest("present")
    expect(atlas.notices.filter(has_text="Nyare data finns")).to_have_count(0)
    assert kept(atlas.page).snapshot != before
