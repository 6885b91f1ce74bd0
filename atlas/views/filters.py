"""The one filter row: municipality, cohort, period, and what is chosen, each of which can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from atlas.measures import display
from atlas.views.run.address import MOST_MUNICIPALITIES, begins, opening, span
from atlas.views.run.visit import Here
from atlas.views.sheet import Part

MUNICIPALITY, COHORT, PERIOD = "kommun", "kohort", "period"
ALL = frozenset({MUNICIPALITY, COHORT, PERIOD})


def of_the_programme(here: Here) -> int:
    """The year in which the programme's figures begin: that of its first cohort."""
    return begins(here.data)


def of_the_measure(here: Here) -> int:
    """The year in which the figures of the view's measure begin."""
    return begins(here.data, here.state.measure)


def of_all(here: Here) -> int:
    """The year in which any figures begin."""
    return span(here.data)[0]


@lru_cache(maxsize=32)
def row(
    applying: frozenset[str], first_year: Callable[[Here], int] = of_the_programme
) -> Callable[[Here], Part]:
    """The panel of the filter row, whose period can begin in ``first_year``. A list that does not apply
    stands there greyed, with the reason; a period that does not is not there."""

    def filter_row(here: Here) -> Part:
        words, first, last = here.words, first_year(here), span(here.data)[1]
        return Part(
            {
                "kind": "filters",
                "places": {
                    "label": words("filter.municipality"),
                    "all": words("filter.whole_county"),
                    "applies": MUNICIPALITY in applying,
                    "options": _places(here),
                    "most": MOST_MUNICIPALITIES,
                },
                "cohorts": {
                    "label": words("filter.cohort"),
                    "all": words("filter.all_cohorts"),
                    "applies": COHORT in applying,
                    "options": _cohorts(here),
                },
                "years": {
                    "label": words("filter.period"),
                    "names": [words("filter.from"), words("filter.to")],
                    "first": first,
                    "last": last,
                    "opens": [max(first, opening(here.data)[0]), last],
                    "applies": PERIOD in applying,
                },
                "words": words.section("filter"),
            }
        )

    return filter_row


def cohort_name(here: Here, cohort: str) -> str:
    """What a cohort is called in the view's language."""
    return here.data.cohort_names[cohort, here.words.language]


def _places(here: Here) -> list[list[str]]:
    return [[code, here.name(code)] for code in display.by_name(here.words, here.data)]


def _cohorts(here: Here) -> list[list[str]]:
    return [[c, cohort_name(here, c)] for c in here.data["cohorts"]["cohort_id"]]
