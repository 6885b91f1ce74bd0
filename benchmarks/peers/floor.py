"""The floor: a page that asks no server, with all its answers in it, drawn by Plotly or as plain SVG.

Run by ``benchmarks.run`` as ``python -m benchmarks.peers.floor PORT``, with its data in
``BENCH_FOLDER``, the name of its page in ``BENCH_PAGE``, and ``plotly`` or ``svg`` in ``BENCH_ENGINE``.
The server hands out files and is not asked again. No page with the same content can be faster.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import sys
import tempfile
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import plotly

from benchmarks.peers.cubes import PAGES
from benchmarks.peers.markup import figures, places

PAGE = PAGES[os.environ["BENCH_PAGE"]]
ENGINE = os.environ["BENCH_ENGINE"]
OWN = Path(__file__).parent / "static"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
HTML = """<!doctype html>
<html lang="en" data-engine="{engine}"><meta charset="utf-8"><title>Floor</title>
<link rel="stylesheet" href="own/page.css">
<h1>{heading}</h1>
<div id="choice">{choices}</div>
{places}
<script type="application/json" id="cube">{cube}</script>
{scripts}
"""


def page() -> str:
    """The page with its cube, its scripts named and not in it."""
    answers = PAGE.answers()
    start = next(iter(answers.values()))
    cube = {
        "answers": {choice: dataclasses.asdict(answer) for choice, answer in answers.items()},
        "figures": figures(PAGE, start),
    }
    scripts = ["own/plotly.min.js"] * (ENGINE == "plotly") + ["own/draw.js", "own/floor.js"]
    return HTML.format(
        engine=ENGINE,
        heading=escape(PAGE.heading),
        choices="".join(
            f'<label><input type="radio" name="choice" value="{escape(choice)}"'
            f"{' checked' * (not at)}>{escape(label)}</label>"
            for at, (choice, label) in enumerate(PAGE.choices().items())
        ),
        places=places(PAGE, start),
        cube=json.dumps(cube).replace("<", "\\u003c"),
        scripts="".join(f'<script src="{name}"></script>' for name in scripts),
    )


class Quiet(SimpleHTTPRequestHandler):
    """Hands out files and writes no log."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told."""


def main() -> None:
    """Write the page and its files into a folder, and serve them until stopped."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(OWN, Path(folder) / "own")
        if ENGINE == "plotly":
            shutil.copy(PLOTLY, Path(folder) / "own")
        (Path(folder) / "index.html").write_text(page(), encoding="utf-8")
        handler = partial(Quiet, directory=folder)
        ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler).serve_forever()


if __name__ == "__main__":
    main()
