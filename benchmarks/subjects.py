"""The pages that are timed: where they are, what a change presses, what tells it is painted.

All that depends on how a page is built stands here. A change presses the next ``option``; before
that, ``open`` is pressed where a list must be opened. Where ``undo`` is on the screen it is pressed
instead and takes the last choice back. ``unfold`` is pressed once where the table starts folded.
``parts`` are JavaScript functions that tell, as text, what is on the screen; ``map`` and ``table``
must both become others for a change to be over.
"""

import json


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
OUR_FILTER = {
    "ready": ".atlas-map[data-painted] .area",
    "unfold": "[class*=st-key-table-] summary",
    "open": ".st-key-kohort_filter input",
    "undo": ".st-key-kohort_filter [data-tag] button",
    "option": "[role=option]",
}
OUR_PARTS = {
    "map": OUR_MAP,
    "figures": text_of("[data-testid=stMetricValue]"),
    "sentence": text_of("[class*=st-key-card-] [data-testid=stMarkdown]"),
    "table": text_of("[data-testid=stTable] td"),
}

OURS = {
    "atlas_map": {
        "title": "Atlas, Map",
        "path": "/karta?matt=participants",
        **OUR_FILTER,
        "parts": OUR_PARTS,
    },
    "atlas_overview": {"title": "Atlas, Overview", "path": "/", **OUR_FILTER, "parts": OUR_PARTS},
}

PEERS = {
    "plain_streamlit": {
        "title": "Plain Streamlit, px.choropleth",
        "path": "/",
        "ready": "path.choroplethlocation",
        "unfold": None,
        "open": None,
        "undo": None,
        "option": "[data-testid=stRadio] label:has(input)",
        "parts": {
            "map": PLOTLY_MAP,
            "figures": text_of("[data-testid=stMetricValue]"),
            "sentence": text_of("[data-testid=stMain] [data-testid=stMarkdown]"),
            "table": text_of("[data-testid=stTable] td"),
        },
    },
    "tuned_dash": {
        "title": "Tuned Dash, Patch",
        "path": "/",
        "ready": "path.choroplethlocation",
        "unfold": None,
        "open": None,
        "undo": None,
        "option": "#cohort label",
        "parts": {
            "map": PLOTLY_MAP,
            "figures": text_of("#figures"),
            "sentence": text_of("#sentence"),
            "table": text_of("#table td"),
        },
    },
}

# A page of ours may take at most this many times as long as the peer (p50).
GOALS = {"plain_streamlit": 0.35, "tuned_dash": 1.5}
