"""Values that are not what they were: another unit, another table or one slip, told by the place."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping

import numpy as np
import pandas as pd

from atlas.frames import each
from atlas.publish import asked
from atlas.publish.asked import Moved
from atlas.region import LANGUAGES
from atlas.words import Words

FACTOR = 5.0
# a measure that has moved often enough tells itself what is unusual: half as much again as its largest move
OFTEN, BEYOND = 30, 1.5
LEAST = 1.2  # so much may change between any two tables
# a count below this can fall to a fifth, or to nothing, by chance: 30 → 6 is four standard deviations
SMALL = 30
NEAR, APART = 0.05, 0.25  # two values are one and the same, or clearly not
KEY = ["indicator_id", "municipality_code", "year"]
Name = Callable[[str, str], str]  # of a place by its code, in a language
Question = tuple[str, dict[str, str]]


def questions(
    before: pd.DataFrame, after: pd.DataFrame, table: str, kinds: Mapping[str, str], name: Name
) -> list[dict[str, str]]:
    """What must be said yes to, indicator by indicator; frames are the whole table of text.

    Each new or changed value is compared with the one that it replaces, or else with the nearest in time of
    its municipality. ``came`` is the indicator, of one of the ``kinds`` of the catalogue; ``factor``, a
    number as text, is that by which its values move, and ``named_sv`` and ``named_en`` are the places or
    periods.
    """
    old, new = (frame.astype("str") for frame in (before, after))
    merged = new.merge(old, on=KEY, how="left", suffixes=("", "_was"))
    fresh = merged[
        (merged["value"] != merged["value_was"]) | (merged["status"] != merged["status_was"])
    ]
    return [
        {"rule": rule, "table": table, "came": str(indicator)} | more
        for indicator, rows in fresh.groupby("indicator_id")
        for rule, more in _of_one(
            rows, old[old["indicator_id"] == indicator], kinds.get(str(indicator), ""), name
        )
    ]


def _of_one(rows: pd.DataFrame, old: pd.DataFrame, kind: str, name: Name) -> Iterator[Question]:
    """The questions about the new and changed rows of one indicator."""
    reported = old[old["status"] == "reported"].sort_values("year")
    if reported.empty:
        return
    periods = _other_periods(rows["year"], old["year"])
    if periods:
        yield (
            "periods_other",
            {f"named_{in_}": asked.first(periods, Words(in_)) for in_ in LANGUAGES},
        )
    was_known = (rows["status_was"] == "reported") & _numbers(rows["value_was"]).notna()
    lost = rows[was_known & (rows["status"] != "reported")]
    if len(lost):
        yield "values_lost", _named(lost.assign(was=lost["value_was"], value=""), name)
    if not (rows["status"] == "reported").any():
        yield "values_withheld", {}
        return
    compared = _compared(rows, reported)
    limits = (_limit(reported) ** compared["years"].clip(lower=1)).clip(upper=FACTOR)
    ratios = compared["now"] / compared["before"]
    factor = ratios[(ratios > 0) & (ratios < float("inf"))].median()
    all_move = bool(max(factor, 1 / factor) >= limits.median())
    if all_move:
        yield "values_move", {"factor": f"{factor:.3g}"}
    floor = _floor(kind, _numbers(reported["value"]))
    swapped = [] if all_move else _swapped(compared, floor)
    if swapped:
        yield "values_swapped", _named(compared.loc[swapped], name)
    sides = compared[["before", "now"]]
    low, high = sides.min(axis=1), sides.max(axis=1)
    jumps = (low >= 0) & (high > 0) & (high >= limits * low) & (high >= floor)
    if all_move:  # those that go with the rest are asked about already
        jumps &= ~(ratios / factor).between(1 / limits, limits)
    alone = compared[jumps].drop(index=swapped, errors="ignore")
    if len(alone):
        yield "value_jumps", _named(alone, name)


def _other_periods(new: pd.Series, old: pd.Series) -> list[str]:
    """Those periods of a form (years, quarters, months) that none has had."""
    forms = set(_form(old))
    return sorted(set(new[~_form(new).isin(forms)]))


def _form(periods: pd.Series) -> pd.Series:
    return periods.str.replace(r"[0-9]", "9", regex=True)


def _compared(rows: pd.DataFrame, reported: pd.DataFrame) -> pd.DataFrame:
    """The reported rows with what each ``was``, as text, how many ``years`` lie between, and both as the
    numbers ``before`` and ``now``."""
    rows = rows[rows["status"] == "reported"]
    series = {
        code: (_years(of["year"]).to_numpy(), of["value"].tolist())
        for code, of in reported.groupby("municipality_code", observed=True)
    }
    was, apart = [], []
    for row, year in zip(each(rows), _years(rows["year"]), strict=True):
        if row.status_was == "reported":
            was.append(row.value_was)
            apart.append(0)
        elif row.municipality_code in series:
            years, values = series[row.municipality_code]
            distances = np.abs(years - year)
            # of two as near the later
            at = len(distances) - 1 - int(distances[::-1].argmin())
            was.append(values[at])
            apart.append(int(distances[at]))
        else:
            was.append("")
            apart.append(0)
    texts = pd.Series(was, index=rows.index, dtype="str")
    numbers = {"before": _numbers(texts), "now": _numbers(rows["value"])}
    found = rows.assign(was=texts, years=np.array(apart, dtype=int), **numbers)
    return found.dropna(subset=["before", "now"])


def _years(periods: pd.Series) -> pd.Series:
    return _numbers(periods.str[:4]).fillna(0)


def _limit(reported: pd.DataFrame) -> float:
    """By how many times a value must be larger or smaller than that of the year before to be unusual, from
    how the places' own series have moved so far, from each period to the next."""
    values = _numbers(reported["value"])
    before = values.groupby(reported["municipality_code"]).shift()
    times = (values / before)[(values > 0) & (before > 0)]
    if len(times) < OFTEN:
        return FACTOR
    most = float(np.abs(np.log(times)).max())
    return min(FACTOR, max(LEAST, math.exp(BEYOND * most)))


