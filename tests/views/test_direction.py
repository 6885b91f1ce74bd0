"""One declaration turned: what is better and what is worse turns on every page, and nothing else does.

The index declares directions of its own (tests/views/test_own_index.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from atlas.catalogue import Catalogue
from atlas.measures.selection import Selection
from atlas.views import site
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, parts_of
from atlas.words import Words

UNEMPLOYMENT = "unemployment_rate_bas_20_64"
PHD = "edu_phd_share"
TURNED = {"higher": "lower", "lower": "higher"}
Leaf = tuple[tuple[str | int, ...], Any]

# Fields that tell of better and worse: none of the measure may stay as it was.
JUDGING = {"judged", "better", "sign", "verdict"}
# Of each page: the fields that turn. All else, and all other pages, say the same as before.
CHANGING = {
    "map": {"colors", "colorsDark", "better"},
    "indicators": {
        "judged",
        "better",
        "since",
        "said",
        "beside",
        "ranking",
        "definition",
        "answer",
    },
    "compare": {"in-words", "table", "under", "bar", "ends", "against", "at", "said"} | JUDGING,
    "municipality": {"since", "said", "judged", "place-moves"},
}


def leaves(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """Every text and number of a page, under the names of what it stands in."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from leaves(value, (*path, name))
    elif isinstance(node, (list, tuple)):
        for at, value in enumerate(node):
            yield from leaves(
                value, (*path, value.get("key", at) if isinstance(value, dict) else at)
            )
    else:
        yield path, node


def turned(data, measure: str):
    measures = dict(data.catalogue.measures)
    other = TURNED[measures[measure].direction]
    measures[measure] = replace(measures[measure], direction=other)
    declared = data.catalogue
    return replace(data, catalogue=Catalogue(measures, declared.themes, declared.dimensions))


def said(data, page: str, measure: str) -> dict[tuple[str | int, ...], Any]:
    chosen = Selection(municipalities=("2481", "2480"))
    state = State(language="sv", selection=chosen, measure=measure, compare="years")
    here = Here(data, state, Words("sv"))
    panels = tuple(panel for panel in site.page(page).sheet if not isinstance(panel, Drawn))
    told = dict(leaves([part.content for part in parts_of(here, panels)]))
    return told | {("answer",): site.page(page).answered(here).content["text"]}


@pytest.mark.parametrize("measure", [UNEMPLOYMENT, PHD])
def test_a_turned_declaration_turns_every_page_and_nothing_beside(shipped, measure):
    words = {
        shipped.public.catalogue[measure].name("sv"),
        shipped.public.catalogue[measure].short("sv"),
    }
    seen = set()
    for page in site.staged():
        before, after = (
            said(data, page, measure) for data in (shipped.public, turned(shipped.public, measure))
        )
        changed = {path for path in before | after if before.get(path) != after.get(path)}
        strangers = [path for path in changed if not CHANGING.get(page, set()) & set(path)]
        assert strangers == [], page
        if page == "own_index":
            continue
        for path, value in before.items():
            judges = measure in path and path[-1] in JUDGING and value
            tells = isinstance(value, str) and any(word in value for word in words)
            if judges or (tells and ("bättre" in value or "sämre" in value)):
                assert path in changed, (page, path, value)
        if changed:
            seen.add(page)
    assert seen >= {"map", "indicators", "compare"}
