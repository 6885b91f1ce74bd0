"""Typical exports are brought in without being touched up first, and what they change is seen before it is
published."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import expect

from scripts.corpus.answers import kolada, text
from tests.deliveries import rows
from tests.journeys.importing import UMEA, choose, heading

pytestmark = pytest.mark.browser

IN_SWEDISH = {
    "participant_id": "Deltagarens id",
    "cohort_id": "Kohort",
    "organisation_id": "Organisationens id",
    "municipality_code": "Hemkommun",
    "gender": "Kön",
    "role": "Roll",
    "sector": "sector",
    "size_class": "Storleksklass",
    "status": "Status",
    "enrolled_on": "Inskriven",
    "started_on": "Började",
    "ended_on": "Slutade",
}
STATUSES = {"completed": "Slutfört", "withdrawn": "Hoppat av", "active": "Pågående"}
LULEA = "2580 Luleå"


def bring(atlas, kind: str, key: str, name: str, content: str, indicator: str = "") -> None:
    """Choose what it is and the file, and press the button."""
    choose(atlas, atlas.page.locator(".st-key-kind input"), kind)
    sent = {
        "name": name,
        "mimeType": "application/octet-stream",
        "buffer": content.encode("cp1252"),
    }
    atlas.page.locator(f'[class*="st-key-files-{key}"] input').set_input_files(sent)
    if indicator:
        choose(atlas, atlas.page.locator(".st-key-which input"), indicator)
    atlas.page.get_by_role("button", name="Läs in och jämför").click()


def in_swedish(delivery) -> str:
    """The list of participants as an office would write it, one of them moved to another county."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(IN_SWEDISH), delimiter=";", lineterminator="\r\n")
    writer.writerow(IN_SWEDISH)
    for at, row in enumerate(rows(delivery.data / "participants.csv")):
        day = {"enrolled_on", "started_on", "ended_on"}
        written = {k: "/".join(reversed(v.split("-"))) if k in day else v for k, v in row.items()}
        written["status"] = STATUSES.get(row["status"], row["status"])
        written["gender"] = {"woman": "Kvinna", "man": "Man"}.get(row["gender"], row["gender"])
        writer.writerow(written | ({"municipality_code": LULEA} if at == 0 else {}))
    return out.getvalue()


def test_a_list_of_people_in_the_words_of_an_office(visit, own_delivery, own_desk):
    atlas = visit(own_desk).open("import")
    bring(atlas, "Deltagare", "participants", "deltagare.csv", in_swedish(own_delivery))
    expect(heading(atlas)).to_contain_text("Filen är godkänd")
    # nothing but the place of one person differs
    expect(atlas.page.get_by_text("Listan har personer utanför länet. De behålls")).to_be_visible()


def test_an_answer_of_kolada_with_the_whole_country(visit, own_desk):
    areas = [(UMEA, 2025, {"T": 140_011}), ("0180", 2025, {"T": 990_000})]
    atlas = visit(own_desk).open("import")
    bring(atlas, "Indikatorer", "indicators", "data.json", text(kolada(*areas)), "Folkmängd")
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    expect(atlas.card("moves")).to_contain_text("140 011")


def test_a_table_with_title_and_notes_tells_what_it_does_not_use(visit, own_desk):
    table = (
        "Folkmängd per kommun 31 december\n\nKommun;2024;2025;Förändring\n"
        "2480 Umeå;134 250;140 012;5 762\nKälla: SCB\n"
    )
    atlas = visit(own_desk).open("import")
    bring(atlas, "Indikatorer", "indicators", "folk.csv", table, "Folkmängd")
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 2 rader.")
    moves = atlas.card("moves")
    expect(moves).to_contain_text("140 012")
    expect(moves).to_contain_text("134 250")
    left = atlas.card("named")
    expect(left).to_contain_text("Förändring")
    expect(left.locator("tbody tr")).to_have_count(3)  # the title, the column, the source


def test_numbers_in_thousands_are_asked_about_before_they_are_published(visit, own_desk):
    atlas = visit(own_desk).open("import")
    bring(
        atlas, "Indikatorer", "indicators", "tusental.csv", "Kommun;2025\nUmeå;140\n", "Folkmängd"
    )
    expect(heading(atlas)).to_contain_text("Filen är godkänd: 1 rad.")
    publish = atlas.page.get_by_role("button", name="Publicera", exact=True)
    expect(publish).to_be_disabled()
    expect(atlas.page.locator(".st-key-confirm, [class*=confirm]").first).to_be_visible()
