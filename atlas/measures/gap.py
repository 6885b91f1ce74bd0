"""Who is missing: each place's share of the participants against its share of the inhabitants, and of
the enterprises with participants against its share of the workplaces."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from atlas.catalogue import Measure
from atlas.measures import derived, programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING
from atlas.warehouse import Data

PEOPLE, ENTERPRISES = "participants_per_10000", "enterprises_per_1000_workplaces"
MUNICIPALITY, GROUP = "municipality", "group"
COLUMNS = ["level", "code", "here", "status", "people", "difference", "lower", "upper"]


@lru_cache(maxsize=REMEMBERED)
def gaps(data: Data, selection: Selection, measure: str = PEOPLE) -> pd.DataFrame:
    """Rows ``level, code, here, status, people, difference, lower, upper``: first every municipality in
    register order, then every group of municipalities.

    ``here`` is the place's share of everything that the ``measure`` (a density) counts, in whole per cent
    under the rules of shares; those who take part from two places belong to both, so that shares may add
    up to more than 100. ``people`` is the place's share of the stock by which the measure is divided, in
    per cent of the county's where that is known. ``difference`` is in percentage points where both are
    shown; ``lower`` and ``upper`` bound the truth behind a protected ``here``. The numbers of a group are
    made of the same published cells, so that places with few can be seen together.
    """
    wide = selection.everywhere()
    density = data.catalogue[measure]
    part = str(density.declared["part"])
    whole_region = programme.inside(data, selection)
    everyone = _counted(data, density, whole_region)
    stock = programme.stock_of(data, density, wide)
    there = pd.Series({code: stock.get(code) for code in data.codes}, dtype="float64")
    whole = stock.get(data.region.county_code) or float(there.sum())
    groups = data["register"].set_index("code")["group_id"]
    areas = [(MUNICIPALITY, code, [code]) for code in data.codes]
    areas += [
        (GROUP, str(group), [code for code in data.codes if groups[code] == group])
        for group in dict.fromkeys(groups.dropna())
    ]
    rows = []
    for level, code, members in areas:
        those = wide.of(*members)
        here = _counted(data, density, those)
        people = (
            float(100 * there[members].sum(skipna=False) / whole) if whole > 0 else float("nan")
        )
        could_be = derived.around_share(
            derived.around(data, here, programme.sums(data, part, those)),
            derived.around(data, everyone, programme.sums(data, part, whole_region)),
        )
        shares = _shares(data, here, everyone, people)
        rows.append((level, code, *shares, *derived.beside(data, could_be)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _counted(data: Data, density: Measure, selection: Selection) -> int:
    """How many there are, each counted once within the selection."""
    return int(programme.counted(data, density.declared["part"], selection)["n"].sum())


def _shares(data: Data, here: int, everyone: int, people: float) -> tuple[object, ...]:
    """The columns ``here, status, people, difference``."""
    # part and whole are rounded separately, so that a part may be larger than its whole
    share = derived.share(data, min(here, everyone), everyone)
    if not here and not data.exact:
        share = derived.HIDDEN  # a protected zero may be a few
    known = not math.isnan(people)
    difference = share.value - people if known and share.value is not None else float("nan")
    return share.value, share.status if known else MISSING, people, difference


def group_names(data: Data, language: str) -> dict[str, str]:
    """The groups' names by id."""
    register = data["register"].dropna(subset=["group_id"])
    return dict(zip(register["group_id"], register[f"group_{language}"], strict=True))
