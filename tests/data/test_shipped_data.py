"""The shipped figures and boundaries, against numbers that a reader can look up or add by head."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pyproj
import pytest
import shapefile
from frictionless import validate

ROOT = Path(__file__).resolve().parents[2]
DATA, GEO = ROOT / "data", ROOT / "geo"
COUNTY, COUNTRY = "24", "00"
GRP_GAPS = {"2404", "2460", "2462", "2463"}  # Vindeln, Vännäs, Vilhelmina, Åsele
AGES = ("pop_age_0_15", "pop_age_16_24", "pop_age_25_44", "pop_age_45_64", "pop_age_65plus")


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def toml(name):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows():
    return table("indicators.csv")


@pytest.fixture(scope="module")
def figures(rows):
    return {
        (r["indicator_id"], r["municipality_code"], r["year"]): float(r["value"])
        for r in rows
        if r["status"] == "reported"
    }


@pytest.fixture(scope="module")
def declared():
    return {
        name: d
        for name, d in toml("indicators.toml").items()
        if name not in ("themes", "dimensions")
    }


@pytest.fixture(scope="module")
def municipalities():
    return [row["municipality_code"] for row in table("groups.csv")]


@pytest.mark.parametrize(
    ("indicator", "area", "period", "value"),
    [
        ("population", "2480", "2024", 134249),
        ("population", "2482", "2024", 78150),
        ("population", "2403", "2024", 2359),
        ("population", COUNTY, "2024", 281138),
        ("population", COUNTRY, "2024", 10587710),
        ("population", "2480", "2005", 110758),
        ("edu_postsec3plus_share", "2480", "2022", 34.51),
        ("edu_postsec3plus_share", COUNTY, "2022", 26.18),
        ("edu_phd_share", "2480", "2022", 3.427),
        ("grp_per_capita", "2418", "2021", 536),
        ("grp_per_capita", "2403", "2010", 142),
        ("grp_per_capita", COUNTY, "2021", 473),
        ("grp_per_capita_index", "2418", "2021", 102),
        ("unemployment_rate", "2482", "2024-Q3", 3.0),
        ("unemployment_rate", COUNTY, "2024-Q3", 3.7),
        ("longterm_unemployment_12m", "2403", "2025-03", 2.3),
        ("tax_base_per_inhabitant", "2480", "2023", 231603),
        ("tax_base_per_inhabitant", COUNTRY, "2023", 239220),
        ("population", "2480", "2025", 135273),
        ("population", COUNTY, "2025", 279024),
        ("population", COUNTRY, "2005", 9047752),
        ("edu_phd_share", COUNTY, "2022", 1.94),
        ("longterm_unemployment_12m", COUNTRY, "2026-02", 2.9),
        ("workplaces_services", "2403", "2017", 154),
        ("bankruptcies", "2480", "2023", 66),
        ("new_enterprises", COUNTY, "2022", 1534),
        ("rd_business_msek", COUNTY, "2017", 641),
        ("rd_business_msek", COUNTRY, "2019", 122651),
    ],
)
def test_published_figures(figures, indicator, area, period, value):
    assert figures[indicator, area, period] == value


@pytest.mark.parametrize("year", [str(year) for year in range(2005, 2026)])
def test_the_municipalities_add_up_to_the_published_county(figures, municipalities, year):
    total = sum(figures["population", code, year] for code in municipalities)
    assert total == figures["population", COUNTY, year]


@pytest.mark.parametrize("year", ["2018", "2020", "2022", "2023"])
def test_age_groups_add_up_to_the_population(figures, municipalities, year):
    for code in [*municipalities, COUNTY, COUNTRY]:
        assert sum(figures[age, code, year] for age in AGES) == figures["population", code, year]


def test_the_grp_index_is_the_municipality_over_the_country(figures, municipalities):
    country = figures["grp_per_capita", COUNTRY, "2021"]
    for code in [*municipalities, COUNTY]:
        # both are published rounded, so they may differ by a step
        expected = 100 * figures["grp_per_capita", code, "2021"] / country
        assert abs(figures["grp_per_capita_index", code, "2021"] - expected) < 1


def test_the_derived_rate_is_enterprises_over_working_age(figures):
    working = ("pop_age_16_24", "pop_age_25_44", "pop_age_45_64")
    for area in (COUNTY, COUNTRY):
        for year in ("2018", "2020", "2022"):
            people = sum(figures[age, area, year] for age in working)
            rate = 1000 * figures["new_enterprises", area, year] / people
            derived = figures["new_enterprises_per_1000_derived", area, year]
            assert derived == pytest.approx(rate, abs=0.005)


def test_what_is_missing_in_grp_is_missing_and_not_zero(rows):
    missing = {
        (r["municipality_code"], r["year"])
        for r in rows
        if r["indicator_id"] == "grp_per_capita" and r["status"] == "missing"
    }
    years = [str(year) for year in range(2010, 2021)]
    assert missing == {(code, year) for code in GRP_GAPS | {COUNTY, COUNTRY} for year in years}


def test_every_municipal_period_has_all_seventeen_areas(rows, declared, municipalities):
    areas = {}
    for row in rows:
        areas.setdefault((row["indicator_id"], row["year"]), []).append(row["municipality_code"])
    for (indicator, period), codes in areas.items():
        wanted = [COUNTRY, COUNTY]
        if declared[indicator]["level"] == "municipality":
            wanted += municipalities
        assert sorted(codes) == sorted(wanted), (indicator, period)


def test_a_value_stands_exactly_where_it_is_reported(rows):
    assert {row["status"] for row in rows} == {"reported", "missing", "protected"}
    assert all((row["value"] != "") == (row["status"] == "reported") for row in rows)


def test_indicators_are_sorted_and_stand_once(rows):
    keys = [(r["indicator_id"], r["municipality_code"], r["year"]) for r in rows]
    assert keys == sorted(set(keys))


def test_periods_are_as_promised(rows):
    periods = {}
    for row in rows:
        periods.setdefault(row["indicator_id"], set()).add(row["year"])
    assert periods["population"] == {str(year) for year in range(2005, 2026)}
    assert periods["edu_phd_share"] == {str(year) for year in range(2018, 2023)}
    assert periods["edu_postsec3plus_share"] == {str(year) for year in range(2018, 2023)}
    assert periods["grp_per_capita"] == {str(year) for year in range(2010, 2022)}
    assert periods["unemployment_rate"] == {"2024-Q3"}
    assert periods["longterm_unemployment_12m"] == {"2025-03", "2026-02"}
    assert periods["employment_rate_20_64"] == {str(year) for year in range(2020, 2025)}
    assert periods["tax_base_per_inhabitant"] == {str(year) for year in range(2005, 2026)}
    assert periods["out_commuter_share"] == {str(year) for year in range(2010, 2022)}


def test_only_bankruptcies_are_withheld_and_never_those_of_county_and_country(rows):
    withheld = {
        (r["indicator_id"], r["municipality_code"]) for r in rows if r["status"] == "protected"
    }
    assert {indicator for indicator, _ in withheld} == {"bankruptcies"}
    assert not {code for _, code in withheld} & {COUNTY, COUNTRY}


def test_what_is_withheld_and_what_is_shown_never_exceed_the_county(figures, rows):
    for year in {r["year"] for r in rows if r["indicator_id"] == "bankruptcies"}:
        mine = [r for r in rows if r["indicator_id"] == "bankruptcies" and r["year"] == year]
        shown = [
            float(r["value"])
            for r in mine
            if r["municipality_code"] not in (COUNTY, COUNTRY) and r["value"]
        ]
        withheld = sum(r["status"] == "protected" for r in mine)
        # each withheld one is none, one or two
        left = figures["bankruptcies", COUNTY, year] - sum(shown)
        assert 0 <= left <= 2 * withheld, year


def test_the_industry_of_bjurholm_is_no_residual(rows):
    row = next(
        r
        for r in rows
        if r["indicator_id"] == "workplaces_industry" and r["municipality_code"] == "2403"
    )
    assert (row["value"], row["status"]) == ("", "missing")


def test_the_share_of_both_sexes_lies_between_that_of_women_and_that_of_men(figures):
    both = "edu_postsecondary_share_16_74"
    told = [key for key in figures if key[0] == both]
    assert len(told) == 15 * 21
    for _, code, year in told:
        women, men = (figures[f"{both}_{sex}", code, year] for sex in ("women", "men"))
        assert men < figures[both, code, year] < women


def test_breaks_and_pairs_name_what_is_there(rows, declared):
    periods = {(r["indicator_id"], r["year"]) for r in rows}
    for name, indicator in declared.items():
        if any(name == indicator_id for indicator_id, _ in periods):
            assert all(
                (name, period) in periods for period in indicator.get("series_breaks", ())
            ), name
    assert declared["out_commuter_share"]["series_breaks"] == ["2019"]
    assert declared["in_commuters_per_1000"]["series_breaks"] == ["2019"]


def test_every_indicator_says_where_it_comes_from_in_both_languages(rows, declared):
    filled = {row["indicator_id"] for row in rows}
    # what has no figures can be fetched, and what cannot be fetched has figures
    assert {name for name in declared if name not in filled} <= {
        n for n, d in declared.items() if "source" in d
    }
    assert filled <= set(declared)
    themes, dimensions = (toml("indicators.toml")[key] for key in ("themes", "dimensions"))
    for name, indicator in declared.items():
        for key in ("name", "short", "definition", "unit"):
            assert all(indicator[f"{key}_{language}"] for language in ("sv", "en")), (name, key)
        assert ("note_sv" in indicator) == ("note_en" in indicator), name
        for key in ("publisher", "table", "licence"):
            both = indicator.get(f"{key}_sv") and indicator.get(f"{key}_en")
            assert indicator.get(key) or both, (name, key)
        assert re.match(r"https?://", indicator["url"]), name
        assert name not in filled or re.fullmatch(r"A-?|B\+?", indicator["grade"]), name
        assert indicator["theme"] in themes, name
        assert indicator.get("dimension", "innovators") in dimensions, name


def test_the_shapefile_holds_the_fifteen_of_the_register(municipalities):
    with shapefile.Reader(str(GEO / "municipalities"), encoding="utf-8") as layer:
        records = layer.records()
        fields = [field[0] for field in layer.fields if field[0] != "DeletionFlag"]
    assert fields == ["code", "name"]
    assert [record["code"] for record in records] == municipalities == sorted(municipalities)
    assert len(municipalities) == 15
    assert {record["code"]: record["name"] for record in records}["2463"] == "Åsele"


def test_the_shapefile_is_in_sweref_99_tm_and_utf_8():
    assert pyproj.CRS.from_wkt((GEO / "municipalities.prj").read_text()).to_epsg() == 3006
    assert (GEO / "municipalities.cpg").read_text().strip() == "UTF-8"


def test_the_groups_part_the_fifteen_in_three():
    groups = Counter(row["group_id"] for row in table("groups.csv"))
    assert groups == {"fa-umea": 6, "fa-skelleftea": 2, "inland": 7}


def test_groups_of_their_own_have_fifty_thousand_inhabitants_and_the_inland_has_not(figures):
    people = Counter()
    for row in table("groups.csv"):
        people[row["group_id"]] += figures["population", row["municipality_code"], "2024"]
    assert {group for group, count in people.items() if count >= 50_000} == {
        "fa-umea",
        "fa-skelleftea",
    }


def test_no_target_is_made_up():
    assert table("targets.csv") == []


def test_events_are_dated_and_have_a_source():
    for event in table("events.csv"):
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", event["date"])
        assert all(event[key] for key in ("text_sv", "text_en"))
        assert event["source"].startswith("https://")


def test_the_contract_and_the_data_satisfy_frictionless():
    report = validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:20]
