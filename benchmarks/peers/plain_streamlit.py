"""The plain peer: a Streamlit page as one writes it on a first afternoon, nothing tuned.

Run by ``benchmarks.run``, which puts ``participants.csv``, ``cohorts.csv`` and
``municipalities.geojson`` into ``BENCH_FOLDER``. ``BENCH_PAGE`` is ``map`` (answer, map, sentence,
table) or ``overview`` (answer, key figures, map, sentence, a line for each cohort).
"""

import json
import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

FOLDER = Path(os.environ["BENCH_FOLDER"])
OVERVIEW = os.environ["BENCH_PAGE"] == "overview"

st.set_page_config(page_title="Plain Streamlit", layout="wide")
st.title("Participants")

rows = pd.read_csv(FOLDER / "participants.csv", dtype=str)
cohorts = pd.read_csv(FOLDER / "cohorts.csv", dtype=str)
geometry = json.loads((FOLDER / "municipalities.geojson").read_text(encoding="utf-8"))
names = {f["properties"]["code"]: f["properties"]["name"] for f in geometry["features"]}

cohort = st.radio("Cohort", ["all", *sorted(rows["cohort_id"].unique())], horizontal=True)
chosen = rows if cohort == "all" else rows[rows["cohort_id"] == cohort]
counts = chosen.groupby("municipality_code").size().reindex(list(names), fill_value=0)
table = counts.rename("participants").rename_axis("code").reset_index()
table.insert(1, "name", table["code"].map(names))
top = table.loc[int(table["participants"].to_numpy().argmax())]
completed = int((chosen["status"] == "completed").sum())

with st.container(key="answer"):
    st.markdown(f"**{len(chosen)}** take part, {completed} have completed.")

if OVERVIEW:
    for column, (label, number) in zip(
        st.columns(4),
        {
            "Participants": len(chosen),
            "Completed": completed,
            "Organisations": chosen["organisation_id"].nunique(),
            "Municipalities": int((counts > 0).sum()),
        }.items(),
        strict=True,
    ):
        column.metric(label, number)

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
left, right = st.columns([3, 2])
with left:
    # Without this stub Plotly asks an outside server for its base map and paints nothing offline.
    st.plotly_chart(figure, config={"topojsonURL": "/app/static/"})
    with st.container(key="sentence"):
        st.markdown(f"Most: **{top['name']}**, {top['participants']} of {len(chosen)}.")
with right, st.container(key="strip"):
    if OVERVIEW:
        for row in cohorts.itertuples():
            mine = chosen[chosen["cohort_id"] == row.cohort_id]
            if cohort in ("all", row.cohort_id):
                done = int((mine["status"] == "completed").sum())
                st.markdown(f"**{row.name_en}**")
                st.caption(f"{row.starts_on} to {row.ends_on}")
                st.markdown(f"Places {row.places} · started {len(mine)} · completed {done}")
    else:
        st.table(table)
