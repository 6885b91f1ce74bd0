"""The one filter row: municipality, cohort, period; what is chosen as badges that can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from atlas.views.run.address import MOST_MUNICIPALITIES, opening, span
from atlas.views.run.visit import Here
from atlas.views.sheet import Part
from atlas.words import collation

MUNICIPALITY, COHORT, PERIOD = "kommun", "kohort", "period"
ALL = frozenset({MUNICIPALITY, COHORT, PERIOD})


@lru_cache(maxsize=16)
def row(applying: frozenset[str]) -> Callable[[Here], Part]:
    """The panel of the filter row. Filters that do not apply stand there greyed, with the reason."""

    def filter_row(here: Here) -> Part:
        words, (first, last) = here.words, span(here.data)
        return Part(
            {
                "kind": "filters",
                "places": {
                    "label": words("filter.municipality"),
                    "all": words("filter.all_municipalities"),
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
                    "names": [words("filter.from"), words("filter.to")],
                    "first": first,
                    "last": last,
                    "opens": list(opening(here.data)),
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
    codes = sorted(here.data.codes, key=lambda code: collation(here.name(code)))
    return [[code, here.name(code)] for code in codes]


def _cohorts(here: Here) -> list[list[str]]:
    return [[c, cohort_name(here, c)] for c in here.data["cohorts"]["cohort_id"]]
