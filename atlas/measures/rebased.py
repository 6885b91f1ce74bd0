"""Values over the years with the first of them as 100, so that large and small places share one scale."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures import timeline
from atlas.measures.selection import REMEMBERED
from atlas.measures.values import MISSING, REPORTED, Values
from atlas.region import LANGUAGES
from atlas.words import Words

BASE = 100


@lru_cache(maxsize=REMEMBERED)
def rebased(values: Values) -> Values | None:
    """Each area's values in per cent of its own in the base year: the first period that can be compared with
    the last one and in which a municipality has a value. What an area has no base for is missing. ``None``
    where there are no two such periods."""
    measure = values.measure
    every = pd.concat([values.table, values.benchmarks])
    told = set(values.table.loc[values.table["status"] == REPORTED, "period"])
    known = timeline.comparable(values.periods, measure.series_breaks, values.periods[-1])
    periods = [period for period in known if period in told]
    if len(periods) < 2:
        return None
    base = periods[0]
    indexed = replace(measure, kind="index", decimals=1, declared=_declared(measure, base))
    first = every[(every["period"] == base) & (every["value"] > 0)].set_index("code")["value"]
    since = known[known.index(base) :]
    return replace(
        values,
        measure=indexed,
        table=_in_per_cent(values.table, first, since),
        benchmarks=_in_per_cent(values.benchmarks, first, since),
        period=values.period if values.period in since else periods[-1],
    )


def _declared(measure: Measure, base: str) -> dict[str, Any]:
    """What the measure means, with the base in its names and no unit."""
    declared = {k: v for k, v in measure.declared.items() if not k.startswith(("unit", "short"))}
    for language in LANGUAGES:
        declared[f"name_{language}"] = Words(language)(
            "indicators.index_name", name=measure.name(language), base=base
        )
    return declared


def _in_per_cent(rows: pd.DataFrame, first: pd.Series, periods: list[str]) -> pd.DataFrame:
    kept = rows[rows["period"].isin(periods)]
    # rounding removes the noise of binary fractions, and nothing else
    shares = (kept["value"] / kept["code"].map(first) * BASE).round(9)
    lost = (kept["status"] == REPORTED) & shares.isna()
    none = float("nan")
    return kept.assign(
        value=shares,
        status=kept["status"].mask(lost, MISSING),
        lower=none,
        upper=none,
        n=none,
    ).reset_index(drop=True)
