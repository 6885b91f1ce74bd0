"""The contract, walked: every column that may be empty is delivered empty, and absent, and every page is
looked at in both languages, with its figures, files and slides."""

from __future__ import annotations

import csv
import json
import re
import shutil

import pandas as pd
import pytest

from atlas import contract, ingest, warehouse
from atlas.publish import snapshot
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import LANGUAGES, Words
from tests.attack.collect import PAGES, look
from tests.conftest import NOW
from tests.deliveries import DATA, GEO, rows

__all__ = ["look"]

OPTIONAL = [
    (table.name, field.name)
    for table in contract.load(DATA).tables.values()
    for field in table.fields
    if not field.required
]
IDS = [".".join(column) for column in OPTIONAL]
# the shipped programme has no target and no correction: a column needs rows to be empty in
MORE = {
    "targets": [
        {
            "measure": "participants",
            "cohort_id": "riv-umea-2022",
            "value": "20",
            "due_on": "2023-02-24",
            "source": "A test.",
        }
    ],
    "corrections": [
        {
            "table": "cohorts",
            "key": "riv-umea-2022",
            "column": "ends_on",
            "value": "2022-12-16",
            "reason": "A test.",
            "status": "applied",
        }
    ],
}
SLIDED = ("present", "play")
# what no sentence may say
BROKEN = re.compile(r"\bNaN\b|\bNaT\b|\bnan\b|\bNone\b|<NA>")


def deliver(folder, table, column, absent=False):
    """The shipped sample with a column that says nothing, or is not there."""
    shutil.copytree(DATA, folder)
    if column == "ended_on":
        _without_rule(folder, "atlas:filled")
    if (table, column) == ("indicators", "value"):
        (folder / "index.toml").unlink()  # an index of figures that nobody has is refused
    path = folder / f"{table}.csv"
    told = [*rows(path), *MORE.get(table, [])]
    for row in told:
        row[column] = ""
        if (table, column) == ("indicators", "value"):
            row["status"] = "missing"
    if absent:
        told = [{name: cell for name, cell in row.items() if name != column} for row in told]
    write(path, told)
    return folder


def write(path, told):
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(told[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(told)


def _without_rule(folder, rule):
    """As deliveries are that came before the contract asked for it."""
    path = folder / "datapackage.json"
    declared = json.loads(path.read_text("utf-8"))
    for resource in declared["resources"]:
        resource.pop(rule, None)
    path.write_text(json.dumps(declared), "utf-8")


def read(folder):
    reading = ingest.read(folder, GEO)
    assert list(reading.findings) == []
    return reading.delivery


def texts(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | tuple | dict):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from texts(inner)


def said(shown):
    """Everything in words that a page hands out."""
    return [*texts(shown.parts), *shown.files.values()]


@pytest.mark.parametrize(("table", "column"), OPTIONAL, ids=IDS)
def test_every_page_can_be_read_where_a_column_is_empty(tmp_path, look, table, column):
    delivery = read(deliver(tmp_path / "data", table, column))
    assert len(delivery.tables[table]) > 0
    assert delivery.tables[table][column].isna().all()
    snapshot.publish(delivery, tmp_path / "store", NOW)
    public = warehouse.open_public(tmp_path / "store")
    exact = warehouse.exact(tmp_path / "store", "staff")
    for language in LANGUAGES:
        for data in (public, exact):
            for page in PAGES:
                if data.exact and page in SLIDED:
                    continue
                shown = look(page, Here(data, State(language), Words(language)))
                broken = [text for text in said(shown) if BROKEN.search(text)]
                assert broken == [], f"{page} in {language}, exact: {data.exact}"


@pytest.mark.parametrize(("table", "column"), OPTIONAL, ids=IDS)
def test_an_optional_column_that_is_absent_is_the_same_as_empty(tmp_path, table, column):
    empty = read(deliver(tmp_path / "empty", table, column))
    absent = read(deliver(tmp_path / "absent", table, column, absent=True))
    for name, frame in empty.tables.items():
        pd.testing.assert_frame_equal(frame, absent.tables[name])


def test_an_open_cohort_runs_on_with_no_end_date_wherever_it_is_told(tmp_path, look):
    delivery = read(deliver(tmp_path / "data", "cohorts", "ends_on"))
    snapshot.publish(delivery, tmp_path / "store", NOW)
    data = warehouse.open_public(tmp_path / "store")
    open_ended = {
        "sv": ("13 juni 2022 – pågår, inget slutdatum satt", "Inget slutdatum är satt för "),
        "en": ("13 Jun 2022 – running, no end date set", "No end date is set for "),
    }
    for language, (dates, sentence) in open_ended.items():
        here = Here(data, State(language), Words(language))
        overview, cohorts = look("overview", here), look("cohorts", here)
        strip = overview.part("strip")["lines"][0]["dates"]
        assert strip == f"{dates}, {here.name('2482')}"
        assert strip in {
            line["dates"] for p in cohorts.parts for line in p.get("lines", []) if "dates" in line
        }
        calendar = cohorts.part("calendar")
        assert ["Skellefteå 2022", dates] in [list(row) for row in calendar["table"]["rows"]]
        assert f"{sentence}Skellefteå 2022, Umeå 2022" in calendar["sentence"]
        assert dates in cohorts.files["calendar"]
        assert f"Skellefteå 2022: {dates}" in list(texts(cohorts.figures["calendar"]))
        slides = [p for p in look("present", here).parts if p["kind"] == "slide"]
        assert any(dates in text for slide in slides for text in texts(slide))


def test_whose_last_day_is_not_recorded_is_told_to_be_outside(tmp_path, look):
    delivery = read(deliver(tmp_path / "data", "participants", "ended_on"))
    ended = delivery.tables["participants"]["status"].isin(["withdrawn", "completed"])
    snapshot.publish(delivery, tmp_path / "store", NOW)
    words = Words("sv")
    exact = look("cohorts", Here(warehouse.exact(tmp_path / "store", "staff"), State("sv"), words))
    note = f"{int(ended.sum())} personer vars sista dag inte är antecknad är inte med."
    assert note in exact.part("retention")["note"]
    data = warehouse.open_public(tmp_path / "store")
    public = look("cohorts", Here(data, State("sv"), words))
    exits = data["exits"]
    told = int(exits.loc[exits["half_year"] < 0, "n"].sum())
    assert told % data.k == 0
    assert f"{told} personer vars sista dag inte är antecknad" in public.part("retention")["note"]
    assert public.part("times")["sentence"].startswith("Visas när minst")


def test_where_every_last_day_is_recorded_only_the_public_is_told_that_a_few_might_not_be(
    shipped, look
):
    words = Words("sv")
    outside = "vars sista dag inte är antecknad är inte med"
    public, exact = (
        look("cohorts", Here(data, State("sv"), words)).part("retention")["note"]
        for data in (shipped.public, shipped.exact)
    )
    assert f"Den {outside}." in public
    assert outside not in exact
