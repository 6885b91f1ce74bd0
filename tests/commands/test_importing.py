"""``import``, ``history`` and ``rollback`` as typed: exit codes, the one JSON object, nothing half done."""

from __future__ import annotations

import csv
import hashlib
import json
import resource
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest
import shapely

from atlas import contract as contracts
from atlas import sandbox
from atlas.__main__ import main
from atlas.publish import history, swap
from atlas.publish import store as stores
from scripts.corpus import layers
from tests import deliveries
from tests.deliveries import PERSON, ROOT, edit

pytestmark = pytest.mark.usefixtures("tables_once")

CORPUS = ROOT / "tests" / "corpus"
FIGURES = CORPUS / "indicators"
POPULATION = ("--indicator", "population")


@pytest.fixture
def here(monkeypatch):
    """What runs in a sandbox runs in this process instead, which saves a second of starting each time."""

    def run(work, request, *_, **__):
        plain = json.loads(json.dumps(request))
        return json.loads(json.dumps(work(plain, lambda step, share: None)))

    monkeypatch.setattr(sandbox, "run", run)


@pytest.fixture
def office(here, desk_of):
    """A delivery that was published once, and the commands on it."""
    return desk_of


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A delivery and the store that it was published to, as the folder of both."""
    folder = tmp_path_factory.mktemp("office")
    deliveries.small(folder / "data")
    shutil.copytree(deliveries.GEO, folder / "geo")
    assert main(["publish", *map(str, options(folder))]) == 0
    return folder


def options(office):
    """Where an office lies, as the options of a command."""
    parts = {"--data": "data", "--geo": "geo", "--store": "store"}
    return tuple(word for option, part in parts.items() for word in (option, office / part))


@pytest.fixture
def desk_of(run, published, tmp_path):
    """The same, with its work done in a sandbox as it really is."""
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    data, geo, store = tmp_path / "data", tmp_path / "geo", tmp_path / "store"

    def bring(kind, *more):
        return run("import", kind, *more, *options(tmp_path))

    def told(kind, *more):
        said = bring(kind, *more, "--json")
        return SimpleNamespace(code=said.code, **json.loads(said.out))

    def value(code, year="2024"):
        asked = ("population", "--municipality", code, "--year", year, "--json")
        said = run("values", *asked, "--store", store)
        return json.loads(said.out)[0]["value"] if said.code == 0 else None

    return SimpleNamespace(
        run=run,
        data=data,
        geo=geo,
        store=store,
        folders=options(tmp_path),
        bring=bring,
        told=told,
        value=value,
    )


def state(office):
    """Everything that an import may change."""
    folders = (office.data, office.geo)
    files = {p.name: p.read_bytes() for folder in folders for p in folder.iterdir()}
    return files, stores.current(office.store).id


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


# --- what it tells -------------------------------------------------------------------------------


def test_the_one_object_has_the_promised_keys(office):
    told = office.told("indicators", FIGURES / "scb.csv", *POPULATION, "--dry-run")
    assert (told.code, told.accepted, told.rows, told.unmatched) == (0, True, 4, [])
    assert told.findings == []
    assert {k: told.dialect[k] for k in ("encoding", "delimiter", "decimal")} == {
        "encoding": "utf-8",
        "delimiter": ";",
        "decimal": ",",
    }
    change = told.difference
    assert {k: change[k] for k in ("new", "changed", "gone")} == {"new": 2, "changed": 2, "gone": 0}
    moved = {(m["of"], m["period"]): (m["before"], m["after"]) for m in change["figures"]["moves"]}
    assert moved["2480", "2023"] == (60000, 133091)
    assert moved["2480", "2024"] == (None, 134249)
    assert ("2403", "2024") not in moved  # it says "..", which is no figure


def test_a_mark_stays_with_its_number_until_it_is_sent_without(office):
    def send(heading):
        sent = write(office.data.parent / "folk.csv", f"kommun;{heading}\n2480;60000\n2403;2400\n")
        return office.told("indicators", sent, *POPULATION, "--yes").difference

    def note():
        asked = ("population", "--municipality", "2480", "--year", "2024", "--json")
        return json.loads(office.run("values", *asked, "--store", office.store).out)[0]["note"]

    assert send("2024")["new"] == 2
    marked = send("2024 (prel.)")
    assert (marked["new"], marked["changed"]) == (0, 2)
    (first, _) = marked["figures"]["moves"]
    assert (first["before"], first["after"]) == (2400, 2400)
    assert (first["note_before"], first["note_after"]) == ("", "preliminary")
    assert note() == "preliminary"
    assert send("2024 (prel.)")["changed"] == 0
    assert send("2024")["changed"] == 2
    assert note() == ""


def test_a_dry_run_changes_nothing(office):
    before = state(office)
    assert office.told("indicators", FIGURES / "scb.csv", *POPULATION, "--dry-run").code == 0
    assert state(office) == before
    assert not list(office.store.glob(".incoming-*"))


def test_an_accepted_file_is_published_and_is_the_delivery_from_then_on(desk_of):
    office = desk_of
    told = office.told("indicators", FIGURES / "scb.csv", *POPULATION, "--yes")
    assert told.code == 0
    assert told.snapshot == stores.current(office.store).id
    assert office.value("2480") == 134249
    assert office.run("check", *office.folders[:4]).code == 0
    again = office.run("publish", "--if-changed", *office.folders)
    assert again.out.strip() == told.snapshot


def test_a_refused_file_says_where_and_changes_nothing(office):
    before = state(office)
    told = office.told("indicators", FIGURES / "atlantis.csv", *POPULATION, "--yes")
    assert (told.code, told.accepted) == (1, False)
    (finding,) = told.findings
    assert {k: finding[k] for k in ("file", "row", "column", "rule")} == {
        "file": "atlantis.csv",
        "row": 3,
        "column": "område",
        "rule": "place_unknown",
    }
    assert told.unmatched == [
        {"file": "atlantis.csv", "row": 3, "column": "område", "came": "Atlantis", "why": "unknown"}
    ]
    assert state(office) == before


def test_without_json_it_says_the_same_in_words(office):
    said = office.bring("indicators", FIGURES / "scb.csv", *POPULATION, "--dry-run")
    assert "region → municipality_code" in said.out
    assert "2 new, 2 changed, 0 gone" in said.out
    assert "population 2480 2023: 60000 → 133091" in said.out


def test_several_files_of_a_kind_are_one_table(office, tmp_path):
    one = write(tmp_path / "a.csv", "region;2024\n2480;1\n")
    two = write(tmp_path / "b.csv", "region,2024\nÅsele,2\n")
    told = office.told("indicators", one, two, *POPULATION, "--yes")
    assert (told.code, told.rows) == (0, 2)
    assert (office.value("2480"), office.value("2463")) == (1, 2)


def test_a_place_in_two_files_is_told_with_its_file(office, tmp_path):
    one = write(tmp_path / "a.csv", "region;2024\n2480;1\n")
    two = write(tmp_path / "b.csv", "region;2024\nÅsele;2\nUmeå;3\n")
    (finding,) = office.told("indicators", one, two, *POPULATION).findings
    assert (finding["file"], finding["row"], finding["rule"]) == ("b.csv", 3, "duplicate_key")


# --- workbooks ------------------------------------------------------------------------------------


def test_sheets_are_a_question_that_an_option_answers(office):
    asked = office.told("indicators", FIGURES / "sheet_a_year.xlsx", *POPULATION, "--dry-run")
    (finding,) = asked.findings
    assert (asked.code, finding["rule"], finding["came"], finding["expected"]) == (
        1,
        "sheet_unsaid",
        "*, 2023, 2024",
        "--sheet",
    )
    assert asked.files[0]["sheets"] == ["*", "2023", "2024"]
    both = office.told(
        "indicators", FIGURES / "sheet_a_year.xlsx", *POPULATION, "--sheet", "*", "--yes"
    )
    assert (both.code, both.rows, [of["rows"] for of in both.files]) == (0, 4, [2, 2])
    assert (office.value("2480", "2023"), office.value("2480", "2024")) == (133091, 134249)


def test_a_sheet_that_is_not_there_is_wrong_use_and_the_others_are_named(office):
    book = FIGURES / "sheet_a_year.xlsx"
    told = office.told("indicators", book, *POPULATION, "--sheet", "2022")
    assert (told.code, told.findings[0]["expected"]) == (2, "Läs mig, 2023, 2024")


def test_what_is_hidden_and_shown_as_per_cent_is_told(office):
    hidden = office.bring("indicators", FIGURES / "hidden.xls", *POPULATION, "--dry-run").out
    for line in ("hidden sheet Gammalt: 4 cells", "hidden rows (4): 3", "hidden columns (B): 3"):
        assert line in hidden
    share = ("--indicator", "edu_postsec3plus_share")
    percent = FIGURES / "percent_one_decimal.xlsx"
    assert (
        "2 numbers are shown as per cent"
        in office.bring("indicators", percent, *share, "--dry-run").out
    )


# --- wrong use ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("happiness", "x.csv"),
        ("indicators",),
        ("indicators", "no-such-file.csv"),
        ("cohorts", "no-such-file.csv"),
        ("indicators", "/vsicurl/http://127.0.0.1:9/x.csv"),
        ("participants", FIGURES / "scb.csv", "--indicator", "population"),
        ("indicators", FIGURES / "scb.csv", "--with", "happiness=x"),
        ("indicators", FIGURES / "scb.csv", "--decimal", "x"),
    ],
)
def test_wrong_use_ends_with_two(office, arguments):
    try:
        code = office.bring(*arguments).code
    except SystemExit as ended:
        code = ended.code
    assert code == 2


# --- questions ------------------------------------------------------------------------------------


def participants(office, keep):
    """The participants and what hangs on them, without those that ``keep`` refuses."""
    files = []
    for table in ("participants", "progress", "surveys"):
        rows = deliveries.rows(office.data / f"{table}.csv")
        path = office.data.parent / f"{table}-less.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if keep(row))
        files.append(path)
    return files[0], "--with", f"progress={files[1]}", "--with", f"surveys={files[2]}"


def test_a_cohort_that_would_vanish_is_asked_about(office):
    before = state(office)
    less = participants(office, lambda row: row["cohort_id"] == "alfa")
    told = office.told("participants", *less)
    assert (told.code, told.accepted) == (1, False)
    rules = {(f["file"], f["rule"], f["came"]) for f in told.findings}
    assert ("participants.csv", "cohort_vanishes", "beta") in rules
    assert ("participants.csv", "rows_vanish", "33") in rules  # four of twelve
    assert state(office) == before
    assert office.told("participants", *less, "--yes").code == 0


def test_a_municipality_that_would_vanish_is_asked_about(office):
    less = participants(office, lambda row: row["participant_id"] != f"{PERSON}8")
    told = office.told("participants", *less)
    assert [(f["rule"], f["came"]) for f in told.findings] == [("municipality_vanishes", "2403")]


def test_small_changes_need_no_answer(office):
    less = participants(office, lambda row: row["participant_id"] != f"{PERSON}11")
    told = office.told("participants", *less)
    assert (told.code, told.difference["gone"]) == (0, 1)


def test_places_whose_values_jump_or_would_be_lost_are_told_by_name(office, tmp_path):
    known = write(tmp_path / "known.csv", "Kommun;2024\nUmeå;134249\nLänet;280000\n")
    assert office.told("indicators", known, *POPULATION, "--yes").code == 0
    slips = write(tmp_path / "slips.csv", "Kommun;2024\nUmeå;..\nLänet;0\n")
    told = office.told("indicators", slips, *POPULATION)
    assert told.code == 1
    messages = {f["rule"]: f["message"] for f in told.findings}
    assert messages.keys() == {"values_lost", "value_jumps"}
    assert "Umeå 2024: 134,249." in messages["values_lost"]
    assert "The county 2024: 280,000 → 0." in messages["value_jumps"]
    in_swedish = {q["rule"]: q["named_sv"] for q in told.difference["questions"]}
    assert in_swedish["value_jumps"] == "Länet 2024: 280\N{NO-BREAK SPACE}000 → 0"


# --- history and back -----------------------------------------------------------------------------


def test_history_says_who_when_what_and_why(office):
    file = FIGURES / "scb.csv"
    office.bring("indicators", file, *POPULATION, "--yes", "--note", "Årets siffror")
    lines = json.loads(office.run("history", "--json", "--store", office.store).out)
    assert [line["act"] for line in lines] == ["import", "publish"]
    first = lines[0]
    assert first["live"]
    assert first["note"] == "Årets siffror"
    assert first["files"] == [
        {
            "name": "scb.csv",
            "bytes": file.stat().st_size,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            "rows": 4,
        }
    ]
    assert first["difference"]["tables"]["indicators"]["new"] == 2
    assert "scb.csv (4)" in office.run("history", "--store", office.store).out


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Eva 070-123 45 67 ringde 2022-06-13", "Eva … ringde 2022-06-13"),
        ("enligt eva@example.org, 640823-3234", "enligt …, …"),
        ("rättat 2022-06-13, SCB BE0101, 1 234 567 rader", None),
    ],
)
def test_what_leads_to_a_person_is_taken_out_of_a_note_and_that_is_told(office, note, kept):
    before = state(office)
    came = office.bring("indicators", FIGURES / "scb.csv", *POPULATION, "--yes", "--note", note)
    back = office.run("rollback", before[1], *office.folders, "--note", note)
    lines = history.read(office.store)
    assert [line.get("note") for line in lines] == [kept or note, kept or note, None]
    for said in (came, back):
        assert (said.code, "taken out of the note" in said.err) == (0, kept is not None)
        assert kept is None or f"It is kept as: {kept}" in said.err
    files = [path.read_bytes() for path in office.store.rglob("*") if path.is_file()]
    for canary in (b"123 45 67", b"eva@", b"640823-3234"):
        assert not any(canary in content for content in files)


def test_a_note_stands_in_the_history_and_in_nothing_that_is_public(office):
    note = "Det sade en granne"
    office.bring("indicators", FIGURES / "scb.csv", *POPULATION, "--yes", "--note", note)
    public = (stores.current(office.store).folder / "public").rglob("*")
    assert not [path.name for path in public if path.is_file() and b"granne" in path.read_bytes()]
    assert "granne" in (office.store / "history.jsonl").read_text("utf-8")


def test_a_phone_number_among_the_roles_of_a_file_is_told_where_its_sender_sees_it(office):
    file = office.data.parent / "lista.csv"
    text = (office.data / "participants.csv").read_text("utf-8").replace(",role,", ",Roll,", 1)
    write(file, text.replace(",leader,", ",Chef 090-12 34 56,", 1))
    said = office.told("participants", file)
    assert said.code == 1
    (found,) = said.findings
    assert [found[k] for k in ("file", "row", "column", "rule")] == [
        "lista.csv",
        2,
        "Roll",
        "phone_number",
    ]
    assert "12 34 56" not in json.dumps(vars(said))


def test_back_to_an_earlier_one_brings_its_files_back_too(office):
    before = state(office)
    office.bring("indicators", FIGURES / "scb.csv", *POPULATION, "--yes")
    assert office.value("2480") == 134249
    back = office.run("rollback", before[1], *office.folders)
    assert (back.code, back.out.strip()) == (0, before[1])
    assert state(office) == before
    assert office.value("2480") is None
    again = office.run("publish", "--if-changed", *office.folders)
    assert again.out.strip() == before[1]
    assert history.read(office.store)[0]["act"] == "rollback"


def test_back_to_what_is_not_there_names_what_is(office):
    said = office.run("rollback", "yesterday", *office.folders)
    assert said.code == 1
    assert stores.current(office.store).id in said.err


def test_boundaries_of_a_delivery_elsewhere_lie_beside_it_and_ours_are_not_touched(
    here, run, tmp_path
):
    ours = {p.name: p.read_bytes() for p in deliveries.GEO.iterdir()}
    data, store = deliveries.small(tmp_path / "data"), tmp_path / "store"
    parts = sorted((CORPUS / "boundaries" / "knkod").iterdir())
    told = run("import", "boundaries", *parts, "--data", data, "--store", store, "--yes", "--json")
    assert told.code == 0, told.out
    assert {p.name: p.read_bytes() for p in deliveries.GEO.iterdir()} == ours
    beside = (tmp_path / "geo" / "municipalities.shp").read_bytes()
    assert beside != ours["municipalities.shp"]
    # the next one reads those
    again = run("import", "boundaries", *parts, "--data", data, "--store", store, "--json")
    assert json.loads(again.out)["difference"]["figures"]["total"] == 0


def test_boundaries_of_one_municipality_alone_say_how_many_are_missing(office):
    told = office.told("boundaries", *sorted((CORPUS / "boundaries" / "one_alone").iterdir()))
    (finding,) = told.findings
    assert (finding["rule"], finding["came"]) == ("areas_missing", "14")
    assert "14 of 15 (groups.csv); 2401, 2403" in finding["message"]


def test_back_to_boundaries(office):
    before = state(office)
    told = office.told("boundaries", *sorted((CORPUS / "boundaries" / "knkod").iterdir()), "--yes")
    assert (told.code, told.rows) == (0, 15)
    assert state(office) != before
    assert office.run("rollback", before[1], *office.folders).code == 0
    assert state(office) == before


def test_a_torn_line_of_history_is_passed_over_and_the_next_one_is_whole(office):
    with (office.store / "history.jsonl").open("a") as file:
        file.write('{"act": "import", "snap')
    office.bring("indicators", FIGURES / "scb.csv", *POPULATION, "--yes")
    assert [line["act"] for line in history.read(office.store)] == ["import", "publish"]


def test_a_line_that_was_lost_is_told_by_the_snapshot(office):
    office.bring("indicators", FIGURES / "scb.csv", *POPULATION, "--yes", "--note", "x")
    (office.store / "history.jsonl").unlink()
    lines = history.read(office.store)
    assert [(line["act"], line.get("note")) for line in lines] == [
        ("import", "x"),
        ("publish", None),
    ]


def test_what_everyone_may_read_of_the_history_has_no_small_count_and_no_name(office):
    less = participants(office, lambda row: row["participant_id"] != f"{PERSON}11")
    office.bring("participants", *less, "--yes", "--note", "Eva ringde")
    shown = history.public(history.read(office.store), contracts.load(office.data))
    # that participants were delivered, and nothing of how much
    assert shown[0]["tables"] == dict.fromkeys(("participants", "progress", "surveys"))
    assert "Eva" not in json.dumps(shown)
    assert set(shown[0]) == {"act", "kind", "tables", "when", "snapshot", "stands", "live"}


# --- remembered mappings --------------------------------------------------------------------------


def test_a_mapping_is_remembered_for_the_next_file_of_that_shape(office, tmp_path):
    header = "kommun;år;A;B\n"
    one = write(tmp_path / "one.csv", header + "2480;2024;1;7\n2403;2024;2;8\n")
    refused = office.told("indicators", one, *POPULATION)
    assert [f["rule"] for f in refused.findings] == ["value_column"]
    assert office.told("indicators", one, *POPULATION, "--value-column", "B", "--yes").code == 0
    two = write(tmp_path / "two.csv", header + "2480;2025;3;9\n")
    assert office.told("indicators", two, *POPULATION, "--yes").code == 0
    assert office.value("2480", "2025") == 9


def test_columns_that_were_said_for_another_indicator_are_offered_and_never_used_unasked(
    office, tmp_path
):
    header = "kommun;år;{};B\n"
    one = write(tmp_path / "one.csv", header.format("A") + "2480;2024;1;7\n")
    office.told("indicators", one, *POPULATION, "--value-column", "B", "--yes")
    other = ("--indicator", "grp_per_capita")
    two = write(tmp_path / "two.csv", header.format("A") + "2480;2024;3;9\n")
    asked = office.told("indicators", two, *other)
    assert [f["rule"] for f in asked.findings] == ["value_column"]
    columns = {"kommun": "municipality_code", "år": "year", "B": "value"}
    assert asked.files[0]["otherwise"] == {"indicator": "population", "columns": columns}
    assert "--columns-of population" in office.bring("indicators", two, *other).out
    so = office.told("indicators", two, *other, "--columns-of", "population", "--yes")
    assert (so.code, so.files[0]["otherwise"]) == (0, {})
    moves = {
        (m["figure"], m["of"], m["period"]): m["after"] for m in so.difference["figures"]["moves"]
    }
    assert moves["grp_per_capita", "2480", "2024"] == 9
    # from now on it has columns of its own
    assert office.told("indicators", two, *other, "--dry-run").code == 0
    wrong = office.told("indicators", two, *other, "--columns-of", "nonsense")
    assert (wrong.code, wrong.findings[0]["rule"]) == (2, "mapping_unremembered")


def test_a_file_that_is_read_otherwise_than_one_with_the_same_columns_is_asked_about(
    office, tmp_path
):
    lines = "kommun;år;Värde;B\n2480;2024;1;7\n"
    one = write(tmp_path / "one.csv", lines)
    office.told("indicators", one, *POPULATION, "--value-column", "B", "--yes")
    other = ("indicators", one, "--indicator", "grp_per_capita")
    asked = office.told(*other)
    assert (asked.code, [f["rule"] for f in asked.findings]) == (1, ["columns_otherwise"])
    assert asked.findings[0]["came"] == (
        "population: kommun → municipality_code, år → year, B → value"
    )
    assert office.told(*other, "--yes").code == 0
    # and then these are its own
    assert office.told(*other, "--dry-run").difference["questions"] == []


def test_a_column_that_is_asked_for_and_not_there_is_wrong_use_also_in_a_mapping(office, tmp_path):
    file = write(tmp_path / "a.csv", "plats;antal\n2480;7\n")
    columns = {"plats": "municipality_code", "värde": "value"}
    given = write(tmp_path / "m.json", json.dumps({"columns": columns}))
    before = state(office)
    for named, headings in ((("--value-column", "Nonsense"), 1), (("--mapping", given), 1)):
        told = office.told("indicators", file, *POPULATION, "--year", "2024", *named, "--yes")
        assert (told.code, len(told.findings)) == (2, headings)
        assert "plats, antal" in told.findings[0]["message"]
    assert state(office) == before


def test_a_mapping_can_be_given(office, tmp_path):
    file = write(tmp_path / "x.csv", "var;när;hur många\nUmeå;2024;7\n")
    columns = {"var": "municipality_code", "när": "year", "hur många": "value"}
    mapping = write(tmp_path / "m.json", json.dumps({"columns": columns}))
    given = json.loads(mapping.read_text()) | {"indicator": "population"}
    write(mapping, json.dumps(given))
    assert office.told("indicators", file, "--mapping", mapping, "--yes").code == 0
    assert office.value("2480") == 7


# --- hostile and unlucky --------------------------------------------------------------------------


@pytest.mark.parametrize("case", ["vrt_named_shp", "vsicurl", "zip_bomb", "vrt_alone"])
def test_hostile_layers_are_refused_by_the_real_command(desk_of, case):
    told = desk_of.told("boundaries", *sorted((CORPUS / "boundaries" / case).iterdir()))
    assert (told.code, told.accepted) == (1, False)
    assert "root:" not in json.dumps(told.findings)


@pytest.mark.parametrize("name", ["header_bomb.csv", "nul.csv", "bomb.xlsx", "long_cell.csv"])
def test_hostile_tables_are_refused_by_the_real_command(desk_of, name):
    assert desk_of.told("indicators", FIGURES / name, *POPULATION).code == 1


def test_a_file_over_the_limit_is_refused(office, tmp_path):
    with (tmp_path / "large.csv").open("wb") as file:
        file.write(b"region;2024\n")
        file.truncate(26 * 1024 * 1024)
    (finding,) = office.told("indicators", tmp_path / "large.csv", *POPULATION).findings
    assert (finding["rule"], finding["came"]) == ("file_too_large", "25.1 MB")


def test_a_formula_in_a_name_is_harmless_where_it_comes_out(office):
    from atlas.exports.csv import harmless

    told = office.told("modules", CORPUS / "modules" / "formula_in_name.csv", "--yes")
    assert told.code == 0
    names = {row["name_sv"] for row in deliveries.rows(office.data / "modules.csv")}
    names |= {row["name_en"] for row in deliveries.rows(office.data / "modules.csv")}
    assert {"@SUM(A1)", "+1", "-2+3", "=HYPERLINK(x)"} <= names
    assert {harmless(name)[0] for name in names} == {"'", "M"}


def test_a_full_disk_leaves_the_old_snapshot_and_the_old_files(office):
    before = state(office)
    command = [sys.executable, "-m", "atlas", "import", "indicators", FIGURES / "scb.csv"]
    command += [*POPULATION, "--yes", *office.folders]

    def small_files():
        # no file may grow over eight kilobytes, which is what a full disk feels like
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    done = subprocess.run(
        [str(c) for c in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files,
    )
    assert done.returncode == 1
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert state(office) == before
    assert [p.name for p in (office.store / "snapshots").iterdir()] == [before[1]]


def test_a_publish_that_fails_puts_the_files_back(office, monkeypatch):
    from atlas.publish import intake, snapshot

    source = intake.Source(
        "indicators", [("scb.csv", (FIGURES / "scb.csv").read_bytes())], {"indicator": "population"}
    )
    before = state(office)
    candidate = intake.consider([source], office.data, office.geo, office.store)

    def crash(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot, "publish", crash)
    with pytest.raises(OSError, match="No space"):
        intake.commit(candidate, office.data, office.geo, office.store)
    assert state(office) == before
    assert not (office.store / swap.NOTE).exists()


def test_an_import_that_is_stopped_puts_the_files_back_before_their_copies_go(office, monkeypatch):
    from atlas.publish import intake

    source = intake.Source(
        "indicators", [("scb.csv", (FIGURES / "scb.csv").read_bytes())], {"indicator": "population"}
    )
    before = state(office)
    candidate = intake.consider([source], office.data, office.geo, office.store)

    def stopped(*_, **__):
        # what a process leaves that is killed in the middle of the swap, because of Ctrl-C say
        kept, file = candidate.folder / swap.BEFORE / "0", office.data / "indicators.csv"
        kept.parent.mkdir()
        shutil.copy(file, kept)
        note = {"live": before[1], "room": str(candidate.folder), "steps": [[str(file), str(kept)]]}
        write(office.store / swap.NOTE, json.dumps(note))
        write(file, "half done")
        raise KeyboardInterrupt

    monkeypatch.setattr(sandbox, "run", stopped)
    with pytest.raises(KeyboardInterrupt):
        intake.commit(candidate, office.data, office.geo, office.store)
    assert state(office) == before
    assert not list(office.store.glob(".incoming-*"))


def test_what_is_published_while_a_file_is_read_is_not_lost(office, monkeypatch):
    from atlas.errors import AtlasError
    from atlas.publish import candidate as candidates
    from atlas.publish import intake

    source = intake.Source(
        "indicators", [("scb.csv", (FIGURES / "scb.csv").read_bytes())], {"indicator": "population"}
    )
    lay = candidates.staging.lay

    def slowly(*folders):
        laid = lay(*folders)
        monkeypatch.setattr(candidates.staging, "lay", lay)
        assert office.bring("targets", CORPUS / "targets" / "targets.csv", "--yes").code == 0
        return laid

    monkeypatch.setattr(candidates.staging, "lay", slowly)
    candidate = intake.consider([source], office.data, office.geo, office.store)
    with pytest.raises(AtlasError, match="meanwhile"):
        intake.commit(candidate, office.data, office.geo, office.store)


def test_who_comes_second_must_look_again(office):
    from atlas.errors import AtlasError
    from atlas.publish import intake

    source = intake.Source(
        "indicators", [("scb.csv", (FIGURES / "scb.csv").read_bytes())], {"indicator": "population"}
    )
    candidate = intake.consider([source], office.data, office.geo, office.store)
    assert office.bring("targets", CORPUS / "targets" / "targets.csv", "--yes").code == 0
    after = state(office)
    with pytest.raises(AtlasError, match="meanwhile"):
        intake.commit(candidate, office.data, office.geo, office.store)
    assert state(office) == after


def test_what_is_not_accepted_cannot_be_committed(office):
    from atlas.errors import AtlasError
    from atlas.publish import intake

    source = intake.Source("indicators", [("x.csv", b"region;2024\nAtlantis;1\n")], {})
    candidate = intake.consider([source], office.data, office.geo, office.store)
    with pytest.raises(AtlasError, match="not accepted"):
        intake.commit(candidate, office.data, office.geo, office.store)
    intake.drop(candidate)


# --- corrections ----------------------------------------------------------------------------------


def correct(office, *lines):
    deliveries.write(office.data, "corrections", list(lines))


def test_a_correction_is_applied_at_publish_and_the_file_stays(office):
    file = (office.data / "indicators.csv").read_bytes()
    correct(office, "indicators,population|2480|2023,value,61000,Fel i leveransen,applied")
    assert office.run("publish", *office.folders).code == 0
    assert office.value("2480", "2023") == 61000
    assert (office.data / "indicators.csv").read_bytes() == file


def test_a_correction_may_make_a_bad_row_good(office):
    edit(office.data / "participants.csv", "2403,man", "9999,man")
    assert office.run("check", *office.folders[:4]).code == 1
    correct(office, f"participants,{PERSON}8|alfa,municipality_code,2403,Skrivfel,applied")
    assert office.run("check", *office.folders[:4]).code == 0


def test_a_correction_that_is_only_proposed_changes_nothing(office):
    correct(office, "indicators,population|2480|2023,value,61000,Kanske,proposed")
    assert office.run("publish", *office.folders).code == 0
    assert office.value("2480", "2023") == 60000


@pytest.mark.parametrize(
    ("line", "rule", "column"),
    [
        ("happiness,x,value,1,r,applied", "correction_table", "table"),
        ("targets,x,value,1,r,applied", "correction_table", "table"),
        ("indicators,population|2480|1066,value,1,r,applied", "correction_key", "key"),
        ("indicators,population|2480|2023,year,2024,r,applied", "correction_column", "column"),
        ("indicators,population|2480|2023,value,1,r,perhaps", "enum", "status"),
        ("indicators,population|2480|2023,value,1,,applied", "required", "reason"),
    ],
)
def test_a_correction_that_fits_nowhere_is_told(office, line, rule, column):
    correct(office, line)
    told = json.loads(office.run("check", "--json", *office.folders[:4]).out)
    assert [(f["file"], f["row"], f["column"], f["rule"]) for f in told["findings"]] == [
        ("corrections.csv", 2, column, rule)
    ]


def test_readers_see_corrections_of_published_figures_and_none_of_people(office):
    from atlas import warehouse

    correct(
        office,
        f"participants,{PERSON}8|alfa,role,leader,Fel roll,applied",
        "cohorts,alfa,applications,13,En glömdes,applied",
        "indicators,population|2480|2023,value,61000,Fel siffra,applied",
    )
    assert office.run("publish", *office.folders).code == 0
    shown = warehouse.open_public(office.store)["corrections"]
    assert shown[["table", "key", "value"]].values.tolist() == [
        ["indicators", "population|2480|2023", "61000"],
    ]


def test_a_delivery_without_corrections_is_whole(office):
    (office.data / "corrections.csv").unlink()
    assert office.run("check", *office.folders[:4]).code == 0


# --- rows to correct ------------------------------------------------------------------------------


def test_rejected_rows_can_be_taken_out_corrected_and_handed_in_again(office):
    from atlas.publish import intake

    text = (office.data / "participants.csv").read_text().replace("2403,man", "Atlantis,man")
    source = intake.Source("participants", [("lista.csv", text.encode())], {})
    candidate = intake.consider([source], office.data, office.geo, office.store)
    assert not candidate.accepted
    rejected = intake.rows(candidate, "participants", rejected=True)
    assert rejected[["file", "row", "municipality_code"]].values.tolist() == [
        ["lista.csv", 9, "Atlantis"]
    ]
    whole = intake.rows(candidate, "participants")
    whole.loc[whole["row"] == 9, "municipality_code"] = "Malå"
    intake.drop(candidate)
    again = intake.consider(
        [intake.corrected("participants", whole, "lista.csv")],
        office.data,
        office.geo,
        office.store,
    )
    assert again.accepted
    assert again.report["difference"]["changed"] is None  # one person: too few to tell everyone
    intake.commit(again, office.data, office.geo, office.store)
    assert "2418,man" in (office.data / "participants.csv").read_text()


def test_an_area_that_changes_is_told_in_square_kilometres(office):
    case = CORPUS / "boundaries" / "knkod"
    told = office.told("boundaries", *sorted(case.iterdir()), "--dry-run")
    assert told.difference["areas"] == []
    # one at the border of the county, made a kilometre smaller all around
    smaller = []
    for code, name, rings in layers.shipped():
        shape = shapely.Polygon(rings[0])
        if code == "2421":
            shape = shape.buffer(-1000)
            left = shape.area / 1e6
            rings = [[(round(x, 2), round(y, 2)) for x, y in shape.exterior.coords[::-1]]]
        smaller.append((code, name, rings))
    parts = layers.loose(layers.parts(smaller))
    for name, content in parts.items():
        (office.data.parent / name).write_bytes(content)
    told = office.told("boundaries", *(office.data.parent / name for name in parts), "--dry-run")
    (area,) = told.difference["areas"]
    assert (area["of"], area["after"]) == ("2421", round(left))
    assert area["before"] > area["after"] + 100


def test_boundaries_whose_codes_are_shifted_against_the_shapes_ask_before_they_are_used(office):
    """Each place would have got its neighbour's numbers, without a word."""
    shipped = list(layers.shipped())
    codes = [code for code, _, _ in shipped]
    shifted = [
        (code, name, rings)
        for code, (_, name, rings) in zip(codes[1:] + codes[:1], shipped, strict=True)
    ]
    parts = layers.loose(layers.parts(shifted))
    for name, content in parts.items():
        (office.data.parent / name).write_bytes(content)
    told = office.told("boundaries", *(office.data.parent / name for name in parts), "--dry-run")
    asked = {question["rule"]: question["came"] for question in told.difference["questions"]}
    assert "Umeå" in asked["area_elsewhere"]
    assert "Lycksele → Umeå" in asked["area_renamed"]


