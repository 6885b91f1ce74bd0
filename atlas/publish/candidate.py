"""The part of an import that runs in a sandbox: :mod:`atlas.publish.intake` is the other end.

Sources are read, the readings put into a candidate, the candidate checked and compared with the live
delivery, and, in a second call, published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from atlas import catalogue as catalogues
from atlas import contract as contracts
from atlas import freetext, ingest, sandbox
from atlas import region as regions
from atlas.catalogue import Measure
from atlas.contract import Contract, Delivery, Finding, Findings, Table
from atlas.contract.reading import FIRST_DATA_ROW
from atlas.errors import AtlasError, BoundariesError, DeclarationError, FileRefused, NoSnapshot
from atlas.ingest import boundaries, gaps, layer, places
from atlas.ingest import delivery as deliveries
from atlas.ingest import mapping as mappings
from atlas.ingest import reading as readings
from atlas.ingest.limits import CHECKING_MEMORY, READING_MEMORY
from atlas.ingest.places import Places
from atlas.ingest.reading import Reading
from atlas.publish import (
    difference,
    history,
    leftovers,
    memory,
    moves,
    only_new,
    redrawn,
    schedule,
    snapshot,
    staging,
    swap,
    tables,
)
from atlas.publish import store as stores
from atlas.publish.redrawn import Redrawn
from atlas.publish.staging import Staged
from atlas.region import Region
from atlas.sandbox import Progress
from atlas.words import Words

MOST_UNMATCHED = 1000
PERCENT = "%"


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
    intake = _Intake(region, contract, staged, store, _register(region, geo), request["exact"])
    for source in request["sources"]:
        intake.take(source)
    progress("check", 0.3)
    sandbox.allow(CHECKING_MEMORY)
    findings, delivery = _checked(staged, intake.findings)
    staging.note_lines(staged)
    progress("difference", 0.6)
    change = (
        _difference(delivery, data, geo, store, list(staged.new), request["exact"])
        if delivery
        else None
    )
    if change:
        change["questions"] += intake.questions
    progress("difference", 1.0)
    english, swedish = Words("en"), Words("sv")
    kinds = [source["kind"] for source in request["sources"]]
    return {
        "accepted": delivery is not None,
        "kind": ", ".join(kinds),
        "rows": intake.rows,
        "unmatched": intake.unmatched,
        "findings": [f.as_dict(english) | {"message_sv": f.sentence(swedish)} for f in findings],
        "total": findings.total,
        "dialect": next((f["dialect"] for f in intake.files if "dialect" in f), {}),
        "files": intake.files,
        "uploads": intake.uploads,
        "difference": change,
        "summary": _summary(delivery, change),
        "origins": {
            name: o for s in request["sources"] for name, o in s.get("origins", {}).items()
        },
        "new": {name: str(path) for name, path in staged.new.items()},
        "base": base,
        "live": live,
    }


class _Intake:
    """Sources read, one after another, into the candidate, and what there is to report of them."""

    def __init__(
        self,
        region: Region,
        contract: Contract,
        staged: Staged,
        store: Path,
        known: Places,
        exact: bool,
    ) -> None:
        self.region, self.contract, self.staged, self.store = region, contract, staged, store
        self.exact = exact
        self.places = known
        every = _indicators(staged.data)
        self.additive = {m.id for m in every if m.kind == "count"}
        self.in_percent = {m.id for m in every if m.unit("en") == PERCENT}
        self.partial = {
            m.id for m in every if m.level == "county" or (m.fetched_from or {}).get("partial")
        }
        self.findings = Findings()
        self.rows = 0
        self.unmatched: list[dict[str, Any]] = []
        self.files: list[dict[str, Any]] = []
        self.questions: list[dict[str, str]] = []
        self.uploads: list[dict[str, Any]] = []

    def take(self, source: Mapping[str, Any]) -> None:
        """Read a source; a file that cannot be read becomes a finding."""
        files = [(f["name"], Path(f["path"]).read_bytes()) for f in source["files"]]
        try:
            if source["kind"] == "boundaries":
                self._layer(files)
            else:
                self._table(source, files)
        except FileRefused as wrong:
            self.findings.add(_refusal(wrong, wrong.file))

    def _layer(self, files: list[tuple[str, bytes]]) -> None:
        crs = self.region.crs
        self.uploads += [_receipt(name, content, 0) for name, content in files]
        home = _home(self.staged.geo, crs)
        reading = layer.read(files, self.places, crs, home)
        areas = staging.add_layer(self.staged, reading, crs)
        self.rows += areas
        self.files.append(
            {
                "kind": "boundaries",
                "file": reading.file,
                "rows": areas,
                "headers": [],
                "dialect": {"encoding": reading.encoding, "delimiter": "", "decimal": ""},
                "projection": {
                    "epsg": reading.projection.epsg,
                    "name": reading.projection.name,
                    "how": reading.projection.how,
                    "swapped": reading.projection.swapped,
                },
                "fields": {"code": reading.fields[0], "name": reading.fields[1]},
                "repaired": list(reading.repaired),
                "outside": reading.outside,
            }
        )

    def _table(self, source: Mapping[str, Any], files: list[tuple[str, bytes]]) -> None:
        kind = source["kind"]
        table = self.contract[kind]
        choices, saved = _choices(source["options"]), mappings.saved(self.store)
        known = (table, self.places, choices, saved, self.additive, self.in_percent)
        of_table: list[Reading] = []
        whole = True
        for name, content in files:
            try:
                of_file = readings.read_all(content, name, *known)
            except FileRefused as wrong:
                self.uploads.append(_receipt(name, content, 0))
                self.findings.add(_refusal(wrong, name))
                whole = False
                continue
            of_table += of_file
            self.uploads.append(_receipt(name, content, sum(len(r.frame) for r in of_file)))
            for reading in of_file:
                self._note(reading, table)
        unmapped = any(
            f.rule in mappings.UNMAPPED for reading in of_table for f in reading.findings
        )
        if whole and not unmapped:
            self.rows += staging.add_table(
                self.staged, table, of_table, self._adds(source, of_table)
            )

    def _adds(self, source: Mapping[str, Any], of_table: list[readings.Reading]) -> bool:
        """Whether the rows that stand stay. Where it was not said, indicators are added and other tables
        replaced; but a file of only new rows asks, and is read as if they were added while it waits."""
        if source["add"] is not None:
            return bool(source["add"])
        if source["kind"] == "indicators":
            return True
        table = self.contract[source["kind"]]
        stands, _ = contracts.read_table(self.staged.data, table)
        sent = pd.concat([reading.frame for reading in of_table], ignore_index=True)
        told = self.exact or not table.protected
        asked = only_new.question(stands, sent, table, of_table[0].file, told=told)
        if asked:
            self.findings.add(asked)
        return asked is not None

    def _note(self, reading: Reading, table: Table) -> None:
        """Put what there is to report of a reading with the rest."""
        self.findings.extend(reading.findings)
        self.files.append({"kind": table.name} | readings.as_dict(reading))
        self.questions += [
            {"rule": rule, "table": reading.file, "came": came}
            for rule, came in (
                *reading.questions,
                *gaps.questions(reading, self.places, self.partial),
                *gaps.people(reading, table.about_people),
            )
        ]
        room = MOST_UNMATCHED - len(self.unmatched)
        # where there is no room for all, the unknown ones first: those of other regions are only counted
        lost = sorted(reading.unmatched, key=lambda u: u.why == places.OUTSIDE)
        kept = lost[:room] if len(lost) > room else reading.unmatched
        self.unmatched += [row.as_dict() for row in kept]


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


def _refusal(wrong: FileRefused, file: str) -> Finding:
    """Why a file is refused, as a finding."""
    return Finding(file, wrong.row, wrong.column, wrong.rule, wrong.actual, wrong.expected)


def _receipt(name: str, content: bytes, rows: int) -> dict[str, Any]:
    """A receipt for an upload: its name, size, SHA-256 and the rows read from it."""
    digest = hashlib.sha256(content).hexdigest()
    return {"name": name, "bytes": len(content), "sha256": digest, "rows": rows}


def _register(region: Region, geo: Path) -> Places:
    """The register made from the delivery's present boundaries; without boundaries it is empty."""
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


