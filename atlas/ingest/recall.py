"""How the columns of earlier files were read, remembered for the next file that has the same ones.

A mapping is remembered for a kind of file and an indicator: two indicators may be tables of one shape. What
was said for another indicator is offered, never used unasked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from collections.abc import Mapping as Mapped
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas import disk
from atlas.ingest import headings
from atlas.ingest import mapping as mappings
from atlas.ingest.mapping import Mapping

FILE = "mappings.json"


@dataclass(frozen=True)
class Remembered:
    """A mapping, which names the indicator that it was made for, and the shape of its file."""

    mapping: Mapping
    shape: str


Saved = Mapped[str, Remembered]


def shape(kind: str, headers: list[str]) -> str:
    """What two files from the same export have in common: a digest of the kind and the headers, without
    headers that are years."""
    return _digest(kind, [name for name in headers if not headings.parted(name)[1]])


def saved(store: Path) -> Saved:
    """The saved mappings of a store; empty when none can be read."""
    try:
        plain = json.loads((store / FILE).read_text("utf-8"))
        return {
            key: Remembered(mappings.from_dict(of), str(of.get("shape", "")))
            for key, of in plain.items()
        }
    except (OSError, ValueError, AttributeError):
        return {}


def own(every: Saved, kind: str, headers: list[str], indicator: str) -> Mapping | None:
    """The mapping that was made for such a file of this indicator."""
    found = every.get(_key(kind, headers, indicator))
    return found.mapping if found and _fits(found.mapping, headers) else None


def others(every: Saved, kind: str, headers: list[str], indicator: str) -> list[Mapping]:
    """The mappings that were made for such files of other indicators."""
    wanted = shape(kind, headers)
    return [
        of.mapping
        for of in every.values()
        if of.shape == wanted and of.mapping.indicator != indicator and _fits(of.mapping, headers)
    ]


def renewed(saved: Mapping, fresh: Mapping, value: str) -> Mapping:
    """A saved mapping with the periods and the indicator of this file, as the ``fresh`` guess has them, and
    with its columns where the column of its values, ``value``, was said."""
    columns = fresh.columns if value else saved.columns
    years = fresh.years if saved.years else {}
    return Mapping(columns, years, fresh.indicator, saved.values, saved.decimal)


def otherwise(
    every: Iterable[Mapping], mapping: Mapping, fresh: Mapping, value: str
) -> Mapping | None:
    """The first of the saved mappings with which a file would be read differently than with ``mapping``."""
    here = _used(mapping)
    return next((of for of in every if _used(renewed(of, fresh, value)) != here), None)


def remember(store: Path, kind: str, headers: list[str], mapping: Mapping) -> None:
    """Save a mapping for the next file of this shape. Holds headers only, never a cell."""
    store.mkdir(parents=True, exist_ok=True)
    every = dict(saved(store))
    every[_key(kind, headers, mapping.indicator)] = Remembered(mapping, shape(kind, headers))
    plain = {key: of.mapping.as_dict() | {"shape": of.shape} for key, of in every.items()}
    disk.replace(store / FILE, json.dumps(plain, ensure_ascii=False, indent=1))


def questions(otherwise: Mapping | None) -> tuple[tuple[str, str], ...]:
    """What must be said yes to: that a file is read otherwise than one with the same columns was."""
    if otherwise is None:
        return ()
    columns = ", ".join(f"{name} → {column}" for name, column in _columns(otherwise).items())
    return (("columns_otherwise", f"{otherwise.indicator}: {columns}"),)


def as_dict(otherwise: Mapping | None) -> dict[str, Any]:
    """The indicator that a mapping was made for, and its columns, as plain data."""
    if otherwise is None:
        return {}
    return {"indicator": otherwise.indicator, "columns": _columns(otherwise)}


def _used(mapping: Mapping) -> tuple[object, ...]:
    return _columns(mapping), mapping.years, mapping.values, mapping.decimal


def _columns(mapping: Mapping) -> dict[str, str]:
    return {name: column for name, column in mapping.columns.items() if column}


def _key(kind: str, headers: list[str], indicator: str) -> str:
    return _digest(shape(kind, headers), indicator)


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _fits(mapping: Mapping, headers: list[str]) -> bool:
    """Whether a file has every column that is used; one with other years in its headings may not."""
    return set(filter(mapping.columns.get, mapping.columns)) <= set(headers)