# --- wrong use, and what it prints --------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        ("indicators", "nowhere.csv"),
        ("participants", FIGURES / "long.csv", "--year", "2014"),
        ("participants", FIGURES / "long.csv", "--where", "kön=totalt"),
        ("indicators", FIGURES / "long.csv", "--delimiter", "ab"),
    ],
)
def test_the_object_is_printed_also_where_the_use_is_wrong(run, typed):
    said = run("import", *typed, "--json")
    assert said.code == 2
    wrongly_used(said.out, said.err)


@pytest.mark.parametrize(
    "typed",
    [
        ("nonsense", "figures.csv"),
        ("indicators",),
        ("indicators", "figures.csv", "--where", "kön"),
        ("indicators", "figures.csv", "--decimal", ";"),
        ("indicators", "figures.csv", "--add", "--replace"),
        ("indicators", "figures.csv", "--nonsense"),
    ],
)
@pytest.mark.parametrize("as_json", ["--json", "--js"])
def test_the_object_is_printed_also_where_nothing_can_be_made_of_the_options(
    capsys, typed, as_json
):
    with pytest.raises(SystemExit) as ended:
        main(["import", *typed, as_json])
    assert ended.value.code == 2
    wrongly_used(*capsys.readouterr())


def wrongly_used(out, err):
    """What is printed is one object with the promised keys, whose message is told as an error, too."""
    answer = json.loads(out)
    assert list(answer) == [
        "accepted", "rows", "unmatched", "findings", "dialect", "difference"
    ]  # fmt: skip
    assert (answer["accepted"], answer["difference"]) == (False, None)
    assert [f["rule"] for f in answer["findings"]] == ["wrong_use"]
    assert answer["findings"][0]["message"] in err


