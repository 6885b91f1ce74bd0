"""The source line of published figures: their period, the source's own date and grade, and our import."""

from __future__ import annotations

import re

import pytest

from atlas.decks import Slide
from atlas.views import panels, slides, sources
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def line(part) -> str:
    return " · ".join(part.content["lines"])


def test_a_source_line_tells_period_source_date_grade_and_our_import_apart(shipped):
    told = line(panels.map_card(view(shipped.public, matt="grp_per_capita")))
    assert re.search(
        r" · avser 20\d\d · källan uppdaterad 15 dec\. 2023 · tillförlitlighet A · inläst i atlasen ",
        told,
    ), told
    assert "publicerat" not in told.lower()
    told = line(panels.map_card(view(shipped.public, "en", matt="grp_per_capita")))
    assert re.search(
        r" · for 20\d\d · source updated 15 Dec 2023 · reliability A · loaded into the atlas ", told
    ), told


@pytest.mark.parametrize("year", ["2025", "2024"])
def test_each_year_has_the_date_of_where_it_was_read_or_none(shipped, year):
    told = line(panels.map_card(view(shipped.public, matt="population", ar=year)))
    assert f" · avser {year} · " in told
    assert ("källan uppdaterad 21 feb. 2025" in told) == (year == "2024")
    assert "källan uppdaterad" not in told or year == "2024"


def test_a_trend_tells_all_its_years(shipped):
    here = view(shipped.public, matt="edu_tertiary_share", period="2005-2026")
    (trend,) = panels.indicator_trend.cards(here)
    assert list(trend.card.origin) == [
        "avser 2005–2022", "källan uppdaterad 25 apr. 2024", "tillförlitlighet B+",
    ]  # fmt: skip


def test_two_years_side_by_side_are_both_named_and_two_measures_have_no_common_date(shipped):
    asked = {"matt": "population", "jamfor": "years", "med": "2020", "ar": "2024"}
    told = line(panels.map_or_comparison(view(shipped.public, **asked)))
    assert " · avser 2020, 2024 · källan uppdaterad 21 feb. 2025 · " in told
    asked = {"matt": "population", "jamfor": "measures", "med": "grp_per_capita"}
    told = line(panels.map_or_comparison(view(shipped.public, **asked)))
    assert "avser" not in told
    assert "inläst i atlasen" in told


@pytest.mark.parametrize("first", ["edu_postsec3plus_share", "participants"])
def test_people_beside_published_figures_are_told_as_the_programmes_sample_and_protected(
    shipped, first
):
    """Whichever of the two comes first: what is made up, or rounded, is never called published."""
    published, people = "edu_postsec3plus_share", "participants"
    asked = {"matt": first, "jamfor": "measures", "med": people if first != people else published}
    part = panels.map_or_comparison(view(shipped.public, **asked))
    told = line(part)
    assert all(said in told for said in ("SCB", "programmets egna uppgifter", "Exempeldata"))
    assert "publicerad statistik" not in told
    assert told.endswith("skyddade tal")
    file = part.files["map-measures"].make().decode("utf-8-sig")
    assert "påhittade deltagare, inga verkliga personer" in file.splitlines()[0]
    assert "Skyddade tal: " in file
    slide = Slide("map", tuple(sorted(asked.items())), "map-measures")
    assert slides.content(shipped.public, "sv", slide)["caption"][1] == told
    both_own = {"matt": people, "jamfor": "measures", "med": "participants_per_10000"}
    assert line(panels.map_or_comparison(view(shipped.public, **both_own))).startswith("Källa: ")


def test_of_the_programmes_own_numbers_and_of_years_without_any_nothing_is_told(shipped):
    here = view(shipped.public)
    told = line(panels.overview_map(here))
    assert not any(word in told for word in ("avser", "uppdaterad", "tillförlitlighet"))
    empty = view(shipped.public, matt="grp_per_capita", period="2026-2026")
    assert sources.origin(empty, empty.values("grp_per_capita"), ["2026"]) == []


@pytest.mark.parametrize("shown", ["map", "values"])
def test_a_slide_tells_the_same_of_a_map_and_of_its_table(shipped, shown):
    address = (("matt", "grp_per_capita"),)
    caption = slides.content(shipped.public, "sv", Slide("map", address, shown))["caption"][1]
    assert " · källan uppdaterad 15 dec. 2023 · tillförlitlighet A · inläst i atlasen " in caption
