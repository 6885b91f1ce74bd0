"""What a broken delivery is told: file, row, column, what came and what is accepted."""

from __future__ import annotations

import pytest

from tests.deliveries import OWNER, PERSON, edit, header, register, squares, write


def only(report):
    """The one finding of a check that found one thing."""
    assert report.code == 1
    assert report.json["accepted"] is False
    assert report.json["total"] == 1, report.json["findings"]
    return report.json["findings"][0]


def place(finding):
    return finding["file"], finding["row"], finding["column"]


def test_a_delivery_that_keeps_the_contract_is_accepted(check):
    report = check()
    assert (report.code, report.json["total"]) == (0, 0)
    assert "No errors" in report.text


def test_a_missing_file_is_named_with_the_columns_it_should_have(desk, check):
    (desk.data / "surveys.csv").unlink()
    found = only(report := check())
    assert place(found) == ("surveys.csv", 0, "")
    assert found["rule"] == "file_missing"
    assert "surveys.csv: the file is missing" in report.text
    assert "participant_id, cohort_id, wave, area, score, answered_on" in report.text


def test_a_missing_column_is_named(desk, check):
    edit(desk.data / "modules.csv", ",name_en", "")
    for i in (1, 2, 3):
        edit(desk.data / "modules.csv", f",Module {i}", "")
    found = only(report := check())
    assert place(found) == ("modules.csv", 1, "name_en")
    assert "modules.csv row 1, column name_en: the column is missing" in report.text


def test_an_unknown_column_is_named_with_those_that_are_known(desk, check):
    edit(desk.data / "modules.csv", "name_en\n", "name_en,colour\n")
    for i in (1, 2, 3):
        edit(desk.data / "modules.csv", f"Module {i}\n", f"Module {i},red\n")
    found = only(check())
    assert place(found) == ("modules.csv", 1, "colour")
    assert found["expected"] == "module_id, position, name_sv, name_en"


def test_a_column_that_stands_twice_is_named(desk, check):
    edit(desk.data / "modules.csv", "name_en\n", "name_sv\n")
    assert place(only(check())) == ("modules.csv", 1, "name_sv")


def test_an_unknown_municipality_is_told_with_the_known_ones(desk, check):
    edit(desk.data / "participants.csv", "2403,man", "9999,man")
    found = only(report := check())
    assert place(found) == ("participants.csv", 9, "municipality_code")
    assert found["came"] == "0000"
    assert "2401" in found["expected"]
    assert "2482" in found["expected"]
    assert "participants.csv row 9, column municipality_code: is not in groups.csv" in report.text


def test_an_unknown_area_of_an_indicator_is_told(desk, check):
    edit(desk.data / "indicators.csv", "population,2401,2022", "population,2499,2022")
    found = only(check())
    assert place(found) == ("indicators.csv", 2, "municipality_code")
    assert (found["rule"], found["came"]) == ("area", "0000")


def test_a_duplicate_key_points_at_the_row_it_repeats(desk, check):
    with (desk.data / "modules.csv").open("a") as file:
        file.write("m1,4,Modul 4,Module 4\n")
    found = only(report := check())
    assert place(found) == ("modules.csv", 5, "module_id")
    assert found["came"] == "2"
    assert "row 2" in report.text


def test_a_position_that_must_be_unique_is_told(desk, check):
    edit(desk.data / "modules.csv", "m3,3,", "m3,2,")
    found = only(check())
    assert place(found) == ("modules.csv", 4, "position")
    assert found["rule"] == "duplicate_key"


def test_a_text_that_is_too_long_is_told(desk, check):
    edit(desk.data / "participants.csv", "leader", "l" * 61)
    found = only(check())
    assert place(found) == ("participants.csv", 2, "role")
    assert (found["rule"], found["expected"]) == ("cell_too_long", "60")


@pytest.mark.parametrize(
    ("came", "form"),
    [
        ("2022-13-01", "0000-00-00"),
        ("2022-02-30", "0000-00-00"),
        ("10/26/2022", "00/00/0000"),
        ("2022-1-1", "0000-0-0"),
        ("soon", "aaaa"),
    ],
)
def test_a_date_that_is_none_is_told_with_its_form(desk, check, came, form):
    edit(desk.data / "cohorts.csv", "2022-01-10", came)
    found = only(report := check())
    assert place(found) == ("cohorts.csv", 2, "starts_on")
    assert (found["rule"], found["came"]) == ("date", form)
    assert "YYYY-MM-DD" in report.text


