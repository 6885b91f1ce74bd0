"""The plain peer: a Streamlit page as one writes it on a first afternoon, nothing tuned.

Run by ``benchmarks.run``, which puts ``participants.csv`` and ``municipalities.geojson`` into the
folder named by ``BENCH_FOLDER``.
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

FOLDER = Path(os.environ["BENCH_FOLDER"])

st.set_page_config(page_title="Plain Streamlit", layout="wide")
st.title("Participants")

rows = pd.read_csv(FOLDER / "participants.csv", dtype=str)
geometry = json.loads((FOLDER / "municipalities.geojson").read_text(encoding="utf-8"))
names = {f["properties"]["code"]: f["properties"]["name"] for f in geometry["features"]}

cohort = st.radio("Cohort", ["all", *sorted(rows["cohort_id"].unique())], horizontal=True)
chosen = rows if cohort == "all" else rows[rows["cohort_id"] == cohort]
counts = chosen.groupby("municipality_code").size().reindex(list(names), fill_value=0)
table = counts.rename("participants").rename_axis("code").reset_index()
table.insert(1, "name", table["code"].map(names))

for column, (label, number) in zip(
    st.columns(4),
    {
        "Participants": len(chosen),
        "Completed": int((chosen["status"] == "completed").sum()),
        "Organisations": chosen["organisation_id"].nunique(),
        "Municipalities": int((counts > 0).sum()),
    }.items(),
    strict=True,
):
    column.metric(label, number)

top = table.loc[table["participants"].idxmax()]
st.markdown(f"Most participants: **{top['name']}**, {top['participants']} of {len(chosen)}.")

figure = px.choropleth(
    table,
    geojson=geometry,
    locations="code",
    featureidkey="properties.code",
    color="participants",
    hover_name="name",
    projection="mercator",
)
figure.update_geos(fitbounds="locations", visible=False)
# Without this stub Plotly asks an outside server for its base map and paints nothing when offline.
st.plotly_chart(figure, config={"topojsonURL": "/app/static/"})
st.table(table)
