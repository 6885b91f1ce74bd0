"""The tuned peer in Dash: answers counted once, geometry sent once, and a ``Patch`` for each change.

Run by ``benchmarks.run`` as ``python -m benchmarks.peers.tuned_dash PORT``, with its data in
``BENCH_FOLDER`` and the name of its page in ``BENCH_PAGE``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from dash import Dash, Input, Output, Patch, dcc, html

from benchmarks.peers.cubes import PAGES, Answer, Rows, Trace, figure

PAGE = PAGES[os.environ["BENCH_PAGE"]]
CHOICES = PAGE.choices()
CUBE = PAGE.answers()
START = CUBE[next(iter(CUBE))]
# What is the same for every choice is sent with the page and never again.
CHANGING = [chart for chart in PAGE.forms if chart in START.sentences]


def key_figures(figures: dict[str, str]) -> list[Any]:
    """The key figures in a row."""
    return [html.Div([label, html.Strong(number)]) for label, number in figures.items()]


def body(rows: Rows) -> list[Any]:
    """The rows of a table."""
    return [html.Tr([html.Td(cell) for cell in row]) for row in rows]


def change_of(traces: list[Trace]) -> Patch:
    """Only the arrays that differ travel; layout, labels and geometry stay in the browser."""
    patch = Patch()
    for at, trace in enumerate(traces):
        for name, numbers in trace.items():
            patch["data"][at][name] = numbers
    return patch


def answered(answer: Answer) -> list[Any]:
    """What a change sends, in the order of the outputs."""
    return [
        answer.answer,
        key_figures(answer.figures),
        *(change_of(answer.charts[chart]) for chart in CHANGING),
        *answer.sentences.values(),
        *(body(rows) for rows in answer.tables.values()),
    ]


def layout() -> html.Div:
    """The whole page, as it stands for the first choice."""
    config: Any = {"topojsonURL": "/assets/", "displayModeBar": False}
    charts = [
        html.Div(
            [
                dcc.Graph(id=f"chart-{key}", figure=figure(form, START.charts[key]), config=config),
                html.P(START.sentences.get(key, ""), id=f"sentence-{key}"),
            ]
        )
        for key, form in PAGE.forms.items()
    ]
    tables = [
        html.Table(html.Tbody(body(rows), id=f"table-{key}")) for key, rows in START.tables.items()
    ]
    options = [{"value": choice, "label": label} for choice, label in CHOICES.items()]
    return html.Div(
        [
            html.H1(PAGE.heading),
            html.P(START.answer, id="answer"),
            dcc.RadioItems(options, next(iter(CHOICES)), id="choice", inline=True),
            html.Div(key_figures(START.figures), id="figures", className="figures"),
            html.Div(charts, className="charts"),
            *tables,
        ]
    )


app = Dash(
    __name__,
    assets_folder=str(Path(__file__).parent / "static"),
    assets_ignore=r"\.js$",
    title="Tuned Dash",
)
app.layout = layout()
app.callback(
    Output("answer", "children"),
    Output("figures", "children"),
    *(Output(f"chart-{key}", "figure") for key in CHANGING),
    *(Output(f"sentence-{key}", "children") for key in START.sentences),
    *(Output(f"table-{key}", "children") for key in START.tables),
    Input("choice", "value"),
    prevent_initial_call=True,
)(lambda choice: answered(CUBE[choice]))

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
