"""Who and how many: counts, shares, densities, properties, employers, gender, who is missing."""

from __future__ import annotations

import pandas as pd
from scipy.stats import chi2

from tests.measures.oracle.delivered import (
    DECLARED,
    MISSING,
    Chosen,
    Delivery,
    Told,
    whole_percent,
)

COUNTS = [name for name, m in DECLARED.items() if m.get("form") == "count"]
SHARES = [name for name, m in DECLARED.items() if m.get("form") == "share"]
DENSITIES = [name for name, m in DECLARED.items() if m.get("form") == "density"]
ENDED = ["completed", "withdrawn"]
DIMENSIONS = ("gender", "role", "sector", "size_class")


def count(rows: pd.DataFrame, measure: str) -> int:
    """How many these enrolments are of a counting measure (or of those who ``ended``)."""
    if measure == "participants":
        return rows["participant_id"].nunique()
    if measure == "organisations":
        return rows["organisation_id"].nunique()
    if measure == "enterprises":
        return rows.loc[rows["sector"] == "enterprise", "organisation_id"].nunique()
    which = {
        "enrolments": rows["status"].notna(),
        "started": rows["begun"],
        "completed": rows["done"],
        "withdrawn": rows["status"] == "withdrawn",
        "ended": rows["begun"] & rows["status"].isin(ENDED),
    }
    return int(which[measure].sum())


def share(rows: pd.DataFrame, measure: str) -> tuple[Told, int]:
    """A share of these enrolments, and the number that it is a share of."""
    part, whole = (count(rows, DECLARED[measure][side]) for side in ("part", "whole"))
    return whole_percent(part, whole), whole


def total(delivery: Delivery, measure: str, chosen: Chosen) -> Told:
    """One number for all that is chosen."""
    rows = delivery.enrolled(chosen)
    return count(rows, measure) if measure in COUNTS else share(rows, measure)[0]


def by_place(delivery: Delivery, measure: str, chosen: Chosen) -> dict[str, Told]:
    """Each municipality by itself, and the county (its code), whatever places are chosen."""
    told: dict[str, Told] = {}
    everywhere = delivery.enrolled(chosen, anywhere=True)
    places = dict(iter(everywhere.groupby("municipality_code")))
    places[delivery.region["county_code"]] = everywhere
    for key in (*delivery.codes, delivery.region["county_code"]):
        rows = places.get(key, everywhere.iloc[:0])
        if measure in COUNTS:
            told[key] = count(rows, measure)
        else:
            told[key], told[f"{key} n"] = share(rows, measure)
    return told


def stocks(delivery: Delivery, measure: str, chosen: Chosen) -> tuple[int | None, dict[str, float]]:
    """What a density is divided by, by area: of the year in which the latest chosen cohort began or
    the last before it that has all of its parts."""
    names = DECLARED[measure]["denominator"]
    names = [names] if isinstance(names, str) else names
    mine = delivery.cohorts[delivery.cohorts["cohort_id"].isin(delivery.cohorts_of(chosen))]
    figures = [delivery.figures(name) for name in names]
    latest = mine["starts_on"].dt.year.max()
    years = set.intersection(*({year for _, year in of} for of in figures))
    years = {year for year in years if year <= latest}
    if not years:
        return None, {}
    year = max(years)
    areas = (*delivery.codes, delivery.region["county_code"])
    known = [code for code in areas if all((code, year) in of for of in figures)]
    found = {code: sum(of[code, year] for of in figures) for code in known}
    return year, found


def densities(delivery: Delivery, measure: str, chosen: Chosen) -> dict[str, Told]:
    """Per so many, with Garwood's exact interval of a Poisson count by quantiles of chi squared."""
    per = DECLARED[measure]["per"]
    counts = by_place(delivery, DECLARED[measure]["part"], chosen)
    year, stock = stocks(delivery, measure, chosen)
    told: dict[str, Told] = {"year": year or MISSING}
    for code, n in counts.items():
        if code not in stock:
            told[code] = MISSING
            continue
        each = per / stock[code]
        told[code] = n * each
        if code in delivery.codes:
            told[f"{code} n"] = n
            told[f"{code} lower"] = chi2.ppf(0.025, 2 * n) / 2 * each if n else 0.0
            told[f"{code} upper"] = chi2.ppf(0.975, 2 * n + 2) / 2 * each
            told[f"{code} one more"] = each
    return told


def gaps(delivery: Delivery, measure: str, chosen: Chosen) -> dict[str, Told]:
    """Each municipality's and each group's share of all, beside its share of the county's stock."""
    part = DECLARED[measure]["part"]
    everyone = count(delivery.enrolled(chosen, anywhere=True), part)
    _, stock = stocks(delivery, measure, chosen)
    county = stock.get(delivery.region["county_code"])
    places = delivery.table("groups")
    members = {code: [code] for code in delivery.codes}
    members |= places.groupby("group_id")["municipality_code"].agg(list).to_dict()
    told: dict[str, Told] = {}
    for name, codes in members.items():
        here = whole_percent(count(delivery.enrolled(chosen, places=codes), part), everyone)
        known = county is not None and all(code in stock for code in codes)
        # a place whose stock nobody knows cannot be compared
        told[f"{name} here"] = here if known else MISSING
        there: Told = 100 * sum(stock[code] for code in codes) / county if known else MISSING
        told[f"{name} people"] = there
        both = not isinstance(here, str) and not isinstance(there, str)
        told[f"{name} difference"] = here - there if both else MISSING
    return told


def profile(delivery: Delivery, dimension: str, chosen: Chosen) -> dict[str, Told]:
    """Enrolments in the chosen cohorts by a property, as far as there are any."""
    found = delivery.enrolled(chosen, anywhere=True)[dimension].replace("", "unknown")
    return {str(category): int(n) for category, n in found.value_counts().items()}


def employers(delivery: Delivery) -> dict[str, Told]:
    """Organisations of the whole project by sector and size, each once."""
    told: dict[str, Told] = {}
    each = delivery.people.drop_duplicates("organisation_id")
    for row in each.itertuples():
        key = f"{row.sector} {row.size_class or 'unknown'}"
        told[key] = told.get(key, 0) + 1
    return told


def capable(delivery: Delivery) -> dict[str, Told]:
    """Organisations in which two people or more have completed; one in two cohorts is one."""
    done = delivery.people[delivery.people["done"]]
    several = done.groupby("organisation_id")["participant_id"].nunique() >= 2
    return {"capable": int(several.sum())}


def gender(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """Women of women and men, by step, over the chosen cohorts' enrolments."""
    rows = delivery.enrolled(chosen, anywhere=True)
    told: dict[str, Told] = {"applied": MISSING, "admitted": MISSING}
    steps = {"enrolled": rows, "started": rows[rows["begun"]], "completed": rows[rows["done"]]}
    for step, those in steps.items():
        women, men = (int((those["gender"] == sex).sum()) for sex in ("woman", "man"))
        told |= {f"{step} women": women, f"{step} men": men, f"{step} known": women + men}
        told[step] = whole_percent(women, women + men)
    return told


def completion(delivery: Delivery, chosen: Chosen) -> dict[str, Told]:
    """The completion rates with what they are shares of; of those who have ended only while some of
    those who began have not."""
    rows = delivery.enrolled(chosen)
    measures = ["completion_rate", "completion_of_enrolled"]
    if count(rows, "ended") < count(rows, "started"):
        measures.append("completion_of_ended")
    told: dict[str, Told] = {}
    for measure in measures:
        told[measure], told[f"{measure} n"] = share(rows, measure)
    return told