@pytest.mark.parametrize("came", ["10/01/2022", "1-2-2022"])
def test_a_date_whose_day_could_be_its_month_is_told_as_that_and_once(desk, check, came):
    edit(desk.data / "cohorts.csv", "2022-01-10", came)
    found = only(report := check())
    assert place(found) == ("cohorts.csv", 2, "starts_on")
    assert found["rule"] == "date_unclear"
    assert "YYYY-MM-DD" in report.text


def test_a_wrong_form_is_told_with_examples_and_no_pattern(desk, check):
    edit(desk.data / "indicators.csv", ",2022,", ",last year,")
    report = check()
    told = [f for f in report.json["findings"] if f["rule"] == "pattern"]
    assert told
    assert {f["expected"] for f in told} == {"2024, 2024-Q3, 2024-06, 2023/24"}


def test_a_negative_count_is_told_with_the_least_accepted(desk, check):
    edit(desk.data / "cohorts.csv", ",10,12,9", ",-3,12,9")
    found = only(check())
    assert place(found) == ("cohorts.csv", 2, "places")
    assert (found["came"], found["expected"]) == ("-0", "1")


def test_a_negative_count_among_the_indicators_is_told(desk, check):
    edit(desk.data / "indicators.csv", "2401,2022,10000", "2401,2022,-10000")
    found = only(check())
    assert place(found) == ("indicators.csv", 2, "value")
    assert (found["rule"], found["came"]) == ("negative_count", "-00000")


def test_a_share_below_nought_is_told_and_what_has_no_limit_may_be_negative(desk, check):
    edit(desk.data / "indicators.csv", "2401,2022,1,reported", "2401,2022,-1,reported")
    found = only(check())
    assert (found["rule"], found["came"], found["expected"]) == ("minimum", "-0", "0")
    whole = desk.data / "indicators.csv"
    index = [line.replace("edu_postsec3plus_share", "grp_per_capita_index") for line in
             whole.read_text("utf-8").splitlines()]  # fmt: skip
    whole.write_text("\n".join(index) + "\n", "utf-8")
    assert check().code == 0


@pytest.mark.parametrize(
    ("came", "form"), [("１２", "??"), ("1.000", "0.000"), ("12.5", "00.0"), ("tolv", "aaaa")]
)
def test_what_is_no_whole_number_is_told_with_its_form(desk, check, came, form):
    edit(desk.data / "cohorts.csv", ",10,12,9", f",{came},12,9")
    found = only(check())
    assert place(found) == ("cohorts.csv", 2, "places")
    assert (found["rule"], found["came"]) == ("integer", form)


def test_a_decimal_comma_is_told(desk, check):
    edit(desk.data / "indicators.csv", "2401,2022,1,reported", '2401,2022,"1,5",reported')
    found = only(check())
    assert (found["rule"], found["came"]) == ("number", "0,0")


def test_a_cohort_that_nobody_declared_is_told_with_the_declared(desk, check):
    edit(desk.data / "sessions.csv", "beta,m1", "gamma,m1")
    found = only(check())
    assert place(found) == ("sessions.csv", 4, "cohort_id")
    assert found["came"] == "aaaaa"
    assert found["expected"] == "cohorts.csv: cohort_id (alfa, beta)"


def test_a_value_outside_the_list_is_told_with_the_list(desk, check):
    edit(desk.data / "participants.csv", "woman", "lady")
    found = only(check())
    assert place(found) == ("participants.csv", 2, "gender")
    assert (found["came"], found["expected"]) == ("aaaa", "woman, man, other, unknown")


def test_an_empty_cell_that_must_be_filled_is_told(desk, check):
    edit(desk.data / "modules.csv", "Module 2", "")
    found = only(check())
    assert (*place(found), found["rule"]) == ("modules.csv", 3, "name_en", "required")


@pytest.mark.parametrize(("status", "row"), [("completed", 2), ("withdrawn", 8)])
def test_who_has_ended_without_a_last_day_is_told(desk, check, status, row):
    edit(
        desk.data / "participants.csv",
        f"{status},2022-01-01,2022-01-10,2022-06-01",
        f"{status},2022-01-01,2022-01-10,",
    )
    report = check()
    found = only(report)
    assert (*place(found), found["rule"]) == ("participants.csv", row, "ended_on", "filled")
    assert found["expected"] == "status: withdrawn, completed"
    assert "participants.csv row" in report.text
    assert "a value is required in rows with status: withdrawn, completed" in report.text


