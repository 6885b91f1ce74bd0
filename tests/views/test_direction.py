"""One declaration turned: what is better and what is worse turns on every page, and nothing else does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from atlas import catalogue as catalogues
from atlas import composites
from atlas.measures.selection import Selection
from atlas.views import site
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, parts_of
from atlas.words import Words
from tests.deliveries import DATA

DECLARED = (catalogues.FILE, composites.own.FILE)
UNEMPLOYMENT = "unemployment_rate_bas_20_64"
PHD = "edu_phd_share"
PRODUCT = "grp_per_capita"  # of what has changed most in the chosen places
TURNED = {"higher": "lower", "lower": "higher"}
Leaf = tuple[tuple[str | int, ...], Any]

# Fields that tell of better and worse: none of the measure may stay as it was.
JUDGING = {"judged", "better", "sign", "verdict"}
CHOSEN = ("2481", "2480")
SIMILAR = "lik"  # a verdict that is neither better nor worse
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
    "own_index": {"index-ranking", "index-contributions", "index-orders", "index-method", "answer"}
    | {f"index-inputs-{code}" for code in CHOSEN},
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


def turned(data, measure: str, folder: Path):
    """The same data under the declarations of a copy of the delivery in which one word is another: the index
    takes its direction from there, too."""
    for name in DECLARED:
        shutil.copyfile(DATA / name, folder / name)
    file = folder / catalogues.FILE
    above, own = file.read_text("utf-8").split(f"[{measure}]\n")
    now = data.catalogue[measure].direction
    own = own.replace(f'direction = "{now}"', f'direction = "{TURNED[now]}"', 1)
    file.write_text(f"{above}[{measure}]\n{own}", "utf-8")
    declared = catalogues.load(folder)
    filled = {name for name, shown in data.catalogue.measures.items() if not shown.programme}
    index = composites.own.load(folder, declared)
    return replace(data, catalogue=declared.shown(filled), index=index)


def said(data, page: str, measure: str) -> dict[tuple[str | int, ...], Any]:
    chosen = Selection(municipalities=CHOSEN)
    state = State(language="sv", selection=chosen, measure=measure, compare="years")
    here = Here(data, state, Words("sv"))
    panels = tuple(panel for panel in site.page(page).sheet if not isinstance(panel, Drawn))
    told = leaves([part.content for part in parts_of(here, panels)])
    # where shapes lie is remembered for each data, from whichever test asked first
    seen = {path: value for path, value in told if path[-1] != "geometry"}
    return seen | {("answer",): site.page(page).answered(here).content["text"]}


def judged(sentence: str, words: set[str]) -> bool:
    """Whether a sentence names the measure, and better or worse."""
    return any(word in sentence for word in words) and bool(re.search("bättre|sämre", sentence))


def inputs(data, code: str) -> dict[tuple[str, str], str]:
    """What the page Index tells of the indicators of a municipality, by indicator and column."""
    told = said(data, "own_index", UNEMPLOYMENT)
    table = {
        path[path.index("table") + 1 :]: value
        for path, value in told.items()
        if f"index-inputs-{code}" in path and "table" in path
    }
    columns = {path[1]: value for path, value in table.items() if path[0] == "columns"}
    rows = {path[1:]: value for path, value in table.items() if path[0] == "rows"}
    return {(rows[row, 0], columns[at]): value for (row, at), value in rows.items()}


@pytest.mark.parametrize("measure", [UNEMPLOYMENT, PHD, PRODUCT])
def test_a_turned_declaration_turns_every_page_and_nothing_beside(shipped, measure, tmp_path):
    words = {
        shipped.public.catalogue[measure].name("sv"),
        shipped.public.catalogue[measure].short("sv"),
    }
    other = turned(shipped.public, measure, tmp_path)
    seen = set()
    for page in site.staged():
        before, after = (said(data, page, measure) for data in (shipped.public, other))
        changed = {path for path in before | after if before.get(path) != after.get(path)}
        strangers = [
            path
            for path in changed
            if not CHANGING.get(page, set()) & set(path)
            and before.get(path) != before["answer",]  # said under the title once more
        ]
        assert strangers == [], page
        if changed:
            seen.add(page)
        if page == "own_index":
            continue
        for path, value in before.items():
            judges = measure in path and path[-1] in JUDGING and value not in ("", None, SIMILAR)
            if judges or any(judged(sentence, words) for sentence in str(value).split(". ")):
                assert path in changed, (page, path, value)
    moved = {"municipality"} if measure == PRODUCT else set()
    assert seen == {"map", "indicators", "compare", "own_index"} | moved


@pytest.mark.parametrize("measure", [UNEMPLOYMENT, PHD, PRODUCT])
def test_of_what_the_index_is_made_of_the_score_turns_and_the_figure_stays(
    shipped, measure, tmp_path
):
    name = shipped.public.catalogue[measure].short("sv")
    other = turned(shipped.public, measure, tmp_path)
    for code in CHOSEN:
        before, after = (inputs(data, code) for data in (shipped.public, other))
        assert before.keys() == after.keys()
        assert [key for key in before if before[key] != after[key]] == [(name, "Poäng 0–100")]
        scores = [float(told[name, "Poäng 0–100"].replace(",", ".")) for told in (before, after)]
        assert sum(scores) == pytest.approx(100)
