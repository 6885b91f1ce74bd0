"""What a source notes of a number stands with it wherever its status does."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from atlas.exports import csv as csv_file
from atlas.exports import filed, jsonstat
from atlas.measures import display
from atlas.measures.registry import values
from atlas.measures.selection import Selection
from atlas.views import facts, panels, tables
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words

UMEA, BJURHOLM, YEAR = "2480", "2403", "2024"
POPULATION = "population"


@pytest.fixture
def noted(shipped):
    """The shipped figures, with the population of one municipality preliminary in one year."""
    return with_notes(shipped.public, "preliminary")


def with_notes(data, note):
    rows = data["indicators"]
    of = (rows["indicator_id"] == POPULATION) & (rows["municipality_code"] == UMEA)
    of &= rows["year"] == YEAR
    assert of.sum() == 1
    marked = rows.assign(note=of.map({True: note, False: None}))
    return replace(data, tables={**data.tables, "indicators": marked})


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def test_the_note_of_a_value_is_one_of_its_columns(noted):
    made = values(noted, POPULATION, Selection())
    assert made.at(YEAR).loc[UMEA, ["status", "note"]].tolist() == ["reported", "preliminary"]
    assert set(made.at(YEAR)["note"].drop(UMEA)) == {""}
    assert set(made.benchmarks["note"]) == {""}


def test_a_snapshot_without_notes_is_read_as_before(shipped):
    rows = shipped.public["indicators"].drop(columns="note", errors="ignore")
    data = replace(shipped.public, tables={**shipped.public.tables, "indicators": rows})
    made = values(data, POPULATION, Selection())
    assert set(made.table["note"]) == {""}
    assert made.at(YEAR).loc[UMEA, "status"] == "reported"


def test_a_value_without_a_number_says_why_and_nothing_else():
    words = Words("sv")
    assert display.said(words, "missing", "revised") == "uppgift saknas"
    assert display.said(words, "reported", "revised") == "reviderad"
    assert display.said(words, "reported", "") == ""


def test_the_table_of_an_indicator_has_a_column_for_it(noted):
    here = view(noted, period=f"{YEAR}-{YEAR}")
    made = here.values(POPULATION)
    shown = tables.of_period(here, made).set_index("Område")["Anmärkning"]
    assert (shown["Umeå"], shown["Bjurholm"]) == ("preliminär", "")


@pytest.mark.parametrize(("language", "said"), [("sv", "preliminär"), ("en", "preliminary")])
def test_files_tell_it_as_the_status(noted, language, said):
    words, made = Words(language), values(noted, POPULATION, Selection())
    text = csv_file.encode(words, filed.of_values(words, noted, made)).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=csv_file.delimiter(words)))
    told = {(line[0], line[2]): line[4] for line in lines if len(line) > 4}
    assert told[UMEA, YEAR] == said
    assert told[BJURHOLM, YEAR] == words("status.reported")
    cube = json.loads(jsonstat.values_json(words, noted, made))
    areas, periods = (cube["dimension"][name]["category"]["index"] for name in cube["id"][1:])
    at = areas.index(UMEA) * len(periods) + periods.index(YEAR)
    assert cube["status"][str(at)] == "preliminary"
    assert cube["value"][at] > 0
    assert str(at + 1) not in cube["status"] or cube["value"][at + 1] is None


def test_the_facts_of_a_place_tell_it(noted):
    said = {}
    for code in (UMEA, BJURHOLM):
        (told,) = facts.of_places(view(noted, period=f"{YEAR}-{YEAR}"), [code]).values()
        said[code] = {item["label"]: (item["said"], item["lines"]) for item in told["items"]}
    assert said[UMEA][f"Folkmängd, {YEAR}"] == ("", ["preliminär"])
    assert said[BJURHOLM][f"Folkmängd, {YEAR}"] == ("", [])


def test_a_row_of_the_municipality_tells_it_after_the_period(noted):
    here = view(noted, kommun=UMEA, period=f"{YEAR}-{YEAR}")
    told = {
        row["key"]: row for group in panels.municipality_rows(here).content["groups"]
        for row in group["rows"]
    }  # fmt: skip
    assert told[POPULATION]["under"].endswith(f"{YEAR} · preliminär")
    assert told[POPULATION]["status"] == ""
    assert not told["edu_postsec3plus_share"]["under"].endswith("preliminär")
