"""The tuned peer in Shiny: answers counted once, and one output that receives nothing but numbers.

Run by ``benchmarks.run`` as ``python -m benchmarks.peers.tuned_shiny PORT``, with its data in
``BENCH_FOLDER`` and the name of its page in ``BENCH_PAGE``.

The documented ``render_plotly`` makes a new widget for each change, which takes seconds, and each
output costs two messages that say it is being recalculated. As Shiny's guide to custom outputs shows,
the whole page is therefore one output of its own kind: Plotly draws the figures that come with the
page, geometry included, and then restyles them with the arrays of each change.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from pathlib import Path

import plotly
import uvicorn
from htmltools import HTML, Tag, head_content, tags
from shiny import App, Inputs, Outputs, Session, ui
from shiny.render.renderer import Jsonifiable, Renderer

from benchmarks.peers.cubes import PAGES
from benchmarks.peers.markup import figures, places

PAGE = PAGES[os.environ["BENCH_PAGE"]]
CUBE = PAGE.answers()
START = next(iter(CUBE.values()))
OWN = Path(__file__).parent / "static"
PLOTLY = Path(plotly.__file__).parent / "package_data"
SENT = {
    choice: {
        **dataclasses.asdict(answer),
        # a chart without a sentence is the same for every choice, and came with the page
        "charts": {key: answer.charts[key] for key in answer.sentences},
    }
    for choice, answer in CUBE.items()
}


class Numbers(Renderer[Jsonifiable]):
    """An output that is handed to its binding in shiny.js as it is: the browser draws."""

    async def transform(self, value: Jsonifiable) -> Jsonifiable:
        """Nothing is made of it here."""
        return value


def page() -> Tag:
    """The page with an empty place for each part, and the figures that the charts start from."""
    return ui.page_fluid(
        head_content(tags.script(src="plotly/plotly.min.js"), tags.script(src="own/draw.js")),
        head_content(tags.link(rel="stylesheet", href="own/page.css")),
        tags.script(HTML(json.dumps(figures(PAGE, START))), type="application/json", id="start"),
        tags.script(src="own/shiny.js"),
        tags.h1(PAGE.heading),
        ui.input_radio_buttons("choice", None, dict(PAGE.choices()), inline=True),
        tags.div(HTML(places(PAGE, START)), id="page"),
        title="Tuned Shiny",
    )


def server(input: Inputs, output: Outputs, session: Session) -> None:
    """The one output: the chosen answer."""

    @Numbers
    def page() -> Jsonifiable:
        return SENT[input.choice()]


app = App(page(), server, static_assets={"/own": OWN, "/plotly": PLOTLY})

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
