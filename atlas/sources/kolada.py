"""Kolada's API, version 3: a key figure by municipality and year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from atlas.answers import kolada
from atlas.errors import SourceRefused
from atlas.sources.answer import Answer, Ask, wanted
from atlas.sources.transport import Transport

PER_PAGE = 5000
MOST_PAGES = 50
MOST_AREAS = 25  # in one request
BOTH = "T"  # women and men together


def read(ask: Ask, transport: Transport) -> Answer:
    """Every year of a key figure, for every area of the region that has it.

    The title must be the declared one: it holds unit and population, and another title is another figure.
    """
    kpi, title = ask.declared["kpi"], ask.declared["title"]
    about = _first(transport.get(f"kpi/{kpi}"), kpi)
    if about.get("title") != title:
        raise SourceRefused("unit", str(about.get("title")), title)
    codes = {name_of(code, ask): code for code in ask.areas}
    values: dict[tuple[str, str], float | None] = {}
    came: set[str] = set()
    names = list(codes)
    for at in range(0, len(names), MOST_AREAS):
        part = {"kpi_id": kpi, "municipality_id": names[at : at + MOST_AREAS]}
        for item in _pages(transport, "data", part):
            _take(item, kpi, codes, values)
            came.add(item["municipality"])
    wanted(ask, came, lambda code: name_of(code, ask), _may_lack(ask))
    return Answer(values, title)


def _may_lack(ask: Ask) -> set[str]:
    """The areas that the figure may be without: declared ``partial`` where not every municipality takes part,
    ``benchmarks = false`` where it exists for municipalities only."""
    if ask.declared.get("partial"):
        return set(ask.areas)
    return set() if ask.declared.get("benchmarks", True) else set(ask.benchmarks)


def name_of(code: str, ask: Ask) -> str:
    """Kolada's code of an area: a county is its region, ``0024``, and the country ``0000``."""
    return code.zfill(4) if code in ask.benchmarks else code


def _take(
    item: Any, kpi: str, codes: dict[str, str], values: dict[tuple[str, str], float | None]
) -> None:
    one = kolada.item(item)
    parts = [value for gender, value in one.values if gender == BOTH]
    if one.kpi != kpi:
        raise SourceRefused("code", one.kpi, kpi)
    if one.area not in codes:
        raise SourceRefused("areas", one.area, ", ".join(codes))
    if (codes[one.area], one.period) in values or len(parts) > 1:
        raise SourceRefused("twice", f"{one.area} {one.period}", "1")
    values[codes[one.area], one.period] = parts[0] if parts else None


def _pages(transport: Transport, address: str, query: dict[str, Any]) -> Iterator[Any]:
    """The items of every page; each page, or all of them together, must be as many as it says."""
    page = transport.get(address, query | {"page": 1, "per_page": PER_PAGE})
    total, said = 0, 0
    for _ in range(MOST_PAGES):
        items, said = kolada.envelope(page)
        total += len(items)
        last = not page.get("next_url")
        # ``count`` is that of the page or of the whole: either must be what came
        if len(items) != said and (total > said or (last and total != said)):
            raise SourceRefused("half", str(total), str(said))
        yield from items
        if last:
            return
        page = transport.get(str(page["next_url"]))
    raise SourceRefused("pages", f"> {MOST_PAGES}", str(MOST_PAGES))


def _first(page: Any, kpi: str) -> Any:
    """The description of a key figure: the answer itself, or the one item of a list."""
    if isinstance(page, dict) and isinstance(page.get("values"), list):
        page = page["values"][0] if len(page["values"]) == 1 else {}
    if not isinstance(page, dict) or page.get("id") != kpi:
        raise SourceRefused("code", "-", kpi)
    return page
