"""What stands beside the people: surveys, targets, follow-up, and published indicators."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from scipy.stats import ttest_1samp

from tests.measures.oracle import people
from tests.measures.oracle.delivered import (
    DECLARED,
    MISSING,
    NOT_APPLICABLE,
    Chosen,
    Delivery,
    Told,
    whole_percent,
)

AREAS = (
    "context",
    "leadership",
    "planning",
    "support",
    "operation",
    "evaluation",
    "improvement",
)
WAVES = ("before", "after", "followup")
BOTH = ["participant_id", "cohort_id"]
STILL_IN = ("enrolled", "active", "paused")


def paired(delivery: Delivery, wave: str, chosen: Chosen) -> dict[str, Told]:
    """Means of those who answered an area before and at ``wave``, with the 95 per cent t-interval of
    the mean of their differences; none where nothing varies."""
    surveys = delivery.table("surveys")
    surveys = surveys[surveys["cohort_id"].isin(delivery.cohorts_of(chosen))]
    told: dict[str, Told] = {}
    for area in AREAS:
        mine = surveys[surveys["area"] == area].assign(score=lambda t: t["score"].astype(int))
        sides = [mine[mine["wave"] == w].set_index(BOTH)["score"] for w in ("before", wave)]
        both = pd.concat(sides, axis=1, keys=["before", "now"], join="inner")
        if both.empty:
            told[area] = MISSING
            continue
        changes = both["now"] - both["before"]
        told |= {
            area: changes.mean(),
            f"{area} before": both["before"].mean(),
            f"{area} now": both["now"].mean(),
            f"{area} n": len(both),
            f"{area} lower": MISSING,
            f"{area} upper": MISSING,
        }
        if changes.nunique() > 1:
            interval = ttest_1samp(changes, 0).confidence_interval(0.95)
            told |= {f"{area} lower": interval.low, f"{area} upper": interval.high}
    return told


def response(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """Before all who began are asked, later those who completed; and whoever answered."""
    rows = delivery.enrolled(chosen, anywhere=True)
    surveys = delivery.table("surveys")
    keys = list(zip(rows["participant_id"], rows["cohort_id"], strict=True))
    answered = {
        wave: set(surveys[surveys["wave"] == wave][BOTH].itertuples(index=False, name=None))
        & set(keys)
        for wave in WAVES
    }
    told: dict[str, Told] = {}
    for wave in WAVES:
        of = rows["begun"] if wave == "before" else rows["done"]
        asked = {key for key, one in zip(keys, of, strict=True) if one} | answered[wave]
        told |= {
            f"{wave} asked": len(asked),
            f"{wave} answered": len(answered[wave]),
            f"{wave} silent": len(asked) - len(answered[wave]),
            f"{wave} paired": len(answered[wave] & answered["before"]),
            wave: whole_percent(len(answered[wave]), len(asked)),
        }
    return told


def paces(
    delivery: Delivery, measure: str, chosen: Chosen, as_of: dt.date
) -> list[dict[str, Told]]:
    """The measure beside each target of the chosen cohort (of the project, where none is chosen):
    a straight line from its start to the day that it is due, while it and the project last."""
    if chosen.municipalities or chosen.years or len(chosen.cohorts) > 1:
        return []
    cohort = chosen.cohorts[0] if chosen.cohorts else ""
    targets = delivery.table("targets")
    targets = targets[(targets["measure"] == measure) & (targets["cohort_id"] == cohort)]
    project = delivery.region["project"]
    start = project["starts_on"]
    if cohort:
        start = delivery.cohorts.set_index("cohort_id").loc[cohort, "starts_on"].date()
    told = []
    for row in targets.sort_values("due_on", kind="stable").itertuples():
        due, value = row.due_on.date(), float(row.value)
        over = as_of >= min(due, project["ends_on"])
        expected: Told = MISSING
        if not over and DECLARED[measure]["form"] == "count":
            gone = max((as_of - start).days, 0)
            expected = value * gone / (due - start).days
        actual = people.total(delivery, measure, chosen)
        told.append(
            {"actual": actual, "target": value, "due": str(due), "expected": expected, "over": over}
        )
    return told


def next_due(due: list[str], as_of: dt.date) -> str | None:
    """The first day that has not passed, and the last when all have."""
    ahead = [day for day in sorted(due) if day >= str(as_of)]
    return ahead[0] if ahead else max(due, default=None)


def follow_up(delivery: Delivery, chosen: Chosen, as_of: dt.date) -> dict[str, Told]:
    """Those still in the training of whom nothing was heard for the region's weeks."""
    today = pd.Timestamp(as_of)
    plan = delivery.table("sessions").set_index(["cohort_id", "module_id"])["planned_on"]
    heard: dict[tuple[str, str], list[pd.Timestamp]] = {}
    for table, column in (("progress", "completed_on"), ("surveys", "answered_on")):
        for row in delivery.table(table).itertuples():
            heard.setdefault((row.participant_id, row.cohort_id), []).append(getattr(row, column))
    for row in delivery.table("attendance").query("attended == 'yes'").itertuples():
        day = plan[(row.cohort_id, row.module_id)]
        heard.setdefault((row.participant_id, row.cohort_id), []).append(day)
    told: dict[str, Told] = {}
    for row in delivery.enrolled(chosen).itertuples():
        begins_later = row.enrolled_on > today or (row.begun and row.started_on > today)
        if row.status not in STILL_IN or begins_later:
            continue
        days = [row.enrolled_on, *heard.get((row.participant_id, row.cohort_id), [])]
        days += [row.started_on] if row.begun else []
        last = max(day for day in days if day <= today)
        weeks = (today - last).days // 7
        if weeks >= delivery.region["follow_up"]["weeks"]:
            key = f"{row.participant_id} {row.cohort_id}"
            told |= {key: weeks, f"{key} last": str(last.date()), f"{key} state": row.status}
    return told


def indicator(delivery: Delivery, name: str, chosen: Chosen) -> dict[str, Told]:
    """Every municipality's, the county's and the country's figure in every period within the chosen
    years, or from the year that views open on (earlier ones where there are no others)."""
    declared, region = delivery.declared[name], delivery.region
    rows = delivery.table("indicators")
    rows = rows[rows["indicator_id"] == name]
    rows = rows.assign(starts=rows["year"].str[:4].astype(int))
    if chosen.years:
        rows = rows[rows["starts"].between(*chosen.years)]
    elif (rows["starts"] >= region["opens_on"]).any():
        rows = rows[rows["starts"] >= region["opens_on"]]
    told: dict[str, Told] = {}
    absent = declared.get("absent", MISSING)
    absent = NOT_APPLICABLE if declared.get("level") == "county" else absent
    for period in rows["year"].unique():
        told |= {f"{period} {code}": absent for code in delivery.codes}
    for row in rows.itertuples():
        value: Told = float(row.value) if row.status == "reported" else row.status
        told[f"{row.year} {row.municipality_code}"] = value
    return told


def sexes(delivery: Delivery, women: str, men: str) -> dict[str, Told]:
    """The share of women less that of men in the last period that both have."""
    shares = [indicator(delivery, name, _All()) for name in (women, men)]
    period = max({key.split()[0] for key in shares[0]} & {key.split()[0] for key in shares[1]})
    told: dict[str, Told] = {}
    for code in delivery.codes:
        one, other = (share[f"{period} {code}"] for share in shares)
        strange = next((s for s in (one, other) if isinstance(s, str)), None)
        told[code] = strange or one - other
    return told


class _All:
    municipalities: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    years = None