def test_who_has_not_ended_needs_no_last_day(desk, check):
    # active, paused and not yet started: rows 9 to 13 have none as they are
    assert check().code == 0


def test_dates_out_of_order_are_told(desk, check):
    edit(desk.data / "cohorts.csv", "2022-06-10", "2021-06-10")
    found = only(check())
    assert place(found) == ("cohorts.csv", 2, "ends_on")
    assert (found["came"], found["expected"]) == ("0000-00-00", "starts_on")


def test_an_organisation_with_two_sectors_is_told(desk, check):
    edit(desk.data / "participants.csv", "leader,civil_society", "leader,academia")
    found = only(check())
    assert place(found) == ("participants.csv", 13, "sector")
    assert (found["rule"], found["expected"]) == ("consistent", "organisation_id")


def test_an_indicator_that_nobody_declared_is_told(desk, check):
    edit(desk.data / "indicators.csv", "new_enterprises,24", "new_things,24")
    found = only(check())
    assert (found["came"], found["expected"]) == ("aaa_aaaaaa", "indicators.toml")


def test_a_status_without_its_value_is_told(desk, check):
    edit(desk.data / "indicators.csv", "2401,2022,10000,", "2401,2022,,")
    assert only(check())["rule"] == "value_missing"


def test_a_shapefile_with_fourteen_areas_is_told_with_the_one_that_lacks(desk, check):
    squares(desk.geo, [code for code in register() if code != "2463"])
    found = only(report := check())
    assert found["file"] == "municipalities.shp"
    assert (found["came"], found["expected"].split()[0]) == ("1", "15")
    assert "2463" in report.text


def test_a_shapefile_without_one_of_its_parts_is_told(desk, check):
    (desk.geo / "municipalities.dbf").unlink()
    found = only(check())
    assert (found["file"], found["rule"]) == ("municipalities.dbf", "part_missing")


def test_a_shapefile_that_is_none_is_told(desk, check):
    (desk.geo / "municipalities.shp").write_bytes(b"not a shapefile at all")
    found = only(check())
    assert (found["file"], found["rule"]) == ("municipalities.shp", "shapefile_broken")


def test_a_ragged_row_is_told_with_its_cells(desk, check):
    edit(desk.data / "events.csv", ",https://example.org/", "")
    found = only(report := check())
    assert place(found) == ("events.csv", 2, "")
    assert (found["came"], found["expected"]) == ("3", "4")
    assert "events.csv row 2" in report.text


def test_rows_below_a_ragged_and_a_blank_one_keep_their_numbers(desk, check):
    head = header("events")
    text = f"{head}\n2022-01-01,a,b\n\n2022-01-01,a,b,c\nsoon,a,b,c\n"
    (desk.data / "events.csv").write_text(text)
    found = {(f["row"], f["rule"]) for f in check().json["findings"]}
    assert found == {(2, "cells_in_row"), (5, "date")}


def test_text_that_is_not_utf_8_is_told(desk, check):
    text = (desk.data / "events.csv").read_text(encoding="utf-8")
    (desk.data / "events.csv").write_bytes(text.encode("latin-1"))
    found = only(check())
    assert (found["file"], found["rule"]) == ("events.csv", "not_utf8")


def test_a_nul_byte_is_told(desk, check):
    with (desk.data / "events.csv").open("ab") as file:
        file.write(b"2022-01-01,\x00,b,c\n")
    assert only(check())["rule"] == "control_character"


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(desk, check):
    for path in desk.data.glob("*.csv"):
        content = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + content)
    assert check().code == 0


def test_a_header_without_a_line_end_is_an_empty_table(desk, check):
    (desk.data / "targets.csv").write_text(header("targets"))
    assert check().code == 0


@pytest.mark.parametrize("number", ["19850312-1234", "850312-1234", "198503121234", "850372-1234"])
def test_what_looks_like_a_personal_number_is_refused_and_never_repeated(desk, check, number):
    edit(desk.data / "participants.csv", "leader", f"x {number}")
    found = only(report := check())
    assert place(found) == ("participants.csv", 2, "role")
    assert found["rule"] == "personal_number"
    assert number not in report.text
    assert number not in str(report.json)


