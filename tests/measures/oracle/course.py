"""The course of the training: states, steps, modules, retention, times and attendance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.measures.oracle.delivered import MISSING, Chosen, Delivery, Told, whole_percent

DATED = {
    "participants": ("enrolled_on", "started_on", "ended_on"),
    "progress": ("completed_on",),
    "surveys": ("answered_on",),
}
LEAST_TO_FOLLOW = 10
BOTH = ["participant_id", "cohort_id"]


def states(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """Where each chosen cohort's enrolments (from the chosen municipalities) stand, and how many
    places it offered in all."""
    told: dict[str, Told] = {}
    for cohort in delivery.cohorts_of(chosen):
        rows = delivery.enrolled(chosen)
        rows = rows[rows["cohort_id"] == cohort]
        places = delivery.cohorts.set_index("cohort_id").loc[cohort, "places"]
        told |= {
            f"{cohort} places": int(places),
            f"{cohort} participants": len(rows),
            f"{cohort} started": int(rows["begun"].sum()),
            f"{cohort} completed": int(rows["done"].sum()),
            **{
                f"{cohort} {state}": int((rows["status"] == state).sum())
                for state in ("active", "paused", "withdrawn")
            },
        }
        undated = int(((rows["status"] == "completed") & ~rows["begun"]).sum())
        if undated:
            told[f"{cohort} completed_undated"] = undated
    return told


def admission(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """From places to completed. Nobody is enrolled who was not admitted, or admitted who had not
    applied: a cohort's total that says fewer is as many. Unknown where a chosen cohort's is."""
    rows = delivery.enrolled(chosen, anywhere=True)
    cohorts = delivery.cohorts.set_index("cohort_id").loc[delivery.cohorts_of(chosen)]
    applied: list[int | None] = []
    admitted: list[int | None] = []
    for cohort, row in cohorts.iterrows():
        least = int((rows["cohort_id"] == cohort).sum())
        known = [int(row[name]) if row[name] else None for name in ("applications", "admitted")]
        admitted.append(None if known[1] is None else max(known[1], least))
        applied.append(None if known[0] is None else max(known[0], admitted[-1] or 0, least))
    return {
        "places": int(cohorts["places"].astype(int).sum()),
        "applied": MISSING if None in applied else sum(applied),
        "admitted": MISSING if None in admitted else sum(admitted),
        "enrolled": len(rows),
        "started": int(rows["begun"].sum()),
        "completed": int(rows["done"].sum()),
    }


def _furthest(delivery: Delivery, rows: pd.DataFrame) -> pd.Series:
    """The position of the last module that each of these enrolments completed, 0 for none."""
    modules = delivery.table("modules").set_index("module_id")["position"].astype(int)
    progress = delivery.table("progress")
    reached = progress.assign(position=progress["module_id"].map(modules))
    furthest = reached.groupby(BOTH)["position"].max()
    keys = list(zip(rows["participant_id"], rows["cohort_id"], strict=True))
    return pd.Series([int(furthest.get(key, 0)) for key in keys], rows.index, dtype=int)


def funnel(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """How many came at least to each module, and when the chosen cohorts planned it."""
    rows = delivery.enrolled(chosen, anywhere=True)
    furthest = _furthest(delivery, rows)
    planned = delivery.table("sessions")
    planned = planned[planned["cohort_id"].isin(delivery.cohorts_of(chosen))]
    told: dict[str, Told] = {"0": len(rows)}
    for module in delivery.table("modules").itertuples():
        days = planned.loc[planned["module_id"] == module.module_id, "planned_on"]
        told[module.position] = int((furthest >= int(module.position)).sum())
        told[f"{module.position} first"] = str(days.min().date()) if len(days) else MISSING
        told[f"{module.position} last"] = str(days.max().date()) if len(days) else MISSING
    return told


def aligned(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """The share of those who began that completed each planned module or a later one, in the week
    after the cohort's start in which it was planned."""
    told: dict[str, Told] = {}
    modules = delivery.table("modules").set_index("module_id")["position"].astype(int)
    sessions = delivery.table("sessions")
    starts = delivery.cohorts.set_index("cohort_id")["starts_on"]
    for cohort in delivery.cohorts_of(chosen):
        rows = delivery.people[(delivery.people["cohort_id"] == cohort) & delivery.people["begun"]]
        if rows.empty:
            continue
        told[f"{cohort} 0 week 0"] = 100
        furthest = _furthest(delivery, rows)
        for session in sessions[sessions["cohort_id"] == cohort].itertuples():
            if session.planned_on > delivery.today:
                continue
            position = modules[session.module_id]
            week = (session.planned_on - starts[cohort]).days // 7
            there = int((furthest >= position).sum())
            told[f"{cohort} {position} week {week}"] = whole_percent(there, len(rows))
    return told


