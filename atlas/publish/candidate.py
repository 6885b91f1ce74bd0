"""The other end of :mod:`atlas.publish.intake`: what is done in a process of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from atlas import contract as contracts
from atlas import freetext, ingest, sandbox
from atlas import region as regions
from atlas.contract import Contract, Delivery, Finding, Findings
from atlas.contract.reading import FIRST_DATA_ROW
from atlas.errors import AtlasError, BoundariesError, FileRefused, NoSnapshot
from atlas.ingest import boundaries, coverage, layer, outside, places
from atlas.ingest import delivery as deliveries
from atlas.ingest import mapping as mappings
from atlas.ingest.limits import CHECKING_MEMORY, READING_MEMORY
from atlas.ingest.places import Places
from atlas.publish import (
    difference,
    history,
    memory,
    schedule,
    snapshot,
    staging,
    swap,
    tables,
)
from atlas.publish import store as stores
from atlas.publish.staging import Staged
from atlas.region import Region
from atlas.sandbox import Progress
from atlas.words import Words

MOST_UNMATCHED = 1000
SLIGHTLY = 0.001
# without its columns a table would only be told again, row by row, that they are not there
UNMAPPED = ("column_unmapped", "value_column", "indicator_unsaid", "column_twice")


def consider(request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Read the parcels of a request into its room, check and compare. Answers plain data."""
    sandbox.allow(READING_MEMORY)
    progress("read", 0.0)
    data, geo, store = (Path(request[key]) for key in ("data", "geo", "store"))
    region, contract = regions.load(data), contracts.load(data)
    staged = staging.lay(Path(request["room"]), data, geo)
    reading = _Reading(region, contract, staged, store, _register(region, geo))
    for parcel in request["parcels"]:
        reading.take(parcel)
    progress("check", 0.3)
    sandbox.allow(CHECKING_MEMORY)
    found, delivery = _checked(staged, reading.findings)
    staging.note_lines(staged)
    progress("difference", 0.6)
    compared = (
        _difference(delivery, data, geo, store, list(staged.new), request["exact"])
        if delivery
        else None
    )
    progress("difference", 1.0)
    english, swedish = Words("en"), Words("sv")
    kinds = [parcel["kind"] for parcel in request["parcels"]]
    return {
        "accepted": delivery is not None,
        "kind": ", ".join(kinds),
        "rows": reading.rows,
        "unmatched": reading.unmatched,
        "findings": [f.as_dict(english) | {"message_sv": f.sentence(swedish)} for f in found],
        "total": found.total,
        "dialect": next((f["dialect"] for f in reading.files if "dialect" in f), {}),
        "files": reading.files,
        "uploads": reading.uploads,
        "difference": compared,
        "summary": _summary(delivery, compared),
        "new": {name: str(path) for name, path in staged.new.items()},
        "base": deliveries.fingerprint(data, geo),
        "live": history.live(store),
    }


