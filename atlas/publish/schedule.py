"""When the public numbers of people change: not with every delivery, but now and then.

Today's public number minus yesterday's would be the people in between. So the public cubes are made
anew when they are due by the declared schedule or when at least 2k rows have changed, and are
carried over unchanged until then. Indicators, texts and boundaries follow every delivery.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from atlas.contract import Delivery
from atlas.publish import cubes

FIRST, SETTINGS, SAMPLE, ASKED = "first", "settings", "sample", "asked"
DUE, ROWS, KEPT = "due", "rows", "kept"
KEY = ("participant_id", "cohort_id")
SEEN = (
    *KEY, "organisation_id", "municipality_code", "gender", "role", "sector", "size_class",
    "status", "started_on", "enrolled_on", "ended_on",
)  # fmt: skip
TABLES = ("participants", "progress", "modules", "attendance", "surveys", "cohorts")
ADMISSION = ("applications", "admitted")
ANSWER, SESSION = ("wave", "area", "score"), ("module_id", "attended")


@dataclass(frozen=True)
class Decision:
    """Whether the public cubes are made anew, why, and whether rows have changed since they were."""

    why: str
    behind: bool = False

    @property
    def make(self) -> bool:
        """Whether they are made anew."""
        return self.why != KEPT


def decide(
    delivery: Delivery,
    folder: Path | None,
    manifest: Mapping[str, Any],
    now: dt.datetime,
    asked: bool = False,
) -> Decision:
    """Whether a delivery gets new public cubes, by the live snapshot's folder and manifest, if any.

    Changed settings, or sample data on either side, are no trace of a person: they take effect at
    once. Where the rows behind the public cubes are gone, only the schedule counts.
    """
    public = manifest.get("public")
    if folder is None or not public or not _stand(folder):
        return Decision(FIRST)
    settings = delivery.region.protection.as_dict()
    if any(manifest["protection"].get(name) != value for name, value in settings.items()):
        return Decision(SETTINGS)
    if is_sample(delivery) != public["sample"]:
        return Decision(SETTINGS)
    if is_sample(delivery):
        return Decision(SAMPLE)
    if asked:
        return Decision(ASKED)
    if is_due(public, now):
        return Decision(DUE)
    origin = folder.with_name(public["snapshot"]) / "exact"
    changed = _changed_since(origin, delivery.tables)
    if changed is not None and changed >= 2 * delivery.region.k:
        return Decision(ROWS)
    return Decision(KEPT, behind=changed != 0)


def standing(delivery: Delivery, identity: str, now: dt.datetime) -> dict[str, Any]:
    """What the manifest says of public cubes made now: as of when, of which snapshot's rows, and
    until when they stand. It tells no number of rows."""
    sample = is_sample(delivery)
    until = now + dt.timedelta(days=0 if sample else delivery.region.protection.days)
    return {
        "as_of": now.isoformat(timespec="seconds"),
        "snapshot": identity,
        "until": until.isoformat(timespec="seconds"),
        "sample": sample,
        "behind": False,
    }


def is_sample(delivery: Delivery) -> bool:
    """Whether the participants are made up: then there is nobody to protect from yesterday."""
    return delivery.contract["participants"].synthetic


def is_due(public: Mapping[str, Any], now: dt.datetime) -> bool:
    """Whether the time that public cubes stand (a manifest's ``public``) has passed."""
    return now >= dt.datetime.fromisoformat(public["until"])


def waits(manifest: Mapping[str, Any], now: dt.datetime, asked: bool = False) -> bool:
    """Whether a snapshot's public cubes are behind its own rows and may now catch up, although no
    file has changed."""
    public = manifest.get("public", {})
    return bool(public.get("behind")) and (asked or is_due(public, now))


def changed_rows(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> int:
    """How many enrolments are new, gone or different in anything that the cubes are made from.

    An enrolment that changed is one; where some came and others went, the larger of the two. Those
    who applied or were admitted have no rows: the changes of their numbers are added.
    """
    old, new = _signs(before), _signs(after)
    numbers = (
        t["cohorts"].set_index("cohort_id")[list(ADMISSION)].fillna(0) for t in (before, after)
    )
    was, are = next(numbers), next(numbers)
    moved = are.sub(was, fill_value=0).abs().to_numpy(dtype=float).sum()
    return max(len(np.setdiff1d(new, old)), len(np.setdiff1d(old, new))) + int(moved)


def _signs(tables: Mapping[str, pd.DataFrame]) -> np.ndarray:
    people, modules = tables["participants"], tables["modules"][["module_id", "position"]]
    reached = tables["progress"].merge(modules, on="module_id").groupby(list(KEY))["position"].max()
    rows = people[list(SEEN)].merge(reached.reset_index(), on=list(KEY), how="left")
    told = {"answers": ("surveys", ANSWER), "sessions": ("attendance", SESSION)}
    for name, (table, columns) in told.items():
        rows = rows.merge(_marks(tables[table], columns, name), on=list(KEY), how="left")
    text = {
        name: column.dt.strftime("%Y-%m-%d")
        if pd.api.types.is_datetime64_any_dtype(column)
        else column.astype("Int64").astype("str")
        if name in ("position", *told)
        else column.astype("str")
        for name, column in rows.items()
    }
    return pd.util.hash_pandas_object(pd.DataFrame(text).fillna(""), index=False).to_numpy()


def _marks(rows: pd.DataFrame, columns: tuple[str, ...], name: str) -> pd.DataFrame:
    """What is told of each enrolment in a long table, as one number that changes when any of it does."""
    given = rows[list(columns)].astype("str")
    signs = pd.util.hash_pandas_object(given, index=False).to_numpy() >> np.uint64(8)
    marked = rows[list(KEY)].assign(**{name: signs.astype("int64") % 2**40})
    return marked.groupby(list(KEY), as_index=False)[name].sum()


def _changed_since(origin: Path, now: Mapping[str, pd.DataFrame]) -> int | None:
    """:func:`changed_rows` since a snapshot, or ``None`` where its rows cannot be read any more."""
    try:
        before = {name: pd.read_parquet(origin / f"{name}.parquet") for name in TABLES}
        return changed_rows(before, now)
    except (OSError, KeyError, ValueError):
        return None


def _stand(folder: Path) -> bool:
    return all((folder / "public" / f"{name}.parquet").is_file() for name in cubes.NAMES)
