"""SCB's statistics database, PxWebApi version 2: a table by region and time, as JSON-stat 2."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any

from atlas.answers import jsonstat
from atlas.answers.jsonstat import REGION, TIME
from atlas.errors import SourceRefused
from atlas.sources.answer import Answer, Ask, wanted
from atlas.sources.transport import Transport

CONTENTS = "ContentsCode"
FORMAT = {"lang": "sv", "outputFormat": "json-stat2"}


def read(ask: Ask, transport: Transport) -> Answer:
    """Every year of a cell of a table, for every area of the region that the table has.

    ``query`` declares one code for each dimension but region and time; a code that the table no longer has
    is refused before anything is fetched. ``units`` are the units that the figure may have there.
    """
    table = ask.declared["table"]
    most = _limits(transport)
    about = transport.get(f"tables/{table}/metadata", FORMAT)
    chosen = _chosen(ask, about)
    cells = prod(len(codes) for codes in chosen.values())
    if cells > most:
        raise SourceRefused("cells", str(cells), str(most))
    selection = [{"variableCode": name, "valueCodes": codes} for name, codes in chosen.items()]
    answer = transport.post(f"tables/{table}/data", FORMAT, {"selection": selection})
    return _answer(ask, answer, chosen)


def _limits(transport: Transport) -> int:
    """How many cells one answer may have; how often to ask is kept for the requests that follow."""
    config = transport.get("config")
    try:
        transport.pause = float(config["timeWindow"]) / int(config["maxCallsPerTimeWindow"])
        return int(config["maxDataCells"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        raise SourceRefused("shape", "config", "maxDataCells, maxCallsPerTimeWindow") from None


def _chosen(ask: Ask, about: Any) -> dict[str, list[str]]:
    known = {name: jsonstat.codes(about, name) for name in jsonstat.order(about)}
    query = ask.declared["query"]
    chosen: dict[str, list[str]] = {}
    for name, codes in known.items():
        if name == REGION:
            chosen[name] = [code for code in ask.areas if code in codes]
        elif name == TIME:
            chosen[name] = codes
        elif query.get(name) in codes:
            chosen[name] = [query[name]]
        else:
            came = ", ".join(codes[:8])
            raise SourceRefused("code", f"{name}: {came}", str(query.get(name, "-")))
    if gone := set(query) - set(known):
        raise SourceRefused("code", ", ".join(known), ", ".join(sorted(gone)))
    if not {REGION, TIME, CONTENTS} <= set(known):
        raise SourceRefused("shape", ", ".join(known), f"{REGION}, {TIME}, {CONTENTS}")
    lacking = set(ask.areas) - set(ask.benchmarks) - set(chosen[REGION])
    if lacking or not chosen[REGION]:
        raise SourceRefused("areas_lacking", str(len(chosen[REGION])), ", ".join(sorted(lacking)))
    return chosen


def _answer(ask: Ask, answer: Any, chosen: dict[str, list[str]]) -> Answer:
    order = jsonstat.order(answer)
    codes = [jsonstat.codes(answer, name) for name in order]
    if set(order) != set(chosen):
        raise SourceRefused("code", ", ".join(order), ", ".join(chosen))
    at_region, at_time = order.index(REGION), order.index(TIME)
    wanted(ask, set(codes[at_region]), str, set(ask.benchmarks) - set(chosen[REGION]))
    for name, came in zip(order, codes, strict=True):
        if set(came) != set(chosen[name]):
            raise SourceRefused("half", f"{name}: {len(came)}", str(len(chosen[name])))
    unit = _unit(answer, ask)
    count = prod(map(len, codes))
    cells = [(cell[at_region], cell[at_time]) for cell in product(*codes)]
    figures = dict(zip(cells, jsonstat.cells(answer, count), strict=True))
    signs = dict(zip(cells, jsonstat.signs(answer, count), strict=True))
    return Answer(figures, unit, signs)


def _unit(answer: Any, ask: Ask) -> str:
    contents = ask.declared["query"][CONTENTS]
    try:
        unit = str(answer["dimension"][CONTENTS]["category"]["unit"][contents]["base"])
    except (KeyError, TypeError):
        raise SourceRefused("shape", "-", "unit") from None
    accepted = ask.declared["units"]
    if _plain(unit) not in map(_plain, accepted):
        raise SourceRefused("unit", unit, ", ".join(accepted))
    return unit


def _plain(unit: str) -> str:
    return "".join(unit.casefold().split())