def test_a_personal_number_where_a_date_should_be_is_not_repeated(desk, check):
    edit(desk.data / "participants.csv", "2022-01-01", "19850312-1234")
    report = check()
    assert only(report)["rule"] == "date"
    assert "1985" not in report.text + str(report.json)


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("participants", f"{PERSON}1,", "Eva Exempelson,"),
        ("participants", f"{OWNER}b,", "Exempelson AB,"),
        ("progress", f"{PERSON}7,alfa", "Exempelson,alfa"),
        ("surveys", f"{PERSON}1,alfa", "Exempelson,alfa"),
    ],
)
def test_the_value_of_a_secret_column_is_never_repeated(desk, check, table, old, new):
    edit(desk.data / f"{table}.csv", old, new)
    report = check()
    assert report.code == 1
    assert "Exempelson" not in report.text + str(report.json)
    assert "…" in report.text


def test_control_characters_never_reach_the_terminal(desk, check):
    edit(desk.data / "participants.csv", "woman", "\x1b[2Jlady")
    assert "\x1b" not in check().text


def test_a_declaration_that_cannot_be_read_is_told(desk, check):
    (desk.data / "region.toml").write_text("county_code = ")
    found = only(check())
    assert (found["file"], found["rule"]) == ("region.toml", "declaration")


def test_of_many_findings_the_first_twenty_are_shown_and_all_are_counted(desk, check):
    write(desk.data, "events", ["soon,a,b,c"] * 250)
    report = check()
    lines = report.text.splitlines()
    assert sum(line.startswith("events.csv row") for line in lines) == 20
    assert lines[0].startswith("events.csv row 2, column date")
    assert "250" in lines[-1]
    assert report.json["total"] == 250


def test_everything_wrong_is_told_at_once(desk, check):
    (desk.data / "surveys.csv").unlink()
    edit(desk.data / "events.csv", ",source", "")
    edit(desk.data / "events.csv", ",https://example.org/", "")
    edit(desk.data / "participants.csv", "2403,man", "9999,man")
    edit(desk.data / "participants.csv", "2022-01-01", "2022-13-01")
    edit(desk.data / "cohorts.csv", ",10,12,9", ",-3,12,9")
    edit(desk.data / "sessions.csv", "beta,m1", "gamma,m1")
    with (desk.data / "modules.csv").open("a") as file:
        file.write("m1,4,Modul 4,Module 4\n")
    squares(desk.geo, [code for code in register() if code != "2463"])
    report = check()
    found = {(f["file"], f["row"], f["column"], f["rule"]) for f in report.json["findings"]}
    assert found == {
        ("surveys.csv", 0, "", "file_missing"),
        ("events.csv", 1, "source", "column_missing"),
        ("participants.csv", 9, "municipality_code", "foreign_key"),
        ("participants.csv", 2, "enrolled_on", "date"),
        ("cohorts.csv", 2, "places", "minimum"),
        ("sessions.csv", 4, "cohort_id", "foreign_key"),
        ("modules.csv", 5, "module_id", "duplicate_key"),
        ("municipalities.shp", 0, "code", "areas_missing"),
    }
    assert report.json["total"] == 8


def test_a_target_of_a_measure_that_can_have_none_is_told_with_those_that_can(desk, check):
    # population is no measure of the programme, and of those who withdrew nobody promises a number
    write(
        desk.data,
        "targets",
        [f"{measure},,40,2024-12-31,Decision" for measure in ("participants", "withdrawn")]
        + ["completion_of_ended,alfa,80,2024-12-31,Decision"]
        + [f"{measure},,40,2024-12-31,Decision" for measure in ("population", "nonsense")],
    )
    report = check()
    assert report.code == 1
    assert [place(found) for found in report.json["findings"]] == [
        ("targets.csv", row, "measure") for row in (3, 5, 6)
    ]
    assert {found["rule"] for found in report.json["findings"]} == {"target_measure"}
    assert "accepted: participants, organisations, enterprises, started, completed" in report.text
    assert (
        "completion_rate, completion_of_ended, completion_of_enrolled, enrolments)" in report.text
    )
    assert "nonsense" not in report.text


def test_a_target_that_is_set_twice_for_one_day_is_told(desk, check):
    write(
        desk.data,
        "targets",
        [
            "participants,,40,2024-12-31,Decision 1",
            "participants,alfa,20,2024-12-31,Decision 1",
            "participants,,60,2025-12-31,Decision 1",
            "participants,,50,2024-12-31,Decision 2",
        ],
    )
    found = only(check())
    assert place(found) == ("targets.csv", 5, "measure, cohort_id, due_on")
    assert (found["rule"], found["came"]) == ("duplicate_key", "2")
