"""Kolada's answers, version 3: items of a key figure, an area, a year and its values by gender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.answers.jsonstat import VALUE, number
from atlas.errors import SourceRefused

KPI = "kpi_id"
HEADER = [KPI, "kommun", "år", "kön", VALUE]
GENDERS = {"T": "totalt", "K": "kvinnor", "M": "män"}


@dataclass(frozen=True)
class Item:
    """One key figure, area and year; ``values`` are pairs of gender and value, without deleted ones."""

    kpi: str
    area: str
    period: str
    values: tuple[tuple[str, float | None], ...]


def envelope(page: Any) -> tuple[list[Any], int]:
    """The items of a page, and how many the answer says there are."""
    items = page.get("values") if isinstance(page, dict) else None
    if not isinstance(items, list) or not isinstance(page.get("count"), int):
        raise SourceRefused("shape", "list", "count, values, next_url")
    return items, page["count"]


def item(plain: Any) -> Item:
    """An item of a page."""
    try:
        area, period = str(plain["municipality"]), str(int(plain["period"]))
        parts = [part for part in plain["values"] if not part.get("isdeleted")]
        values = tuple((str(part["gender"]), _number(part["value"])) for part in parts)
        return Item(str(plain["kpi"]), area, period, values)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise SourceRefused("shape", "data", "kpi, municipality, period, values") from None


def table(answer: Any, most: int) -> tuple[list[str], list[list[str]]]:
    """A whole answer as a header and rows of text. One that goes on with another page is half of one."""
    items, said = envelope(answer)
    if len(items) != said or answer.get("next_url") or answer.get("next_page"):
        raise SourceRefused("half", str(len(items)), "next_url: null")
    rows = [
        [one.kpi, one.area, one.period, GENDERS.get(gender, gender), _text(value)]
        for one in map(item, items)
        for gender, value in one.values
    ]
    if len(rows) > most:
        raise SourceRefused("cells", str(len(rows)), str(most))
    return list(HEADER), rows


def _text(value: float | None) -> str:
    return "" if value is None else number(value)


def _number(value: Any) -> float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise SourceRefused("shape", type(value).__name__, "number")
    return value
