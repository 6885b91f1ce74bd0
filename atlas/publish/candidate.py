"""The part of an import that runs in a sandbox: :mod:`atlas.publish.intake` is the other end.

Sources are read, the readings put into a candidate, the candidate checked and compared with the live
delivery, and, in a second call, published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from atlas import catalogue as catalogues
from atlas import contract as contracts
from atlas import freetext, ingest, sandbox
from atlas import region as regions
from atlas.contract import Contract, Delivery, Finding, Findings
from atlas.contract.reading import FIRST_DATA_ROW
from atlas.errors import AtlasError, BoundariesError, NoSnapshot
from atlas.ingest import boundaries
from atlas.ingest import delivery as deliveries
from atlas.ingest.limits import CHECKING_MEMORY, READING_MEMORY
from atlas.publish import (
    altered,
    backwards,
    difference,
    goals,
    history,
    leftovers,
    memory,
    moves,
    orphans,
    outlying,
    redrawn,
    schedule,
    snapshot,
    staging,
    swap,
    tables,
)
from atlas.publish import store as stores
from atlas.publish.received import Received
from atlas.publish.redrawn import Redrawn
from atlas.publish.staging import Staged
from atlas.region import LANGUAGES
from atlas.sandbox import Progress
from atlas.words import Words


def consider(request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Read the sources of a request into a candidate in its folder, check and compare it. The report is
    plain data."""
    sandbox.allow(READING_MEMORY)
    with leftovers.hold(Path(request["folder"])):
        return _considered(request, progress)


