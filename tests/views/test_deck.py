"""The deck of a visit while its page arranges it: numbers of slides, editions, and what is too late."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from atlas.decks import Deck, Slide
from atlas.views import deck
from atlas.views.run import visit

PAGES = ("overview", "map", "cohorts")
DECK = Deck("Möte", "sv", "", tuple(Slide(page) for page in PAGES))


@pytest.fixture
def now(monkeypatch):
    """A visit that holds the deck, laid out on its page."""
    visiting = visit.Visit(deck=DECK)
    monkeypatch.setattr(deck.visit, "current", lambda: visiting)
    monkeypatch.setattr(deck.site, "staged", lambda: PAGES)
    monkeypatch.setattr(deck.access, "viewer", lambda: SimpleNamespace(may=lambda *_: True))
    deck.lay_out()
    return visiting


def say(now, *numbers, chosen=0, **texts):
    first, *others = ({"id": n} for n in numbers)
    deck.arrange(
        {"edition": now.deck_edition, "chosen": chosen, "slides": [first | texts, *others]}
    )


def pages():
    return [slide.page for slide in deck.deck().slides]


def test_slides_keep_their_numbers_while_they_are_moved_written_on_and_taken_away(now):
    edition = now.deck_edition
    say(now, 2, 0, 1, heading="Till sist")
    deck.lay_out()
    assert pages() == ["cohorts", "overview", "map"]
    assert deck.deck().slides[0].heading == "Till sist"
    say(now, 1, 2, chosen=2)
    deck.lay_out()
    assert pages() == ["map", "cohorts"]
    assert (now.deck_edition, now.deck_order, now.deck_chosen) == (edition, (1, 2), 2)
    assert now.deck_laid == DECK.slides


def test_a_message_that_overtakes_another_says_the_same_as_both(now):
    say(now, 1, 0, 2)
    say(now, 1, 2, heading="Karta")
    first = deck.deck()
    now.deck = DECK
    now.deck_arranged = DECK.slides
    say(now, 1, 2, heading="Karta")
    assert deck.deck() == first


def test_what_was_done_to_the_deck_before_is_not_done_to_the_next(now):
    before = {"edition": now.deck_edition, "chosen": 0, "slides": [{"id": 0, "heading": "Vårt"}]}
    deck.take(Deck("Nästa", slides=(Slide("map"), Slide("overview"))))
    deck.lay_out()
    deck.arrange(before)
    assert pages() == ["map", "overview"]
    assert not deck.deck().holds_texts


def test_what_was_written_as_another_deck_was_taken_on_is_there_when_it_is_undone(now):
    late = {"edition": now.deck_edition, "chosen": 2, "slides": [{"id": 2, "heading": "Vårt"}]}
    deck.take(Deck("Nästa", slides=(Slide("map"), Slide("overview"))))
    deck.arrange(late)  # the button was quicker than the field
    deck.lay_out()
    assert pages() == ["map", "overview"]
    deck.take_back()
    assert [(slide.page, slide.heading) for slide in deck.deck().slides] == [("cohorts", "Vårt")]
    say(now, 0, heading="Nu")
    late["slides"] = [{"id": 2, "heading": "För sent"}]
    deck.arrange(late)  # it is no longer the one before
    assert (deck.deck().slides[0].heading, deck.before().slides[0].heading) == ("Nu", "Vårt")


def test_a_view_that_is_added_elsewhere_begins_another_edition(now):
    say(now, 0, 2)
    edition = now.deck_edition
    now.deck = deck.deck().add(Slide("map"))
    deck.lay_out()
    assert now.deck_edition > edition
    assert (len(now.deck_laid), now.deck_order) == (3, (0, 1, 2))
    say(now, 2)
    assert pages() == ["map"]


def test_the_one_before_can_be_had_back_and_choosing_is_no_change(now):
    say(now, 0, 1)
    say(now, 0, 1, chosen=1)
    assert deck.before() == DECK
    deck.take_back()
    assert (pages(), now.deck_order) == (list(PAGES), (0, 1, 2))
    assert now.deck_chosen == 1, "what was worked on"


@pytest.mark.parametrize("said", [{}, {"edition": 1}, {"edition": 1, "slides": [{"id": 9}]}])
def test_what_is_not_understood_changes_nothing(now, said):
    assert now.deck_edition == 1
    deck.arrange(said)
    assert deck.deck() == DECK