def test_a_delivery_that_cannot_be_used_is_an_object_too(run, tmp_path):
    said = run("import", "indicators", FIGURES / "long.csv", "--data", tmp_path, "--json")
    answer = json.loads(said.out)
    assert (said.code, answer["accepted"], answer["findings"][0]["rule"]) == (1, False, "failed")


# --- groups and periods --------------------------------------------------------------------------


def test_a_file_by_gender_is_one_question_which_the_command_answers(office):
    asked = office.told("indicators", FIGURES / "gender_unsaid.csv", *POPULATION)
    assert (asked.code, [f["rule"] for f in asked.findings]) == (1, ["dimensions_unsaid"])
    assert asked.findings[0]["came"] == "kön (män, kvinnor, totalt)"
    assert asked.findings[0]["expected"] == "--where kön=totalt"
    answered = office.told(
        "indicators",
        FIGURES / "gender_unsaid.csv",
        *POPULATION,
        "--where",
        "kön=totalt",
        "--dry-run",
    )
    assert (answered.code, answered.rows) == (0, 2)
    assert (answered.files[0]["set_aside"], answered.files[0]["dimensions"][0]["chosen"]) == (
        4,
        "totalt",
    )


def test_the_period_is_said_once_and_not_remembered(desk_of):
    office = desk_of
    file = FIGURES / "year_unsaid.csv"
    said = office.told("indicators", file, *POPULATION, "--year", "2024", "--yes")
    assert (said.code, office.value("2480")) == (0, 100)
    again = office.told("indicators", file, *POPULATION, "--dry-run")
    assert [f["rule"] for f in again.findings] == ["period_unsaid"]


