"""Boundaries before and after: which areas are drawn anew, and what a person must say yes to."""

from __future__ import annotations

import math
import statistics
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
# two drawings of the same land differ here and there; a wrong zone or datum moves all of it alike
SHIFTED = 100.0  # metres
ALIKE = 0.25  # of the shift: how far a single one may be from it
METRES = 1000.0  # of a kilometre


@dataclass(frozen=True)
class Redrawn:
    """An area whose shape or name changes.

    ``before`` and ``after`` are square kilometres, ``was`` and ``name`` its names; ``before`` is ``None`` and
    ``was`` empty of an area that is new. ``kept`` is how much of the smaller of the two shapes lies in both,
    and ``moved`` how many metres its middle lies east and north of where it lay.
    """

    code: str
    was: str
    name: str
    before: float | None
    after: float
    kept: float
    moved: tuple[float, float] = (0.0, 0.0)

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
        told = {"of": self.code, "before": before, "after": round(self.after)} | names
        return told | {"moved": round(math.hypot(*self.moved) / METRES, 1)}


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
            moved=_moved(was.geometry, row.geometry) if was else (0.0, 0.0),
        )
        for row in each(after)
        if (was := old.get(row.code)) is None
        or was.name != row.name
        or _apart(was.geometry, row.geometry)
    ]


def questions(areas: Sequence[Redrawn], every: int) -> list[dict[str, str]]:
    """What must be confirmed before publishing: that areas are resized, lie elsewhere, lie all of them as far
    from where they lay, or are renamed. Places are told by the names that they have now; ``every`` is how
    many areas there are."""
    told = {
        "area_resized": [
            f"{area.was} {area.before:.0f} → {area.after:.0f} km²"
            for area in areas
            if area.resized()
        ],
        "area_elsewhere": [area.was for area in areas if area.elsewhere()],
        "area_shifted": _shift(areas, every),
        "area_renamed": [f"{area.was} → {area.name}" for area in areas if area.renamed()],
    }
    return [
        {"rule": rule, "table": FILE, "came": ", ".join(those)}
        for rule, those in told.items()
        if those
    ]


def _shift(areas: Sequence[Redrawn], every: int) -> list[str]:
    """How many kilometres all areas have moved, where all of them have moved as far and the same way."""
    moves = [area.moved for area in areas if area.before is not None and not area.resized()]
    if not moves or len(moves) < every:
        return []
    east, north = (statistics.median(along) for along in zip(*moves, strict=True))
    far = math.hypot(east, north)
    alike = all(math.dist(move, (east, north)) <= ALIKE * far for move in moves)
    return [f"{far / METRES:.1f} km"] if alike and far > SHIFTED else []


def _moved(old: BaseGeometry, new: BaseGeometry) -> tuple[float, float]:
    return new.centroid.x - old.centroid.x, new.centroid.y - old.centroid.y


def _apart(old: BaseGeometry, new: BaseGeometry) -> bool:
    return bool(new.symmetric_difference(old).area > SLIGHTLY * new.area)


def _kept(old: BaseGeometry, new: BaseGeometry) -> float:
    return float(new.intersection(old).area / min(old.area, new.area))
