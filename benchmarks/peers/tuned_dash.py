"""The tuned peer: Dash with rows counted once, geometry sent once and a `Patch` for each change.

Run by ``benchmarks.run`` as ``python tuned_dash.py PORT``, with its data in ``BENCH_FOLDER``.
"""

import json
import os
import sys
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, Patch, dcc, html

FOLDER = Path(os.environ["BENCH_FOLDER"])

rows = pd.read_csv(FOLDER / "participants.csv", dtype=str)
geometry = json.loads((FOLDER / "municipalities.geojson").read_text(encoding="utf-8"))
names = {f["properties"]["code"]: f["properties"]["name"] for f in geometry["features"]}
cohorts = ["all", *sorted(rows["cohort_id"].unique())]


def answers(cohort: str) -> dict:
    """What the page shows for a cohort: the counts by area, four key figures, one sentence."""
    chosen = rows if cohort == "all" else rows[rows["cohort_id"] == cohort]
    counts = chosen.groupby("municipality_code").size().reindex(list(names), fill_value=0)
    return {
        "counts": counts.tolist(),
        "figures": [
            len(chosen),
            int((chosen["status"] == "completed").sum()),
            chosen["organisation_id"].nunique(),
            int((counts > 0).sum()),
        ],
        "sentence": f"Most: {names[counts.idxmax()]}, {counts.max()} of {len(chosen)}.",
    }


CUBE = {cohort: answers(cohort) for cohort in cohorts}


def cells(counts: list[int]) -> list:
    """The fifteen rows of the table."""
    return [
        html.Tr([html.Td(code), html.Td(name), html.Td(count)])
        for (code, name), count in zip(names.items(), counts, strict=True)
    ]


def key_figures(figures: list[int]) -> list:
    """The four key figures."""
    labels = ("Participants", "Completed", "Organisations", "Municipalities")
    return [html.Div([label, html.Strong(n)]) for label, n in zip(labels, figures, strict=True)]


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

app = Dash(__name__, assets_folder=str(Path(__file__).parent / "static"), title="Tuned Dash")
app.layout = html.Div(
    [
        html.H1("Participants"),
        dcc.RadioItems(cohorts, "all", id="cohort", inline=True),
        html.Div(key_figures(start["figures"]), id="figures"),
        html.P(start["sentence"], id="sentence"),
        dcc.Graph(figure=figure, id="map", config={"topojsonURL": "/assets/"}),
        html.Table(html.Tbody(cells(start["counts"]), id="table")),
    ]
)


@app.callback(
    Output("map", "figure"),
    Output("figures", "children"),
    Output("sentence", "children"),
    Output("table", "children"),
    Input("cohort", "value"),
    prevent_initial_call=True,
)
def change(cohort: str) -> tuple:
    """Only what differs travels: fifteen numbers, four figures, a sentence and the rows."""
    answer = CUBE[cohort]
    patch = Patch()
    patch["data"][0]["z"] = answer["counts"]
    return patch, key_figures(answer["figures"]), answer["sentence"], cells(answer["counts"])


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
