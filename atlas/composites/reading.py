"""A spec from a TOML file: its tables are the dataclasses of ``spec``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from atlas.composites import spec as parts
from atlas.errors import IndexRefused

TABLES = {
    "imputation": parts.Imputation,
    "outliers": parts.Outliers,
    "normalisation": parts.Normalisation,
    "aggregation": parts.Aggregation,
    "uncertainty": parts.Uncertainty,
}


def read_spec(path: Path) -> parts.Spec:
    """The spec in a file. Raises ``IndexRefused`` for what is no TOML, no known key, or no sound index."""
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise IndexRefused(path.name, wrong, "TOML in UTF-8", "mend that line") from wrong
    return spec_of(declared)


def spec_of(given: Mapping[str, Any]) -> parts.Spec:
    """The spec in a table. Raises ``IndexRefused`` as :func:`read_spec` does."""
    declared = dict(given)
    nodes = {
        "indicators": _nodes("indicators", declared.pop("indicators", {}), parts.Indicator),
        "groups": _nodes("groups", declared.pop("groups", {}), parts.Group),
    }
    tables = {
        name: _made(name, declared.pop(name), kind)
        for name, kind in TABLES.items()
        if name in declared
    }
    made: parts.Spec = _made("the file", nodes | tables | declared, parts.Spec)
    return made


def _nodes(name: str, table: Any, kind: Any) -> tuple[Any, ...]:
    if not isinstance(table, dict):
        raise IndexRefused(name, type(table).__name__, "a table", f"write [{name}.ID]")
    made = []
    for key, values in table.items():
        where = f"{name}.{key}"
        if not isinstance(values, dict):
            raise IndexRefused(where, repr(values), "a table", f"write [{where}]")
        if kind is parts.Indicator and "parent" not in values:
            raise IndexRefused(where, "no parent", "a declared group", "name its parent")
        made.append(_made(where, {"id": key} | values, kind))
    return tuple(made)


def _made(where: str, values: Any, kind: Any) -> Any:
    if not isinstance(values, dict):
        raise IndexRefused(where, repr(values), "a table", f"write [{where}]")
    known = [each.name for each in fields(kind)]
    for key, value in values.items():
        if key not in known:
            raise IndexRefused(where, f"the key {key}", ", ".join(known), "mend or remove the key")
        default = next(each.default for each in fields(kind) if each.name == key)
        if isinstance(default, bool) and not isinstance(value, bool):
            raise IndexRefused(f"{where}.{key}", repr(value), "true, false", "write one of them")
        if isinstance(default, str) and key != "parent" and not isinstance(value, str):
            raise IndexRefused(f"{where}.{key}", repr(value), "a text", "write it in quotes")
    lists = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
    if "goalposts" in lists and (
        not isinstance(lists["goalposts"], tuple) or len(lists["goalposts"]) != 2
    ):
        raise IndexRefused(
            f"{where}.goalposts", lists["goalposts"], "two numbers", "write [lowest, highest]"
        )
    return kind(**lists)
