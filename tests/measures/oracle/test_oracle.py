"""Every measure of exact data, computed a second time from its definition, must come out the same."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

import pandas as pd
import pytest

from atlas import ingest, warehouse
from atlas.measures import (
    admission,
    attendance,
    cohorts,
    completion,
    durations,
    employers,
    followup,
    gap,
    gender,
    profile,
    programme,
    registry,
    retention,
    sexes,
    surveys,
    targets,
)
from atlas.measures.selection import Selection
from atlas.publish import snapshot
from tests import deliveries
from tests.conftest import NOW
from tests.measures.oracle import beside, course, people
from tests.measures.oracle.delivered import MISSING, Delivery
from tests.measures.oracle.programmes import PROGRAMMES, cohorts_of, written

# selections of a programme, and how many of them each measure is asked for
SELECTIONS, EACH, FEW = 30, 6, 2
DAYS = (dt.date(2021, 5, 3), dt.date(2021, 12, 31), dt.date(2022, 11, 7), NOW.date())


@dataclass(frozen=True)
class Measured:
    """A programme as the atlas publishes it and as the oracle reads it, and what to ask of both."""

    name: str
    exact: warehouse.ExactData
    delivery: Delivery
    selections: list[Selection]
    each: int

    def dealt(self, what: str) -> list[Selection]:
        """All of it, and some of the selections: others for each measure, the same every day."""
        return [Selection(), *random.Random(what).sample(self.selections, self.each)]


@pytest.fixture(scope="module", params=PROGRAMMES)
def measured(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("oracle")
    data = written(request.param, folder / "data")
    reading = ingest.read(data, deliveries.GEO)
    assert reading.delivery is not None, list(reading.findings)[:3]
    snapshot.publish(reading.delivery, folder / "store", NOW)
    several = request.param.startswith(("drawn", "untidy"))
    return Measured(
        request.param,
        warehouse.exact(folder / "store", "staff"),
        Delivery(data, NOW.date()),
        selections(cohorts_of(data)),
        EACH if several else FEW,
    )


def selections(cohorts: list[str]) -> list[Selection]:
    """Random choices of municipalities × cohorts × years, now and then of no cohort at all."""
    draw, register = random.Random(SELECTIONS), deliveries.register()
    found: list[Selection] = []
    while len(found) < SELECTIONS:
        places = draw.sample(register, draw.choice((0, 1, 2, 5)))
        if places and draw.random() < 0.6:
            places[0] = "2480"
        chosen = draw.sample(cohorts, min(draw.choice((0, 0, 1, 2)), len(cohorts)))
        first = draw.choice((None, None, 2021, 2022, 2023))
        years = None if first is None else (first, first + draw.choice((0, 1)))
        found.append(Selection(tuple(dict.fromkeys(places)), tuple(chosen), years))
    return found


def told(value, status="reported"):
    """A number where one is told, else why not."""
    if status != "reported":
        return status
    return MISSING if pd.isna(value) else value


def same(measured: Measured, what: object, oracle: dict, atlas: dict) -> None:
    """Both have told of the same things, and of each the same."""
    for key in {**oracle, **atlas}:
        a, b = oracle.get(key, "untold"), atlas.get(key, "untold")
        alike = a == b if isinstance(a, str) or isinstance(b, str) else a == pytest.approx(b)
        assert alike, f"{measured.name}, {what}, {key}: by definition {a}, in the atlas {b}"


def rows(table: pd.DataFrame, key: list[str], more: tuple[str, ...] = (), status: str = "status"):
    """A table as the oracle tells it: ``key`` for its value, ``key column`` for what else it says."""
    found = {}
    for row in table.to_dict("records"):
        name = " ".join(str(row[part]) for part in key)
        found[name] = told(row["value"], row[status])
        for column in more:
            found[f"{name} {column}"] = told(row[column], row.get(f"{column}_status", "reported"))
    return found


@pytest.mark.parametrize("measure", people.COUNTS + people.SHARES)
def test_counts_and_shares(measured, measure):
    exact, county = measured.exact, measured.exact.region.county_code
    for chosen in measured.dealt(measure):
        atlas = {"total": told(*programme.total(exact, measure, chosen))}
        oracle = {"total": people.total(measured.delivery, measure, chosen)}
        values = registry.values(exact, measure, chosen)
        table = values.at()
        for code, row in table.iterrows():
            atlas[code] = told(row["value"], row["status"])
            if measure in people.SHARES:
                atlas[f"{code} n"] = 0 if row["status"] == MISSING else row["n"]
        atlas[county] = told(values.benchmark(county))
        by_place = people.by_place(measured.delivery, measure, chosen)
        by_place.pop(f"{county} n", None)
        same(measured, (measure, chosen), oracle | by_place, atlas)


@pytest.mark.parametrize("measure", people.DENSITIES)
def test_densities(measured, measure):
    exact, county = measured.exact, measured.exact.region.county_code
    declared = exact.catalogue[measure]
    for chosen in measured.dealt(measure):
        if not measured.delivery.cohorts_of(chosen):
            continue
        values = registry.values(exact, measure, chosen)
        more = programme.one_more(exact, declared, chosen)
        atlas = {"year": told(programme.stock_year(exact, declared, chosen))}
        for code, row in values.at().iterrows():
            atlas[code] = told(row["value"], row["status"])
            if row["status"] == "reported":
                atlas |= {f"{code} {column}": row[column] for column in ("n", "lower", "upper")}
                atlas[f"{code} one more"] = more[code]
        atlas[county] = told(values.benchmark(county))
        oracle = people.densities(measured.delivery, measure, chosen)
        same(measured, (measure, chosen), oracle, atlas)


def test_states(measured):
    for chosen in measured.dealt("states"):
        atlas = rows(cohorts.states(measured.exact, chosen), ["cohort_id", "key_figure"])
        oracle = course.states(measured.delivery, chosen)
        # nobody without a first day need not be told of each cohort where there are such in another
        undated = {k: 0 for k in atlas if k.endswith("completed_undated")}
        same(measured, ("states", chosen), undated | oracle, atlas)


def test_completion(measured):
    for chosen in measured.dealt("completion"):
        atlas = rows(completion.rates(measured.exact, chosen), ["measure"], ("n",))
        oracle = people.completion(measured.delivery, chosen)
        same(measured, ("completion", chosen), oracle, atlas)


def test_admission(measured):
    for chosen in measured.dealt("admission"):
        if not measured.delivery.cohorts_of(chosen):
            continue
        atlas = rows(admission.steps(measured.exact, chosen), ["step"])
        same(measured, ("admission", chosen), course.admission(measured.delivery, chosen), atlas)


def test_funnel(measured):
    for chosen in measured.dealt("funnel"):
        atlas = {}
        for row in cohorts.funnel(measured.exact, chosen).to_dict("records"):
            key = str(row["position"])
            atlas[key] = told(row["value"], row["status"])
            if row["position"]:
                for end in ("first", "last"):
                    day = row[f"planned_{end}"]
                    atlas[f"{key} {end}"] = (
                        MISSING if pd.isna(day) else str(pd.Timestamp(day).date())
                    )
        same(measured, ("funnel", chosen), course.funnel(measured.delivery, chosen), atlas)


def test_aligned(measured):
    for chosen in measured.dealt("aligned"):
        table = cohorts.aligned(measured.exact, chosen).assign(unit="week")
        atlas = rows(table, ["cohort_id", "position", "unit", "week"])
        same(measured, ("aligned", chosen), course.aligned(measured.delivery, chosen), atlas)


def test_retention(measured):
    for chosen in measured.dealt("retention"):
        atlas = {}
        for row in retention.retention(measured.exact, chosen).to_dict("records"):
            key = f"{row['cohort_id']} {row['time']}"
            atlas[key] = told(row["value"], row["status"])
            if row["left"] + row["completed"]:
                for column in ("at_risk", "left", "completed"):
                    atlas[f"{key} {column.replace('_', ' ')}"] = row[column]
        same(measured, ("retention", chosen), course.retention(measured.delivery, chosen), atlas)


def test_durations(measured):
    for chosen in measured.dealt("durations"):
        table = durations.time_to_complete(measured.exact, chosen)
        table = table.assign(cohort_id=table["cohort_id"].replace("", "all"))
        atlas = rows(table[table["status"] == "reported"], ["cohort_id"], ("lower", "upper", "n"))
        atlas |= rows(table[table["status"] != "reported"], ["cohort_id"])
        same(measured, ("durations", chosen), course.durations(measured.delivery, chosen), atlas)


def test_attendance(measured):
    for chosen in measured.dealt("attendance"):
        table = attendance.by_session(measured.exact, chosen)
        atlas = rows(table, ["cohort_id", "module_id"], ("present", "recorded"))
        same(measured, ("attendance", chosen), course.attendance(measured.delivery, chosen), atlas)


def test_gender(measured):
    for chosen in measured.dealt("gender"):
        table = gender.steps(measured.exact, chosen)
        counted = table[table["women_status"] != "missing"]
        atlas = rows(table, ["step"]) | rows(counted, ["step"], ("women", "men", "known"))
        same(measured, ("gender", chosen), people.gender(measured.delivery, chosen), atlas)


@pytest.mark.parametrize("dimension", people.DIMENSIONS)
def test_profile(measured, dimension):
    for chosen in measured.dealt(dimension):
        table = profile.profile(measured.exact, dimension, chosen)
        atlas = rows(table[table["value"] != 0], ["category"])
        oracle = people.profile(measured.delivery, dimension, chosen)
        same(measured, (dimension, chosen), oracle, atlas)


def test_employers(measured):
    table = employers.by_sector_and_size(measured.exact)
    atlas = rows(table[table["value"] != 0], ["sector", "size_class"])
    same(measured, "employers", people.employers(measured.delivery), atlas)


def test_organisations_with_two_who_completed(measured):
    atlas = {"capable": told(*employers.capable(measured.exact))}
    same(measured, "capable", people.capable(measured.delivery), atlas)


@pytest.mark.parametrize("measure", [gap.PEOPLE, gap.ENTERPRISES])
def test_gap(measured, measure):
    for chosen in measured.dealt(measure):
        if not measured.delivery.cohorts_of(chosen):
            continue
        atlas = {}
        for row in gap.gaps(measured.exact, chosen, measure).to_dict("records"):
            atlas[f"{row['code']} here"] = told(row["here"], row["status"])
            atlas |= {f"{row['code']} {side}": told(row[side]) for side in ("people", "difference")}
        oracle = people.gaps(measured.delivery, measure, chosen)
        same(measured, ("gap", measure, chosen), oracle, atlas)


@pytest.mark.parametrize("wave", ["after", "followup"])
def test_paired_answers(measured, wave):
    for chosen in measured.dealt(wave):
        atlas = {}
        for row in surveys.paired(measured.exact, wave, chosen).to_dict("records"):
            atlas[row["area"]] = told(row["change"], row["status"])
            if row["status"] == "reported":
                for column in ("before", "now", "n", "lower", "upper"):
                    atlas[f"{row['area']} {column}"] = told(row[column])
        oracle = beside.paired(measured.delivery, wave, chosen)
        same(measured, ("paired", wave, chosen), oracle, atlas)


def test_response(measured):
    for chosen in measured.dealt("response"):
        table = surveys.response(measured.exact, chosen)
        atlas = rows(table, ["wave"], ("asked", "answered", "silent", "paired"))
        same(measured, ("response", chosen), beside.response(measured.delivery, chosen), atlas)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_targets(measured, as_of):
    plain = [Selection(cohorts=(cohort,)) for cohort in measured.delivery.cohorts["cohort_id"]]
    measures = [m for m, declared in people.DECLARED.items() if declared.get("target")]
    for chosen in [*plain, *measured.dealt(str(as_of))]:
        for measure in measures:
            atlas = {}
            for n, pace in enumerate(targets.paces(measured.exact, measure, chosen, as_of)):
                atlas |= {
                    f"{n} actual": told(*pace.actual),
                    f"{n} target": pace.target.value,
                    f"{n} due": str(pace.target.due_on),
                    f"{n} expected": told(pace.expected),
                    f"{n} over": pace.over,
                }
            made = beside.paces(measured.delivery, measure, chosen, as_of)
            oracle = {
                f"{n} {what}": said for n, one in enumerate(made) for what, said in one.items()
            }
            same(measured, ("pace", measure, chosen, as_of), oracle, atlas)
            due = targets.target(measured.exact, measure, chosen, as_of)
            expected = beside.next_due([one["due"] for one in made], as_of)
            assert (None if due is None else str(due.due_on)) == expected


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_follow_up(measured, as_of):
    for chosen in measured.dealt(str(as_of)):
        table = followup.needs_follow_up(measured.exact, chosen, as_of)
        assert table["weeks"].tolist() == sorted(table["weeks"], reverse=True)
        atlas = {}
        for row in table.to_dict("records"):
            key = f"{row['participant_id']} {row['cohort_id']}"
            day = str(pd.Timestamp(row["last_on"]).date())
            atlas |= {key: row["weeks"], f"{key} last": day, f"{key} state": row["status"]}
        oracle = beside.follow_up(measured.delivery, chosen, as_of)
        same(measured, ("follow up", chosen, as_of), oracle, atlas)


@pytest.fixture(scope="module")
def figures(shipped):
    """The published figures, which are the same whoever takes part."""
    return Measured(
        "shipped",
        shipped.exact,
        Delivery(deliveries.DATA, NOW.date()),
        [
            Selection(),
            *(Selection(years=years) for years in ((2010, 2012), (2022, 2024), (1990, 2004))),
        ],
        0,
    )


def test_indicators(figures):
    # what is declared and has no figures yet is no measure of the atlas
    with_figures = set(figures.delivery.table("indicators")["indicator_id"])
    assert len(with_figures) >= 20
    for name in (n for n in figures.delivery.declared if n in with_figures):
        for chosen in figures.selections:
            values = registry.values(figures.exact, name, chosen)
            everything = pd.concat([values.table, values.benchmarks])
            atlas = rows(everything, ["period", "code"])
            oracle = beside.indicator(figures.delivery, name, chosen)
            if oracle:
                same(figures, (name, chosen), oracle, atlas)


def test_women_and_men(figures):
    pairs = {
        (declared["women"], declared["men"])
        for declared in figures.delivery.declared.values()
        if "women" in declared
    }
    assert pairs
    for pair in pairs:
        found = sexes.differences(*(registry.values(figures.exact, m, Selection()) for m in pair))
        atlas = {row["code"]: told(row["gap"], row["status"]) for row in found.to_dict("records")}
        same(figures, pair, beside.sexes(figures.delivery, *pair), atlas)
