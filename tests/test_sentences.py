"""What values say, in words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from atlas import sentences
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.words import Words
from tests.deliveries import SHARE

SV, EN = Words("sv"), Words("en")
PROGRAMME = re.compile(
    r"deltagar|kohort|utbildning|participant|cohort|training|programme", re.IGNORECASE
)


def said(data, measure, words, selection=None):
    selection = selection or Selection()
    return sentences.describe(words, data, registry.values(data, measure, selection), selection)


def test_highest_lowest_county_and_what_is_missing(counted):
    # 1 % in the first of the register, Nordmaling, to 15 % in the last, Skellefteå; 7 % in the county
    assert said(counted.public, SHARE, SV) == (
        "Högst har Skellefteå (15,0\u00a0%). Lägst har Nordmaling (1,0\u00a0%). Länet: 7,0\u00a0%. "
        "För 2 av 15 kommuner saknas uppgift."
    )


def headline(data, measure, words, selection=None):
    selection = selection or Selection()
    return sentences.headline(words, data, registry.values(data, measure, selection), selection)


def test_a_headline_says_who_is_highest(counted):
    assert headline(counted.public, "population", SV) == "Folkmängd: högst i Umeå (60\u00a0000)"
    assert headline(counted.public, "population", EN) == "Population: highest in Umeå (60,000)"
    # 6 in Umeå, 4 in Lycksele, 1 in Bjurholm
    assert headline(counted.exact, "participants", SV) == "Deltagare: högst i Umeå (6)"


def development(data, measure, words, *places):
    selection = Selection(places)
    return sentences.development(words, data, registry.values(data, measure, selection), selection)


def test_a_development_is_of_the_chosen_place_or_the_county(counted):
    # the same in both years: 60 000 in one place, 10 000 in each other, and 200 000 in the county
    assert development(counted.public, "population", SV, "2480") == (
        "Folkmängd: Umeå 60\u00a0000 personer 2022, 60\u00a0000 personer 2023"
    )
    assert development(counted.public, "population", EN) == (
        "Population: the county 200,000 people in 2022, 200,000 people in 2023"
    )
    # of several chosen ones none stands for all, so it is the county's
    assert "200" in development(counted.public, "population", SV, "2480", "2482")


def test_a_development_needs_two_years_on_one_side_of_a_break(counted):
    # published for one year
    assert (
        development(counted.public, SHARE, SV)
        == "Andel med minst tre års eftergymnasial utbildning"
    )
    values = registry.values(counted.public, "population", Selection())
    broken = replace(values.measure, declared=values.measure.declared | {"series_breaks": ["2023"]})
    told = sentences.development(SV, counted.public, replace(values, measure=broken), Selection())
    assert told == "Folkmängd"


def test_nobody_is_highest_where_one_that_is_not_shown_could_be(counted):
    # five could be one to nine, and what is not shown could be four
    assert headline(counted.public, "participants", SV) == "Deltagare: för osäkert att rangordna"
    assert headline(counted.public, "participants", EN) == "Participants: too uncertain to rank"


def test_those_are_named_among_which_the_highest_is(shipped):
    # 15 of 60 are shown in each of three: in truth 17, 15 and 14
    assert headline(shipped.public, "participants", SV) == (
        "Deltagare: högst i Lycksele, Skellefteå eller Umeå (omkring 15)"
    )
    told = said(shipped.public, "participants", SV)
    assert "(omkring 15), osäkert vilken." in told
    assert "Länet: omkring 60 personer." in told


def between(data, **spans):
    """Participants of some places, each with what it could truly be; ten of the others are hidden."""
    values = registry.values(data, "participants", Selection())
    table = values.table.assign(value=float("nan"), status="protected", lower=0.0, upper=4.0)
    for code, (low, value, high) in spans.items():
        mine = table["code"] == code.removeprefix("_")
        table.loc[mine, ["value", "status", "lower", "upper"]] = [value, "reported", low, high]
    return replace(values, table=table)


def test_a_lead_that_rounding_cannot_turn_names_the_highest(shipped):
    # 24 to 32 lies above 11 to 19; 19 and 20 apart would do, 19 and 19 would not
    sure = between(shipped.public, _2480=(24, 28, 32), _2482=(11, 15, 19))
    assert sentences.headline(SV, shipped.public, sure, Selection()) == (
        "Deltagare: högst i Umeå (omkring 28)"
    )
    near = between(shipped.public, _2480=(20, 24, 28), _2482=(11, 15, 19))
    assert "Umeå (omkring 24)" in sentences.headline(SV, shipped.public, near, Selection())
    tied = between(shipped.public, _2480=(19, 23, 27), _2482=(11, 15, 19))
    assert sentences.headline(SV, shipped.public, tied, Selection()) == (
        "Deltagare: högst i Skellefteå eller Umeå (omkring 15–23)"
    )


def test_a_headline_of_chosen_places_is_about_them(counted):
    # 5 people in Umeå, 5 in Lycksele, too few to be shown in Bjurholm
    assert headline(counted.public, "participants", SV, Selection(("2481",))) == (
        "Deltagare i Lycksele: omkring 5 personer"
    )
    # of the two it could be either, although one is not shown
    assert headline(counted.public, "participants", SV, Selection(("2481", "2403"))) == (
        "Deltagare: för osäkert att rangordna, av de 2 valda"
    )
    assert headline(counted.exact, "participants", SV, Selection(("2481", "2403"))) == (
        "Deltagare: högst i Lycksele (4), av de 2 valda"
    )
    assert headline(counted.public, "participants", SV, Selection(("2403",))) == (
        "Deltagare i Bjurholm: skyddat tal"
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
    assert "Högst har Umeå (60\u00a0000). Lägst har 14 kommuner (10\u00a0000)." in told


def test_places_that_are_all_alike_have_no_highest_and_no_lowest(counted):
    alike = registry.values(counted.public, "population", Selection())
    alike = replace(alike, table=alike.table.assign(value=10_000.0))
    told = sentences.describe(SV, counted.public, alike, Selection())
    assert told.startswith("Alla har samma värde: 10\u00a0000.")
    assert sentences.headline(SV, counted.public, alike, Selection()) == (
        "Folkmängd: 10\u00a0000 i alla"
    )


def test_no_lowest_is_named_while_lower_ones_are_hidden(shipped):
    told = said(shipped.public, "participants", EN)
    assert told.startswith("Highest: Lycksele, Skellefteå or Umeå (about 15), not certain which.")
    assert "lowest" not in told.lower()


def test_one_shown_place_is_not_a_range(counted):
    told = said(counted.exact, "completion_rate", SV, Selection(cohorts=("alfa",)))
    assert "Högst har Umeå (100\u00a0%). Lägst har Lycksele (0\u00a0%)." in told
    told = said(counted.public, "participants", SV, Selection(cohorts=("alfa",)))
    assert "Bara Umeå har ett värde som kan visas: omkring 5." in told


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
