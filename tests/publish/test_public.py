"""What lies in the public part of a snapshot: no small count, and nobody who could be named."""

from __future__ import annotations

import geopandas
import pandas as pd
import pytest

from atlas.errors import ProtectionError
from atlas.publish import cells, tables
from tests.deliveries import DATA, OWNER, PERSON, register, rows

IDENTIFYING = {"participant_id", "organisation_id", "role", "enrolled_on", "started_on", "ended_on"}


def parquet(folder):
    return {p.stem: pd.read_parquet(p) for p in sorted(folder.glob("*.parquet"))}


def counts(frame):
    return [c for c in frame.columns if c == "n" or c.startswith("n_")]


@pytest.fixture(params=["shipped", "counted"])
def published(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def public(published):
    return parquet(published.snapshot.folder / "public")


def test_every_count_in_every_public_table_is_a_multiple_of_k(public):
    loose = {
        (name, column): int((frame[column] % 5 != 0).sum())
        for name, frame in public.items()
        for column in counts(frame)
    }
    assert {name for name, _ in loose} == set(cells.NAMES)
    assert set(loose.values()) == {0}


def test_the_exact_tables_do_hold_small_counts_so_the_search_can_find_them(published):
    exact = parquet(published.snapshot.folder / "exact")
    assert exact["enrolments"]["n"].between(1, 4).any()


def test_public_tables_have_no_column_of_a_person(public):
    assert [
        (name, c) for name, frame in public.items() for c in frame.columns if c in IDENTIFYING
    ] == []


def test_the_tables_of_persons_are_exact_only(published):
    folder = published.snapshot.folder
    persons = {"participants", "progress", "attendance", "surveys", "durations"}
    assert persons & {p.stem for p in (folder / "public").iterdir()} == set()
    assert persons <= {p.stem for p in (folder / "exact").iterdir()}


def test_no_id_of_the_shipped_programme_stands_in_a_public_cell(shipped):
    people = rows(DATA / "participants.csv")
    ids = {row["participant_id"] for row in people} | {row["organisation_id"] for row in people}
    assert len(ids) > 61
    for frame in parquet(shipped.snapshot.folder / "public").values():
        for column in frame.select_dtypes("str"):
            assert ids.isdisjoint(frame[column].dropna())


def test_no_id_stands_anywhere_in_the_bytes_outside_the_exact_part(counted):
    folder = counted.snapshot.folder
    outside = [p for p in folder.rglob("*") if p.is_file() and folder / "exact" not in p.parents]
    assert len(outside) > 10
    for path in outside:
        content = path.read_bytes()
        assert PERSON.encode() not in content, path.name
        assert OWNER.encode() not in content, path.name


def test_the_exact_part_does_hold_the_ids_so_the_search_can_find_them(counted):
    content = (counted.snapshot.folder / "exact" / "participants.parquet").read_bytes()
    assert PERSON.encode() in content


def test_how_many_applied_and_were_admitted_is_not_public(public):
    assert {"applications", "admitted"}.isdisjoint(public["cohorts"].columns)


def test_cubes_of_one_cohort_add_up_to_the_same_people(public):
    totals = public["enrolments"].groupby("cohort_id")["n"].sum()
    reached = public["modules_reached"].groupby("cohort_id")["n"].sum()
    assert reached.to_dict() == totals.to_dict()
    for _, part in public["profile"].groupby("dimension"):
        assert part.groupby("cohort_id")["n"].sum().to_dict() == totals.to_dict()


def test_protection_by_hand(counted):
    # cells of 6, 1, 1, 1 and 3: six is five, the three become five, and twelve in all are ten
    shown = parquet(counted.snapshot.folder / "public")["enrolments"]
    told = shown[["municipality_code", "cohort_id", "status", "n"]].to_numpy().tolist()
    assert told == [["2480", "alfa", "completed", 5], ["2481", "beta", "active", 5]]


@pytest.mark.parametrize("column", ["n", "n_people"])
@pytest.mark.parametrize("count", [1, 4, 6])
def test_the_guard_refuses_what_is_no_multiple_of_k(column, count):
    with pytest.raises(ProtectionError, match="no multiple of 5"):
        tables.guard({"x": pd.DataFrame({column: [0, 5, count]})}, 5)


def test_the_guard_lets_multiples_through():
    tables.guard({"x": pd.DataFrame({"n": [0, 5, 10]})}, 5)


@pytest.mark.parametrize("column", ["participant_id", "organisation_id"])
def test_the_guard_refuses_a_column_that_names_someone(column):
    with pytest.raises(ProtectionError, match=column):
        tables.guard({"x": pd.DataFrame({column: ["a"]})}, 5)


def test_the_areas_are_readable_as_geoparquet_with_their_projection(shipped):
    areas = geopandas.read_parquet(shipped.snapshot.folder / "public" / "municipalities.parquet")
    assert areas.crs.to_epsg() == 3006
    assert areas["code"].tolist() == register()
    # SCB gives the county 54 665 km² of land; these areas hold lakes and some sea beside it
    assert 54_665 < areas.area.sum() / 1e6 < 75_000
