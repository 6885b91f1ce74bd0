"""A delivery that a reader can count by head: eleven people, twelve enrolments, seven organisations.

| who       | cohort | place | organisation       | status    | modules done |
|-----------|--------|-------|--------------------|-----------|--------------|
| p1 … p6   | alfa   | 2480  | a a b c d e        | completed | 3 each       |
| p7        | alfa   | 2481  | f                  | withdrawn | 1            |
| p8        | alfa   | 2403  | a                  | enrolled  | 0            |
| p1 again  | beta   | 2480  | a                  | active    | 0            |
| p9 … p11  | beta   | 2481  | f g g              | active    | 2, 1, 0      |

At the first session of alfa p1 … p6 were there and p7 was not, at the second p1 … p5 were and p6
was not; beta did not write it down. a, c and f are enterprises. Alfa starts in 2022, beta in 2023.
Every place has 10 000 inhabitants, 2480 has 60 000; so the county has 200 000.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import shapefile

ROOT = Path(__file__).resolve().parents[1]
DATA, GEO = ROOT / "data", ROOT / "geo"
DECLARING = ("region.toml", "indicators.toml", "datapackage.json")
PERSON = "zq-person-"
OWNER = "zq-owner-"
SECTORS = {
    "a": "enterprise",
    "b": "municipality",
    "c": "enterprise",
    "d": "academia",
    "e": "region",
    "f": "enterprise",
    "g": "civil_society",
}
SHARE = "edu_postsec3plus_share"
SILENT, GAP = "2463", "2418"


def small(folder: Path) -> Path:
    """Write the delivery above into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*DECLARING, "groups.csv"):
        shutil.copyfile(DATA / name, folder / name)
    write(folder, "cohorts", _cohorts())
    write(folder, "modules", [f"m{i},{i},Modul {i},Module {i}" for i in (1, 2, 3)])
    write(folder, "sessions", ["alfa,m1,2022-02-01", "alfa,m2,2022-03-01", "beta,m1,2023-02-01"])
    write(folder, "participants", _participants())
    write(folder, "progress", _progress())
    write(folder, "attendance", _attendance())
    write(folder, "surveys", [f"{PERSON}1,alfa,before,context,3,2022-01-09"])
    write(folder, "targets", [])
    write(folder, "corrections", [])
    write(folder, "events", ["2022-01-10,Alfa börjar.,Alfa begins.,https://example.org/"])
    write(folder, "indicators", _indicators())
    return folder


def odd(folder: Path) -> Path:
    """A delivery of eleven people in five cohorts, where everything odd happens.

    | who    | cohort | what is odd                                                           |
    |--------|--------|-----------------------------------------------------------------------|
    | u1     | alfa   | completed, and then active in beta: one person, two enrolments        |
    | u2     | alfa   | withdrew on 1 March and came back: active, the last day still stands  |
    | u3     | alfa   | completed on 1 August, after the cohort's end on 10 June              |
    | u4     | alfa   | completed, but nobody wrote when they began: has not started          |
    | u5     | beta   | begins on a day that lies far ahead                                   |
    | u6     | beta   | withdrawn, on a day that lies far ahead                               |
    | v1–v3  | gamma  | everyone withdrew                                                     |
    | w1     | epsilon| a cohort of one: active                                               |
    | –      | delta  | an empty cohort, that does not say how many applied                   |

    All are women but u2 and u3; all from 2480 and organisation a but w1 (2481, f).
    """
    small(folder)
    write(
        folder,
        "cohorts",
        [
            "alfa,Alfa,Alpha,2480,2022-01-10,2022-06-10,10,12,9",
            "beta,Beta,Beta,2481,2023-01-10,2023-06-10,6,7,4",
            "gamma,Gamma,Gamma,2480,2022-02-01,2022-06-30,5,5,3",
            "delta,Delta,Delta,2480,2022-03-01,2022-06-30,5,,",
            "epsilon,Epsilon,Epsilon,2481,2022-03-01,2022-06-30,5,2,1",
        ],
    )

    def line(who: str, cohort: str, status: str, started: str, ended: str) -> str:
        place, owner = ("2481", "f") if who == "w1" else ("2480", "a")
        gender = "man" if who in ("u2", "u3") else "woman"
        enrolled = "2023-01-01" if cohort == "beta" else "2022-01-01"
        return (
            f"{PERSON}{who},{cohort},{OWNER}{owner},{place},{gender},leader,enterprise,10-49,"
            f"{status},{enrolled},{started},{ended}"
        )

    write(
        folder,
        "participants",
        [
            line("u1", "alfa", "completed", "2022-01-10", "2022-06-06"),
            line("u1", "beta", "active", "2023-01-10", ""),
            line("u2", "alfa", "active", "2022-01-10", "2022-03-01"),
            line("u3", "alfa", "completed", "2022-01-10", "2022-08-01"),
            line("u4", "alfa", "completed", "", "2022-06-06"),
            line("u5", "beta", "active", "2031-01-10", ""),
            line("u6", "beta", "withdrawn", "2023-01-10", "2031-01-10"),
            *(
                line(f"v{i}", "gamma", "withdrawn", "2022-02-01", f"2022-0{i + 2}-01")
                for i in (1, 2, 3)
            ),
            line("w1", "epsilon", "active", "2022-03-01", ""),
        ],
    )
    (folder / "attendance.csv").unlink()
    write(folder, "progress", [f"{PERSON}u1,alfa,m1,2022-02-02", f"{PERSON}u2,alfa,m1,2022-02-02"])
    answers = [("u1", "before", 2), ("u1", "after", 4), ("u3", "before", 3), ("u2", "before", 1)]
    write(
        folder,
        "surveys",
        [f"{PERSON}{who},alfa,{wave},context,{score},2022-06-20" for who, wave, score in answers],
    )
    return folder


