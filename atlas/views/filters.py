"""The one filter row: municipality, cohort, period; what is chosen as badges that can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

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
        first, last = span(here.data)
        return Part(
            {
                "kind": "filters",
                "places": _list(here, "municipality", MUNICIPALITY in applying)
                | {"options": _places(here), "most": MOST_MUNICIPALITIES},
                "cohorts": _list(here, "cohort", COHORT in applying) | {"options": _cohorts(here)},
                "years": {
                    "from": here.words("filter.from"),
                    "to": here.words("filter.to"),
                    "first": first,
                    "last": last,
                    "opens": opening(here.data),
                    "applies": PERIOD in applying,
                },
                "words": here.words.section("filter"),
            }
        )

    return filter_row


def cohort_name(here: Here, cohort: str) -> str:
    """What a cohort is called in the view's language."""
    return here.data.cohort_names[cohort, here.words.language]


def _list(here: Here, name: str, applies: bool) -> dict[str, Any]:
    every = {"municipality": "all_municipalities", "cohort": "all_cohorts"}[name]
    return {
        "label": here.words(f"filter.{name}"),
        "all": here.words(f"filter.{every}"),
        "applies": applies,
    }


def _places(here: Here) -> list[list[str]]:
    codes = sorted(here.data.codes, key=lambda code: collation(here.name(code)))
    return [[code, here.name(code)] for code in codes]


def _cohorts(here: Here) -> list[list[str]]:
    return [[c, cohort_name(here, c)] for c in here.data["cohorts"]["cohort_id"]]
