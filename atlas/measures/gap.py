"""Who is missing: each place's share of the participants against its share of the inhabitants, and of
the enterprises with participants against its share of the workplaces."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import derived, programme
from atlas.measures.derived import Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, REPORTED
from atlas.warehouse import Data

PEOPLE, ENTERPRISES = "participants_per_10000", "enterprises_per_1000_workplaces"
MUNICIPALITY, GROUP = "municipality", "group"
COLUMNS = ["level", "code", "here", "status", "people", "difference", "lower", "upper"]


@lru_cache(maxsize=REMEMBERED)
def gaps(data: Data, selection: Selection, measure: str = PEOPLE) -> pd.DataFrame:
    """Rows ``level, code, here, status, people, difference, lower, upper``: first every municipality in
    register order, then every group of municipalities.

    ``here`` is the share of all that the ``measure`` (a density) counts in whole per cent, under the
    rules of shares; ``people`` the share of what it is divided by in per cent, of the county's where
    that is known; ``difference`` in percentage points where both are told;
    ``lower`` and ``upper`` are what a protected ``here`` could truly be.
    A group is told of the same published numbers, so that places of few are seen together.
    """
    wide = selection.everywhere()
    density = data.catalogue[measure]
    cells = programme.counted(data, density.declared["part"], wide)
    sums = cells.groupby("municipality_code")["n"].sum().reindex(data.codes, fill_value=0)
    stock = programme.stock_of(data, density, wide)
    there = pd.Series({code: stock.get(code) for code in data.codes}, dtype="float64")
    whole = stock.get(data.region.county_code) or float(there.sum())
    groups = data["register"].set_index("code")["group_id"]

    def shared(members: list[str]) -> list[float]:
        return derived.beside(data, _share_span(data, measure, wide, members, sums))

    rows = [
        (*_row(data, MUNICIPALITY, code, [code], sums, there, whole), *shared([code]))
        for code in data.codes
    ]
    for group in dict.fromkeys(groups.dropna()):
        members = [code for code in data.codes if groups[code] == group]
        row = _row(data, GROUP, str(group), members, sums, there, whole)
        rows.append((*row, *shared(members)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(
    data: Data,
    level: str,
    code: str,
    members: list[str],
    sums: pd.Series,
    there: pd.Series,
    county: float,
) -> tuple[object, ...]:
    here, total = int(sums[members].sum()), int(sums.sum())
    told = derived.share(data, here, total)
    if not here and not data.exact:
        told = derived.HIDDEN  # a protected nought may be a few
    known = there[members].notna().all() and county > 0
    people = float(100 * there[members].sum() / county) if known else float("nan")
    whole = told.status == REPORTED and known and told.value is not None
    difference = float(told.value) - people if whole and told.value is not None else float("nan")
    status = told.status if known else MISSING
    return level, code, told.value, status, people, difference


def _share_span(
    data: Data, measure: str, wide: Selection, members: list[str], sums: pd.Series
) -> Span:
    """What the share of some places could truly be, told or not."""
    part = str(data.catalogue[measure].declared["part"])
    # of a place those count who were not first anywhere else: they came again
    again = 2 if len(members) == 1 else 0
    here = programme.sums(data, part, wide.of(*members)) + again
    return derived.around_share(
        derived.around(data, sums[members].sum(), here),
        derived.around(data, sums.sum(), programme.sums(data, part, wide)),
    )


def group_names(data: Data, language: str) -> dict[str, str]:
    """The groups' names by id."""
    register = data["register"].dropna(subset=["group_id"])
    return dict(zip(register["group_id"], register[f"group_{language}"], strict=True))
