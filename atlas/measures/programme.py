"""The programme's cubes per municipality: counts, and rates that rest on shown counts only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from atlas.catalogue import Measure
from atlas.measures import derived
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED, Selection, year_of
from atlas.measures.values import MISSING, REPORTED, Values, complete, empty
from atlas.memberships import EARLIER, memberships
from atlas.warehouse import Data

STARTED, ENROLMENTS = "started", "enrolments"
PEOPLE, OF_OWNERS = "participants", ("organisations", "enterprises")
# statuses of those who started: who completed, and who is no longer in the training
ENDS = {"completed": ("completed",), "ended": ("completed", "withdrawn")}
POPULATION = "population"


def is_empty(data: Data) -> bool:
    """Whether no cohort is delivered yet: then there is nothing to show, and nothing to hide. Whether a
    cohort has any people is left to its public numbers."""
    return bool(data["cohorts"].empty)


@lru_cache(maxsize=REMEMBERED)
def cohorts_in(data: Data, selection: Selection) -> pd.DataFrame:
    """The chosen cohorts, in the order of the table: those named (all if none is) that start within the
    years."""
    cohorts = data["cohorts"]
    chosen: pd.Series = (
        cohorts["starts_on"].dt.year.astype("str").map(selection.covers).astype(bool)
    )
    if selection.cohorts:
        chosen &= cohorts["cohort_id"].isin(selection.cohorts)
    return cohorts[chosen]


@lru_cache(maxsize=REMEMBERED)
def enrolments_in(data: Data, selection: Selection) -> pd.DataFrame:
    """The enrolment cube's cells for the chosen cohorts and municipalities."""
    return _cells(data["enrolments"], data, selection)


@lru_cache(maxsize=REMEMBERED)
def has_outside(data: Data) -> bool:
    """Whether any number that is shown counts people from outside the region."""
    cells = data["enrolments"]
    outside = data.region.outside_code
    return bool(cells.loc[cells["municipality_code"] == outside, "n"].sum())


def inside(data: Data, selection: Selection) -> Selection:
    """The whole region, without those from outside it: what is compared with its inhabitants."""
    return selection.of(*data.codes) if has_outside(data) else selection.everywhere()


def people(data: Data, selection: Selection) -> pd.DataFrame:
    """Cells that count each person once in the chosen cohorts and municipalities."""
    return _once(enrolments_in(data, selection), data, selection)


def counted(data: Data, measure: str, selection: Selection) -> pd.DataFrame:
    """The cube cells whose ``n`` add up to a counting measure under a selection.

    People and organisations are counted once within the selection: cells of those who were in it before
    are left out.
    """
    if measure == PEOPLE:
        return people(data, selection)
    if measure in OF_OWNERS:
        cells = _once(_cells(data["organisations"], data, selection), data, selection)
        return cells if measure == "organisations" else cells[cells["enterprise"]]
    cells = enrolments_in(data, selection)
    if measure == ENROLMENTS:
        return cells
    if measure in ENDS:
        return cells[cells["started"] & cells["status"].isin(ENDS[measure])]
    return cells[cells["started"]] if measure == STARTED else cells[cells["status"] == measure]


def by_municipality(data: Data, measure: str, selection: Selection) -> pd.Series:
    """A counting measure in each municipality by itself, in register order: an organisation with
    participants from two places counts in both, but once in the county."""
    wide = selection.everywhere()
    cells = enrolments_in(data, wide)
    if measure in OF_OWNERS:
        cells = _cells(data["organisations"], data, wide)
        cells = cells if measure == "organisations" else cells[cells["enterprise"]]
    if measure in (PEOPLE, *OF_OWNERS):
        cells = _once_in_place(cells, data, wide)
    else:
        cells = counted(data, measure, wide)
    sums = cells.groupby("municipality_code")["n"].sum()
    return sums.reindex(data.codes, fill_value=0)


def total(data: Data, measure: str, selection: Selection) -> tuple[float | None, str]:
    """One number for a selection and its status: a count (or a rate in per cent), protected where it is too
    small to be shown."""
    value, status = amount(data, measure, selection)
    return value, status


@lru_cache(maxsize=REMEMBERED)
def amount(data: Data, measure: str, selection: Selection) -> Amount:
    """The number of a measure for a selection, or why it is not shown."""
    declared = data.catalogue[measure].declared
    if "whole" in declared:
        part, whole = _part_of_whole(data, declared, selection)
        return derived.share(data, int(part["n"].sum()), int(whole["n"].sum()))
    return derived.count(data, int(counted(data, measure, selection)["n"].sum()))


