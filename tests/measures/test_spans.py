"""What a number could truly be: on random programmes the true one is always there.

The bounds of parts (:data:`atlas.measures.derived.PARTS`) are measured and not proven, so they are
measured here again.
"""

from __future__ import annotations

import datetime as dt
import shutil
from types import SimpleNamespace

import pandas as pd
import pytest

from atlas import ingest, warehouse
from atlas.ingest import sample
from atlas.measures import (
    admission,
    attendance,
    cohorts,
    completion,
    derived,
    employers,
    gap,
    gender,
    programme,
    retention,
    surveys,
)
from atlas.measures.profile import profile
from atlas.measures.selection import Selection
from atlas.protection import Protection
from atlas.publish import snapshot
from atlas.publish.rounded import rounded
from tests.deliveries import DATA, GEO
from tests.publish.programmes import counted
from tests.publish.programmes import programme as drawn

NOW = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)
# a share is told in whole per cent
HALF = 0.5
TABLES = {
    "states": (cohorts.states, ["cohort_id", "key_figure"]),
    "funnel": (cohorts.funnel, ["position"]),
    "aligned": (cohorts.aligned, ["cohort_id", "position"]),
    "gender": (gender.steps, ["step"]),
    "admission": (admission.steps, ["step"]),
    "attendance": (attendance.by_session, ["cohort_id", "module_id"]),
    "response": (surveys.response, ["wave"]),
    "completion": (completion.rates, ["measure"]),
    "gap": (lambda data, s: gap.gaps(data, s).assign(value=lambda t: t["here"]), ["level", "code"]),
    "gap of enterprises": (
        lambda data, s: gap.gaps(data, s, gap.ENTERPRISES).assign(value=lambda t: t["here"]),
        ["level", "code"],
    ),
    **{
        name: (lambda data, s, name=name: profile(data, name, s), ["category"])
        for name in ("role", "sector", "size_class")
    },
}


@pytest.fixture(
    scope="module",
    params=[(40, 1, ""), (120, 3, ""), (120, 4, "2482")],
    ids=["40 people", "120 people", "120 people, many from outside"],
)
def published(request, tmp_path_factory):
    """A random programme of so many people, published: what is public, and what is exact. Those of one place
    may be from outside the region instead."""
    people, seed, moved = request.param
    folder = tmp_path_factory.mktemp("spans")
    shutil.copytree(DATA, folder / "data")
    sample.write(sample.make(DATA, people, seed), folder / "data")
    if moved:
        path = folder / "data" / "participants.csv"
        path.write_text(path.read_text("utf-8").replace(f",{moved},", ",9000,"), "utf-8")
    snapshot.publish(ingest.read(folder / "data", GEO).delivery, folder / "store", NOW)
    store = folder / "store"
    return SimpleNamespace(
        public=warehouse.open_public(store), exact=warehouse.exact(store, "staff")
    )


def selections(data):
    known = [str(cohort) for cohort in data["cohorts"]["cohort_id"]]
    return [
        Selection(),
        *(Selection(cohorts=(cohort,)) for cohort in known),
        Selection(cohorts=tuple(known[:2])),
        Selection(municipalities=("2480", "2482")),
    ]


def outside(public, exact, key):
    """The rows whose exact value lies outside the span of the public one, told or not."""
    both = public.merge(exact[[*key, "value"]], on=key, suffixes=("", "_exact"))
    both = both.dropna(subset=["lower", "upper", "value_exact"])
    inside = both["value_exact"].between(both["lower"] - HALF, both["upper"] + HALF)
    return both[~inside]


@pytest.mark.parametrize("name", TABLES)
def test_the_exact_number_lies_within_the_span(published, name):
    table, key = TABLES[name]
    for selection in selections(published.public):
        public, exact = (table(data, selection) for data in (published.public, published.exact))
        assert outside(public, exact, key).empty, selection
        assert exact[["lower", "upper"]].isna().all(axis=None)


def test_every_number_that_is_told_of_people_has_a_span(published):
    for name, (table, _) in TABLES.items():
        told = table(published.public, Selection())
        told = told[told["status"] == "reported"]
        if name in ("states", "admission"):  # places are no people
            told = told[told["key_figure" if name == "states" else "step"] != "places"]
        if name == "aligned":  # that all who started did so is no share
            told = told[told["position"] > 0]
        assert told["upper"].notna().all(), name


def test_the_exact_measure_lies_within_the_span(published):
    for selection in selections(published.public):
        for measure in published.public.catalogue.programme():
            if "per" in measure.declared:
                continue
            span = programme.span(published.public, measure.id, selection)
            exact = programme.amount(published.exact, measure.id, selection).value
            if span is not None and exact is not None:
                assert span.lower - HALF <= exact <= span.upper + HALF, (measure.id, selection)


def test_the_exact_organisations_lie_within_the_span(published):
    public, exact = (employers.by_sector_and_size(d) for d in (published.public, published.exact))
    assert outside(public, exact, ["sector", "size_class"]).empty
    span = employers.capable_span(published.public)
    if span is not None:
        assert span.lower <= employers.capable(published.exact).value <= span.upper
    assert employers.capable_span(published.exact) is None


def test_the_exact_curve_lies_within_the_span(published):
    public, exact = (
        retention.retention(d, Selection()) for d in (published.public, published.exact)
    )
    for row in public.dropna(subset=["upper"]).itertuples():
        before = exact[(exact["cohort_id"] == row.cohort_id) & (exact["time"] <= row.time)]
        if len(before):
            assert row.lower - HALF <= before["value"].iloc[-1] <= row.upper + HALF, row


# ---- the bounds of parts, on many small programmes


def moved(exact, shown, by):
    sums = [cells.groupby(by)["n"].sum() if by else cells[["n"]].sum() for cells in (exact, shown)]
    return int(
        pd.Series(sums[0].sub(sums[1], fill_value=0).abs()).max() if len(exact) or len(shown) else 0
    )


def parts(cells):
    """What pages tell of each cube of parts: the cells, and by what they are added up in a cohort."""
    modules, replies, exits = cells["modules_reached"], cells["replies"], cells["exits"]
    yield "profile", cells["profile"], ["dimension", "category"]
    for step in ("started", "completed"):
        steps = cells["profile"][cells["profile"]["dimension"] == "gender"]
        yield "profile", steps[steps[step]], ["category"]
    for position in (1, 2, 3):
        yield "modules_reached", modules[modules["position"] >= position], []
    for wave in ("before", "after", "followup"):
        yield "replies", replies[replies[wave]], []
        yield "replies", replies[replies[wave] & replies["before"]], []
    left = exits[(exits["status"] == "withdrawn") & exits["started"]]
    for half_year in (0, 1):
        yield "exits", left[left["half_year"] <= half_year], []


def test_parts_of_random_programmes_are_within_their_bounds():
    for seed in range(60):
        exact = counted(drawn(seed, 20 + 2 * seed))
        shown = rounded(exact, Protection(), b"a secret for tests").cells
        k = Protection().k
        for (cube, true, by), (_, told, _) in zip(parts(exact), parts(shown), strict=True):
            of_one, of_several = derived.PARTS[cube]
            assert moved(true, told, ["cohort_id", *by]) <= of_one * (k - 1), (cube, by, seed)
            assert moved(true, told, by) <= of_several * (k - 1), (cube, by, seed)
        for name, by in (("employers", ["sector", "size_class"]), ("capable", ["several"])):
            bound = derived.PARTS[name][1] * (k - 1)
            assert moved(exact[name], shown[name], by) <= bound, (name, seed)
