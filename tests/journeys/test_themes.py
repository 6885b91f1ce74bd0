"""The page of indicators: a row is opened by keyboard and by pointer, and its figures are taken away."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.journeys.accessibility import violations
from tests.journeys.pages import TOO_WIDE

pytestmark = pytest.mark.browser

EDUCATION = "Andel med minst tre års eftergymnasial utbildning"
UMEA = "2480"


def row(atlas, name):
    return atlas.page.get_by_role("button", name=name, exact=True)


def test_a_row_is_opened_and_closed_by_keyboard_and_stands_in_the_address(visit, public):
    atlas = visit(public).open("indicators")
    expect(atlas.card("trend")).to_have_count(0)
    button = row(atlas, EDUCATION)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    atlas.page.keyboard.press("Enter")
    expect(atlas.card("trend")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(button).to_be_focused()
    assert atlas.query["matt"] == "edu_postsec3plus_share"
    for key in ("ranking", "indicator-map", "definition", "data"):
        expect(atlas.card(key)).to_be_visible()
    expect(atlas.card("definition")).to_contain_text("Riktning. högre är bättre")

    atlas.page.keyboard.press("Enter")
    expect(atlas.card("trend")).to_have_count(0)
    expect(button).to_be_focused()
    assert "matt" not in atlas.query


def test_a_link_opens_its_row_in_sight_and_another_row_takes_its_place(visit, public):
    atlas = visit(public).open("indicators", matt="employment_rate_20_64")
    expect(row(atlas, "Sysselsättningsgrad 20–64 år")).to_be_in_viewport()
    expect(atlas.page.locator("[aria-current=location]")).to_have_text("Arbete och inkomst")
    other = row(atlas, "Skatteunderlag per invånare")
    other.click()
    expect(other).to_have_attribute("aria-expanded", "true")
    expect(other).to_be_in_viewport()
    expect(atlas.page.locator("[aria-expanded=true]")).to_have_count(1)
    expect(atlas.answer).to_contain_text("Skatteunderlag per invånare, ")


def test_a_count_becomes_an_index_by_a_switch_that_a_link_holds(visit, public):
    atlas = visit(public).open("indicators", matt="population")
    atlas.page.get_by_role("radio", name="Index").check(force=True)
    expect(atlas.card("trend")).to_contain_text("Folkmängd, index 2005 = 100: länet 100,0 2005")
    assert atlas.query["skala"] == "index"
    expect(atlas.card("ranking")).to_contain_text("135\u00a0273")  # the numbers of now stay


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("csv", "csv"), ("xlsx", "xlsx"), ("jsonstat", "json"), ("csvw", "json")],
)
def test_the_figures_are_had_as_files(visit, public, kind, ending):
    atlas = visit(public).open("indicators", matt="population")
    with atlas.page.expect_download() as came:
        atlas.card("data").locator(f"button[name={kind}]").click()
    file = came.value
    assert file.suggested_filename.endswith(ending)
    if ending == "xlsx":
        rows = CalamineWorkbook.from_path(file.path()).get_sheet_by_index(0).to_python()
        assert [row[3] for row in rows if row[1:3] == ["Umeå", 2005]] == [110758]
        return
    told = Path(file.path()).read_text(encoding="utf-8-sig")
    if ending == "json":
        assert json.loads(told)
    else:
        assert re.search(r"2480;Umeå;2005;\d+;", told)


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (390, 844), (320, 640)])
def test_an_open_row_fits_every_screen(visit, public, wide, high):
    atlas = visit(public, viewport={"width": wide, "height": high})
    atlas.open("indicators", matt="edu_phd_share", kommun=UMEA)
    assert atlas.page.evaluate(TOO_WIDE) == []
    assert violations(atlas.page) == []
    box = row(atlas, "Andel med forskarutbildning").bounding_box()
    assert box["height"] >= 24
    assert atlas.card("trend").bounding_box()["width"] <= wide
