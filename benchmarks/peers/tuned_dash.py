"""The tuned peer: Dash with rows counted once, geometry sent once and a `Patch` for each change.

Run by ``benchmarks.run`` as ``python tuned_dash.py PORT``, with its data in ``BENCH_FOLDER``.
``BENCH_PAGE`` is ``map`` (answer, map, sentence, table) or ``overview`` (answer, key figures, map,
sentence, a line for each cohort).
"""

import json
import os
import sys
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, Patch, dcc, html

FOLDER = Path(os.environ["BENCH_FOLDER"])
OVERVIEW = os.environ["BENCH_PAGE"] == "overview"
LABELS = ("Participants", "Completed", "Organisations", "Municipalities")

rows = pd.read_csv(FOLDER / "participants.csv", dtype=str)
register = pd.read_csv(FOLDER / "cohorts.csv", dtype=str).set_index("cohort_id")
geometry = json.loads((FOLDER / "municipalities.geojson").read_text(encoding="utf-8"))
names = {f["properties"]["code"]: f["properties"]["name"] for f in geometry["features"]}
cohorts = ["all", *sorted(rows["cohort_id"].unique())]


def answers(cohort: str) -> dict:
    """What the page shows for a cohort: counts by area, key figures, sentences, cohort lines."""
    chosen = rows if cohort == "all" else rows[rows["cohort_id"] == cohort]
    counts = chosen.groupby("municipality_code").size().reindex(list(names), fill_value=0)
    completed = int((chosen["status"] == "completed").sum())
    lines = []
    for key, mine in chosen.groupby("cohort_id"):
        row = register.loc[key]
        done = int((mine["status"] == "completed").sum())
        about = f"Places {row.places} · started {len(mine)} · completed {done}"
        lines.append((row.name_en, f"{row.starts_on} to {row.ends_on}", about))
    return {
        "counts": counts.tolist(),
        "figures": [
            len(chosen),
            completed,
            chosen["organisation_id"].nunique(),
            int((counts > 0).sum()),
        ],
        "answer": f"{len(chosen)} take part, {completed} have completed.",
        "sentence": f"Most: {names[counts.idxmax()]}, {counts.max()} of {len(chosen)}.",
        "lines": lines,
    }


CUBE = {cohort: answers(cohort) for cohort in cohorts}


def cells(answer: dict) -> list:
    """The rows of the table."""
    return [
        html.Tr([html.Td(code), html.Td(name), html.Td(count)])
        for (code, name), count in zip(names.items(), answer["counts"], strict=True)
    ]


def key_figures(answer: dict) -> list:
    """The four key figures."""
    told = zip(LABELS, answer["figures"], strict=True)
    return [html.Div([label, html.Strong(n)]) for label, n in told]


def strip(answer: dict) -> list:
    """A line for each cohort."""
    return [
        html.Div([html.Strong(name), html.Small(dates), html.P(about)])
        for name, dates, about in answer["lines"]
    ]


start = CUBE["all"]
figure = go.Figure(
    go.Choropleth(
        geojson=geometry,
        locations=list(names),
        featureidkey="properties.code",
        z=start["counts"],
        text=list(names.values()),
        zmin=0,
        zmax=max(start["counts"]),
    )
)
figure.update_geos(fitbounds="locations", visible=False, projection_type="mercator")

graph = dcc.Graph(figure=figure, id="map", config={"topojsonURL": "/assets/"})
sentence = html.P(start["sentence"], id="sentence")
if OVERVIEW:
    parts = [
        html.Div(key_figures(start), id="figures"),
        graph,
        sentence,
        html.Div(strip(start), id="strip"),
    ]
    outputs = [Output("figures", "children"), Output("strip", "children")]
else:
    parts = [graph, sentence, html.Table(html.Tbody(cells(start), id="table"))]
    outputs = [Output("table", "children")]

app = Dash(__name__, assets_folder=str(Path(__file__).parent / "static"), title="Tuned Dash")
app.layout = html.Div(
    [
        html.H1("Participants"),
        html.P(start["answer"], id="answer"),
        dcc.RadioItems(cohorts, "all", id="cohort", inline=True),
        *parts,
    ]
)


@app.callback(
    Output("map", "figure"),
    Output("answer", "children"),
    Output("sentence", "children"),
    *outputs,
    Input("cohort", "value"),
    prevent_initial_call=True,
)
def change(cohort: str) -> tuple:
    """Only what differs travels: fifteen numbers, the sentences, and the figures or the rows."""
    answer = CUBE[cohort]
    patch = Patch()
    patch["data"][0]["z"] = answer["counts"]
    rest = (key_figures(answer), strip(answer)) if OVERVIEW else (cells(answer),)
    return patch, answer["answer"], answer["sentence"], *rest


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