class _Reading:
    """What is read, parcel by parcel, into the candidate."""

    def __init__(
        self, region: Region, contract: Contract, staged: Staged, store: Path, known: Places
    ) -> None:
        self.region, self.contract, self.staged, self.store = region, contract, staged, store
        self.places = known
        self.findings = Findings()
        self.rows = 0
        self.unmatched: list[dict[str, Any]] = []
        self.files: list[dict[str, Any]] = []
        self.uploads: list[dict[str, Any]] = []

    def take(self, parcel: Mapping[str, Any]) -> None:
        """Read the files of one kind; what cannot be read is a finding."""
        files = [(f["name"], Path(f["path"]).read_bytes()) for f in parcel["files"]]
        try:
            if parcel["kind"] == "boundaries":
                self._layer(files)
            else:
                self._table(parcel, files)
        except FileRefused as wrong:
            self.findings.add(
                Finding(
                    wrong.file, wrong.row, wrong.column, wrong.rule, wrong.actual, wrong.expected
                )
            )

    def _layer(self, files: list[tuple[str, bytes]]) -> None:
        crs = self.region.crs
        self.uploads += [_receipt(name, content, 0) for name, content in files]
        home = _home(self.staged.geo, crs)
        read = layer.read(files, self.places, crs, home)
        areas = staging.add_layer(self.staged, read, crs)
        self.rows += areas
        self.files.append(
            {
                "kind": "boundaries",
                "file": read.file,
                "rows": areas,
                "headers": [],
                "dialect": {"encoding": read.encoding, "delimiter": "", "decimal": ""},
                "projection": {
                    "epsg": read.projection.epsg,
                    "name": read.projection.name,
                    "how": read.projection.how,
                    "swapped": read.projection.swapped,
                },
                "fields": {"code": read.fields[0], "name": read.fields[1]},
                "repaired": list(read.repaired),
                "outside": read.outside,
            }
        )

    def _table(self, parcel: Mapping[str, Any], files: list[tuple[str, bytes]]) -> None:
        kind = parcel["kind"]
        table = self.contract[kind]
        choices = _choices(parcel["options"])
        saved = mappings.saved(self.store)
        reads = []
        for name, content in files:
            try:
                read = outside.read(content, name, table, self.places, choices, saved)
            except FileRefused as wrong:
                self.uploads.append(_receipt(name, content, 0))
                self.findings.add(
                    Finding(name, wrong.row, wrong.column, wrong.rule, wrong.actual, wrong.expected)
                )
                continue
            reads.append(read)
            self.findings.extend(read.findings)
            self.uploads.append(_receipt(name, content, len(read.frame)))
            self.files.append({"kind": kind} | outside.as_dict(read))
            room = MOST_UNMATCHED - len(self.unmatched)
            self.unmatched += [asdict(lost) for lost in read.unmatched[:room]]
        unsure = any(f.rule in UNMAPPED for read in reads for f in read.findings)
        if len(reads) == len(files) and not unsure:
            add = parcel["add"] if parcel["add"] is not None else kind == "indicators"
            self.rows += staging.add_table(self.staged, table, reads, add)


