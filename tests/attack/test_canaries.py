"""A personal number, a name and an id put wherever something can go wrong: none comes out again, on no
page, in no output of a command, in no file that is kept."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from atlas import ingest, journal
from atlas.protection import Protection
from atlas.publish import cells, cubes
from atlas.publish.rounded import rounded
from tests.deliveries import DATA, GEO, OWNER, PERSON, ROOT, edit, header

NUMBER, NAME, ID = "20121212-1212", "Canary Canarysson", f"{PERSON}9"
NUMBERS = (NUMBER, "121212+1212", "201212121212", "121272-1212", "20121212-T212")
SMALL = ("canary", "canarysson", f"{OWNER}f")  # a name and an id in small letters alone
CANARIES = (*NUMBERS, NAME, "Canary", ID, *SMALL, "anna.canary@example.org", "070-1231231")
TABLES = sorted(path.stem for path in DATA.glob("*.csv"))
PEOPLE = ("participants", "progress", "attendance", "surveys")
PARAMETERS = ("lang", "kommun", "kohort", "period", "matt", "ar")


def leaks(*texts):
    """Canaries in texts; also where a text is a JSON document."""
    whole = "\n".join(str(text) for text in texts)
    return [canary for canary in CANARIES if canary in whole]


@pytest.fixture
def page(monkeypatch, desk):
    """What a page shows at the address, to everyone or at the desk, and what is logged of it."""

    def shown(mode="public", **address):
        log = io.StringIO()
        journal.listen(log)
        monkeypatch.setenv("ATLAS_STORE", str(desk.store))
        monkeypatch.setenv("ATLAS_MODE", mode)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert list(app.exception) == []
        elements = [*app.markdown, *app.error, *app.warning, *app.info, *app.title, *app.caption]
        parts = [e.proto.json for e in app.get("bidi_component")]
        return [*(e.value for e in elements), *parts, log.getvalue()]

    return shown


@pytest.fixture
def everything(run, desk, page):
    """All that is said of the delivery at the desk: by commands, in kept files, on the page."""

    def said():
        folders = ("--data", desk.data, "--geo", desk.geo)
        told = [run("check", *folders), run("check", *folders, "--json")]
        told.append(run("publish", *folders, "--store", desk.store))
        told.append(run("measures", "--data", desk.data))
        kept = [
            path.read_text("utf-8")
            for path in [*desk.store.rglob("*.json"), *desk.store.rglob("*.jsonl")]
            if path.name != "geometry.json"
        ]
        return [*((t.out, t.err) for t in told), *kept, *page(), *page("desk")]

    return said


def fill(path, table, line):
    """Put canaries into every cell of the first rows."""
    columns = header(table).split(",")
    rows = [",".join([canary] * len(columns)) for canary in CANARIES]
    # a table that may be absent is begun
    text = path.read_text("utf-8").splitlines() if path.exists() else [header(table)]
    path.write_text("\n".join([*text[:line], *rows, *text[line:]]) + "\n", "utf-8")


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_any_column_comes_out_again(desk, everything, run, table):
    fill(desk.data / f"{table}.csv", table, 1)
    said = everything()
    assert "personal_number" in said[1][0]  # it was refused, and told why
    assert leaks(said) == []


@pytest.mark.parametrize("table", PEOPLE)
def test_a_list_without_its_header_tells_no_first_person(desk, everything, table):
    # the first row of people stands where the header should
    path = desk.data / f"{table}.csv"
    width = len(header(table).split(","))
    first = ",".join([*CANARIES, "a"][:width])
    lines = path.read_text("utf-8").splitlines()[1:]
    path.write_text("\n".join([first, *lines]) + "\n", "utf-8")
    said = everything()
    assert "the column is not recognised" in said[0][0]
    assert leaks(said) == []


@pytest.mark.parametrize("canary", [NUMBER, NAME, ID, "canary"])
def test_an_unknown_column_and_a_ragged_row_tell_nothing(desk, everything, canary):
    edit(desk.data / "participants.csv", ",ended_on\n", f",ended_on,{canary}\n")
    edit(desk.data / "events.csv", "https://example.org/", f"{canary},{canary}")
    assert leaks(everything()) == []


def test_the_name_of_a_file_that_is_not_delivered_is_kept_nowhere(desk, everything):
    for canary in CANARIES:
        for folder, name in ((desk.data, f"{canary}.csv"), (desk.geo, f"municipalities.{canary}")):
            (folder / name).write_text(canary, "utf-8")
    said = everything()
    assert (desk.store / "CURRENT").exists(), said[2]
    assert leaks(said) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("region.toml", "k = 5", 'k = "{}"'),
        ("region.toml", "k = 5", 'k = 5\n"{}" = 3'),
        ("region.toml", 'schedule = "month"', 'schedule = "{}"'),
        ("region.toml", 'gender = "cohort"', 'gender = "{}"'),
        ("region.toml", 'cross = ["municipality_code"', 'cross = ["{}"'),
        ("region.toml", "starts_on = 2020-01-01", 'starts_on = "{}"'),
        ("region.toml", 'frame_ancestors = ["self"]', 'frame_ancestors = ["{}"]'),
        ("region.toml", 'crs = "EPSG:3006"', "crs = {}"),
        ("region.toml", '["2425"', '["{}"'),
        ("indicators.toml", 'kind = "rate"', 'kind = "{}"'),
        ("datapackage.json", '"resources": [', '"resources": ["{}",'),
        ("datapackage.json", '"resources": [', '"resources": {},['),
    ],
)
@pytest.mark.parametrize("canary", [NUMBER, NAME, "canary"])
def test_a_declaration_that_cannot_be_used_is_told_without_it(
    desk, everything, file, old, new, canary
):
    edit(desk.data / file, old, new.format(canary))
    said = everything()
    assert file in said[0][0]
    assert leaks(said) == []


@pytest.fixture
def published(run, desk):
    """The store of the delivery at the desk, published."""
    assert run("publish", "--data", desk.data, "--geo", desk.geo, "--store", desk.store).code == 0
    return desk.store


def test_an_address_is_not_repeated(published, page):
    for canary in CANARIES:
        said = page(**dict.fromkeys(PARAMETERS, canary))
        assert any("kommun" in str(text) for text in said)
        assert leaks(said) == []


def test_a_command_does_not_repeat_what_it_cannot_use(published, run):
    store = ("--store", published)
    for canary in CANARIES:
        told = [
            run("values", canary, *store),
            run("values", "participants", "--municipality", canary, *store),
            run("values", "participants", "--cohort", canary, *store),
            run("role", "someone", canary, *store),
            run("rollback", canary, *store),
        ]
        assert {t.code for t in told} == {1}
        told.append(run("role", canary, "staff", *store))
        assert leaks(*((t.out, t.err) for t in told)) == []


def test_a_note_is_kept_without_what_leads_to_a_person(published, desk, run, page):
    store = ("--data", desk.data, "--geo", desk.geo, "--store", published)
    first = (published / "CURRENT").read_text().strip()
    traces = [*NUMBERS, "anna.canary@example.org", "070-1231231"]
    note = ("--note", f"sagt av {', '.join(traces)}")
    told = [
        run("import", "modules", desk.data / "modules.csv", "--yes", *note, *store),
        run("rollback", first, *note, *store),
    ]
    assert {t.code for t in told} == {0}
    kept = [p.read_bytes().decode("latin-1") for p in published.rglob("*") if p.is_file()]
    told.append(run("history", "--store", published))
    said = [*((t.out, t.err) for t in told), *kept, *page("desk")]
    assert [trace for trace in traces if any(trace in str(text) for text in said)] == []
    assert '"sagt av …, …, …, …, …, …, …"' in (published / "history.jsonl").read_text("utf-8")


@pytest.mark.parametrize("number", NUMBERS)
def test_no_command_repeats_a_personal_number(desk, run, capsys, tmp_path, number):
    told = [
        run("role", number, "staff", "--store", desk.store),
        run("values", "participants", "--store", tmp_path / number),
        run("check", "--data", tmp_path / number, "--geo", desk.geo),
    ]
    for wrong in ((number,), ("role", "--store", desk.store, "a", "staff", number)):
        with pytest.raises(SystemExit):
            run(*wrong)
        said = capsys.readouterr()
        told.append(said)
    assert leaks(*(f"{t.out}{t.err}" for t in told)) == []


def test_a_name_in_the_words_of_a_property_is_not_published(desk, everything):
    path = desk.data / "participants.csv"
    for _ in range(4):  # as many as are too few
        edit(path, ",leader,", f",{NAME},")
    said = everything()
    live = desk.store / "snapshots" / (desk.store / "CURRENT").read_text().strip()
    assert leaks(said) == []
    exact = pd.read_parquet(live / "exact" / "profile.parquet")
    assert exact.loc[exact["category"] == NAME, "n"].sum() == 4
    counted = cubes.exact(ingest.read(desk.data, GEO).delivery)
    found = {name: counted[name] for name in cells.NAMES}
    profile = rounded(found, replace(Protection(), k=5), b"any").cells["profile"]
    assert leaks(profile.to_csv()) == []
    # with k = 3 four of one word are enough, so the search would find it
    fewer = rounded(found, replace(Protection(), k=3), b"any").cells["profile"]
    assert leaks(fewer.to_csv()) != []


def test_no_id_of_a_delivered_row_is_in_the_public_part(desk, everything):
    people = pd.read_csv(desk.data / "participants.csv", dtype=str)
    ids = {*people["participant_id"], *people["organisation_id"]}
    said = "\n".join(str(text) for text in everything())
    live = desk.store / "snapshots" / (desk.store / "CURRENT").read_text().strip()
    public = [p.read_bytes() for p in (live / "public").rglob("*") if p.is_file()]
    assert not [who for who in ids if who in said or any(who.encode() in b for b in public)]
    assert json.loads((live / "manifest.json").read_text())["files"]
