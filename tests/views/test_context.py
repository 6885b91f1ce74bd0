"""Programme and context side by side: what may be told, and that nothing is made of it."""

from __future__ import annotations

import re

import pytest

from atlas.figures import spots
from atlas.views.panels import context
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words

TOLD = {
    "Lycksele",
    "Norsjö",
    "Skellefteå",
    "Umeå",
    "Vindeln",
    "Vännäs",
}  # the others: 1 to 4, or none


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def made(here):
    (charted,) = context.programme_beside_context.cards(here)
    return charted


def test_a_spot_is_a_place_of_which_both_numbers_are_told(shipped):
    figure = made(view(shipped.public, matt="edu_postsec3plus_share", kommun="2481")).figure()
    by_name = {spot.label: spot for spot in figure.spots}
    assert by_name.keys() == TOLD
    lycksele = by_name["Lycksele"]
    assert (lycksele.across, lycksele.up, lycksele.reach) == (16.7, 12.3, (4.5, 24.2))
    assert [spot.label for spot in figure.spots if spot.look == "strong"] == ["Lycksele"]
    assert figure.high[0] == 0
    assert all(end <= figure.high[1] for spot in figure.spots for end in spot.reach)


def test_the_rest_are_named_with_the_reason_and_have_no_number(shipped):
    card = made(view(shipped.public)).card
    assert "6 av 15" in card.sentence
    left = re.search(r"Ingen punkt \(skyddat tal\): (.*)\.", card.sentence)[1]
    assert set(re.split(", | och ", left)) == set(shipped.public.names.values()) - TOLD
    own = card.shown.columns[1]
    hidden = card.shown[~card.shown["Område"].isin(TOLD)]
    assert set(hidden[own]) == {".."}
    assert (hidden["95 % intervall"] == "").all()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_line_and_no_cause(shipped, language):
    charted = made(view(shipped.public, language))
    said = f"{charted.card.title} {charted.card.sentence} {charted.card.note}"
    assert Words(language)("context.note") in said
    causal = "därför|leder till|beror på utbild|tack vare|effekt|because|leads to|thanks to|effect"
    assert not re.search(causal, said)
    assert not hasattr(charted.figure(), "lines")


def test_cohorts_that_the_page_cannot_show_are_not_applied(shipped):
    whole, one = (view(shipped.public, **q) for q in ({}, {"kohort": "riv-umea-2022"}))
    assert made(whole).card.shown.equals(made(one).card.shown)


def test_too_few_places_are_refused_in_words(shipped, monkeypatch):
    here = view(shipped.public)
    assert context.context_refused(here) is None
    told = spots.told_of_both
    monkeypatch.setattr(context, "told_of_both", lambda *two: told(*two).head(2))
    assert context.programme_beside_context.cards(here) == []
    (item,) = context.context_refused(here).content["items"]
    assert "2 kommuner har båda talen, och det behövs minst 3" in item["text"]


def test_where_nobody_takes_part_there_is_nothing(shipped):
    here = view(shipped.public, period="2010-2012")
    assert context.context_picker(here) is None
    assert context.context_refused(here) is None
    assert context.programme_beside_context.cards(here) == []


def test_an_indicator_without_a_figure_is_no_spot(shipped):
    # bankruptcies are withheld where they are fewer than three
    card = made(view(shipped.public, matt="bankruptcies")).card
    assert "uppgift saknas" in card.sentence or "skyddat tal" in card.sentence
    assert len(card.shown) == 15
