"""The pages that are timed: where they are, what a change presses, what tells it is painted.

All that depends on how a page is built stands here. Each page of the atlas has a measurement in
``MEASURED``, or a reason in ``NOT_TIMED``; ``unmeasured`` names those that have neither. A subject is
compared with the peers that show the same ``page``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from atlas.views import site
from benchmarks.peers.cubes import PAGES

ATLAS, PLAIN, DASH, SHINY = "atlas", "plain_streamlit", "tuned_dash", "tuned_shiny"
SVG, PLOTLY = FLOOR = "floor_svg", "floor_plotly"

TITLES = {
    ATLAS: "Atlas",
    DASH: "Tuned Dash with Patch",
    SHINY: "Tuned Shiny with Plotly.restyle",
    PLAIN: "Plain Streamlit with px.choropleth",
    SVG: "Floor: SVG in one page, no server",
    PLOTLY: "Floor: Plotly in one page, no server",
}


@dataclass(frozen=True)
class Subject:
    """A page of the atlas or of a peer.

    A change presses the next ``option``; before that, ``opener`` is pressed where a list must be
    opened. Where ``undo`` is on the screen it is pressed instead, with the list closed, and takes the
    last choice back. ``parts`` are JavaScript functions that tell, as text, what is on the screen:
    every one of them must have become another, and rest, for a change to be over.
    """

    page: str
    server: str
    path: str
    ready: str
    parts: dict[str, str]
    option: str = ""
    opener: str = ""
    undo: str = ""

    @property
    def title(self) -> str:
        """What the page is called in the tables."""
        return TITLES[self.server]


def text_of(selector: str) -> str:
    """JavaScript that tells the text of every element a selector finds."""
    found = f"[...document.querySelectorAll({json.dumps(selector)})]"
    return f"() => {found}.map((element) => element.textContent).join('|')"


def drawn_in(selector: str) -> str:
    """JavaScript that tells how every shape and label that a selector finds is drawn."""
    found = f"[...document.querySelectorAll({json.dumps(selector)})]"
    names = "['d', 'style', 'fill', 'width', 'cx'].map((name) => shape.getAttribute(name))"
    return f"() => {found}.map((shape) => {names}.join() + shape.textContent).join('|')"


# --- The atlas --------------------------------------------------------------------------------------

OUR_MAP = (
    "() => [...document.querySelectorAll('.atlas-map .area')]"
    ".map((area) => [area.dataset.code, area.dataset.value, area.dataset.status]).join()"
)
PAINTED_MAP = ".atlas-map[data-painted] .area"


@dataclass(frozen=True)
class Measured:
    """How a page of ours is timed: which cards a change repaints, by their keys, and what else.

    Without an ``option`` a change takes another cohort. ``query`` opens the page in a view.
    """

    charts: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    others: dict[str, str] = field(default_factory=dict)
    map: bool = False
    option: str = ""
    query: str = ""


COUNTERS = {"figures": text_of(".atlas-value")}
MEASURED = {
    "overview": Measured(
        sentences=("overview-map",),
        others=COUNTERS | {"strip": text_of(".atlas-card[data-key=strip]")},
        map=True,
    ),
    "map": Measured(
        sentences=("map",),
        others={"table": text_of(".atlas-card[data-key=values] td")},
        map=True,
    ),
    "participants": Measured(
        charts=(
            *("by-municipality-participants", "by-municipality-participants_per_10000", "missing"),
            *("missing-enterprises", "gender-steps", "profile-role", "sector-size"),
            *("profile-gender", "profile-sector", "profile-size_class"),
        ),
        others=COUNTERS | {"groups": text_of(".atlas-card[data-key=groups] td")},
    ),
    "cohorts": Measured(
        charts=(
            *("admission", "states", "funnel", "aligned", "retention", "attendance", "times"),
            *("survey-after", "survey-followup", "calendar"),
        ),
        others={"response": text_of(".atlas-card[data-key=response] td")},
    ),
    # a press on a row opens it, and closes the one that was open
    "indicators": Measured(
        charts=("trend", "ranking"),
        sentences=("trend", "ranking"),
        others={"definition": text_of(".atlas-card[data-key=definition]")},
        query="?matt=edu_phd_share",
        option=":is([data-key=edu_phd_share], [data-key=grp_per_capita], [data-key=population])"
        " > th .atlas-theme-press",
    ),
    "municipality": Measured(
        charts=("place-trend",),
        others=COUNTERS | {"rows": text_of(".atlas-place-rows td")},
        query="?kommun=2480",
        option=".atlas-map .area",
    ),
}
NOT_TIMED = {
    "own_index": "no peer has this page",
    "compare": "choosing a place is timed on the page of one, and no peer has this page",
    "about": "no choice changes it",
    "accessibility": "no choice changes it",
    "present": "a form; what it makes is timed by benchmarks.slide_change",
    "play": "timed by benchmarks.slide_change",
    "import": "for staff, one at a time",
    "history": "for staff, one at a time",
    "access": "for staff, one at a time",
}


def of_atlas(page: str, how: Measured) -> Subject:
    """A page of the atlas, with what its measurement says."""
    card = ".atlas-card[data-key={}]"
    parts = {"answer": text_of(".atlas-answer"), **how.others}
    parts |= {
        f"chart {key}": drawn_in(card.format(key) + " .atlas-plot-drawing *") for key in how.charts
    }
    parts |= {
        f"sentence {key}": text_of(card.format(key) + " .atlas-sentence") for key in how.sentences
    }
    cohort = Subject(
        page=page,
        server=ATLAS,
        path=f"/{site.page(page).address}{how.query}",
        ready=PAINTED_MAP if how.map else ".atlas-plot-drawing",
        parts=parts | ({"map": OUR_MAP} if how.map else {}),
        opener=".atlas-choice[name=kohort]",
        undo=".atlas-badge[data-key]",
        option=".atlas-list:popover-open .atlas-boxes label",
    )
    if how.option:
        return replace(cohort, opener="", undo="", option=how.option)
    return cohort


def unmeasured(names: Iterable[str]) -> list[str]:
    """The pages among some that have neither a measurement nor a reason not to have one."""
    return [name for name in names if name not in MEASURED and name not in NOT_TIMED]


# --- The peers --------------------------------------------------------------------------------------


def of_peer(page: str, server: str) -> Subject:
    """A page of a tuned peer or of the floor; the ids of its parts differ by a character only."""
    glue, plotly = ("-" if server == DASH else "_"), ".trace path, {0} .xtick text, {0} .ytick text"
    start = PAGES[page]
    changing, tables, figures = SHOWN[page]

    def found(kind: str, key: str) -> str:
        return f"#{kind}{glue}{key}"

    parts = {"answer": text_of("#answer")}
    for key in changing:
        place = found("chart", key)
        inside = "svg *" if server == SVG else plotly.format(place)
        parts[f"chart {key}"] = drawn_in(f"{place} {inside}")
        parts[f"sentence {key}"] = text_of(found("sentence", key))
    parts |= {f"table {key}": text_of(found("table", key) + " td") for key in tables}
    if figures:
        parts["figures"] = text_of("#figures strong")
    first = found("chart", next(iter(start.forms)))
    return Subject(
        page=page,
        server=server,
        path="/",
        ready=f"{first} svg" if server == SVG else f"{first} .trace path",
        parts=parts,
        option="#choice label:has(input)",
    )


# What a choice changes on a page of the peers: charts (with a sentence each), tables, key figures.
SHOWN: dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]] = {
    "overview": (("map",), ("strip",), True),
    "map": (("map",), ("values",), False),
    "participants": (tuple(PAGES["participants"].forms), ("groups",), True),
    "cohorts": (tuple(PAGES["cohorts"].forms), ("strip", "response"), False),
    "indicators": (("trend", "ranking"), ("definition",), False),
    "municipality": (("locator", "trend"), ("place",), True),
}


def of_plain(page: str) -> Subject:
    """The plain peer, which has two of the pages."""
    rest = {
        "overview": {
            "figures": text_of("[data-testid=stMetricValue]"),
            "strip": text_of(".st-key-strip"),
        },
        "map": {"table": text_of("[data-testid=stTable] td")},
    }
    return Subject(
        page=page,
        server=PLAIN,
        path="/",
        ready="path.choroplethlocation",
        parts={
            "map": drawn_in("path.choroplethlocation"),
            "answer": text_of(".st-key-answer"),
            "sentence": text_of(".st-key-sentence"),
            **rest[page],
        },
        option="[data-testid=stRadio] label:has(input)",
    )


def subjects_of(page: str) -> list[Subject]:
    """Ours, the peers that have the page, and the floor."""
    plain = [of_plain(page)] if page in ("overview", "map") else []
    peers = [of_peer(page, server) for server in (DASH, SHINY, PLOTLY, SVG)]
    return [of_atlas(page, MEASURED[page]), *plain, *peers]
