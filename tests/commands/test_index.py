"""``python -m atlas index`` on a table of one's own."""

from __future__ import annotations

import json

import pytest

from atlas import __main__ as command_line

SPEC = """
[groups.index]
[groups.people]
parent = "index"
[indicators.a]
parent = "people"
[indicators.b]
parent = "index"
direction = "lower"
[uncertainty]
draws = 20
"""
TABLE = "unit,a,b\n0114,1,9\n0115,2,5\n0117,3,1\n"


@pytest.fixture
def run(tmp_path, capsys):
    def do(spec=SPEC, table=TABLE, *more):
        (tmp_path / "spec.toml").write_text(spec, encoding="utf-8")
        written = table if isinstance(table, bytes) else table.encode()
        (tmp_path / "frame.csv").write_bytes(written)
        code = command_line.main(
            ["index", str(tmp_path / "spec.toml"), str(tmp_path / "frame.csv"), *more]
        )
        return code, capsys.readouterr()

    return do


def test_every_stage_as_json_and_codes_keep_their_zeros(run):
    code, said = run(SPEC, TABLE, "--json")
    told = json.loads(said.out)
    assert code == 0
    assert told["aggregated"]["0117"] == {"people": 100, "index": 100}
    assert told["rank_ranges"]["0114"] == {"low": 3, "median": 3, "high": 3}
    stages = ("denominated", "imputed", "treated", "normalised", "aggregated", "ranks")
    assert [list(told[stage]) for stage in stages] == [["0114", "0115", "0117"]] * 6
    assert list(told["treatments"]) == ["a", "b"]


def test_the_best_stands_first(run):
    code, said = run()
    assert code == 0
    heads, _, *lines = said.out.splitlines()
    assert heads.split() == ["score", "rank", "low", "median", "high", "imputed"]
    assert [line.split()[0] for line in lines] == ["0117", "0115", "0114"]


def test_what_is_left_out_and_what_is_reined_in_is_told(run):
    spec = SPEC + '[indicators.c]\nparent = "index"\n'
    numbers = [*range(1, 10), 100]  # the last is far from all others
    rows = [f"u{n},{n},{i % 3},{'' if i < 3 else i}" for i, n in enumerate(numbers)]
    code, said = run(spec, "\n".join(["unit,a,b,c", *rows]) + "\n")
    assert code == 0
    assert said.out.splitlines()[-2:] == [
        "left out: c (missing for 30% of the units)",
        "outliers: a: winsorised (1 points)",
    ]


def test_the_mark_that_excel_begins_a_file_with_is_no_part_of_a_heading(run):
    assert run(SPEC, "\ufeff" + TABLE)[0] == 0


@pytest.mark.parametrize(
    ("spec", "table", "says"),
    [
        (SPEC.replace('parent = "people"', 'parent = ["people", "index"]'), TABLE, "one parent"),
        (SPEC + "speed = 3\n", TABLE, "the key speed"),
        (SPEC + "[", TABLE, "TOML"),
        (SPEC.replace("draws = 20", 'draws = "many"'), TABLE, "many"),
        (SPEC, TABLE.replace("2,5", "two,5"), "two"),
        (SPEC, "", "an empty file"),
        (SPEC, TABLE.replace("0114", "Åre").encode("latin-1"), "UnicodeDecodeError"),
        (SPEC, "unit,a,b\n", "no units"),
        (SPEC, TABLE.replace("unit", "code"), "no column unit (accepted: code, a, b)"),
        (SPEC, TABLE.replace("unit,a,b", "unit,a,a"), "the column a twice"),
        (SPEC, TABLE.replace("2,5", "2,5,7"), "row 3: 4 cells (accepted: 3"),
        (SPEC, "unit,a,b\n0114,1,9,0\n0115,2,5,0\n", "row 2: 4 cells"),
        (SPEC, TABLE.replace("0115", "0114"), "0114 more than once"),
        (SPEC, TABLE.replace("2,5", ",5").replace("1,9", ",9").replace("3,1", ",1"), "a: missing"),
        (SPEC, "unit,a,b\n0114,1,9\n", "the same value (1) for every unit"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(run, spec, table, says):
    code, said = run(spec, table)
    assert code == 1
    assert says in said.err
    assert "What to do" in said.err
    assert said.err.count("\n") == 1


def test_na_is_a_name_where_names_stand_and_nothing_where_numbers_stand(run):
    spec = SPEC + '[imputation]\nmethod = "group_mean"\ngroup = "part"\n'
    table = "unit,part,a,b\nNA,NA,1,9\nnull,NA,NA,5\n0117,EU,3,1\n\n0118,EU,5,2\n0119,NA,3,3\n"
    code, said = run(spec, table, "--json")
    told = json.loads(said.out)
    assert code == 0
    assert list(told["imputed"]) == ["NA", "null", "0117", "0118", "0119"]
    assert told["imputed"]["null"]["a"] == 2  # the mean of 1 and 3, those of its part