def _indicators(data: Path) -> Sequence[Measure]:
    """The declared indicators; a declaration that cannot be used is told by the check that follows."""
    try:
        return catalogues.load(data).indicators()
    except DeclarationError:
        return ()


def _choices(options: Mapping[str, Any]) -> readings.Choices:
    choices = dict(options)
    mapping = choices.pop("mapping", None)
    try:
        return readings.Choices(**choices, mapping=mappings.from_dict(mapping) if mapping else None)
    except (TypeError, ValueError):
        raise AtlasError("the choices do not have the form of choices") from None


def _checked(staged: Staged, of_readings: Findings) -> tuple[Findings, Delivery | None]:
    """The findings of the readings, then the contract's own, placed where the sender sees them; and the
    delivery, if there are none."""
    outcome = ingest.read(staged.data, staged.geo)
    findings = Findings()
    findings.extend(of_readings)
    reported = {(f.file, f.row) for f in of_readings if f.row}
    for finding in outcome.findings:
        placed = _placed(finding, staged)
        # the reading has reported unknown places and doubtful numbers already
        if (placed.file, placed.row) in reported:
            continue
        findings.add(placed)
    findings.count_more(max(0, outcome.findings.total - len(outcome.findings.kept)))
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
    questions = difference.questions(counts, before, after, contract) + redrawn.questions(areas)
    if "indicators" in names:
        path = contract["indicators"].path
        questions += moves.questions(before["indicators"], after["indicators"], path)
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
        "areas": [_as_dict(area) for area in areas],
        "figures": difference.numbers(old, built.exact if exact else built.public),
        "questions": questions,
    }


def _redrawn(data: Path, geo: Path, delivery: Delivery) -> list[Redrawn]:
    """The areas that new boundaries change."""
    try:
        before = boundaries.read(geo, regions.load(data).crs)
    except BoundariesError:
        before = pd.DataFrame(columns=["code", "name", "geometry"])
    return redrawn.redrawn(before, delivery.areas)


def _as_dict(area: Redrawn) -> dict[str, Any]:
    """An area for a program or a page, in whole square kilometres."""
    before = None if area.before is None else round(area.before)
    names = {"was": area.was, "name": area.name} if area.renamed() else {}
    return {"of": area.code, "before": before, "after": round(area.after)} | names


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
