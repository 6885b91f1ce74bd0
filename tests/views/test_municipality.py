"""The page of one place: which place it is about, what its rows tell, and what stands where nothing may."""

from __future__ import annotations

import pytest

from atlas.decks import Slide
from atlas.views import panels, site, slides
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words

BJURHOLM, LYCKSELE, UMEA = "2403", "2481", "2480"
NBSP = "\u00a0"


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def answer(here):
    return site.page("municipality").answered(here).content


def rows(here):
    part = panels.municipality_rows(here).content
    return {row["key"]: row for group in part["groups"] for row in group["rows"]}


def test_without_a_place_the_page_asks_for_one_and_tells_of_the_county(shipped):
    here = view(shipped.public)
    told = answer(here)
    assert told["title"] == "Kommun"
    assert told["text"].startswith("Välj en kommun på rutkartan")
    assert panels.municipality_chooser(here).content["map"]["selected"] == []
    figures = panels.municipality_key_figures(here).content["items"]
    assert [item["key"].partition("-")[0] for item in figures] == ["place", *["county"] * 3]
    assert figures[1]["label"] == "Deltagare, Länet"
    for panel in (panels.municipality_rows, panels.municipality_table, panels.trend_picker):
        assert panel(here) is None
    assert panels.municipality_trend.cards(here) == []


@pytest.mark.parametrize("unknown", ["9999", "Umeå"])
def test_a_place_that_is_not_known_is_no_place(shipped, unknown):
    assert answer(view(shipped.public, kommun=unknown))["title"] == "Kommun"


def test_of_several_places_the_first_is_shown_and_the_others_are_told(shipped):
    here = view(shipped.public, kommun=f"{LYCKSELE},{UMEA},{BJURHOLM}")
    assert answer(here)["title"] == "Lycksele"
    chooser = panels.municipality_chooser(here).content
    assert chooser["map"]["selected"] == [LYCKSELE, UMEA, BJURHOLM]
    assert chooser["picks"] == "leading"
    assert chooser["under"].endswith("Västerbottens län · 2022")
    assert chooser["sentence"].startswith(
        "Sidan visar Lycksele. Också valda i filtret: Umeå och Bjurholm;"
    )
    (trend,) = panels.municipality_trend.cards(here)
    for other in ("Umeå ", "Bjurholm "):
        assert other not in trend.card.title
    marked = [name for name in trend.card.shown.iloc[:, 0] if name.startswith("▸")]
    assert marked == ["▸ Lycksele"]


def test_the_chooser_is_the_tile_map_whatever_the_maps_are(shipped):
    for asked in ({}, {"vy": "tiles"}):
        here = view(shipped.public, kommun=UMEA, **asked)
        assert panels.municipality_chooser(here).content["map"]["form"] == "tiles"


def test_the_title_of_the_trend_names_the_place_also_of_a_single_year(shipped):
    one = view(shipped.public, kommun=UMEA, matt="unemployment_rate")
    (trend,) = panels.municipality_trend.cards(one)
    assert trend.card.title == f"Inskrivna arbetslösa, Umeå: 4,0{NBSP}% 2024-Q3"
    (trend,) = panels.municipality_trend.cards(view(shipped.public, kommun=UMEA))
    assert trend.card.title.startswith("Folkmängd: Umeå ")


def test_a_row_tells_value_change_years_and_whom_it_stands_among(shipped):
    row = rows(view(shipped.public, kommun=LYCKSELE))["employment_rate_20_64"]
    assert (row["value"], row["under"]) == (f"85,1{NBSP}%", "2024")
    assert (row["change"], row["since"]) == ("▼ \u22120,3", "sedan 2023")
    assert row["said"] == "Minskade med 0,3 procentenheter sedan 2023"
    assert row["years"] == "2020–2024"
    assert [len(piece) for piece in row["line"]] == [5]
    assert len(row["others"]) == 14  # fourteen others of the fifteen
    english = rows(view(shipped.public, "en", kommun=LYCKSELE))["employment_rate_20_64"]
    assert english["said"] == "Down by 0.3 percentage points since 2023"


def test_a_count_has_a_unit_and_no_mark_of_the_county(shipped):
    row = rows(view(shipped.public, kommun=LYCKSELE))["population"]
    assert row["under"] == "personer · 2025"
    assert row["said"] == "Ökade med 41 personer sedan 2024"
    assert row["marked"][1:] == [None, None]
    assert row["beside"].startswith("Länet ")


def test_what_is_missing_is_a_sign_with_words_and_no_mark(shipped):
    told = rows(view(shipped.public, kommun=LYCKSELE, period="2026-2026"))
    silent = [row for row in told.values() if row["key"] != "longterm_unemployment_12m"]
    assert silent
    for row in silent:
        assert (row["value"], row["status"]) == ("-", "uppgift saknas")
        assert (row["change"], row["said"], row["line"], row["years"]) == ("", "", [], "")
        assert row["marked"] == [None, None, None]
        assert row["others"] == []


def test_where_nobody_takes_part_the_place_can_still_be_chosen(shipped):
    here = view(shipped.public, kommun=LYCKSELE, period="2019-2020")
    chooser = panels.municipality_chooser(here).content
    assert chooser["under"] == "Folkmängd · Västerbottens län · 2020"
    assert [i["key"] for i in panels.municipality_key_figures(here).content["items"]] == [
        "place-population"
    ]


def test_a_slide_without_a_place_is_of_the_county(shipped):
    told = slides.content(shipped.public, "sv", Slide("municipality"))
    assert told["heading"] == "Länet"
    assert {i["key"].partition("-")[0] for i in told["figure"]["items"]} == {"place", "county"}
    # and of a place the map that tells where it lies is still there, under its own heading
    where = slides.content(
        shipped.public, "sv", Slide("municipality", (("kommun", UMEA),), "locator")
    )
    assert where["heading"] != "Välj kommun"
    assert where["figure"]["kind"] == "map"


def test_every_row_has_its_source_and_period_in_the_fold_below(shipped):
    here = view(shipped.public, kommun=LYCKSELE)
    part = panels.municipality_rows(here).content
    told = {name: line for names, line in part["sources"] for name in names.split("; ")}
    assert set(told) == {row["name"] for row in rows(here).values()}
    assert told["Sysselsättningsgrad 20–64 år"].startswith("SCB")
    assert all(
        f"avser {values_of(here, key)}" in told[row["name"]] for key, row in rows(here).items()
    )


def values_of(here, measure):
    """The period that a row is about."""
    return here.values(measure).period