def recorded_until(delivery: Delivery) -> pd.Timestamp:
    """The last day on which anything of anyone is recorded, at most today."""
    days = [delivery.table(table)[column] for table, columns in DATED.items() for column in columns]
    return min(pd.concat(days).max(), delivery.today)


def _followed(delivery: Delivery, cohort: str) -> list[tuple[int, str]]:
    """Whole weeks that each of those who began was followed, and how that ended."""
    until = recorded_until(delivery)
    rows = delivery.people[(delivery.people["cohort_id"] == cohort) & delivery.people["begun"]]
    found = []
    for row in rows.itertuples():
        ended = row.status in ("withdrawn", "completed")
        if ended and pd.isna(row.ended_on):
            continue
        ended = ended and row.ended_on <= until
        last = row.ended_on if ended else until
        found.append(((last - row.started_on).days // 7, row.status if ended else ""))
    return found


def retention(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """One minus the cumulative incidence of withdrawal (Aalen and Johansen), one week at a time.

    Just before a week, ``staying`` of all are still in the training, by the estimate; of those at risk
    some withdraw and some complete in it."""
    told: dict[str, Told] = {}
    for cohort in delivery.cohorts_of(chosen):
        people = _followed(delivery, cohort)
        if len(people) < LEAST_TO_FOLLOW:
            continue
        staying, withdrawn = 1.0, 0.0
        told[f"{cohort} 0"] = 100.0
        for week in range(max(time for time, _ in people) + 1):
            at_risk = sum(time >= week for time, _ in people)
            left = people.count((week, "withdrawn"))
            done = people.count((week, "completed"))
            if left + done:
                withdrawn += staying * left / at_risk
                staying *= 1 - (left + done) / at_risk
                told[f"{cohort} {week}"] = 100 * (1 - withdrawn)
                told |= {
                    f"{cohort} {week} at risk": at_risk,
                    f"{cohort} {week} left": left,
                    f"{cohort} {week} completed": done,
                }
        told[f"{cohort} {max(time for time, _ in people)}"] = 100 * (1 - withdrawn)
    return told


def durations(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """Median and quartiles of the weeks that it took those who began and completed."""
    rows = delivery.enrolled(chosen, anywhere=True)
    rows = rows[rows["done"] & rows["ended_on"].notna()]
    cohorts = delivery.cohorts_of(chosen)
    groups = {cohort: rows[rows["cohort_id"] == cohort] for cohort in cohorts}
    if len(cohorts) > 1:
        groups["all"] = rows
    told: dict[str, Told] = {}
    for name, those in groups.items():
        weeks = (those["ended_on"] - those["started_on"]).dt.days // 7
        if weeks.empty:
            told[name] = MISSING
            continue
        low, middle, high = np.percentile(weeks, [25, 50, 75])
        told |= {name: middle, f"{name} lower": low, f"{name} upper": high, f"{name} n": len(weeks)}
    return told


def attendance(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """Who was there, of those of whom it is written down, session by session."""
    told: dict[str, Told] = {}
    rows = delivery.table("attendance")
    rows = rows[rows["cohort_id"].isin(delivery.cohorts_of(chosen))]
    for (cohort, module), those in rows.groupby(["cohort_id", "module_id"]):
        present = int((those["attended"] == "yes").sum())
        key = f"{cohort} {module}"
        told |= {
            key: whole_percent(present, len(those)),
            f"{key} present": present,
            f"{key} recorded": len(those),
        }
    return told
