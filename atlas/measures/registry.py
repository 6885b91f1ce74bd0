"""The one entrance to all measures: an id and a selection in, values out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from atlas.catalogue import Measure
from atlas.errors import UnknownCode
from atlas.measures import indicators, programme
from atlas.measures.selection import Selection
from atlas.measures.values import Values
from atlas.warehouse import Data

# how a measure of the programme is made, by its declared form
FORMS: dict[str, Callable[[Data, Measure, Selection], Values]] = {
    "count": programme.counts,
    "share": programme.share,
    "density": programme.density,
}


def values(data: Data, measure_id: str, selection: Selection, period: str | None = None) -> Values:
    """The values of a measure.

    ``period`` is the one to show first; where the measure lacks it, its own latest one is shown.
    Raises :class:`~atlas.errors.UnknownMeasure` for a measure that nobody declared.
    """
    measure = data.catalogue[measure_id]
    make = FORMS[measure.declared["form"]] if measure.programme else indicators.indicator
    result = make(data, measure, selection)
    return replace(result, period=period) if period in result.periods else result


def check_codes(data: Data, selection: Selection) -> None:
    """Raise :class:`~atlas.errors.UnknownCode` for a municipality or cohort the snapshot lacks."""
    known = [*data.codes, *data.region.benchmark_codes()]
    cohorts = data["cohorts"]["cohort_id"].tolist()
    for what, chosen, accepted in (
        ("municipality", selection.municipalities, known),
        ("cohort", selection.cohorts, cohorts),
    ):
        for code in chosen:
            if code not in accepted:
                raise UnknownCode(what, accepted)