def _numbers(values: pd.Series) -> pd.Series:
    # the table before need not keep the contract: what it has instead of a number is nothing to compare with
    return pd.to_numeric(values, errors="coerce")


def _floor(kind: str, known: pd.Series) -> float:
    """How large the larger of two values must be for a jump between them to be told.

    Rates and indexes have scales of their own: there it is a fifth of what is usual for the indicator. Grades
    do not jump.
    """
    if kind == "ordinal":
        return math.inf
    return SMALL if kind == "count" else float(known.median()) / FACTOR


def _swapped(compared: pd.DataFrame, floor: float) -> list[int]:
    """The rows of places that have each other's values, and are far from their own."""
    far = [
        row
        for row in each(compared)
        if row.before >= floor and not math.isclose(row.before, row.now, rel_tol=APART)
    ]
    pairs = [
        (one.Index, other.Index)
        for one, other in itertools.combinations(far, 2)
        if one.year == other.year
        and math.isclose(one.now, other.before, rel_tol=NEAR)
        and math.isclose(other.now, one.before, rel_tol=NEAR)
    ]
    return list(dict.fromkeys(itertools.chain.from_iterable(pairs)))


def _named(rows: pd.DataFrame, name: Name) -> dict[str, str]:
    """Rows by place and period, with what each was and is, in each language."""
    return {f"named_{in_}": _told(rows, name, in_) for in_ in LANGUAGES}


def _told(rows: pd.DataFrame, name: Name, language: str) -> str:
    moved = [Moved(name(r.municipality_code, language), r.year, r.was, r.value) for r in each(rows)]
    words = Words(language)
    return asked.first([asked.moved(one, words) for one in moved], words)