def sums(data: Data, measure: str, selection: Selection) -> int:
    """The number of declared sums that a counting measure is made of under a selection (sums of
    :data:`atlas.publish.enrolments.MARGINS` and :mod:`atlas.publish.organisations`).

    For all cohorts together there is one sum, and one for each municipality; otherwise one for each
    cohort, or for each municipality in each cohort. All municipalities are the sum of all less that of those
    from outside. Where people are counted once among several, those
    who came back add to it: all enrolments less all people. While a changed k makes cells wait, there
    are no sums but the cells.
    """
    chosen, every = len(cohorts_in(data, selection)), len(data["cohorts"])
    cohorts = 1 if chosen == every and data.reach == data.k else chosen
    if data.reach != data.k:
        everywhere = len(data.codes) + bool(data.region.outside_code)
        places = len(selection.municipalities) or everywhere
    elif set(selection.municipalities) == set(data.codes):
        places = min(2, len(data.codes))
    else:
        places = len(selection.municipalities) or 1
    several = places > 1 or cohorts > 1
    again = 2 if measure in (PEOPLE, *OF_OWNERS) and several else 0
    # organisations are only where people are shown, and come back only where they were: that moves them more
    looser = (3 if selection.municipalities else 2) if measure in OF_OWNERS else 1
    states = len(ENDS.get(measure, (STARTED,)))
    return places * cohorts * looser * states + again


@lru_cache(maxsize=REMEMBERED)
def span(data: Data, measure: str, selection: Selection) -> Span | None:
    """The span of a measure for a selection: for a count or a share that is shown of protected data;
    otherwise ``None``."""
    value, _ = amount(data, measure, selection)
    if data.exact or value is None:
        return None
    declared = data.catalogue[measure].declared
    if "whole" not in declared:
        return derived.around(data, value, sums(data, measure, selection))
    named = (declared["part"], declared["whole"])
    part, whole = (
        derived.around(data, cells["n"].sum(), sums(data, of, selection))
        for cells, of in zip(_part_of_whole(data, declared, selection), named, strict=True)
    )
    return derived.around_share(part, whole)


def counts(data: Data, measure: Measure, selection: Selection) -> Values:
    """A counting measure for every municipality."""
    wide = selection.everywhere()
    number = by_municipality(data, measure.id, selection)
    rows = _rows(data, number.index, period(data, selection))
    columns = _columns([derived.count(data, int(n)) for n in number])
    rows = rows.assign(**columns, n=columns["value"])
    if not data.exact:
        of = sums(data, measure.id, wide.of(data.codes[0]))
        rows = rows.assign(**_spans([derived.around(data, n, of) for n in number]))
    county = amount(data, measure.id, wide)
    return _values(data, measure, selection, rows, county, span(data, measure.id, wide))


def share(data: Data, measure: Measure, selection: Selection) -> Values:
    """One count as a share of another (the declared ``part`` of the ``whole``) for every municipality, in
    whole per cent, where the whole is large enough."""
    wide = selection.everywhere()
    part, whole = (
        cells.groupby("municipality_code")["n"].sum()
        for cells in _part_of_whole(data, measure.declared, wide)
    )
    rows = _rows(data, pd.Index(data.codes), period(data, selection))
    shares = [derived.share(data, int(part.get(c, 0)), int(whole.get(c, 0))) for c in data.codes]
    rows = rows.assign(**_columns(shares), n=[float(whole.get(c, 0)) for c in data.codes])
    if not data.exact:
        here = wide.of(data.codes[0])
        of = [sums(data, measure.declared[side], here) for side in ("part", "whole")]
        pairs = [
            [
                derived.around(data, cells.get(c, 0), n)
                for cells, n in zip((part, whole), of, strict=True)
            ]
            for c in data.codes
        ]
        hidden = rows["status"] != REPORTED
        rows = rows.assign(**_spans([derived.around_share(*pair) for pair in pairs]))
        rows.loc[hidden, ["lower", "upper"]] = list(derived.ANY_SHARE)
    rows.loc[rows["status"] != REPORTED, "n"] = np.nan
    county = amount(data, measure.id, wide)
    return _values(data, measure, selection, rows, county, span(data, measure.id, wide))


