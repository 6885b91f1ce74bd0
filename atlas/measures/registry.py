"""One door to all measures: an id and a selection in, values out."""

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

    ``period`` picks what is shown first; one that the measure lacks is left aside for its own latest.
    Raises :class:`~atlas.errors.UnknownMeasure` for a measure that nobody declared.
    """
    measure = data.catalogue[measure_id]
    make = FORMS[measure.declared["form"]] if measure.programme else indicators.indicator
    made = make(data, measure, selection)
    return replace(made, period=period) if period in made.periods else made


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
