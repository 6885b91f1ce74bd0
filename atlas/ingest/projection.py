"""Which coordinate system a layer is in: by the parameters it states, or by where it would lie.

The definition in an upload is only compared, never used: positions are computed with our own
definition of the system that it is equal to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyproj

from atlas.errors import FileRefused

# SWEREF 99 TM and its twelve zones, RT 90 in six, WGS 84 as degrees and on the web. ETRS 89 and
# WGS 84 in UTM zone 33 have the same parameters as SWEREF 99 TM and lie within a metre of it.
KNOWN = (3006, *range(3007, 3019), *range(3019, 3025), 4326, 3857)
BY_RANGE = (3006, 3021, 4326, 3857)
NAMES = {3006: "SWEREF 99 TM", 3021: "RT 90 2,5 gon V", 4326: "WGS 84", 3857: "Web Mercator"}
ACCEPTED = ", ".join(NAMES.values())
MOST_TEXT = 20_000
EPSG = re.compile(r"(?:EPSG|CRS84?)\D*(\d{4,5})", re.IGNORECASE)
ENOUGH_SHARED = 0.3

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Projection:
    """A recognised coordinate system. ``how`` is ``stated`` or ``range``; ``swapped`` says that the
    first coordinate is the northing."""

    epsg: int
    how: str
    swapped: bool = False

    @property
    def name(self) -> str:
        """What people call it."""
        return NAMES.get(self.epsg) or str(pyproj.CRS(self.epsg).name)


def recognise(prj: str | None, bounds: Box, home: Box | None, crs: str, file: str) -> Projection:
    """The system of a layer with these ``bounds``, which should lie about at ``home`` in ``crs``.

    ``prj`` is the text of the ``.prj`` file, or ``None``. Raises
    :class:`~atlas.errors.FileRefused` when no system fits, or the stated one puts the layer elsewhere.
    """
    stated = stated_by(prj) if prj else None
    if stated:
        for swapped in (False, True):
            if home is None or shared(_moved(bounds, stated, crs, swapped), home) > ENOUGH_SHARED:
                return Projection(stated, "stated", swapped)
        raise FileRefused(file, "boundaries_elsewhere", NAMES.get(stated, str(stated)), ACCEPTED)
    fitting = [
        Projection(epsg, "range", swapped)
        for epsg in BY_RANGE
        for swapped in (False, True)
        if home and shared(_moved(bounds, epsg, crs, swapped), home) > ENOUGH_SHARED
    ]
    if not fitting:
        raise FileRefused(file, "projection_unknown", expected=ACCEPTED)
    return max(
        fitting, key=lambda p: shared(_moved(bounds, p.epsg, crs, p.swapped), home or bounds)
    )


def stated_by(prj: str) -> int | None:
    """The EPSG number of the known system whose parameters equal those of a WKT text, or ``None``."""
    if len(prj) > MOST_TEXT:
        return None
    try:
        crs = pyproj.CRS.from_wkt(prj)
        parameters = _parameters(crs.source_crs if crs.is_bound and crs.source_crs else crs)
    except pyproj.exceptions.CRSError:
        return None
    return next((epsg for epsg in KNOWN if _known(epsg) == parameters), None)


def wkt(epsg: int) -> str:
    """A known system as text, for :func:`recognise`."""
    return str(pyproj.CRS(epsg).to_wkt())


def named(text: str) -> int | None:
    """The EPSG number in a name such as ``urn:ogc:def:crs:EPSG::3006``, if it is a known one."""
    if "CRS84" in text:
        return 4326
    match = EPSG.search(text)
    return int(match[1]) if match and int(match[1]) in KNOWN else None


def transformer(projection: Projection, crs: str) -> pyproj.Transformer:
    """A transformer from a recognised system to ours, easting first."""
    return pyproj.Transformer.from_crs(pyproj.CRS(projection.epsg), pyproj.CRS(crs), always_xy=True)


def shared(one: Box | None, other: Box) -> float:
    """The share of the larger of two boxes that lies in both, 0 … 1."""
    if one is None:
        return 0.0
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    largest = max(_area(one), _area(other))
    return width * height / largest if width > 0 and height > 0 and largest else 0.0


def around(boxes: Sequence[Box]) -> Box | None:
    """The box around boxes; ``None`` around none."""
    if not boxes:
        return None
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _moved(bounds: Box, epsg: int, crs: str, swapped: bool) -> Box | None:
    left, bottom, right, top = bounds
    if swapped:
        left, bottom, right, top = bottom, left, top, right
    degrees = pyproj.CRS(epsg).is_geographic
    if degrees != (max(abs(left), abs(right)) <= 180 and max(abs(bottom), abs(top)) <= 90):
        return None
    try:
        moved: Sequence[float] = transformer(Projection(epsg, "range"), crs).transform_bounds(
            left, bottom, right, top
        )
    except pyproj.exceptions.ProjError:
        return None
    return tuple(moved) if all(abs(v) < 1e9 for v in moved) else None  # type: ignore[return-value]


def _factor(parameter: Any) -> float:
    return float(parameter.unit_conversion_factor or 1)


@lru_cache(maxsize=len(KNOWN))
def _known(epsg: int) -> tuple[object, ...]:
    return _parameters(pyproj.CRS(epsg))


def _parameters(crs: pyproj.CRS) -> tuple[object, ...]:
    """Method, parameters and the size of the ellipsoid, rounded so that spellings do not matter."""
    size = round(crs.ellipsoid.semi_major_metre, 0) if crs.ellipsoid else 0.0
    if crs.is_geographic:
        return ("degrees", size)
    operation = crs.coordinate_operation
    if operation is None:
        return ("unknown", crs.to_wkt())
    method = operation.method_name.casefold().replace("_", " ")
    values = sorted(
        round(float(p.value) * (1 if "degree" in p.unit_name.casefold() else _factor(p)), 4)
        for p in operation.params
        if float(p.value) not in (0.0, 1.0)
    )
    web = "pseudo" in method or "auxiliary" in method or method == "mercator"
    return ("web" if web else "transverse" if "transverse" in method else method, size, *values)