def commit(request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Publish the candidate of a request and make its files the delivery, or change nothing."""
    data, geo, store = (Path(request[key]) for key in ("data", "geo", "store"))
    room = Path(request["room"])
    with swap.alone(store):
        if deliveries.fingerprint(data, geo) != request["fingerprint"]:
            raise AtlasError("the delivery was changed meanwhile: look at the difference again")
        if history.live(store) != request["live"]:
            raise AtlasError("somebody else published meanwhile: look at the difference again")
        progress("check", 0.1)
        delivery = ingest.read(room / "data", room / "geo").delivery
        if delivery is None:
            raise AtlasError("the candidate does not keep the contract")
        targets: dict[Path, Path | None] = {
            (geo if Path(path).parent.name == "geo" else data) / name: Path(path)
            for name, path in request["new"].items()
        }
        revision = {"act": "import", "who": request["who"], "note": freetext.kept(request["note"])}
        told = request["told"]
        revision |= {
            "kind": told["kind"],
            "rows": told["rows"],
            "files": told["uploads"],
            "difference": told["summary"],
        }
        progress("publish", 0.5)
        with swap.replaced(store, targets, request["live"], room):
            made = snapshot.publish(delivery, store, revision=revision)
        progress("publish", 1.0)
    return {"snapshot": made.id}


def _receipt(name: str, content: bytes, rows: int) -> dict[str, Any]:
    """What came: its name, size, SHA-256 and the rows read from it."""
    digest = hashlib.sha256(content).hexdigest()
    return {"name": name, "bytes": len(content), "sha256": digest, "rows": rows}


def _register(region: Region, geo: Path) -> Places:
    """The areas that lie there now. Without them only codes can be recognised, and none are."""
    try:
        areas = boundaries.read(geo, region.crs)
    except BoundariesError:
        return places.register(region, [])
    return places.register(region, list(zip(areas["code"], areas["name"], strict=True)))


def _home(geo: Path, crs: str) -> tuple[float, float, float, float] | None:
    try:
        areas = boundaries.read(geo, crs)
    except BoundariesError:
        return None
    left, bottom, right, top = shapely.total_bounds(areas["geometry"].to_numpy())
    return float(left), float(bottom), float(right), float(top)


def _choices(options: Mapping[str, Any]) -> outside.Choices:
    given = dict(options)
    mapping = given.pop("mapping", None)
    try:
        return outside.Choices(**given, mapping=mappings.from_dict(mapping) if mapping else None)
    except (TypeError, ValueError):
        raise AtlasError("the choices have not the form of choices") from None


def _checked(staged: Staged, found: Findings) -> tuple[Findings, Delivery | None]:
    """The contract's own findings, told where the sender sees them, after those of the reading."""
    reading = ingest.read(staged.data, staged.geo)
    told = Findings()
    told.extend(found)
    seen = {(f.file, f.row) for f in found if f.row}
    for finding in reading.findings:
        placed = _placed(finding, staged)
        # a place that nobody knows or a number nobody understood was told by the reading already
        if (placed.file, placed.row) in seen:
            continue
        told.add(placed)
    told.count_more(max(0, reading.findings.total - len(reading.findings.kept)))
    return told, reading.delivery if not found else None


def _placed(finding: Finding, staged: Staged) -> Finding:
    lines = staged.lines.get(finding.file)
    at = finding.row - FIRST_DATA_ROW
    if not lines:
        return finding
    if not 0 <= at < len(lines):
        only = {line.file for line in lines if line.read}
        file = next(iter(only)) if len(only) == 1 else finding.file
        return Finding(file, 0, finding.column, finding.rule, finding.actual, finding.expected)
    line = lines[at]
    came = finding.actual
    if finding.rule == "duplicate_key" and came.isdigit():
        first = lines[int(came) - FIRST_DATA_ROW]
        came = str(first.row)
    columns = [
        line.read.source(column, line.at) if line.read else column
        for column in finding.column.split(", ")
    ]
    return Finding(line.file, line.row, ", ".join(columns), finding.rule, came, finding.expected)


def _difference(
    delivery: Delivery, data: Path, geo: Path, store: Path, new: list[str], exact: bool
) -> dict[str, Any]:
    contract = delivery.contract
    names = [t.name for t in contract.tables.values() if t.path in new]
    before = {name: _text(data, contract, name) for name in names}
    after = {name: _text(delivery.folder, contract, name) for name in names}
    counts = {n: difference.rows(before[n], after[n], contract[n]) for n in names}
    asked = difference.questions(counts, before, after, contract)
    last = memory.shown_last(store, schedule.is_sample(delivery))
    remembered, listed = (last.memory, last.listed) if last else (None, None)
    made = tables.build(delivery, snapshot.secret(store), remembered, listed=listed)
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
        "areas": _areas(data, geo, delivery) if boundaries.FILE in new else [],
        "figures": difference.figures(old, made.exact if exact else made.public),
        "questions": asked,
    }


def _areas(data: Path, geo: Path, delivery: Delivery) -> list[dict[str, Any]]:
    """The areas whose shape changes by more than a thousandth, in square kilometres."""
    try:
        before = boundaries.read(geo, regions.load(data).crs).set_index("code")["geometry"]
    except BoundariesError:
        before = pd.Series(dtype=object)
    moved = []
    for code, shape in delivery.areas[["code", "geometry"]].itertuples(index=False):
        old = before.get(code)
        apart = shape.area if old is None else shape.symmetric_difference(old).area
        if apart > SLIGHTLY * shape.area:
            was = None if old is None else round(old.area / coverage.SQUARE_KM)
            moved.append(
                {"of": code, "before": was, "after": round(shape.area / coverage.SQUARE_KM)}
            )
    return moved


def _text(folder: Path, contract: Contract, name: str) -> pd.DataFrame:
    return contracts.read_table(folder, contract[name])[0]


def _summary(delivery: Delivery | None, compared: dict[str, Any] | None) -> dict[str, Any]:
    """The difference as history keeps it, rows of people left out."""
    if delivery is None or compared is None:
        return {}
    counts = {
        name: difference.protected(counts, delivery.contract[name])
        for name, counts in compared["tables"].items()
        if counts
    }
    return {"tables": counts}
