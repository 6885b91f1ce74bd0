"""What a snapshot holds: the exact cubes, the rounded cells, and the public tables told of these. The
lists of people stand beside them in the exact part as they were delivered."""

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
from atlas.publish.rounded import Memory, Rounded, rounded
from atlas.publish.told import told

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
    """Make every table of a snapshot: the public ones of people from rounded cells, made anew with a
    ``memory`` of those shown last, or ``kept``.

    They are told by the ``settings``, the delivered ones unless said. Where they say nothing new, nor
    does it which cohorts tell how many applied: that is as in ``listed``, what stood beside the cells
    shown last (:func:`known`). Raises
    :class:`~atlas.errors.ProtectionError` if a public count came out that is no multiple of k.
    """
    given, protection = delivery.tables, settings or delivery.region.protection
    counted = cubes.exact(delivery, today)
    asked = {name: frame for name, frame in counted.items() if name != cubes.DURATIONS}
    cells = kept or rounded(asked, protection, secret, memory)
    shared = {
        "register": _register(delivery),
        "indicators": given["indicators"],
        "modules": given["modules"],
        "sessions": given["sessions"],
        "targets": given["targets"],
        "events": given["events"],
        "breaks": breaks.edges(
            list(catalogues.load(delivery.folder).measures.values()),
            given["indicators"],
            delivery.areas["code"].tolist(),
            {name: delivery.region.code_of(name) for name in catalogues.BENCHMARKS},
        ),
    }
    cohorts = _with_known(given["cohorts"], delivery.contract["cohorts"])
    private = [f.name for f in delivery.contract["cohorts"].fields if f.protected]
    shown = cohorts.drop(columns=private)
    if cells is kept or cells.turned:
        shown = _as_listed(shown, listed)
    public = shared | told(cells.cells, protection) | {"cohorts": shown}
    guard(public, protection.k)
    scores = in_pairs(counted[SCORES])
    exact = shared | counted | {"cohorts": cohorts, SCORES: scores}
    return Tables(public, exact, shapes.drawing(delivery.areas, delivery.region.tiles), cells)


def _with_known(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """A table with, for each column that is protected, whether a row tells it."""
    known = {f"{f.name}{KNOWN}": rows[f.name].notna() for f in table.fields if f.protected}
    return rows.assign(**known)


def known(cohorts: pd.DataFrame) -> pd.DataFrame:
    """Of the public list of cohorts what stands with the cells: which protected columns a cohort tells."""
    return cohorts[[COHORT, *(c for c in cohorts.columns if c.endswith(KNOWN))]]


def _as_listed(cohorts: pd.DataFrame, listed: pd.DataFrame | None) -> pd.DataFrame:
    """Cohorts that tell what they were listed to tell; one that was not listed tells nothing."""
    told = known(cohorts)
    columns = [c for c in told.columns if c != COHORT]
    if listed is None:
        return cohorts.assign(**dict.fromkeys(columns, False))
    before = listed.set_index(COHORT).reindex(index=told[COHORT], columns=columns)
    return cohorts.assign(**{c: before[c].eq(True).to_numpy() for c in columns})


def guard(public: dict[str, pd.DataFrame], k: int) -> None:
    """Refuse to go on if a public count column holds anything but multiples of k, or a column could
    name someone."""
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
    """The areas as GeoParquet, for anyone who wants to read the snapshot elsewhere."""
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
