"""The pages that are timed: where they are, what a change presses, what tells it is painted.

All that depends on how a page is built stands here. A change presses the next ``option``; before
that, ``open`` is pressed where a list must be opened. Where ``undo`` is on the screen it is pressed
instead, with the list closed, and takes the last choice back. ``parts`` are JavaScript functions
that tell, as text, what is on the screen: every one of them must have become another, and rest, for
a change to be over. A subject is compared with the peers that show the same ``page``.
"""

import json

MAP, OVERVIEW = "map", "overview"


def text_of(selector: str) -> str:
    """JavaScript that tells the text of every element a selector finds."""
    found = f"[...document.querySelectorAll({json.dumps(selector)})]"
    return f"() => {found}.map((element) => element.textContent).join('|')"


PLOTLY_MAP = (
    "() => [...document.querySelectorAll('path.choroplethlocation')]"
    ".map((area) => area.getAttribute('fill') + area.getAttribute('style')).join()"
)
OUR_MAP = (
    "() => [...document.querySelectorAll('.atlas-map .area')]"
    ".map((area) => [area.dataset.code, area.dataset.value, area.dataset.status]).join()"
)


def ours(page: str, path: str, card: str, rest: dict[str, str]) -> dict:
    """A page of the atlas; ``card`` is the key of the card that holds the map."""
    return {
        "title": f"Atlas, {page.capitalize()}",
        "page": page,
        "server": "atlas",
        "path": path,
        "ready": ".atlas-map[data-painted] .area",
        "open": ".atlas-choice[name=kohort]",
        "undo": ".atlas-badge[data-key]",
        "option": ".atlas-list:popover-open .atlas-boxes label",
        "parts": {
            "map": OUR_MAP,
            "answer": text_of(".atlas-answer"),
            "sentence": text_of(f".atlas-card[data-key={card}] .atlas-sentence"),
            **rest,
        },
    }


def plain(page: str, rest: dict[str, str]) -> dict:
    """The same work in plain Streamlit."""
    return {
        "title": f"Plain Streamlit with px.choropleth, {page.capitalize()}",
        "page": page,
        "server": "plain_streamlit",
        "path": "/",
        "ready": "path.choroplethlocation",
        "open": None,
        "undo": None,
        "option": "[data-testid=stRadio] label:has(input)",
        "parts": {
            "map": PLOTLY_MAP,
            "answer": text_of(".st-key-answer"),
            "sentence": text_of(".st-key-sentence"),
            **rest,
        },
    }


def tuned(page: str, rest: dict[str, str]) -> dict:
    """The same work in tuned Dash."""
    return {
        "title": f"Tuned Dash with Patch, {page.capitalize()}",
        "page": page,
        "server": "tuned_dash",
        "path": "/",
        "ready": "path.choroplethlocation",
        "open": None,
        "undo": None,
        "option": "#cohort label",
        "parts": {
            "map": PLOTLY_MAP,
            "answer": text_of("#answer"),
            "sentence": text_of("#sentence"),
            **rest,
        },
    }


METRICS = {"figures": text_of("[data-testid=stMetricValue]")}
STRIP = {"strip": text_of(".st-key-strip")}
OUR_FIGURES = {
    "figures": text_of(".atlas-value"),
    "strip": text_of(".atlas-card[data-key=strip]"),
}

SUBJECTS = {
    "atlas_map": ours(MAP, "/karta", "map", {"table": text_of(".atlas-card[data-key=values] td")}),
    "plain_map": plain(MAP, {"table": text_of("[data-testid=stTable] td")}),
    "dash_map": tuned(MAP, {"table": text_of("#table td")}),
    "atlas_overview": ours(OVERVIEW, "/", "overview-map", OUR_FIGURES),
    "plain_overview": plain(OVERVIEW, METRICS | STRIP),
    "dash_overview": tuned(OVERVIEW, {"figures": text_of("#figures"), "strip": text_of("#strip")}),
}

# A page of ours may take at most this many times as long as the peer that does its work (p50).
GOALS = {"plain_streamlit": 0.35, "tuned_dash": 1.5}