def test_the_reason_stands_before_the_places_that_are_left_out(office, tmp_path):
    table = "region;2024\n0180 Stockholm;1\n2480;många\n"
    lines = office.bring(
        "indicators", write(tmp_path / "f.csv", table), *POPULATION
    ).out.splitlines()
    reason, place = (
        next(at for at, line in enumerate(lines) if word in line)
        for word in ("is not a number", "outside the region")
    )
    assert reason < place


# --- only the new rows ---------------------------------------------------------------------------


def newcomers(office, table, key):
    """A file of the first row of a table as somebody else, and how many rows the table has."""
    rows = deliveries.rows(office.data / f"{table}.csv")
    path = office.data.parent / f"new-{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerow(rows[0] | {key: "ny"})
    return path, len(rows)


@pytest.mark.parametrize(
    ("table", "key"),
    [("participants", "participant_id"), ("cohorts", "cohort_id")],
)
def test_a_file_of_only_new_rows_is_one_question_which_the_command_answers(office, table, key):
    before = state(office)
    file, count = newcomers(office, table, key)
    asked = office.told(table, file, "--yes")
    assert (asked.code, asked.accepted) == (1, False)
    # and not what would follow for other tables if all who stand were gone
    assert [(f["rule"], f["came"], f["expected"]) for f in asked.findings] == [
        ("only_new_rows", "1", str(count))
    ]
    assert "--add" in asked.findings[0]["message"]
    assert state(office) == before
    added = office.told(table, file, "--add", "--dry-run")
    assert (added.code, added.difference["new"], added.difference["gone"]) == (0, 1, 0)
    replaced = office.told(table, file, "--replace", "--dry-run")
    assert {f["rule"] for f in replaced.findings} == {"rows_needed"}


