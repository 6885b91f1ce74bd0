"""Any table, written in any dialect that is supported, comes back equal."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from atlas import contract as contracts
from atlas import region
from atlas.ingest import boundaries, places, reading
from scripts.corpus.books import xlsx
from tests import deliveries

REGION = region.load(deliveries.DATA)
TABLES = contracts.load(deliveries.DATA)
AREAS = boundaries.read(deliveries.GEO, REGION.crs)
NAMES = dict(zip(AREAS["code"], AREAS["name"], strict=True))
PLACES = places.register(REGION, list(NAMES.items()))
NBSP, NARROW = "\u00a0", "\u202f"

codes = st.sampled_from([*NAMES, "24", "00"])
statuses = {"protected": "..", "not_applicable": ".", "missing": "–"}
# hundredths, so that a number has one way of being written and may be as large as a country
values = st.one_of(
    st.integers(-(10**9), 10**9).map(lambda n: f"{n / 100:.2f}"), st.sampled_from(list(statuses))
)
years = st.lists(st.integers(1990, 2030).map(str), min_size=1, max_size=5, unique=True)
figures = st.dictionaries(codes, st.lists(values, min_size=5, max_size=5), min_size=1, max_size=17)
dialects = st.fixed_dictionaries(
    {
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
        "delimiter": st.sampled_from([";", ",", "\t"]),
        "decimal": st.sampled_from([",", "."]),
        "thousands": st.sampled_from(["", " ", NBSP, NARROW]),
        "name": st.sampled_from(["code", "name", "both", "kommun", "capitals"]),
        "line": st.sampled_from(["\n", "\r\n"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        "titles": st.integers(0, 3),
        "notes": st.integers(0, 2),
        "wide": st.booleans(),
    }
)


def named(code, way):
    name = NAMES.get(code) or {"24": "Västerbottens län", "00": "Riket"}[code]
    written = {
        "code": code,
        "name": name,
        "both": f"{code} {name}",
        "kommun": f"{name} kommun" if code in NAMES else name,
        "capitals": name.upper(),
    }
    return written[way]


def number(value, decimal, thousands):
    if value in statuses:
        return statuses[value]
    digits, fraction = value.lstrip("-").split(".")
    grouped = f"{int(digits):,}".replace(",", thousands)
    return ("-" if value.startswith("-") else "") + grouped + decimal + fraction


def rows_of(table, periods, how):
    def cell(value):
        return number(value, how["decimal"], how["thousands"])

    if how["wide"]:
        yield ["region", *periods]
        for code, row in table.items():
            yield [named(code, how["name"]), *(cell(v) for v in row[: len(periods)])]
    else:
        yield ["Kommun", "År", "Värde"]
        for code, row in table.items():
            for period, value in zip(periods, row, strict=False):
                yield [named(code, how["name"]), period, cell(value)]


def written(table, periods, how):
    out = io.StringIO()
    for i in range(how["titles"]):
        out.write(f"Tabell {i}" + how["line"])
    writer = csv.writer(
        out, delimiter=how["delimiter"], lineterminator=how["line"], quoting=how["quoting"]
    )
    writer.writerows(rows_of(table, periods, how))
    if how["notes"]:
        out.write(how["line"])
        out.write("".join(f"Fotnot {i}" + how["line"] for i in range(how["notes"])))
    return out.getvalue()


def expected(table, periods):
    return {
        (code, period): ("", value) if value in statuses else (value, "reported")
        for code, row in table.items()
        for period, value in zip(periods, row, strict=False)
    }


def comes_back(content, table, periods):
    read = reading.read(
        content,
        "f.csv",
        TABLES["indicators"],
        PLACES,
        reading.Choices(indicator="population"),
    )
    assert list(read.findings) == []
    assert read.unmatched == ()
    found = {
        (row.municipality_code, row.year): (row.value, row.status)
        for row in read.frame.itertuples()
    }
    assert len(read.frame) == len(found)
    assert found == expected(table, periods)
    return read


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(table=figures, periods=years, how=dialects)
def test_figures_in_any_dialect_come_back_equal(table, periods, how):
    text = written(table, periods, how)
    if how["encoding"] == "cp1252":
        text = text.replace(NARROW, NBSP)
    comes_back(text.encode(how["encoding"]), table, periods)


@settings(deadline=None, max_examples=40)
@given(table=figures, periods=years, how=dialects)
def test_figures_in_a_workbook_come_back_equal(table, periods, how):
    comes_back(xlsx(("Blad1", list(rows_of(table, periods, how)))), table, periods)


# Ã is left out: before a sign it is what a letter of UTF-8 looks like in cp1252, and is refused
texts = st.text(
    st.characters(
        codec="cp1252",
        exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp", "Co"),
        exclude_characters="Ã",
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=100)
@given(
    names=st.lists(texts, min_size=1, max_size=6),
    delimiter=st.sampled_from([";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
@example(names=["a;b,c", '"', "'x'"], delimiter=";", encoding="cp1252")
@example(names=["MALÅ–NORSJÖ", "UMEÅ»"], delimiter=";", encoding="cp1252")
def test_words_in_any_dialect_come_back_equal(names, delimiter, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["module_id", "position", "name_sv", "name_en"])
    writer.writerows([f"m{i}", i, name, f"Åäö {i}"] for i, name in enumerate(names, 1))
    read = reading.read(out.getvalue().encode(encoding), "f.csv", TABLES["modules"], PLACES)
    assert [f.rule for f in read.findings if f.rule != "personal_number"] == []
    assert read.frame["name_sv"].tolist() == [name.strip() for name in names]


@pytest.mark.parametrize("cell", ["2480", "2480.0", "Umeå", "umea", "Umeå kommun", "2480 Umeå"])
def test_each_way_of_writing_a_place_is_the_same_place(cell):
    assert PLACES.code(cell) == "2480"


def test_a_county_is_told_from_a_municipality_of_its_name():
    shared = places.register(REGION, [("2499", "Västerbotten"), ("2480", "Umeå")])
    assert shared.code("Västerbotten") == "2499"
    assert shared.code("Västerbottens län") == "24"
    assert shared.code("24 Västerbotten") == places.UNKNOWN


def test_two_places_that_differ_in_an_accent_only_are_not_mixed_up():
    two = places.register(REGION, [("2401", "Håbo"), ("2402", "Habo")])
    assert (two.code("Håbo"), two.code("Habo"), two.code("HABO")) == ("2401", "2402", "2402")
    assert two.code("Hábo") == places.UNKNOWN


def test_a_code_that_lost_its_zeros_is_found_where_it_can_be_one_only():
    one = places.register(REGION, [("0114", "Upplands Väsby"), ("2480", "Umeå")])
    assert one.code("114") == "0114"
    assert one.code("0") == "00"
