"""Fetch indicators into one file, in the form of ``indicators.csv``, with a note of where each came from."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from atlas.catalogue import Measure
from atlas.errors import DeclarationError, SourceRefused
from atlas.region import FILE, Region
from atlas.sources import kolada, scb
from atlas.sources.answer import Answer, Ask, Reader
from atlas.sources.transport import Transport

READERS: Mapping[str, Reader] = {"kolada": kolada.read, "scb": scb.read}
COLUMNS = ("indicator_id", "municipality_code", "year", "value", "status")
# these are the same for every indicator of a source: asking on would only take time
OF_THE_HOST = ("off", "host", "slow", "unreachable", "busy")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# the periods that have a figure now, by indicator
Stored = Mapping[str, frozenset[str]]
Told = Callable[[str, float], None]


@dataclass(frozen=True)
class Fetched:
    """A file as an import takes it; for each indicator in it ``api``, ``query``, ``when``, ``sha256`` (of the
    answers), ``unit`` and ``periods``; and why others that were asked for are not in it."""

    name: str
    content: bytes
    origins: Mapping[str, Mapping[str, Any]]
    refused: tuple[SourceRefused, ...] = ()


def enabled() -> bool:
    """Whether this process may fetch: said in its environment, and otherwise not."""
    return os.environ.get("ATLAS_FETCH") == "on"


def base(region: Region, api: str) -> str:
    """The declared address of a source: https, or this very machine."""
    address = str(region.declared.get("sources", {}).get(api, {}).get("base", ""))
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or "@" in parts.netloc or not (parts.scheme == "https" or local):
        raise DeclarationError(FILE, f"sources.{api}.base: accepted: an address with https")
    return address


def fetch(
    measures: Sequence[Measure],
    municipalities: Sequence[str],
    region: Region,
    stored: Stored,
    tell: Told = lambda indicator, share: None,
    now: dt.datetime | None = None,
) -> Fetched:
    """Fetch these indicators, each whole or not at all: one whose answer is not whole, or has fewer periods
    than ``stored``, is left out and told in ``refused``.

    Raises :class:`~atlas.errors.SourceRefused` where the source cannot be reached at all, and where nothing
    is left.
    """
    if not enabled():
        raise SourceRefused("off", "-", "ATLAS_FETCH=on")
    moment = (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    rows: list[tuple[str, ...]] = []
    origins: dict[str, dict[str, Any]] = {}
    refused: list[SourceRefused] = []
    for at, measure in enumerate(measures):
        tell(measure.id, at / len(measures))
        try:
            of_one, origin = _one(measure, municipalities, region, stored)
        except SourceRefused as wrong:
            refused.append(wrong.of(measure.id))
            if wrong.rule in OF_THE_HOST:
                raise refused[-1] from None
            continue
        rows += of_one
        origins[measure.id] = {**origin, "when": moment}
    tell("", 1.0)
    if refused and not origins:
        raise refused[0]
    apis = sorted({origin["api"] for origin in origins.values()})
    return Fetched(f"{'-'.join(apis)}-{moment[:10]}.csv", _file(rows), origins, tuple(refused))


def _one(
    measure: Measure, municipalities: Sequence[str], region: Region, stored: Stored
) -> tuple[list[tuple[str, ...]], dict[str, Any]]:
    """The rows of an indicator, and where they came from."""
    declared = measure.fetched_from
    if declared is None:
        raise SourceRefused("undeclared", "-", "[id.source]")
    benchmarks = region.benchmark_codes()
    ask = Ask(measure.id, measure.level, declared, tuple(municipalities), benchmarks)
    with Transport(base(region, declared["api"])) as transport:
        answer = READERS[declared["api"]](ask, transport)
    periods = _periods(answer, stored.get(measure.id, frozenset()))
    origin = {
        "api": declared["api"],
        "query": " · ".join(transport.asked),
        "sha256": transport.digest,
        "unit": answer.unit,
        "periods": periods,
    }
    return _rows(ask, answer, periods, str(measure.declared.get("absent", "missing"))), origin


def stored(indicators: pd.DataFrame) -> Stored:
    """The periods that have a figure in a table of indicators, by indicator."""
    told = indicators[indicators["status"].astype("str") == "reported"].astype("str")
    return {str(name): frozenset(of["year"]) for name, of in told.groupby("indicator_id")}


def _periods(answer: Answer, stored: frozenset[str]) -> list[str]:
    """The periods that have a figure, and not fewer than there are already."""
    periods = sorted({period for (_, period), value in answer.values.items() if value is not None})
    if not periods:
        raise SourceRefused("empty", "0", "≥ 1")
    if gone := sorted(stored - set(periods)):
        raise SourceRefused("periods", f"{periods[0]}–{periods[-1]}", ", ".join(gone[:8]))
    return periods


def _rows(ask: Ask, answer: Answer, periods: Sequence[str], absent: str) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for area in ask.areas:
        for period in periods:
            value = answer.values.get((area, period))
            sign = answer.signs.get((area, period), "")
            mark = (
                f" [{sign}]" if sign else ""
            )  # the reading of the file keeps it as the value's note
            cell = ("", absent) if value is None else (f"{value:.12g}{mark}", "reported")
            rows.append((ask.indicator, area, period, *cell))
    return rows


def _file(rows: Sequence[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(rows)
    return text.getvalue().encode()
