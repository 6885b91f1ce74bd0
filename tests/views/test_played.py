"""A deck as it is played: what stands on which slide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.decks import Deck, Slide
from atlas.errors import ExactRefused
from atlas.views import slides
from atlas.views.played import played
from atlas.views.run import assets
from atlas.words import Words

SV = Words("sv")
TABLE = Slide("municipality", (("kommun", "2481"),), "place-table")


def test_a_long_table_stands_on_several_slides_and_no_row_is_lost(shipped):
    whole = slides.content(shipped.public, "sv", TABLE)
    _, first, second, _ = played(shipped.public, SV, Deck(slides=(TABLE,)))
    assert [len(part["figure"]["rows"]) for part in (first, second)] == [13, 12]
    assert first["figure"]["rows"] + second["figure"]["rows"] == whole["figure"]["rows"]
    assert first["figure"]["columns"] == second["figure"]["columns"] == whole["figure"]["columns"]
    assert [part["heading"] for part in (first, second)] == [
        "Lycksele i siffror (1 av 2)",
        "Lycksele i siffror (2 av 2)",
    ]
    assert first["caption"] == second["caption"] == whole["caption"]


def test_a_table_of_every_municipality_county_and_country_is_one_slide(shipped):
    values = Slide("map", (("matt", "edu_postsec3plus_share"),), "values")
    _, told, _ = played(shipped.public, SV, Deck(slides=(values,)))
    assert len(told["figure"]["rows"]) == 17
    assert "(1 av" not in told["heading"]


def test_no_deck_is_played_with_exact_numbers(counted):
    with pytest.raises(ExactRefused):
        played(counted.exact, SV, Deck(slides=(TABLE,)))


def test_a_deck_begins_with_its_title_and_ends_with_the_project(shipped):
    title, *_, end = played(shipped.public, SV, Deck("Möte", slides=(TABLE,)))
    assert (title["heading"], title["sentence"]) == (
        "Möte",
        "Regional Innovationsledning Västerbotten",
    )
    day = ["Siffrorna inlästa", SV.date(shipped.public.published_at.date())]
    assert (title["figure"]["kind"], title["figure"]["told"]) == ("cover", [day])
    assert (
        title["figure"]["shapes"] == end["figure"]["shapes"] == assets.geometry_url(shipped.public)
    )
    assert end["heading"] == "Regional Innovationsledning Västerbotten"
    assert end["figure"]["told"] == [
        ["Projektägare", "Region Västerbotten"],
        [
            "Finansiärer",
            "Europeiska regionala utvecklingsfonden (genom Tillväxtverket) och Region Västerbotten",
        ],
        ["Utbildningspartner", "Amplify"],
        day,
    ]
    untitled, *_ = played(shipped.public, SV, Deck(slides=(TABLE,)))
    assert untitled["heading"] == "Regional Innovationsledning Västerbotten"


def test_whom_to_ask_is_told_where_the_owner_has_said_so(shipped):
    region = shipped.public.region
    project = region.declared["project"] | {"contact_sv": "ring 0950-000 00"}
    asked = replace(
        shipped.public,
        region=replace(region, declared=region.declared | {"project": project}),
    )
    *_, end = played(asked, SV, Deck(slides=(TABLE,)))
    assert end["figure"]["told"][-1] == ["Kontakt", "ring 0950-000 00"]


def test_an_empty_deck_has_no_slide(shipped):
    assert played(shipped.public, SV, Deck()) == []
