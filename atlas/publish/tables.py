"""The tables of a snapshot: the exact cubes, the rounded cells, and the public tables made of these.

The lists of people lie beside them in the exact part as they were delivered.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from atlas import catalogue as catalogues
from atlas.contract import Delivery, Table
from atlas.errors import ProtectionError
from atlas.protection import COHORT, Protection
from atlas.publish import breaks, cubes, shapes
from atlas.publish.cells import SCORES, in_pairs
from atlas.publish.public_tables import public_tables
from atlas.publish.rounded import Memory, Rounded, rounded

KNOWN = "_known"
PERSON_TABLES = ("participants", "progress", "attendance", "surveys")


@dataclass(frozen=True)
class Tables:
    """The tables of a snapshot by name, the geometry document, and the rounded cells with what they
    cost."""

    public: dict[str, pd.DataFrame]
    exact: dict[str, pd.DataFrame]
    drawing: dict[str, Any]
    rounded: Rounded


def build(
    delivery: Delivery,
    secret: bytes,
    memory: Memory | None = None,
    kept: Rounded | None = None,
    settings: Protection | None = None,
    listed: pd.DataFrame | None = None,
    today: dt.date | None = None,
) -> Tables:
    """Build every table of a snapshot. The public ones about people are made from rounded cells: new ones
    with a ``memory`` of those shown last, or ``kept`` ones.

    They are shown under the ``settings``, by default the delivered ones. While the cells say nothing new,
    it does not change either which cohorts say how many applied: that is taken from ``listed``, which
    lay beside the cells shown last (:func:`known`). Raises :class:`~atlas.errors.ProtectionError` if a
    public count is no multiple of k.
    """
    rows, protection = delivery.tables, settings or delivery.region.protection
    counted = cubes.exact(delivery, today)
    exact_cells = {name: frame for name, frame in counted.items() if name != cubes.DURATIONS}
    cells = kept or rounded(exact_cells, protection, secret, memory)
    shared = {
        "register": _register(delivery),
        "indicators": rows["indicators"],
        "peers": rows["peers"],
        "modules": rows["modules"],
        "sessions": rows["sessions"],
        "targets": rows["targets"],
        "events": rows["events"],
        "breaks": breaks.edges(
            list(catalogues.load(delivery.folder).measures.values()),
            rows["indicators"],
            delivery.areas["code"].tolist(),
            {name: delivery.region.code_of(name) for name in catalogues.BENCHMARKS},
        ),
    }
    cohorts = _with_known(rows["cohorts"], delivery.contract["cohorts"])
    private = [f.name for f in delivery.contract["cohorts"].fields if f.protected]
    shown = cohorts.drop(columns=private)
    if cells is kept or cells.turned:
        shown = _as_listed(shown, listed)
    public = shared | public_tables(cells.cells, protection) | {"cohorts": shown}
    guard(public, protection.k)
    scores = in_pairs(counted[SCORES])
    exact = shared | counted | {"cohorts": cohorts, SCORES: scores}
    named = shared["register"].dropna(subset=["group_id"])
    of_groups = dict(zip(named["code"], named["group_id"], strict=True))
    drawn = shapes.drawing(delivery.areas, delivery.region.tiles, delivery.around, of_groups)
    return Tables(public, exact, drawn, cells)


def _with_known(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """A table with a column for each protected one that says whether it is filled in."""
    known = {f"{f.name}{KNOWN}": rows[f.name].notna() for f in table.fields if f.protected}
    return rows.assign(**known)


def known(cohorts: pd.DataFrame) -> pd.DataFrame:
    """The part of the public list of cohorts that is stored beside the cells: which protected columns each
    cohort fills in."""
    return cohorts[[COHORT, *(c for c in cohorts.columns if c.endswith(KNOWN))]]


def _as_listed(cohorts: pd.DataFrame, listed: pd.DataFrame | None) -> pd.DataFrame:
    """Cohorts that fill in what they were listed to fill in; one that was not listed fills in nothing."""
    now = known(cohorts)
    columns = [c for c in now.columns if c != COHORT]
    if listed is None:
        return cohorts.assign(**dict.fromkeys(columns, False))
    before = listed.set_index(COHORT).reindex(index=now[COHORT], columns=columns)
    return cohorts.assign(**{c: before[c].eq(True).to_numpy() for c in columns})


def guard(public: dict[str, pd.DataFrame], k: int) -> None:
    """Raise :class:`~atlas.errors.ProtectionError` if a public count column holds anything but multiples of
    k, or a column could name someone."""
    for name, frame in public.items():
        for column in frame.columns:
            if column in ("participant_id", "organisation_id"):
                raise ProtectionError(f"public table {name} would carry {column}")
            counts = column == "n" or column.startswith("n_")
            if counts and bool((frame[column] % k != 0).any()):
                raise ProtectionError(
                    f"public table {name} would carry a count that is no multiple of {k}"
                )


def geoparquet(delivery: Delivery, path: Path) -> None:
    """Write the areas as GeoParquet, for those who read the snapshot with other tools."""
    import geopandas

    geopandas.GeoDataFrame(delivery.areas, geometry="geometry", crs=delivery.region.crs).to_parquet(
        path
    )


def _register(delivery: Delivery) -> pd.DataFrame:
    """One row per municipality, in register order: code, name and its group."""
    groups = delivery.tables["groups"]
    named = delivery.areas[["code", "name"]].astype("str")
    return named.merge(groups, left_on="code", right_on="municipality_code", how="left").drop(
        columns="municipality_code"
    )
