"""What the programme's cubes say per municipality: counts, and rates that rest on shown counts only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from atlas.catalogue import Measure
from atlas.measures import derived
from atlas.measures.derived import Amount
from atlas.measures.selection import REMEMBERED, Selection, year_of
from atlas.measures.values import MISSING, REPORTED, Values, complete, empty
from atlas.warehouse import Data

STARTED, ENROLMENTS = "started", "enrolments"
POPULATION = "population"


def is_empty(data: Data) -> bool:
    """Whether no cohort is delivered yet: then there is nothing to say, and nothing to hide. Whether a
    cohort has anyone is for its public numbers to say."""
    return bool(data["cohorts"].empty)


@lru_cache(maxsize=REMEMBERED)
def cohorts_in(data: Data, selection: Selection) -> pd.DataFrame:
    """The chosen cohorts: those named (all if none is) that start within the years, as registered."""
    cohorts = data["cohorts"]
    chosen = cohorts["starts_on"].dt.year.astype("str").map(selection.covers).astype(bool)
    if selection.cohorts:
        chosen &= cohorts["cohort_id"].isin(selection.cohorts)
    return cohorts[chosen]


@lru_cache(maxsize=REMEMBERED)
def enrolments_in(data: Data, selection: Selection) -> pd.DataFrame:
    """The enrolment cube's cells for the chosen cohorts and municipalities."""
    return _cells(data["enrolments"], data, selection)


def people(data: Data, selection: Selection) -> pd.DataFrame:
    """Cells that count people: once over the project, or once in each chosen cohort."""
    cells = enrolments_in(data, selection)
    return cells if selection.cohorts else cells[cells["first"]]


def counted(data: Data, measure: str, selection: Selection) -> pd.DataFrame:
    """The cube cells whose ``n`` add up to a counting measure under a selection."""
    if measure == "participants":
        return people(data, selection)
    if measure in ("organisations", "enterprises"):
        cells = _cells(data["organisations"], data, selection)
        return cells if measure == "organisations" else cells[cells["enterprise"]]
    cells = enrolments_in(data, selection)
    if measure == ENROLMENTS:
        return cells
    return cells[cells["started"]] if measure == STARTED else cells[cells["status"] == measure]


def total(data: Data, measure: str, selection: Selection) -> tuple[float | None, str]:
    """One number for a selection and its status: protected where too few to be shown, else a count
    (or a rate in percent)."""
    told = amount(data, measure, selection)
    return told.value, told.status


@lru_cache(maxsize=REMEMBERED)
def amount(data: Data, measure: str, selection: Selection) -> Amount:
    """The number of a measure for a selection, or why it is not told."""
    declared = data.catalogue[measure].declared
    if "whole" in declared:
        part, whole = _part_of_whole(data, declared, selection)
        return derived.share(data, int(part["n"].sum()), int(whole["n"].sum()))
    return derived.count(data, int(counted(data, measure, selection)["n"].sum()))


def counts(data: Data, measure: Measure, selection: Selection) -> Values:
    """A counting measure for every municipality."""
    wide = selection.everywhere()
    sums = counted(data, measure.id, wide).groupby("municipality_code")["n"].sum()
    number = sums.reindex(data.codes, fill_value=0)
    rows = _rows(data, number.index, period(data, selection))
    told = _told([derived.count(data, int(n)) for n in number])
    rows = rows.assign(**told, n=told["value"])
    return _values(data, measure, selection, rows, amount(data, measure.id, wide))


def share(data: Data, measure: Measure, selection: Selection) -> Values:
    """One count of another (the declared ``part`` of the ``whole``) for every municipality, in whole
    per cent where enough are in the whole."""
    wide = selection.everywhere()
    part, whole = (
        cells.groupby("municipality_code")["n"].sum()
        for cells in _part_of_whole(data, measure.declared, wide)
    )
    rows = _rows(data, pd.Index(data.codes), period(data, selection))
    shares = [derived.share(data, int(part.get(c, 0)), int(whole.get(c, 0))) for c in data.codes]
    rows = rows.assign(**_told(shares), n=[float(whole.get(c, 0)) for c in data.codes])
    rows.loc[rows["status"] != REPORTED, "n"] = np.nan
    return _values(data, measure, selection, rows, amount(data, measure.id, wide))