@pytest.mark.parametrize("kind", ["participants", "progress", "surveys", "attendance"])
def test_a_list_of_people_without_a_header_is_repeated_nowhere(office, tmp_path, kind):
    _, first, *rest = (office.data / f"{kind}.csv").read_text("utf-8").splitlines()
    other = first.replace(PERSON, f"{PERSON}of-")
    plain = office.bring(kind, write(tmp_path / "f.csv", "\n".join([first, other, *rest, ""])))
    told = office.told(kind, tmp_path / "f.csv")
    assert [f["rule"] for f in told.findings] == ["no_header"]
    said = json.dumps(told.findings) + json.dumps(told.files) + plain.out + plain.err
    # an id and the days are no words of the contract
    assert PERSON not in said
    assert all(cell not in said for cell in first.split(",") if cell[:2] == "20")


def test_figures_beside_a_list_of_people_are_read_by_their_options(office, tmp_path):
    figures = write(tmp_path / "new.csv", "Kommun;2024\nUmeå;61000\n")
    people = office.data / "participants.csv"
    told = office.told("participants", people, "--with", f"indicators={figures}", *POPULATION)
    assert (told.code, told.difference["new"]) == (0, 1)
    alone = office.told("participants", people, *POPULATION)
    assert alone.code == 2


def test_what_a_target_becomes_is_shown(office, tmp_path):
    path = write(
        tmp_path / "targets.csv", "Mått;Värde;Senast;Källa\nDeltagare;60;2025-12-31;Beslut\n"
    )
    told = office.told("targets", path)
    assert told.difference["cells"]["changes"][0] == {
        "table": "targets",
        "of": "participants · 2025-12-31",
        "column": "value",
        "before": "",
        "after": "60",
    }
