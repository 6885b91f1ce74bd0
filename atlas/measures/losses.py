"""Losses: how many of each cohort, and of each place in it, started, completed and withdrew.

Lost is who started and withdrew: whoever was not admitted, has not begun or is still in the training is
not. All numbers are sums of cells that other pages show, too, so those of protected data are protected.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from atlas.frames import one
from atlas.measures import admission, cohorts, completion, derived, order, programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import PROTECTED
from atlas.warehouse import Data

WHOLE = ""  # in place of a municipality: the whole cohort
STATES = ("completed", "withdrawn")
SHARE = "completion_rate"


@lru_cache(maxsize=REMEMBERED)
def of_cohort(data: Data, cohort: str) -> pd.DataFrame:
    """A cohort as a whole and in every municipality: rows ``cohort_id, code, measure, value, status, lower,
    upper``, ``code`` being "" for the whole cohort.

    Measures are ``started``; ``completed`` and ``withdrawn``, of those who started; ``completion_rate`` in
    whole per cent; and of the whole cohort ``applied``. ``lower`` and ``upper`` bound the truth behind a
    protected number, whether it is shown or not.
    """
    whole = Selection(cohorts=(cohort,))
    applied = one(admission.steps(data, whole).set_index("step"), "applied")
    rows = [("applied", WHOLE, *(applied[column] for column in cohorts.COLUMNS))]
    cells = programme.enrolments_in(data, whole)
    cells = cells[cells["started"]]
    everyone = cells.groupby("status")["n"].sum()
    by_place = cells.groupby(["municipality_code", "status"])["n"].sum()
    rows += [(row[0], WHOLE, *row[1:]) for row in _counted(data, everyone, whole)]
    there = whole.of(data.codes[0])
    for code in data.codes:
        mine = by_place.loc[code] if code in by_place.index else by_place.iloc[:0]
        rows += [(row[0], code, *row[1:]) for row in _counted(data, mine, there)]
    table = pd.DataFrame(rows, columns=["measure", "code", *cohorts.COLUMNS])
    return table.assign(cohort_id=cohort)


def _counted(data: Data, people: pd.Series, selection: Selection) -> Iterator[tuple[object, ...]]:
    """The measures of people who started, by their state: of as many sums as those of the selection are."""
    told = {"started": int(people.sum())}
    told |= {state: int(people.get(state, 0)) for state in STATES}
    spans = {
        measure: derived.around(data, number, programme.sums(data, measure, selection))
        for measure, number in told.items()
    }
    for measure, number in told.items():
        yield measure, *derived.count(data, number), *derived.beside(data, spans[measure])
    share = derived.share(data, told["completed"], told["started"])
    span = derived.share_span(share, spans["completed"], spans["started"])
    yield SHARE, *share, *derived.beside(data, span)


def table(data: Data, selection: Selection) -> pd.DataFrame:
    """The rows of :func:`of_cohort` of all chosen cohorts, whichever municipalities are chosen."""
    ids = programme.cohorts_in(data, selection)["cohort_id"]
    return pd.concat([of_cohort(data, str(cohort)) for cohort in ids], ignore_index=True)


def most(rows: pd.DataFrame) -> order.First | None:
    """Where most were lost, of rows ``value, status, lower, upper``: those among which it must be. Whether
    they can be named, the result says: never while one could be it whose number is hidden.

    ``None`` where nobody is known to be lost.
    """
    fewest = rows["lower"].fillna(rows["value"])
    return order.first(rows) if fewest.gt(0).any() else None


@lru_cache(maxsize=REMEMBERED)
def by_module(data: Data, cohort: str) -> pd.DataFrame:
    """How many of those who started were lost before each module: rows ``value, status, lower, upper`` under
    the module's id, in order. None while some are still in the training, for they may come that far."""
    if completion.still_there(data, Selection(cohorts=(cohort,))):
        return pd.DataFrame(columns=cohorts.COLUMNS)
    cells = data[cohorts.MODULES]
    cells = cells[(cells["cohort_id"] == cohort) & cells["started"]]
    modules = data["modules"].sort_values("position")
    rows = []
    for position in (0, *modules["position"]):
        came = int(cells.loc[cells["position"] >= position, "n"].sum())
        span = derived.around_part(data, came, cohorts.MODULES, 1)
        rows.append((*derived.count(data, came), *derived.beside(data, span)))
    steps = pd.DataFrame(rows, columns=cohorts.COLUMNS, index=["", *modules["module_id"]])
    return order.falls(steps)


def places(rows: pd.DataFrame) -> tuple[list[str], int]:
    """The places from which a number above zero is shown of any cohort, in the order of the rows; and how
    many others have all their numbers hidden."""
    counts = rows[(rows["code"] != WHOLE) & (rows["measure"] != SHARE)]
    of_place = counts.groupby("code", sort=False)
    shown = of_place["value"].max().gt(0)
    hidden = counts["status"].eq(PROTECTED).groupby(counts["code"], sort=False).all()
    return [str(code) for code in shown.index[shown]], int(hidden.sum())
