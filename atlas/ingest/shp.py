"""Whether the parts of a shapefile agree with their headers, checked before anything relies on those.

A header may announce two thousand million points in a file of eight kilobytes; a reader that allocates
memory for them is lost. Field positions are those of the *ESRI Shapefile Technical Description* (1998)
and of dBASE III.
"""

from __future__ import annotations

import struct

HEADER = 100
POLYGONS = (5, 15, 25)
BEFORE_PARTS = 44  # bytes of a polygon before the list of its parts
DBF_HEADER = 32


def consistent(shp: bytes, shx: bytes, dbf: bytes) -> bool:
    """Whether lengths, counts and positions in the three parts agree with their actual bytes."""
    try:
        shapes = _shapes(shp)
        return shapes == _indexed(shx, shp) and shapes <= _records(dbf)
    except (struct.error, ValueError):
        return False


def _shapes(shp: bytes) -> int:
    if 2 * struct.unpack_from(">i", shp, 24)[0] != len(shp):
        raise ValueError
    at, count = HEADER, 0
    while at < len(shp):
        words = struct.unpack_from(">i", shp, at + 4)[0]
        content = shp[at + 8 : at + 8 + 2 * words]
        if words < 2 or len(content) != 2 * words:
            raise ValueError
        kind = struct.unpack_from("<i", content)[0]
        if kind in POLYGONS:
            parts, points = struct.unpack_from("<ii", content, 36)
            if min(parts, points) < 0 or BEFORE_PARTS + 4 * parts + 16 * points > len(content):
                raise ValueError
        at += 8 + 2 * words
        count += 1
    return count


def _indexed(shx: bytes, shp: bytes) -> int:
    for at in range(HEADER, len(shx), 8):
        begin, words = struct.unpack_from(">ii", shx, at)
        if begin < HEADER // 2 or 2 * (begin + words) + 8 > len(shp):
            raise ValueError
    return (len(shx) - HEADER) // 8


def _records(dbf: bytes) -> int:
    count, begin, length = struct.unpack_from("<IHH", dbf, 4)
    if begin <= DBF_HEADER or length < 1 or begin + count * length > len(dbf):
        raise ValueError
    return int(count)