def _considered(request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    progress("read", 0.0)
    data, geo, store = (Path(request[key]) for key in ("data", "geo", "store"))
    # before anything is read: what somebody else publishes meanwhile is not what this was compared with
    base, live = deliveries.fingerprint(data, geo), history.live(store)
    region, contract = regions.load(data), contracts.load(data)
    staged = staging.lay(Path(request["folder"]), data, geo)
    received = Received(request, region, contract, staged)
    for source in request["sources"]:
        received.take(source)
    progress("check", 0.3)
    sandbox.allow(CHECKING_MEMORY)
    findings, delivery = _checked(staged, received.findings, contract, bool(request["exact"]))
    staging.note_lines(staged)
    progress("difference", 0.6)
    change = (
        _difference(delivery, data, geo, store, list(staged.new), request["exact"])
        if delivery
        else None
    )
    if change:
        change["questions"] += received.questions
    progress("difference", 1.0)
    english, swedish = Words("en"), Words("sv")
    kinds = [source["kind"] for source in request["sources"]]
    return {
        "accepted": delivery is not None,
        "kind": ", ".join(kinds),
        "rows": received.rows,
        "unmatched": received.unmatched,
        "findings": [f.as_dict(english) | {"message_sv": f.sentence(swedish)} for f in findings],
        "total": findings.total,
        "dialect": next((f["dialect"] for f in received.files if "dialect" in f), {}),
        "files": received.files,
        "uploads": received.uploads,
        "difference": change,
        "summary": _summary(delivery, change),
        "origins": {
            name: o for s in request["sources"] for name, o in s.get("origins", {}).items()
        },
        "new": {name: str(path) for name, path in staged.new.items()},
        "base": base,
        "live": live,
    }


def commit(request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Publish the candidate of a request and make its files the delivery, or change nothing."""
    data, geo, store = (Path(request[key]) for key in ("data", "geo", "store"))
    folder = Path(request["folder"])
    with leftovers.hold(folder), swap.alone(store, data, geo):
        if deliveries.fingerprint(data, geo) != request["fingerprint"]:
            raise AtlasError("the delivery was changed meanwhile: look at the difference again")
        if history.live(store) != request["live"]:
            raise AtlasError("somebody else published meanwhile: look at the difference again")
        progress("check", 0.1)
        delivery = ingest.read(folder / "data", folder / "geo").delivery
        if delivery is None:
            raise AtlasError("the candidate does not keep the contract")
        targets: dict[Path, Path | None] = {
            (geo if Path(path).parent.name == "geo" else data) / name: Path(path)
            for name, path in request["new"].items()
        }
        revision = {"act": "import", "who": request["who"], "note": freetext.kept(request["note"])}
        summary = request["summary"]
        revision |= {
            "kind": summary["kind"],
            "rows": summary["rows"],
            "files": summary["uploads"],
            "difference": summary["summary"],
        }
        if summary.get("origins"):
            revision["origins"] = summary["origins"]
        progress("publish", 0.5)
        with swap.replaced(store, targets, request["live"], folder):
            published = snapshot.publish(delivery, store, revision=revision)
        progress("publish", 1.0)
    return {"snapshot": published.id}


def _checked(
    staged: Staged, of_readings: Findings, contract: Contract, exact: bool
) -> tuple[Findings, Delivery | None]:
    """The findings of the readings, then the contract's own, placed where the sender sees them; and the
    delivery, if there are none."""
    outcome = ingest.read(staged.data, staged.geo)
    of_contract = orphans.told_once(outcome.findings, contract, staged.data, staged.new, exact)
    findings = Findings()
    findings.extend(of_readings)
    reported = {(f.file, f.row) for f in of_readings if f.row}
    for finding in of_contract:
        placed = _placed(finding, staged)
        # the reading has reported unknown places and doubtful numbers already
        if (placed.file, placed.row) in reported:
            continue
        findings.add(placed)
    findings.count_more(max(0, of_contract.total - len(of_contract.kept)))
    return findings, outcome.delivery if not of_readings else None


def _placed(finding: Finding, staged: Staged) -> Finding:
    """A finding about the candidate's table, pointing at the file, row and column that were sent."""
    lines = staged.lines.get(finding.file)
    at = finding.row - FIRST_DATA_ROW
    if not lines:
        return finding
    if not 0 <= at < len(lines):
        only = {line.file for line in lines if line.reading}
        file = next(iter(only)) if len(only) == 1 else finding.file
        return Finding(file, 0, finding.column, finding.rule, finding.actual, finding.expected)
    line = lines[at]
    actual = finding.actual
    if finding.rule == "duplicate_key" and actual.isdigit():
        first = lines[int(actual) - FIRST_DATA_ROW]
        actual = str(first.row)
    columns = [
        line.reading.source(column, line.at) if line.reading else column
        for column in finding.column.split(", ")
    ]
    return Finding(line.file, line.row, ", ".join(columns), finding.rule, actual, finding.expected)


def _difference(
    delivery: Delivery, data: Path, geo: Path, store: Path, new: list[str], exact: bool
) -> dict[str, Any]:
    contract = delivery.contract
    names = [t.name for t in contract.tables.values() if t.path in new]
    before = {name: _text(data, contract, name) for name in names}
    after = {name: _text(delivery.folder, contract, name) for name in names}
    counts = {n: difference.rows(before[n], after[n], contract[n]) for n in names}
    areas = _redrawn(data, geo, delivery) if boundaries.FILE in new else []
    questions = difference.questions(counts, before, after, contract)
    questions += redrawn.questions(areas, len(delivery.areas))
    cells = []
    for name in names:
        sides = before[name], after[name]
        if contract[name].about_people:
            changed = counts[name]["changed"]
            questions += backwards.questions(*sides, contract[name], changed, exact)
        if altered.is_told(contract[name]):
            cells += altered.cells(*sides, contract[name], exact)
    if "targets" in names:
        sides = before["targets"], after["targets"]
        questions += goals.questions(*sides, contract["targets"], _shares(delivery))
    questions += outlying.questions(contract, names, _sides(delivery, data), exact)
    if "indicators" in names:
        path = contract["indicators"].path
        kinds = {m.id: m.kind for m in catalogues.load(delivery.folder).indicators()}
        moved = moves.questions(
            before["indicators"], after["indicators"], path, kinds, _places(delivery)
        )
        questions += [question | _names(question["came"], delivery) for question in moved]
    last = memory.shown_last(store, schedule.is_sample(delivery))
    remembered, listed = (last.memory, last.listed) if last else (None, None)
    built = tables.build(delivery, snapshot.secret(store), remembered, listed=listed)
    try:
        live = stores.current(store)
        folder = live.folder / ("exact" if exact else "public")
        old = {
            name: pd.read_parquet(folder / f"{name}.parquet")
            for name in ("enrolments", "organisations", "indicators")
        }
    except (NoSnapshot, OSError, ValueError):  # a damaged table is a ValueError, too
        old = None
    shown = (
        counts if exact else {n: difference.protected(c, contract[n]) for n, c in counts.items()}
    )
    total = {
        key: None
        if any(c[key] is None for c in shown.values())
        else sum(c[key] for c in counts.values())
        for key in ("before", "after", "new", "changed", "gone")
    }
    return total | {
        "tables": shown,
        "areas": [area.as_dict() for area in areas],
        "cells": {"total": len(cells), "changes": cells[: altered.SHOWN]},
        "figures": difference.numbers(old, built.exact if exact else built.public),
        "questions": questions,
    }


def _sides(delivery: Delivery, data: Path) -> outlying.Sides:
    """Columns of the tables that stand, as text, and of those that come."""

    def before(table: str, columns: list[str]) -> pd.DataFrame:
        return _text(data, delivery.contract, table)[columns]

    def after(table: str, columns: list[str]) -> pd.DataFrame:
        return contracts.columns(delivery.tables, table, *columns)

    return outlying.Sides(before, after)


def _names(indicator: str, delivery: Delivery) -> dict[str, str]:
    """What an indicator is called in each language."""
    of = (
        measure
        for measure in catalogues.load(delivery.folder).indicators()
        if measure.id == indicator
    )
    return {f"name_{in_}": measure.name(in_) for measure in of for in_ in LANGUAGES}


def _shares(delivery: Delivery) -> dict[str, dict[str, str]]:
    """The measures in per cent that may have a target, each with its name in each language."""
    return {
        measure.id: {f"name_{in_}": measure.name(in_) for in_ in LANGUAGES}
        for measure in catalogues.load(delivery.folder).targeted()
        if measure.declared["form"] == "share"
    }


def _places(delivery: Delivery) -> Callable[[str, str], str]:
    """What a place is called, by its code, in a language: the county and the country, too."""
    region = delivery.region
    names = dict(zip(delivery.areas["code"], delivery.areas["name"], strict=True))

    def name(code: str, language: str) -> str:
        if code in region.benchmark_codes():
            return region.benchmark_name(code, language)
        return str(names.get(code, code))

    return name


def _redrawn(data: Path, geo: Path, delivery: Delivery) -> list[Redrawn]:
    """The areas that new boundaries change."""
    try:
        before = boundaries.read(geo, regions.load(data).crs)
    except BoundariesError:
        before = pd.DataFrame(columns=["code", "name", "geometry"])
    return redrawn.redrawn(before, delivery.areas)


def _text(folder: Path, contract: Contract, name: str) -> pd.DataFrame:
    return contracts.read_table(folder, contract[name])[0]


def _summary(delivery: Delivery | None, change: dict[str, Any] | None) -> dict[str, Any]:
    """The difference as history keeps it, without row counts of tables about people."""
    if delivery is None or change is None:
        return {}
    counts = {
        name: difference.protected(counts, delivery.contract[name])
        for name, counts in change["tables"].items()
        if counts
    }
    return {"tables": counts}
