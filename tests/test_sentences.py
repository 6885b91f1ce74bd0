"""What values say, in words."""

from __future__ import annotations

import re

import pytest

from atlas import sentences
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words
from tests.deliveries import SHARE

SV, EN = Words("sv"), Words("en")
PROGRAMME = re.compile(r"deltagar|kohort|utbildning|participant|cohort|training|programme", re.I)


def said(data, measure, words, selection=None):
    selection = selection or Selection()
    return sentences.describe(words, data, registry.values(data, measure, selection), selection)


def test_highest_lowest_county_and_what_is_missing(counted):
    # 1 % in the first of the register, Nordmaling, to 15 % in the last, Skellefteå; 7 % in the county
    assert said(counted.public, SHARE, SV) == (
        "Högst har Skellefteå (15,0\u00a0%), lägst Nordmaling (1,0\u00a0%). Länet: 7,0\u00a0%. "
        "För 2 av 15 kommuner saknas uppgift."
    )


def headline(data, measure, words, selection=None):
    selection = selection or Selection()
    return sentences.headline(words, data, registry.values(data, measure, selection), selection)


def test_a_headline_says_who_is_highest(counted):
    assert (
        headline(counted.public, "participants", SV) == "Deltagare: högst i Lycksele och Umeå (5)"
    )
    assert (
        headline(counted.public, "participants", EN)
        == "Participants: highest in Lycksele and Umeå (5)"
    )


def test_a_headline_of_chosen_places_is_about_them(counted):
    # 5 people in Umeå, 5 in Lycksele, too few to be shown in Bjurholm
    assert headline(counted.public, "participants", SV, Selection(("2481",))) == (
        "Deltagare: Lycksele 5 personer"
    )
    assert headline(counted.public, "participants", SV, Selection(("2481", "2403"))) == (
        "Deltagare: högst i Lycksele (5)"
    )
    assert headline(counted.public, "participants", SV, Selection(("2403",))) == (
        "Deltagare: Bjurholm skyddat tal"
    )


def test_a_headline_where_nothing_is_shown_is_the_measure(counted):
    assert headline(counted.public, "completion_rate", SV) == "Andel som slutfört"


def test_the_same_in_english(counted):
    told = said(counted.public, SHARE, EN)
    assert "Skellefteå (15.0%)" in told
    assert "Nordmaling (1.0%)" in told
    assert "The county: 7.0%" in told


def test_protected_places_are_counted_and_not_named(counted):
    told = said(counted.public, "participants", SV)
    assert told.endswith("13 av 15 kommuner visas inte, eftersom talen är små.")
    assert "Bjurholm" not in told


def test_a_chosen_place_comes_first(counted):
    told = said(counted.public, SHARE, SV, Selection(("2480",)))
    assert told.startswith("Umeå: 13,0\u00a0%.")


def test_a_chosen_protected_place_is_said_to_be_protected(counted):
    told = said(counted.public, "participants", SV, Selection(("2403",)))
    assert told.startswith(f"Bjurholm: {SV('status.protected')}.")


def test_many_places_with_the_same_value_are_counted(counted):
    # every place but Umeå has 10 000 inhabitants
    told = said(counted.public, "population", SV)
    assert "Högst har Umeå (60\u00a0000), lägst 14 kommuner (10\u00a0000)." in told


def test_places_that_are_all_alike_have_no_highest_and_no_lowest(counted):
    told = said(counted.public, "participants", SV)
    assert told.startswith("Lycksele och Umeå har 5. Länet: 10 personer.")


def test_no_lowest_is_named_while_lower_ones_are_hidden(shipped):
    told = said(shipped.public, "participants", EN)
    assert told.startswith("Highest is Lycksele, Skellefteå and Umeå (15). The county: 60 people.")
    assert "lowest" not in told


def test_one_shown_place_is_not_a_range(counted):
    told = said(counted.exact, "completion_rate", SV, Selection(cohorts=("alfa",)))
    assert "Högst har Umeå (100\u00a0%), lägst Lycksele (0\u00a0%)." in told
    told = said(counted.public, "participants", SV, Selection(cohorts=("alfa",)))
    assert "Bara Umeå har ett värde som kan visas: 5." in told


def test_nothing_to_show_is_said(counted):
    assert "Inget värde kan visas." in said(counted.public, "completion_rate", SV)


def test_a_county_series_is_said_to_be_one(counted):
    told = said(counted.public, "new_enterprises", SV)
    assert "bara för länet" in told
    assert "lägst" not in told


@pytest.mark.parametrize("words", [SV, EN], ids=["sv", "en"])
def test_no_sentence_about_an_indicator_speaks_of_the_programme(shipped, words):
    for measure in shipped.public.catalogue.indicators():
        assert not PROGRAMME.search(said(shipped.public, measure.id, words)), measure.id