def hollow(folder: Path) -> Path:
    """A delivery whose programme has nothing in it yet: every table of it is a header alone."""
    small(folder)
    for table in (
        "cohorts",
        "modules",
        "sessions",
        "participants",
        "progress",
        "attendance",
        "surveys",
        "targets",
        "events",
    ):
        write(folder, table, [])
    return folder


def write(folder: Path, table: str, lines: list[str]) -> None:
    """Write a table with the header of the shipped one."""
    text = "\n".join([header(table), *lines]) + "\n"
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")


def empty(folder: Path) -> None:
    """Nobody yet: every table of people, and what their training consists of, with its header only."""
    for table in (
        "participants",
        "cohorts",
        "modules",
        "sessions",
        "progress",
        "attendance",
        "surveys",
    ):
        write(folder, table, [])


def header(table: str) -> str:
    """The header line of the shipped table, without quotes."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return ",".join(next(csv.reader(file)))


def register() -> list[str]:
    """The codes of the shipped register, in its order."""
    return [row["municipality_code"] for row in rows(DATA / "groups.csv")]


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file by the standard library alone."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that must be there, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def squares(folder: Path, codes: list[str]) -> Path:
    """A boundary layer of as many squares in a row, ten kilometres wide, in the shipped projection."""
    folder.mkdir(parents=True, exist_ok=True)
    with shapefile.Writer(str(folder / "municipalities"), shapeType=shapefile.POLYGON) as layer:
        layer.field("code", "C", 8)
        layer.field("name", "C", 40)
        for i, code in enumerate(codes):
            x, y = 500_000 + 10_000 * i, 7_000_000
            corners = [(0, 0), (0, 10_000), (10_000, 10_000), (10_000, 0), (0, 0)]
            layer.poly([[[x + a, y + b] for a, b in corners]])
            layer.record(code, f"Plats {code}")
    for part in (".prj", ".cpg"):
        shutil.copyfile(GEO / f"municipalities{part}", folder / f"municipalities{part}")
    return folder


def _cohorts() -> list[str]:
    return [
        "alfa,Alfa,Alpha,2480,2022-01-10,2022-06-10,10,12,9",
        "beta,Beta,Beta,2481,2023-01-10,2023-06-10,6,7,4",
    ]


def _participants() -> list[str]:
    def line(person: int, cohort: str, owner: str, place: str, gender: str, status: str) -> str:
        year = "2022" if cohort == "alfa" else "2023"
        started = "" if status == "enrolled" else f"{year}-01-10"
        ended = f"{year}-06-01" if status in ("completed", "withdrawn") else ""
        return (
            f"{PERSON}{person},{cohort},{OWNER}{owner},{place},{gender},leader,"
            f"{SECTORS[owner]},10-49,{status},{year}-01-01,{started},{ended}"
        )

    return [
        *(line(i, "alfa", "aabcde"[i - 1], "2480", "woman", "completed") for i in range(1, 7)),
        line(7, "alfa", "f", "2481", "man", "withdrawn"),
        line(8, "alfa", "a", "2403", "man", "enrolled"),
        line(1, "beta", "a", "2480", "woman", "active"),
        line(9, "beta", "f", "2481", "man", "active"),
        line(10, "beta", "g", "2481", "man", "active"),
        line(11, "beta", "g", "2481", "man", "active"),
    ]


def _attendance() -> list[str]:
    first = [(i, "m1", "yes" if i < 7 else "no") for i in range(1, 8)]
    second = [(i, "m2", "yes" if i < 6 else "no") for i in range(1, 7)]
    return [f"{PERSON}{i},alfa,{module},{there}" for i, module, there in first + second]


def _progress() -> list[str]:
    done = [(i, "alfa", m) for i in range(1, 7) for m in (1, 2, 3)]
    done += [(7, "alfa", 1), (9, "beta", 1), (9, "beta", 2), (10, "beta", 1)]
    return [
        f"{PERSON}{who},{cohort},m{m},{'2022' if cohort == 'alfa' else '2023'}-0{m + 1}-02"
        for who, cohort, m in done
    ]


def _indicators() -> list[str]:
    out = []
    for year in ("2022", "2023"):
        out += [
            f"population,{code},{year},{60_000 if code == '2480' else 10_000},reported"
            for code in register()
        ]
        out += [f"population,24,{year},200000,reported", f"population,00,{year},10000000,reported"]
    # 2401 has 1 %, the next one 2 %, and so on; one says that it is missing, one says nothing
    for percent, code in enumerate(register(), start=1):
        if code == GAP:
            out.append(f"{SHARE},{code},2022,,missing")
        elif code != SILENT:
            out.append(f"{SHARE},{code},2022,{percent},reported")
    out.append(f"{SHARE},24,2022,7,reported")
    out += ["new_enterprises,24,2022,0,reported", "new_enterprises,00,2022,70000,reported"]
    return out
