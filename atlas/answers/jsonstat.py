"""JSON-stat 2, as SCB's PxWebApi 2 answers: dimensions, and one value for each cell of their product."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import prod
from typing import Any

from atlas.errors import SourceRefused

REGION, TIME = "Region", "Tid"  # what PxWeb calls its two special dimensions
VALUE, STATUS = "value", "status"


def order(of: Any) -> list[str]:
    """The names of the dimensions, in the order in which they span the values."""
    names = of.get("id") if isinstance(of, dict) else None
    if not isinstance(names, list) or not isinstance(of.get("dimension"), dict):
        raise SourceRefused("shape", "-", "id, dimension")
    return [str(name) for name in names]


def codes(of: Any, name: str) -> list[str]:
    """The codes of a dimension in their order: ``index`` is a list of them, or their places. The one category
    of a dimension needs none."""
    try:
        category = of["dimension"][name]["category"]
        if "index" not in category and len(category["label"]) == 1:
            return list(category["label"])
        index = category["index"]
        return list(index) if isinstance(index, list) else sorted(index, key=index.__getitem__)
    except (KeyError, TypeError):
        raise SourceRefused("shape", name, "category.index") from None


def cells(answer: Any, count: int) -> list[float | None]:
    """The values in order; JSON-stat may also give them sparse, by place."""
    values = answer.get(VALUE)
    if isinstance(values, dict):
        values = [values.get(str(at)) for at in range(count)] if _within(values, count) else None
    if not isinstance(values, list) or len(values) != count:
        came = str(len(values)) if isinstance(values, list) else "-"
        raise SourceRefused("half", came, str(count))
    for value in values:
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise SourceRefused("shape", type(value).__name__, "number")
    return values


def table(answer: Any, most: int) -> tuple[list[str], list[list[str]]]:
    """An answer as a header and rows of text, one for each cell.

    An area is its code and its name, a period its code, other categories are what they are called. A
    cell without a value is the sign that the answer gives for it; a sign of a value stands after it.
    ``most`` is how many cells there may be.
    """
    names = order(answer)
    of_each = [codes(answer, name) for name in names]
    count = prod(map(len, of_each))
    if count > most:
        raise SourceRefused("cells", str(count), str(most))
    if "size" in answer and answer["size"] != [len(of) for of in of_each]:
        raise SourceRefused("half", str(answer["size"])[:40], str([len(of) for of in of_each]))
    values, said = cells(answer, count), signs(answer, count)
    header = [_heading(answer, name) for name in names]
    shown = [_shown(answer, name, of) for name, of in zip(names, of_each, strict=True)]
    rows = [
        [*where, _cell(value, sign)]
        for where, value, sign in zip(product(*shown), values, said, strict=True)
    ]
    return [*header, VALUE], rows


def number(value: float) -> str:
    """A value as digits with a decimal point."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)


def _cell(value: float | None, sign: str) -> str:
    """A value and what its sign says of it, such as ``p`` for preliminary, or the sign in its place."""
    if value is None:
        return sign
    return f"{number(value)} [{sign}]" if sign else number(value)


def _within(values: Mapping[str, Any], count: int) -> bool:
    return all(place.isdecimal() and int(place) < count for place in values)


def signs(answer: Any, count: int) -> list[str]:
    """What is said of each value, such as ``p`` for preliminary, or stands in its place: ``..``, ``-``."""
    said = answer.get(STATUS) or {}
    if isinstance(said, str):
        return [said] * count
    if isinstance(said, list) and len(said) == count:
        return ["" if sign is None else str(sign) for sign in said]
    if not isinstance(said, dict):
        raise SourceRefused("half", STATUS, str(count))
    return [str(said.get(str(at), "")) for at in range(count)]


def _role(answer: Any, role: str) -> list[str]:
    roles = answer.get("role")
    named = roles.get(role) if isinstance(roles, dict) else None
    return named if isinstance(named, list) else []


def _heading(answer: Any, name: str) -> str:
    label = answer["dimension"][name].get("label")
    return label if isinstance(label, str) and label else name


def _shown(answer: Any, name: str, of: list[str]) -> list[str]:
    labels = answer["dimension"][name]["category"].get("label")
    known: Mapping[str, Any] = labels if isinstance(labels, dict) else {}
    called = [str(known.get(code, code)) for code in of]
    if name == TIME or name in _role(answer, "time"):
        return [str(code) for code in of]
    if name == REGION or name in _role(answer, "geo"):
        both = zip(of, called, strict=True)
        return [label if label.startswith(str(code)) else f"{code} {label}" for code, label in both]
    return called