def _part_of_whole(
    data: Data, declared: Mapping[str, Any], selection: Selection
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells of the part and of the whole. In a share of those who started, the part is limited to
    them: someone may have completed without a recorded start."""
    part, whole = (counted(data, declared[side], selection) for side in ("part", "whole"))
    return part[part["started"]] if declared["whole"] == STARTED else part, whole


def density(data: Data, measure: Measure, selection: Selection) -> Values:
    """The declared ``part`` per so many of its ``denominator`` (one published stock or several together),
    with an exact 95 % Poisson interval (Garwood 1936); in protected data it reaches from the lower end
    of the count's span to the upper."""
    part = data.catalogue[measure.declared["part"]]
    base = counts(data, part, selection)
    per = float(measure.declared["per"])
    inhabitants = stock_of(data, measure, selection)
    rows = base.table.copy()
    stock = rows["code"].map(inhabitants)
    rates = [
        derived.rate(data, Amount(None if pd.isna(n) else n, status), _known(there), per)
        for n, status, there in zip(rows["value"], rows["status"], stock, strict=True)
    ]
    rows = rows.assign(**_columns(rates))
    # the interval of the count, from both ends of the count's span
    least, most = (rows[s].fillna(rows["n"]).to_numpy(dtype=float) for s in ("lower", "upper"))
    rows["lower"] = poisson_interval(least)[0] / stock * per
    rows["upper"] = poisson_interval(most)[1] / stock * per
    county = data.region.county_code
    people_there = amount(data, part.id, inside(data, selection))
    ratio = derived.UNKNOWN
    if people_there.status == REPORTED:
        ratio = derived.rate(data, people_there, inhabitants.get(county), per)
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


def _once(cells: pd.DataFrame, data: Data, selection: Selection) -> pd.DataFrame:
    """The cells of those who had not been in any of the chosen cohorts and municipalities before."""
    cohorts = set(cohorts_in(data, selection)["cohort_id"])
    places = set(selection.municipalities)

    def chosen(cohort: str, place: str) -> bool:
        return cohort in cohorts and (not places or place in places)

    before = {
        earlier: any(chosen(*each) for each in memberships(earlier))
        for earlier in cells[EARLIER].unique()
    }
    return cells[~cells[EARLIER].map(before).astype(bool)]


def _once_in_place(cells: pd.DataFrame, data: Data, selection: Selection) -> pd.DataFrame:
    """The cells of those who had not been in any of the chosen cohorts from the same municipality before."""
    cohorts = set(cohorts_in(data, selection)["cohort_id"])
    places = {
        earlier: {place for cohort, place in memberships(earlier) if cohort in cohorts}
        for earlier in cells[EARLIER].unique()
    }
    pairs = zip(cells["municipality_code"], cells[EARLIER], strict=True)
    new = [place not in places[earlier] for place, earlier in pairs]
    return cells[pd.Series(new, index=cells.index, dtype="bool")]


def stock_of(data: Data, measure: Measure, selection: Selection) -> dict[str, float]:
    """The denominator of a rate, by code: the declared stocks added up, all of the same year.

    It is the year in which the last chosen cohort starts, or the last one before that in which all the
    stocks are known. An area that lacks one of them has no denominator.
    """
    stocks, rows = _stocks(data, measure)
    rows = rows[rows["year"] == str(stock_year(data, measure, selection))]
    sums = rows.groupby("municipality_code")["value"].agg(["sum", "size"])
    return {
        str(code): float(row["sum"]) for code, row in sums.iterrows() if row["size"] == len(stocks)
    }


def stock_year(data: Data, measure: Measure, selection: Selection) -> int | None:
    """The year of a rate's denominator (:func:`stock_of`), to be shown beside it; ``None`` where all the
    stocks are known in no year."""
    stocks, rows = _stocks(data, measure)
    known = rows.groupby("year")["indicator_id"].nunique()
    years = sorted(year_of(y) for y in known.index[known == len(stocks)])
    usable = [y for y in years if y <= int(period(data, selection)[-4:])] or years[:1]
    return usable[-1] if usable else None


def _stocks(data: Data, measure: Measure) -> tuple[list[str], pd.DataFrame]:
    """The declared stocks of a rate, and their reported rows."""
    named = measure.declared["denominator"]
    stocks = [named] if isinstance(named, str) else list(named)
    rows = data["indicators"]
    return stocks, rows[rows["indicator_id"].isin(stocks) & (rows["status"] == REPORTED)]


def one_more(data: Data, measure: Measure, selection: Selection) -> dict[str, float]:
    """What one more person would add to a rate, by code: much where few live."""
    per = float(measure.declared["per"])
    return {
        code: per / stock for code, stock in stock_of(data, measure, selection).items() if stock
    }


def _rows(data: Data, codes: pd.Index, shown: str) -> pd.DataFrame:
    return pd.DataFrame({"code": list(codes), "period": shown, "status": REPORTED})


def _columns(amounts: list[Amount]) -> dict[str, list[Any]]:
    """Amounts as the columns of a values table."""
    columns = zip(*amounts, strict=True) if amounts else ((), ())
    return {
        name: list(column) if name == "status" else pd.Series(column, dtype="float64").tolist()
        for name, column in zip(Amount._fields, columns, strict=True)
    }


def _spans(spans: list[Span]) -> dict[str, list[float]]:
    """Spans as the columns of a values table."""
    return {side: [getattr(span, side) for span in spans] for side in Span._fields}


def _known(stock: float) -> float | None:
    return None if pd.isna(stock) else float(stock)


def _values(
    data: Data,
    measure: Measure,
    selection: Selection,
    rows: pd.DataFrame,
    county: Amount,
    around: Span | None = None,
) -> Values:
    shown = period(data, selection)
    benchmarks = empty()
    if county.status != MISSING:
        around = around or Span(np.nan, np.nan)
        beside = pd.DataFrame(
            {
                "code": [data.region.county_code],
                "period": [shown],
                **_columns([county]),
                **_spans([around]),
            }
        )
        benchmarks = complete(beside, [data.region.county_code], [shown], MISSING)
    table = complete(rows, data.codes, [shown], MISSING)
    return Values(measure, table, benchmarks, shown, data.exact)
