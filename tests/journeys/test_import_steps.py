"""The steps of an import: each has its heading with the focus, the last one leads on and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.importing import UMEA, heading, inhabitants, send

pytestmark = pytest.mark.browser

STEPS = ["Fil", "Fel", "Skillnad", "Publicera"]
HEADER = "measure,cohort_id,value,due_on,source"


def at(atlas, step: str, says: str) -> None:
    """This step is marked and no other, and its heading, which says this, has the focus."""
    current = atlas.page.locator(".atlas-steps [aria-current=step]")
    expect(current).to_have_count(1)
    expect(current).to_contain_text(step)
    expect(heading(atlas)).to_contain_text(says)
    expect(heading(atlas)).to_be_focused()


def send_population(atlas, people: str) -> None:
    table = f"indicator_id;Kommun;year;value\npopulation;2480 Umeå;2025;{people}\n"
    send(atlas, "Indikatorer", "folk.csv", table)


def press(atlas, name: str) -> None:
    atlas.page.get_by_role("button", name=name, exact=True).click()


def test_what_is_wrong_comes_first_and_tells_each_place_once(visit, own_desk):
    atlas = visit(own_desk).open("import")
    steps = atlas.page.get_by_role("list", name="Inläsningens steg").get_by_role("listitem")
    assert [text.split()[-1] for text in steps.all_inner_texts()] == STEPS
    lines = "participants,,hundra,2023-04-30,styrgruppen\norganisations,,20,2023-13-30,styrgruppen"
    send(atlas, "Mål", "mål.csv", f"{HEADER}\n{lines}\n", "utf-8")
    at(atlas, "Fel", "2 fel")
    expect(steps.first).to_contain_text("klart")
    rows = atlas.card("findings").locator("tbody tr")
    assert [row.split("\t")[:3] for row in rows.all_inner_texts()] == [
        ["mål.csv", "2", "value"],
        ["mål.csv", "3", "due_on"],
    ]
    for told in rows.locator("td:last-child").all_inner_texts():
        assert "mål.csv" not in told
        assert "kolumn" not in told
    # how the file was understood is below, and folded: its columns were found
    expect(atlas.card("dialect")).to_be_hidden()
    below = atlas.page.get_by_text("Så här tolkades filen").bounding_box()
    assert below["y"] > rows.last.bounding_box()["y"]
    press(atlas, "Avbryt inläsningen")
    at(atlas, "Fil", "Välj fil")
    expect(atlas.page.locator(".st-key-kind input")).to_have_value("Mål")


def test_a_publication_leads_to_what_it_changed_and_is_undone_once(visit, own_delivery, own_desk):
    before = inhabitants(own_delivery, UMEA, "2025")
    atlas = visit(own_desk).open("import")
    send_population(atlas, "140 001")
    at(atlas, "Skillnad", "Filen är godkänd: 1 rad.")
    press(atlas, "Publicera")
    at(atlas, "Publicera", "Publicerat: Indikatorer")
    expect(atlas.page.locator(".atlas-stepped p")).to_contain_text(
        "1 publicerad siffra har ändrats."
    )
    expect(atlas.card("moved")).to_contain_text("140 001")
    assert inhabitants(own_delivery, UMEA, "2025") == "140001"
    link = atlas.page.get_by_role("link", name="Se sidan Indikatorer")
    assert link.get_attribute("href").endswith("indikatorer?matt=population")

    press(atlas, "Ångra")
    at(atlas, "Publicera", "Ångrat")
    assert inhabitants(own_delivery, UMEA, "2025") == before
    expect(atlas.page.get_by_role("button", name="Ångra", exact=True)).to_have_count(0)
    link.click()
    expect(atlas.page).to_have_url(f"{own_desk}/indikatorer?matt=population")
    atlas.rest("indicators")


def test_what_another_tab_published_since_is_not_undone(visit, own_delivery, own_desk):
    one, other = visit(own_desk).open("import"), visit(own_desk).open("import")
    for atlas, people in ((one, "140 002"), (other, "140 003")):
        send_population(atlas, people)
        at(atlas, "Skillnad", "Filen är godkänd")
        press(atlas, "Publicera")
        at(atlas, "Publicera", "Publicerat")
    press(one, "Ångra")
    expect(one.notices).to_contain_text("Något annat har publicerats")
    assert inhabitants(own_delivery, UMEA, "2025") == "140003"

    # the same file once more changes nothing, and the page says so
    press(other, "Läs in en fil till")
    at(other, "Fil", "Välj fil")
    send_population(other, "140 003")
    at(other, "Skillnad", "Filen är godkänd")
    expect(other.page.locator(".atlas-stepped p")).to_contain_text("Filen ändrar inget")
    expect(other.card("moves")).to_have_count(0)


def test_the_first_press_tells_that_another_tab_has_published_since(visit, own_delivery, own_desk):
    one, other = visit(own_desk).open("import"), visit(own_desk).open("import")
    for atlas, people in ((one, "140 004"), (other, "140 005")):
        send_population(atlas, people)
        at(atlas, "Skillnad", "Filen är godkänd")
    press(other, "Publicera")
    at(other, "Publicera", "Publicerat")
    press(one, "Publicera")
    expect(one.notices).to_contain_text("Någon annan publicerade under tiden")
    assert inhabitants(own_delivery, UMEA, "2025") == "140005"