def _part_of_whole(
    data: Data, declared: Mapping[str, Any], selection: Selection
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells of the part and of the whole. Of those who started only those count who did: someone
    may have completed although nobody wrote down when they began."""
    part, whole = (counted(data, declared[side], selection) for side in ("part", "whole"))
    return part[part["started"]] if declared["whole"] == STARTED else part, whole


def density(data: Data, measure: Measure, selection: Selection) -> Values:
    """The declared ``part`` per so many of its ``denominator`` (one published stock or several
    together), with an exact 95 % Poisson interval (Garwood 1936)."""
    base = counts(data, data.catalogue[measure.declared["part"]], selection)
    per = float(measure.declared["per"])
    inhabitants = stock_of(data, measure, selection)
    rows = base.table.copy()
    stock = rows["code"].map(inhabitants)
    rates = [
        derived.rate(data, Amount(None if pd.isna(n) else n, status), _known(there), per)
        for n, status, there in zip(rows["value"], rows["status"], stock, strict=True)
    ]
    rows = rows.assign(**_told(rates))
    lower, upper = poisson_interval(rows["n"].to_numpy(dtype=float))
    for side, people in (("lower", lower), ("upper", upper)):
        rows[side] = (people / stock * per).where(rows["status"] == REPORTED)
    county = data.region.county_code
    people_there = base.benchmark(county)
    ratio = derived.UNKNOWN
    if people_there:
        ratio = derived.rate(data, Amount(people_there, REPORTED), inhabitants.get(county), per)
    return _values(data, measure, selection, rows, ratio)


def poisson_interval(n: np.ndarray, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """The exact interval for a Poisson mean given counts ``n`` (Garwood 1936, by gamma quantiles)."""
    tail = (1 - level) / 2
    lower = np.where(n > 0, gammaincinv(np.maximum(n, 1e-12), tail), 0.0)
    return lower, gammaincinv(n + 1, 1 - tail)


@lru_cache(maxsize=REMEMBERED)
def period(data: Data, selection: Selection) -> str:
    """The years in which the chosen cohorts start: ``2022`` or ``2022–2023``."""
    years = sorted(cohorts_in(data, selection)["starts_on"].dt.year.unique().tolist())
    if not years:
        region = data.region
        years = [region.project_starts.year, region.project_ends.year]
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _cells(cube: pd.DataFrame, data: Data, selection: Selection) -> pd.DataFrame:
    chosen = cube["cohort_id"].isin(cohorts_in(data, selection)["cohort_id"])
    if selection.municipalities:
        chosen &= cube["municipality_code"].isin(selection.municipalities)
    return cube[chosen]


def stock_of(data: Data, measure: Measure, selection: Selection) -> dict[str, float]:
    """What a rate is divided by, by code: the declared stocks added up, in one and the same year.

    It is the year in which the last chosen cohort starts, or the last year before it that all the
    stocks have. An area without one of them has none.
    """
    named = measure.declared["denominator"]
    stocks = [named] if isinstance(named, str) else list(named)
    rows = data["indicators"]
    rows = rows[rows["indicator_id"].isin(stocks) & (rows["status"] == REPORTED)]
    known = rows.groupby("year")["indicator_id"].nunique()
    years = sorted(year_of(y) for y in known.index[known == len(stocks)])
    usable = [y for y in years if y <= int(period(data, selection)[-4:])] or years[:1]
    if not usable:
        return {}
    rows = rows[rows["year"] == str(usable[-1])]
    sums = rows.groupby("municipality_code")["value"].agg(["sum", "size"])
    return {
        str(code): float(row["sum"]) for code, row in sums.iterrows() if row["size"] == len(stocks)
    }


def one_more(data: Data, measure: Measure, selection: Selection) -> dict[str, float]:
    """What one more person would add to a rate, by code: large where few live."""
    per = float(measure.declared["per"])
    return {
        code: per / stock for code, stock in stock_of(data, measure, selection).items() if stock
    }


def _rows(data: Data, codes: pd.Index, shown: str) -> pd.DataFrame:
    return pd.DataFrame({"code": list(codes), "period": shown, "status": REPORTED})


def _told(amounts: list[Amount]) -> dict[str, list[Any]]:
    """Amounts as the columns of a values table."""
    columns = zip(*amounts, strict=True) if amounts else ((), ())
    return {
        name: list(column) if name == "status" else pd.Series(column, dtype="float64").tolist()
        for name, column in zip(Amount._fields, columns, strict=True)
    }


def _known(stock: float) -> float | None:
    return None if pd.isna(stock) else float(stock)


def _values(
    data: Data, measure: Measure, selection: Selection, rows: pd.DataFrame, county: Amount
) -> Values:
    shown = period(data, selection)
    benchmarks = empty()
    if county.status != MISSING:
        beside = pd.DataFrame(
            {"code": [data.region.county_code], "period": [shown], **_told([county])}
        )
        benchmarks = complete(beside, [data.region.county_code], [shown], MISSING)
    table = complete(rows, data.codes, [shown], MISSING)
    return Values(measure, table, benchmarks, shown, data.exact)
