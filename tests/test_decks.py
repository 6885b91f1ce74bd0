"""Decks: a row of views as a file and as a link, what is refused, and decks with a name."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace

import pytest

from atlas import decks
from atlas.decks import Deck, Slide
from atlas.errors import DeckRefused, DeclarationError
from atlas.words import Words
from tests.deliveries import DATA

# the pages that a slide of these tests can be of
PAGES = ("overview", "map", "participants", "cohorts", "indicators", "municipality")
ONE = Slide("map", (("kommun", "2480"), ("matt", "population")), "map", "Så många", "", "Säg hej")
DECK = Deck("Möte", "sv", "20240301T120000-abcdef12", (ONE, Slide("cohorts"), Slide("overview")))

SHORT = replace(DECK, slides=DECK.slides[1:])


def noted(deck):
    """The deck with a note on its first slide."""
    first, *others = deck.slides
    return replace(deck, slides=(replace(first, notes="mitt"), *others))


def form(**other):
    given = {"form": 1, "title": "t", "language": "sv", "snapshot": "", "slides": []}
    return json.dumps(given | other)


def packed(text: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(text)).decode().rstrip("=")


def test_a_deck_comes_back_from_its_file_and_from_its_link():
    assert decks.from_json(decks.to_json(DECK), PAGES) == DECK
    assert decks.from_link(decks.to_link(DECK), PAGES) == DECK
    assert decks.from_json(decks.to_json(DECK).encode(), PAGES) == DECK


def test_texts_of_a_deck_from_a_link_or_a_file_are_its_senders_whatever_it_says_of_itself():
    told = json.loads(decks.to_json(DECK))
    for came in (
        decks.from_link(decks.to_link(DECK), PAGES),
        decks.from_link(packed(json.dumps(told | {"sent": False}).encode()), PAGES),
        decks.from_file(decks.to_json(DECK), PAGES),
        decks.from_file(json.dumps(told | {"sent": False}), PAGES),
    ):
        assert came.senders_texts
        assert came == DECK, "it is the same deck, whoever wrote it"
    assert not DECK.senders_texts
    assert not decks.from_json(decks.to_json(DECK), PAGES).senders_texts, "a tab keeps one's own"


def test_it_stays_the_senders_while_it_is_changed_and_a_tab_keeps_it_until_no_text_is_left():
    came = decks.from_link(decks.to_link(DECK), PAGES)
    for changed in (
        came.add(Slide("map")),
        replace(came, slides=came.slides[::2]),
        replace(came, slides=came.slides[::-1]),
        noted(came),
        decks.from_json(decks.to_json(came), PAGES),
    ):
        assert changed.senders_texts
    without = replace(came, slides=came.slides[1:])
    assert not without.senders_texts, "only the first of the slides has texts"


def test_a_deck_without_a_text_has_none_of_a_sender_also_when_its_reader_writes_on_it():
    for ready in decks.ready(DATA, PAGES):
        made = ready.deck("sv", "", {}, "2481")
        came = decks.from_link(decks.to_link(made), PAGES)
        assert not came.senders_texts
        assert not decks.from_file(decks.to_json(made), PAGES).senders_texts
        assert not noted(came).senders_texts


def test_the_file_is_one_that_a_person_can_read():
    text = decks.to_json(DECK)
    assert '\n   "heading": "Så många"' in text
    told = json.loads(text)
    assert told["slides"][0] == {
        "page": "map",
        "address": {"kommun": "2480", "matt": "population"},
        "card": "map",
        "heading": "Så många",
        "notes": "Säg hej",
    }
    assert told["slides"][1] == {"page": "cohorts", "address": {}}


def test_a_slide_of_a_view_leaves_the_language_to_the_deck():
    made = decks.slide(
        "map", {"matt": "population", "lang": "en", "kommun": "2481", "ar": ""}, "map"
    )
    assert made == Slide("map", (("kommun", "2481"), ("matt", "population")), "map")


def said(*numbers, **texts):
    """Slides as a browser says them: their numbers, and on the first of them these texts."""
    first, *others = ({"id": n, "heading": "", "sentence": "", "notes": ""} for n in numbers)
    return [first | texts, *others]


def test_slides_are_added_arranged_and_written_on():
    pages = lambda slides: [s.page for s in slides]  # noqa: E731
    assert pages(DECK.slides) == ["map", "cohorts", "overview"]
    assert pages(DECK.add(Slide("indicators")).slides) == [*pages(DECK.slides), "indicators"]
    assert pages(decks.arranged(DECK.slides, said(1, 2, 0))) == ["cohorts", "overview", "map"]
    assert pages(decks.arranged(DECK.slides, said(2, 0))) == ["overview", "map"]
    assert decks.arranged(DECK.slides, []) == ()
    (written,) = decks.arranged(DECK.slides, said(0, heading=" 55\u00a0%\u200b ", notes="x" * 5000))
    assert (written.heading, written.sentence, len(written.notes)) == ("55\u00a0%", "", 4000)
    assert (written.page, written.address, written.card) == (ONE.page, ONE.address, ONE.card)


@pytest.mark.parametrize(
    "arranged",
    ["2,0,1", {"0": 1}, [7], [{}], said(3), said(-1), said(0, 0), [{"id": "0"}], [{"id": [0]}]],
    ids=str,
)
def test_what_is_no_arrangement_of_these_slides_is_refused(arranged):
    with pytest.raises(DeckRefused):
        decks.arranged(DECK.slides, arranged)


def test_a_full_deck_takes_no_more():
    full = Deck(slides=(Slide("map"),) * 60)
    with pytest.raises(DeckRefused) as refused:
        full.add(Slide("map"))
    assert (refused.value.rule, refused.value.actual, refused.value.expected) == (
        "slides",
        "61",
        "60",
    )


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        ("", "json", 0),
        ("[" * 100_000, "json", 0),
        ("[]", "form", 0),
        (form(form=2), "form", 0),
        (form(slides="map"), "slides", 0),
        (form(slides=[{"page": "map"}] * 61), "slides", 0),
        (form(language="fi"), "language", 0),
        (form(snapshot="../../etc"), "code", 0),
        (form(title=7), "text", 0),
        (form(title="x" * 121), "text_length", 0),
        (form(slides=["map"]), "slide", 1),
        (form(slides=[{"page": "map"}, {"page": "access"}]), "page", 2),
        (form(slides=[{"page": "map", "address": {"kommun": 2480}}]), "address", 1),
        (form(slides=[{"page": "map", "address": {"kommun": "x" * 401}}]), "address", 1),
        (form(slides=[{"page": "map", "card": "a b"}]), "code", 1),
        (form(slides=[{"page": "map", "notes": "x" * 4001}]), "text_length", 1),
        ("x" * (256 * 1024 + 1), "size", 0),
    ],
)
def test_what_is_no_deck_is_refused_by_rule_and_place(text, rule, at):
    with pytest.raises(DeckRefused) as refused:
        decks.from_json(text, PAGES)
    assert (refused.value.rule, refused.value.at) == (rule, at)
    for language in ("sv", "en"):
        wrong = refused.value
        told = Words(language)(
            f"deck.refused.{rule}", came=wrong.actual, expected=wrong.expected, at=str(wrong.at)
        )
        assert told.strip()


@pytest.mark.parametrize("link", ["", "***", "å", "abcd", packed(b"{}")[:-4], packed(b" " * 10**7)])
def test_what_is_no_link_is_refused(link):
    with pytest.raises(DeckRefused) as refused:
        decks.from_link(link, PAGES)
    assert refused.value.rule == "link"


def test_a_link_is_short_and_one_that_would_be_too_long_is_refused():
    assert len(decks.to_link(DECK)) < 300
    slides = tuple(
        Slide("map", notes="".join(chr(0x4E00 + (hash((i, j)) % 20000)) for j in range(4000)))
        for i in range(40)
    )
    with pytest.raises(DeckRefused) as refused:
        decks.to_link(Deck(slides=slides))
    assert refused.value.rule == "link_length"


def test_ready_decks_are_declared_and_made_for_a_selection():
    ready = {r.name: r for r in decks.ready(DATA, PAGES)}
    assert [r.titles["sv"] for r in ready.values()] == ["Styrgrupp", "Kommunbesök", "Kohortavslut"]
    address = {"kohort": "riv-umea-2022", "matt": "population", "lang": "en"}
    deck = ready["steering"].deck("en", "snap", address, "2481")
    assert (deck.title, deck.language, deck.snapshot) == ("Steering group", "en", "snap")
    assert deck.slides[0] == Slide("overview", (("kohort", "riv-umea-2022"),))
    assert dict(deck.slides[2].address)["matt"] == "participants_per_10000"
    visit = ready["visit"].deck("sv", "snap", {"kommun": "2480,2482"}, "2481")
    assert {dict(s.address)["kommun"] for s in visit.slides} == {"2481"}


def test_what_a_ready_slide_asks_for_itself_stands_before_what_is_chosen():
    own = (Slide("map", (("kommun", "2482"),)), Slide("map"))
    made = decks.Ready("two", {"sv": "Två"}, False, own).deck("sv", "", {"kommun": "2480"}, "")
    assert [dict(s.address)["kommun"] for s in made.slides] == ["2482", "2480"]


def test_each_ready_deck_is_pictured_by_a_slide_of_its_own():
    pictured = [r.slides[r.pictured] for r in decks.ready(DATA, PAGES)]
    assert [slide.card for slide in pictured] == ["overview-map", "map", "funnel"]
    assert dict(pictured[1].address)["matt"] == "edu_postsec3plus_share"


@pytest.mark.parametrize("pictured", ["0", "3", '"2"'])
def test_a_picture_of_a_slide_that_is_not_there_is_told(tmp_path, pictured):
    slides = 'slides = [{ page = "overview" }, { page = "cohorts" }]'
    (tmp_path / "decks.toml").write_text(f"[short]\npictured = {pictured}\n{slides}\n")
    with pytest.raises(DeclarationError, match=r"\[short\] pictured: .* 1 to 2"):
        decks.ready(tmp_path, PAGES)


def test_a_folder_without_ready_decks_has_none(tmp_path):
    assert decks.ready(tmp_path, PAGES) == []


def test_a_deck_is_kept_under_a_name_and_comes_back(tmp_path):
    decks.keep(tmp_path, "Styrgrupp mars", DECK)
    decks.keep(tmp_path, " Styrgrupp mars ", SHORT)
    assert decks.names(tmp_path) == ["Styrgrupp mars"]
    assert decks.fetch(tmp_path, "Styrgrupp mars", PAGES) == SHORT
    assert [p.name for p in (tmp_path / "decks").iterdir()] == ["Styrgrupp mars.json"]
    decks.drop(tmp_path, "Styrgrupp mars")
    decks.drop(tmp_path, "Styrgrupp mars")
    assert decks.names(tmp_path) == []
    with pytest.raises(DeckRefused):
        decks.fetch(tmp_path, "Styrgrupp mars", PAGES)


def test_who_may_keep_a_deck_under_a_name_answers_for_its_texts(tmp_path):
    decks.keep(tmp_path, "Möte", decks.from_link(decks.to_link(DECK), PAGES))
    assert decks.fetch(tmp_path, "Möte", PAGES) == DECK
    assert not decks.fetch(tmp_path, "Möte", PAGES).senders_texts


@pytest.mark.parametrize(
    "name", ["", " ", "../people", "a/b", ".hidden", "a.json", "x" * 61, "a\nb"]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(DeckRefused) as refused:
        decks.keep(tmp_path, name, DECK)
    assert refused.value.rule == "name"
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("canary", ["20121212-1212", "Canary Canarysson"])
def test_what_a_wrong_deck_holds_is_not_repeated(tmp_path, canary):
    files = [
        {"form": canary},
        {"form": 1, "language": canary, "slides": []},
        {"form": 1, "slides": [{"page": canary}]},
        {"form": 1, "slides": [{"page": "map", "card": f"{canary} "}]},
        {"form": 1, "slides": [{"page": "map", "heading": canary * 100}]},
    ]
    for file in files:
        with pytest.raises(DeckRefused) as refused:
            decks.from_json(json.dumps(file), PAGES)
        assert canary not in f"{refused.value} {refused.value.actual}"
    for act in (
        lambda: decks.fetch(tmp_path, canary, PAGES),
        lambda: decks.keep(tmp_path, f"/{canary}", Deck()),
    ):
        with pytest.raises(DeckRefused) as refused:
            act()
        assert canary not in f"{refused.value} {refused.value.actual}"


def test_a_ready_deck_leaves_what_only_the_looked_at_page_shows(tmp_path):
    address = {
        "kommun": "2480",
        "vy": "tiles",
        "jamfor": "years",
        "med": "2019",
        "matt": "population",
        "ar": "2020",
    }
    steering = decks.ready(DATA, PAGES)[0].deck("sv", "", address, "")
    assert dict(steering.slides[0].address) == {"kommun": "2480", "vy": "tiles"}
