"""What the tuned peers and the floor show: the atlas's pages, counted once from the same delivery.

A page is declared in ``PAGES``: the choices that a reader can make there, and for each choice an
answer, that is a sentence, key figures, tables, and the numbers of each chart with its own sentence.
There are as many charts, tables and sentences as on the page of the atlas with the same name.
The numbers are exact: the peers do not protect anyone, and publish nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

Trace = dict[str, list[Any]]  # the arrays of one series that a change replaces: x and y, or z
Rows = list[list[str]]

FOLDER = Path(os.environ.get("BENCH_FOLDER", "."))
STEPS = ["admitted", "started", "completed"]
STATES = ["enrolled", "active", "completed", "withdrawn"]


@dataclass(frozen=True)
class Answer:
    """All that a page shows for one choice."""

    answer: str
    charts: dict[str, list[Trace]]
    sentences: dict[str, str]
    figures: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """A page: its heading, the choices by key, the form of each chart, and what answers a choice."""

    heading: str
    choices: Callable[[], dict[str, str]]
    forms: dict[str, str]  # chart -> "map", "bars", "stack" or "lines"
    answer: Callable[[str], Answer]

    def answers(self) -> dict[str, Answer]:
        """The cube: every answer of the page, counted once."""
        return {choice: self.answer(choice) for choice in self.choices()}


@cache
def table(name: str) -> pd.DataFrame:
    """A table of the delivery, all of it as text."""
    return pd.read_csv(FOLDER / f"{name}.csv", dtype=str)


@cache
def geometry() -> dict[str, Any]:
    """The municipalities as GeoJSON."""
    shapes: dict[str, Any] = json.loads((FOLDER / "municipalities.geojson").read_text("utf-8"))
    return shapes


@cache
def names() -> dict[str, str]:
    """The municipalities: code -> name."""
    told = [feature["properties"] for feature in geometry()["features"]]
    return {place["code"]: place["name"] for place in told}


# --- Choices ----------------------------------------------------------------------------------------


def cohorts() -> dict[str, str]:
    """All cohorts together, and each."""
    own = table("cohorts").set_index("cohort_id")["name_en"]
    return {"all": "all", **{str(key): str(name) for key, name in own.items()}}


def indicators() -> dict[str, str]:
    """The indicators that are known for municipalities."""
    rows = table("indicators")
    rows = rows[rows["municipality_code"].isin(list(names()))]
    return {str(key): str(key) for key in rows["indicator_id"].unique()}


def of(choice: str, name: str = "participants") -> pd.DataFrame:
    """The rows of a table that belong to the chosen cohort."""
    rows = table(name)
    return rows if choice == "all" else rows[rows["cohort_id"] == choice]


# --- Numbers ----------------------------------------------------------------------------------------


def counted(values: pd.Series, order: Iterable[str]) -> list[int]:
    """How often each value of the order occurs."""
    return [int(n) for n in values.value_counts().reindex(list(order), fill_value=0)]


def bars(values: pd.Series, labels: dict[str, str]) -> list[Trace]:
    """One bar a value: its label, and how often it occurs."""
    return [{"y": list(labels.values()), "x": counted(values, labels)}]


def kinds(name: str, column: str) -> dict[str, str]:
    """The values of a column, as they are."""
    return {kind: kind for kind in sorted(table(name)[column].dropna().unique())}


def stack(rows: pd.DataFrame, part: str, along: str) -> list[Trace]:
    """For each value of ``part`` a series that is stacked along the values of another column."""
    labels = kinds("participants", along)
    return [
        bars(rows[rows[part] == kind][along], labels)[0] for kind in kinds("participants", part)
    ]


def lines(rows: pd.DataFrame, along: pd.Series, order: list[str]) -> list[Trace]:
    """For each cohort a line of counts along an order."""
    return [
        {"x": order, "y": counted(along[rows["cohort_id"] == cohort], order)}
        for cohort in list(cohorts())[1:]
    ]


def weeks(rows: pd.DataFrame, begun: str, ended: str) -> pd.Series:
    """Whole weeks between two dates, as text."""
    days = (pd.to_datetime(rows[ended]) - pd.to_datetime(rows[begun])).dt.days
    return (days // 7).astype("Int64").astype(str)


def led_by(traces: list[Trace]) -> str:
    """A sentence on the largest number of the first series, and on their sum."""
    first = traces[0]
    labels, numbers = first.get("y", []), first.get("x", first.get("z", []))
    if numbers and isinstance(numbers[0], str):
        labels, numbers = numbers, labels
    best = max(range(len(numbers)), key=lambda at: numbers[at] or 0)
    label = labels[best] if labels else list(names().values())[best]
    return f"Most: {label}, {numbers[best]} of {sum(n or 0 for n in numbers)}."


# --- Pages ------------------------------------------------------------------------------------------


def _totals(choice: str) -> dict[str, str]:
    rows = of(choice)
    return {
        "Participants": str(len(rows)),
        "Completed": str((rows["status"] == "completed").sum()),
        "Organisations": str(rows["organisation_id"].nunique()),
        "Municipalities": str(rows["municipality_code"].nunique()),
    }


def _said(choice: str) -> str:
    totals = _totals(choice)
    return f"{totals['Participants']} take part, {totals['Completed']} have completed."


def _strip(choice: str) -> Rows:
    lines_of = of(choice, "cohorts")
    rows = of(choice)
    return [
        [str(c.name_en), f"{c.starts_on} to {c.ends_on}", f"Places {c.places}",
         f"started {(rows['cohort_id'] == c.cohort_id).sum()}"]
        for c in lines_of.itertuples()
    ]  # fmt: skip


def _with(choice: str, charts: dict[str, list[Trace]], **tables: Rows) -> Answer:
    """An answer with a sentence for each of its charts, and the four key figures."""
    told = {key: f"{cohorts()[choice]}. {led_by(traces)}" for key, traces in charts.items()}
    return Answer(_said(choice), charts, told, _totals(choice), tables)


def _places(choice: str) -> list[Trace]:
    return [{"z": counted(of(choice)["municipality_code"], names())}]


def overview(choice: str) -> Answer:
    """Key figures, the map and a line for each cohort."""
    return _with(choice, {"map": _places(choice)}, strip=_strip(choice))


def maps(choice: str) -> Answer:
    """The map, and the same numbers as a table."""
    charts = {"map": _places(choice)}
    told = zip(names().items(), charts["map"][0]["z"], strict=True)
    rows = [[code, name, str(n)] for (code, name), n in told]
    answer = _with(choice, charts, values=rows)
    return Answer(answer.answer, charts, answer.sentences, tables=answer.tables)


def participants(choice: str) -> Answer:
    """Key figures, ten charts and a table."""
    rows = of(choice)
    in_firms = rows[rows["sector"] == "enterprise"]
    reached = counted(rows["municipality_code"], names())
    place = list(names().values())
    share: list[Trace] = [
        {"y": place, "x": [round(100 * n / max(len(rows), 1), 1) for n in reached]}
    ]
    later = rows[rows["started_on"].notna()], rows[rows["status"] == "completed"]
    gender = kinds("participants", "gender")
    charts: dict[str, list[Trace]] = {
        "places": bars(rows["municipality_code"], names()),
        "density": share,
        "missing": [{"y": place, "x": [max(5 - n, 0) for n in reached]}],
        "missing-firms": bars(in_firms["municipality_code"], names()),
        "gender-steps": [
            {"y": STEPS, "x": [int((part["gender"] == kind).sum()) for part in (rows, *later)]}
            for kind in gender
        ],
        "role": bars(rows["role"], kinds("participants", "role")),
        "sector-size": stack(rows, "size_class", "sector"),
        "gender": bars(rows["gender"], gender),
        "sector": bars(rows["sector"], kinds("participants", "sector")),
        "size": bars(rows["size_class"], kinds("participants", "size_class")),
    }
    groups = table("groups").set_index("municipality_code")["group_en"]
    sizes = rows["municipality_code"].map(groups).value_counts().sort_index()
    return _with(choice, charts, groups=[[str(g), str(n)] for g, n in sizes.items()])


def of_cohorts(choice: str) -> Answer:
    """A line for each cohort, ten charts and a table."""
    rows, own = of(choice), of(choice, "cohorts")
    module = list(table("modules")["module_id"])
    progress, attended = of(choice, "progress"), of(choice, "attendance")
    began = progress.merge(table("cohorts")[["cohort_id", "starts_on"]], on="cohort_id")
    surveys = of(choice, "surveys")
    surveys = surveys.assign(score=surveys["score"].astype(float))
    area = kinds("surveys", "area")
    week = [str(n) for n in range(40)]

    def scores(*waves: str) -> list[Trace]:
        means = surveys.groupby(["wave", "area"])["score"].mean().round(2)
        return [{"y": list(area), "x": [means.get((wave, a)) for a in area]} for wave in waves]

    charts: dict[str, list[Trace]] = {
        "admission": [
            {"y": ["applications", *STEPS[:2]],
             "x": [int(own[c].astype(int).sum()) for c in ("applications", "admitted")]
             + [int(rows["started_on"].notna().sum())]}
        ],
        "states": [bars(rows[rows["status"] == s]["cohort_id"], cohorts())[0] for s in STATES],
        "funnel": bars(progress["module_id"], {m: m for m in module}),
        "aligned": lines(began, weeks(began, "starts_on", "completed_on"), week),
        "retention": lines(progress, progress["module_id"], module),
        "attendance": lines(attended, attended["module_id"].where(attended["attended"] == "yes"),
                            module),
        "times": bars(weeks(rows, "started_on", "ended_on"), {w: w for w in week}),
        "after": scores("before", "after"),
        "followup": scores("before", "followup"),
        "calendar": bars(of(choice, "sessions")["planned_on"], kinds("sessions", "planned_on")),
    }  # fmt: skip
    answers = surveys.groupby("wave")["participant_id"].nunique()
    told = _with(choice, charts, strip=_strip(choice), response=[
        [str(wave), str(n)] for wave, n in answers.items()
    ])  # fmt: skip
    return Answer(told.answer, charts, told.sentences, tables=told.tables)


def _series(indicator: str, code: str) -> Trace:
    rows = table("indicators")
    mine = rows[(rows["indicator_id"] == indicator) & (rows["municipality_code"] == code)]
    values = pd.to_numeric(mine["value"]).astype(object)
    return {"x": list(mine["year"]), "y": [None if pd.isna(v) else v for v in values]}


def _ranking(trends: list[Trace]) -> list[Trace]:
    latest = [(trend["y"] or [None])[-1] for trend in trends]
    return [{"y": list(names().values()), "x": latest}]


def of_indicators(choice: str) -> Answer:
    """A definition, the trend of every municipality, their ranking, and three series of the county."""
    trends = [_series(choice, code) for code in names()]
    charts = {"trend": trends, "ranking": _ranking(trends)}
    told = {
        "trend": f"{choice}: {trends[0]['y'][-1]} at last.",
        "ranking": led_by(charts["ranking"]),
    }
    county = ("new_enterprises", "bankruptcies", "rd_business_msek")
    charts |= {f"county-{at}": [_series(key, "00")] for at, key in enumerate(county)}
    definition = [["What", choice], ["Years", str(len(trends[0]["x"]))]]
    return Answer(f"{choice}: {told['ranking']}", charts, told, tables={"definition": definition})


def municipality(choice: str) -> Answer:
    """Key figures of a place, where it is, a table of its indicators and one trend among the others."""
    mine = table("participants")
    mine = mine[mine["municipality_code"] == choice]
    trends = [_series("population", code) for code in (*names(), choice)]
    charts = {"trend": trends, "locator": [{"z": [int(code == choice) for code in names()]}]}
    last = table("indicators")
    last = last[last["municipality_code"] == choice].groupby("indicator_id").last()
    rows = [[str(key), str(row.year), str(row.value)] for key, row in last.iterrows()]
    figures = {
        "Population": str(trends[-1]["y"][-1]),
        "Participants": str(len(mine)),
        "Organisations": str(mine["organisation_id"].nunique()),
        "Completed": str((mine["status"] == "completed").sum()),
    }
    place = names()[choice]
    told = {
        "trend": f"{place}: {figures['Population']} live there.",
        "locator": f"{place}, {choice}.",
    }
    said = f"{place}: {figures['Participants']} take part."
    return Answer(said, charts, told, figures, {"place": rows})


def _forms(default: str, names_of: str, **other: str) -> dict[str, str]:
    return {name: other.get(name.replace("-", "_"), default) for name in names_of.split()}


PAGES = {
    "overview": Page("Participants", cohorts, {"map": "map"}, overview),
    "map": Page("Map", cohorts, {"map": "map"}, maps),
    "participants": Page("Who takes part", cohorts, _forms(
        "bars", "places density missing missing-firms gender-steps role sector-size gender sector size",
        gender_steps="stack", sector_size="stack"), participants),
    "cohorts": Page("Cohorts", cohorts, _forms(
        "bars", "admission states funnel aligned retention attendance times after followup calendar",
        states="stack", aligned="lines", retention="lines", attendance="lines"), of_cohorts),
    "indicators": Page("Indicators", indicators, _forms(
        "lines", "trend ranking county-0 county-1 county-2", ranking="bars"), of_indicators),
    "municipality": Page("Municipality", names, {"locator": "map", "trend": "lines"}, municipality),
}  # fmt: skip


def figure(form: str, traces: list[Trace]) -> dict[str, Any]:
    """A chart as a plain Plotly figure; a later change replaces only the arrays of its traces."""
    layout: dict[str, Any] = {"height": 320, "margin": {"t": 10, "r": 10}, "showlegend": False}
    look: dict[str, Any] = {"type": "bar", "orientation": "h"}
    if form == "lines":
        look = {"type": "scatter", "mode": "lines"}
    if form == "stack":
        layout["barmode"] = "stack"
    if form == "map":
        top = max(traces[0]["z"])
        look = {"type": "choropleth", "geojson": geometry(), "locations": list(names())}
        look |= {"featureidkey": "properties.code", "zmin": 0, "zmax": top, "showscale": False}
        projection = {"type": "mercator"}
        layout["geo"] = {"fitbounds": "locations", "visible": False, "projection": projection}
    return {"data": [{**look, **trace} for trace in traces], "layout": layout}
