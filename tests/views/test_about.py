"""The page about the atlas: its indicators are one table, and long parts are folded."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from atlas.views import site
from atlas.views.panels import about
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.parts import flat


@pytest.fixture(params=["sv", "en"])
def parts(request, shipped):
    """The parts of the page by their key."""
    data, language = shipped.public, request.param
    here = Here(data, read({"lang": language}, data)[0], Words(language))
    own = [panel(here) for panel in site.page("about").laid if callable(panel)]
    return {part.get("key"): part for part in flat([one.content for one in own if one])}


def test_the_page_is_named_sections_each_a_question_with_a_sentence(parts):
    sections = [part for part in parts.values() if part["kind"] == "section"]
    assert [s["key"] for s in sections] == ["project", "counting", "meaning", "origin", "everyone"]
    assert all(s["title"].endswith("?") and s["text"].endswith(".") for s in sections)


def row_of(table, name):
    return next(row for row in table["rows"] if row[0] == name)


def test_every_indicator_is_one_line_of_one_table(parts, shipped):
    table = parts["indicators"]
    measures = shipped.public.catalogue.indicators()
    assert len(table["rows"]) == len(measures)
    assert len(table["columns"]) == 8
    assert all(all(row) for row in table["rows"]), "a cell that is not known holds a sign"


def test_a_line_tells_source_date_grade_and_periods_as_they_are_declared(parts):
    # 2018, 2019, 2020, 2021 and 2022 are in indicators.csv
    name = {"Indikator": "Andel med minst tre års eftergymnasial utbildning"}.get(
        parts["indicators"]["columns"][0],
        "Share with at least three years of post-secondary education",
    )
    _, unit, _, source, updated, grade, periods, licence = row_of(parts["indicators"], name)
    assert (unit, updated, grade, periods, licence) == (
        "%", "2024-04-25", "A-", "2018–2022 (5)", "CC0-1.0",
    )  # fmt: skip
    assert source.startswith("SCB (")
    assert parts["indicators"]["links"][source].startswith("https://www.statistikdatabasen.scb.se/")


def test_dates_of_sources_are_dates_or_the_sign_for_none(parts):
    dates = {row[4] for row in parts["indicators"]["rows"]}
    assert "-" in dates
    assert all(dt.date.fromisoformat(date) for date in dates - {"-"})


def test_each_source_leads_to_its_own_page_only(parts, shipped):
    # a text that two indicators share may not hide that they lead to different pages
    declared = {m.declared["url"] for m in shipped.public.catalogue.indicators()}
    assert set(parts["indicators"]["links"].values()) == declared


@pytest.mark.parametrize("key", ["methods", "measures"])
def test_long_parts_are_folded_and_each_fold_has_a_name_and_a_text(parts, key):
    assert parts[key]["folded"] is True
    assert len(parts[key]["items"]) >= 8
    assert all(item["strong"] and item["text"] for item in parts[key]["items"])


def test_sources_of_events_are_links_named_by_their_site(parts, shipped):
    table, known = parts["events"], shipped.public["events"]
    assert [row[2] for row in table["rows"]] == [
        "innovationsekosystemet.se",
        "regionvasterbotten.se",
    ]
    assert set(table["links"].values()) == set(known["source"])
    assert set(table["links"]) == {row[2] for row in table["rows"]}


def test_two_pages_of_one_site_are_two_links(shipped):
    pages = ("https://www.atlas.example/a", "https://atlas.example/b", "the archive")
    assert about._publishers(pd.Series([*pages, pages[0]])) == {
        pages[0]: "atlas.example",
        pages[1]: "atlas.example (2)",
    }
