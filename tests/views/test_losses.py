"""Which cohort lost most, and where: what the table says, of exact and of protected numbers."""

from __future__ import annotations

from atlas.views import panels
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words


def told(data, language="sv", **query):
    here = Here(data, read({**query, "lang": language}, data)[0], Words(language))
    return panels.lost_most(here)


def rows(content):
    return [dict(zip(content["columns"], row, strict=True)) for row in content["rows"]]


def test_exact_numbers_name_the_cohort_the_place_and_the_module(counted):
    content = told(counted.exact).content
    assert content["title"] == "Flest avbröt i Alfa: 1"
    assert content["under"] == "Flest avbröt bland dem från Lycksele i Alfa: 1."
    alfa, beta = rows(content)
    assert alfa == {
        "Kohort": "Alfa", "Sökande": "12", "Började": "7", "Slutfört": "6", "Andel": "86\u00a0%",
        "Avbrutit": "1", "Störst tapp": "inför Modul 2: 1", "Lycksele": "▼ 0 av 1", "Umeå": "6 av 6",
    }  # fmt: skip
    assert (beta["Störst tapp"], beta["Lycksele"]) == ("pågår än", "0 av 3")
    assert "Flest avbröt där ▼ står." in content["note"]


def test_while_a_hidden_number_could_be_worse_nothing_is_named_or_marked(shipped):
    content = told(shipped.public).content
    assert content["title"] == "Vilken kohort som tappat flest går inte att säga säkert"
    assert content["under"] == "Skyddade tal kan dölja fler, så ingen ort pekas ut."
    cells = [cell for row in content["rows"] for cell in row]
    assert not any(cell.startswith(("▼", "0")) for cell in cells)
    assert ".." in cells
    assert "Från 9 kommuner är alla tal skyddade." in content["note"]


def test_where_nobody_is_known_to_be_lost_that_is_said(counted):
    content = told(counted.public, "en").content
    assert content["title"] == "No cohort has withdrawals that can be shown"
    assert content["under"] == ""


def test_a_chosen_place_is_set_off_and_changes_no_number(shipped):
    one, other = told(shipped.public).content, told(shipped.public, kommun="2480").content
    assert other["rows"] == one["rows"]
    assert [name.lstrip("▸ ") for name in other["columns"]] == one["columns"]
    assert "▸ Umeå" in other["columns"]
    assert one["columns"][one["right"]] == "Lycksele"


def test_the_file_has_what_the_table_has(counted):
    part = told(counted.exact)
    text = part.files["losses"].make().decode("utf-8-sig")
    assert "Alfa;12;7;6;86\u00a0%;1;inför Modul 2: 1;▼ 0 av 1;6 av 6" in text
