"""What a snapshot holds: the exact cubes, and the public tables made from them. The lists of people
stand beside them in the exact part as they were delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from atlas import catalogue as catalogues
from atlas.contract import Delivery
from atlas.errors import ProtectionError
from atlas.publish import breaks, cubes, shapes

PERSON_TABLES = ("participants", "progress", "attendance", "surveys")
PUBLIC_COHORT_FIELDS = (
    "cohort_id",
    "name_sv",
    "name_en",
    "base_municipality_code",
    "starts_on",
    "ends_on",
    "places",
    "applications_known",
    "admitted_known",
)


@dataclass(frozen=True)
class Tables:
    """The tables of a snapshot by name, the geometry document and what protection cost."""

    public: dict[str, pd.DataFrame]
    exact: dict[str, pd.DataFrame]
    drawing: dict[str, Any]
    report: dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """Public cubes that stand for some time yet, and what protection cost when they were made."""

    cubes: dict[str, pd.DataFrame]
    report: dict[str, Any]

    @classmethod
    def of(cls, folder: Path, manifest: Mapping[str, Any]) -> Kept:
        """Those of a snapshot."""
        found = {n: pd.read_parquet(folder / "public" / f"{n}.parquet") for n in cubes.NAMES}
        return cls(found, {n: manifest["protection"][n] for n in cubes.REPORTED})


def build(
    delivery: Delivery, secret: bytes, kept: Kept | None = None, today: dt.date | None = None
) -> Tables:
    """Make every table of a snapshot; the public cubes anew, or the ``kept`` ones unchanged.

    Raises :class:`~atlas.errors.ProtectionError` if a public count came out as 1..k-1.
    """
    given, protection = delivery.tables, delivery.region.protection
    exact_cubes = cubes.exact(delivery, today)
    if kept is None:
        protected, report = cubes.protected(exact_cubes, protection, secret)
    else:
        protected, report = kept.cubes, kept.report
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
    cohorts = given["cohorts"].assign(
        **{f"{name}_known": given["cohorts"][name].notna() for name in ("applications", "admitted")}
    )
    public = shared | protected | {"cohorts": cohorts[list(PUBLIC_COHORT_FIELDS)]}
    guard(public, protection.k)
    exact = shared | cubes.summarised(exact_cubes) | {"cohorts": cohorts}
    return Tables(public, exact, shapes.drawing(delivery.areas, delivery.region.tiles), report)


def guard(public: dict[str, pd.DataFrame], k: int) -> None:
    """Refuse to go on if any public count column holds 1..k-1, or a column could name someone."""
    for name, frame in public.items():
        for column in frame.columns:
            if column in ("participant_id", "organisation_id"):
                raise ProtectionError(f"public table {name} would carry {column}")
            if column == "n" or column.startswith("n_"):
                small = frame[column].between(1, k - 1)
                if bool(small.any()):
                    raise ProtectionError(f"public table {name} would carry a count below {k}")


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
