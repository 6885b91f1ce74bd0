"""Boundaries before and after: which areas are drawn anew, and what a person must say yes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from shapely.geometry.base import BaseGeometry

from atlas.frames import each
from atlas.ingest.boundaries import FILE
from atlas.ingest.coverage import SQUARE_KM

SLIGHTLY = 0.001  # of an area: two drawings of the same border differ by as much
RESIZED = 0.1
ELSEWHERE = 0.5


@dataclass(frozen=True)
class Redrawn:
    """An area whose shape or name changes.

    ``before`` and ``after`` are square kilometres, ``was`` and ``name`` its names; ``before`` is ``None`` and
    ``was`` empty of an area that is new. ``kept`` is how much of the smaller of the two shapes lies in both.
    """

    code: str
    was: str
    name: str
    before: float | None
    after: float
    kept: float

    def renamed(self) -> bool:
        """Whether it has another name than before."""
        return bool(self.was) and self.was != self.name

    def resized(self) -> bool:
        """Whether it is larger or smaller by more than a tenth of what it was."""
        return self.before is not None and abs(self.after - self.before) > RESIZED * self.before

    def elsewhere(self) -> bool:
        """Whether it lies mostly where it did not lie before."""
        return self.before is not None and self.kept < ELSEWHERE

    def as_dict(self) -> dict[str, Any]:
        """It for a program or a page, in whole square kilometres."""
        before = None if self.before is None else round(self.before)
        names = {"was": self.was, "name": self.name} if self.renamed() else {}
        return {"of": self.code, "before": before, "after": round(self.after)} | names


def redrawn(before: pd.DataFrame, after: pd.DataFrame) -> list[Redrawn]:
    """The areas of ``after`` that differ from those of the same code in ``before``; both have ``code``,
    ``name`` and ``geometry`` in metres."""
    old = {row.code: row for row in each(before)}
    return [
        Redrawn(
            code=row.code,
            was=was.name if was else "",
            name=row.name,
            before=was.geometry.area / SQUARE_KM if was else None,
            after=row.geometry.area / SQUARE_KM,
            kept=_kept(was.geometry, row.geometry) if was else 0.0,
        )
        for row in each(after)
        if (was := old.get(row.code)) is None
        or was.name != row.name
        or _apart(was.geometry, row.geometry)
    ]


def questions(areas: Sequence[Redrawn]) -> list[dict[str, str]]:
    """What must be confirmed before publishing: that areas are resized, lie elsewhere or are renamed. Places
    are told by the names that they have now."""
    told = {
        "area_resized": [
            f"{area.was} {area.before:.0f} → {area.after:.0f} km²"
            for area in areas
            if area.resized()
        ],
        "area_elsewhere": [area.was for area in areas if area.elsewhere()],
        "area_renamed": [f"{area.was} → {area.name}" for area in areas if area.renamed()],
    }
    return [
        {"rule": rule, "table": FILE, "came": ", ".join(those)}
        for rule, those in told.items()
        if those
    ]


def _apart(old: BaseGeometry, new: BaseGeometry) -> bool:
    return bool(new.symmetric_difference(old).area > SLIGHTLY * new.area)


def _kept(old: BaseGeometry, new: BaseGeometry) -> float:
    return float(new.intersection(old).area / min(old.area, new.area))
