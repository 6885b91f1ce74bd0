"""A data folder and a geography folder read as a delivery to publish, or as everything wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
from shapely.geometry.base import BaseGeometry

from atlas import catalogue as catalogues
from atlas import composites
from atlas import contract as contracts
from atlas import region as regions
from atlas.catalogue import Catalogue
from atlas.contract import Delivery, FileReceipt, Finding, Findings, targets
from atlas.errors import BoundariesError, DeclarationError, IndexRefused, safe_code
from atlas.ingest import ahead, boundaries, bounds, corrections
from atlas.sandbox import Progress

DECLARED = (regions.FILE, catalogues.FILE, contracts.declaration.FILE, composites.own.FILE)
BLOCK = 1 << 20


@dataclass(frozen=True)
class Outcome:
    """The delivery if it keeps the contract, and the findings if it does not."""

    delivery: Delivery | None
    findings: Findings


def read(data: Path, geo: Path, progress: Progress | None = None) -> Outcome:
    """Read and check a delivery. Whatever the files hold becomes findings, never an exception.

    ``progress`` is called with a step and a share 0 … 1 while the work goes on.
    """
    progress = progress or (lambda *_: None)
    pa.set_memory_pool(pa.system_memory_pool())  # the one that gives memory back
    findings = Findings()
    declared = _declared(data, findings)
    if declared is None:
        return Outcome(None, findings)
    region, catalogue, contract = declared
    tables: dict[str, pd.DataFrame] = {}
    sizes = {t.name: _size(data / t.path) for t in contract.tables.values()}
    for table in contract.tables.values():
        tables[table.name], of_table = contracts.read_table(data, table)
        findings.extend(of_table)
        progress("read", sum(sizes[name] for name in tables) / max(sum(sizes.values()), 1))
    tables, of_corrections = corrections.apply(contract, tables)
    findings.extend(of_corrections)
    areas = _areas(geo, region, tables, findings)
    around = _around(geo, region, findings)
    progress("check", 0.0)
    cells = _cell_findings(contract, tables, areas, region)
    cells.extend(_indicators(contract, catalogue, tables, cells.private))
    cells.extend(ahead.check(contract, catalogue, tables, cells.private))
    cells.extend(bounds.check(contract, catalogue, tables, cells.private))
    cells.extend(_index(data, catalogue, tables, areas))
    targeted = [measure.id for measure in catalogue.targeted()]
    cells.extend(targets.check(contract["targets"], tables["targets"], targeted, cells.private))
    findings.extend(_without_echoes(cells, findings) if findings else cells)
    if findings:
        return Outcome(None, findings)
    files = receipts(data, geo, {t.path: len(tables[t.name]) for t in contract.tables.values()})
    progress("check", 1.0)
    return Outcome(
        Delivery(
            folder=data,
            region=region,
            contract=contract,
            tables=contracts.Tables(contract, tables),
            areas=areas,
            around=around,
            files=files,
            fingerprint=_fingerprint((f.name, f.sha256) for f in files),
            geo=geo,
        ),
        findings,
    )


def _declared(
    data: Path, findings: Findings
) -> tuple[regions.Region, Catalogue, contracts.Contract] | None:
    loaded = []
    for load in (regions.load, catalogues.load, contracts.load):
        try:
            loaded.append(load(data))
        except DeclarationError as wrong:
            findings.add(Finding(wrong.file, 0, "", "declaration", wrong.problem))
    return None if findings else tuple(loaded)  # type: ignore[return-value]


def _areas(
    geo: Path, region: regions.Region, tables: dict[str, pd.DataFrame], findings: Findings
) -> pd.DataFrame:
    try:
        areas = boundaries.read(geo, region.crs)
    except BoundariesError as wrong:
        findings.add(Finding(wrong.file, 0, "", wrong.rule, wrong.actual, wrong.expected))
        return pd.DataFrame({"code": [], "name": [], "geometry": []})
    register = set(tables["groups"]["municipality_code"])
    drawn = set(areas["code"])
    groups = "groups.csv"
    if register - drawn:
        findings.add(
            Finding(
                boundaries.FILE,
                0,
                "code",
                "areas_missing",
                actual=str(len(register - drawn)),
                expected=f"{len(register)} ({groups}); {_listed(register - drawn)}",
            )
        )
    if drawn - register:
        findings.add(
            Finding(groups, 0, "municipality_code", "areas_unknown", _listed(drawn - register))
        )
    if region.outside_code in drawn | set(region.benchmark_codes()):
        problem = "outside.code is the code of an area"
        findings.add(Finding(regions.FILE, 0, "", "declaration", problem))
    tiles = "" if drawn ^ register else regions.wrong_tiles(region.tiles, areas["code"].tolist())
    if tiles:
        findings.add(Finding(regions.FILE, 0, "", "declaration", tiles))
    return areas


def _around(geo: Path, region: regions.Region, findings: Findings) -> BaseGeometry | None:
    try:
        return boundaries.around(geo, region.crs)
    except BoundariesError as wrong:
        findings.add(Finding(wrong.file, 0, "", wrong.rule, wrong.actual, wrong.expected))
        return None


def _listed(codes: set[str]) -> str:
    """Codes of areas as a list. Text that is no code is withheld: it could be anything."""
    return ", ".join(safe_code(c) for c in sorted(codes))


def _cell_findings(
    contract: contracts.Contract,
    tables: dict[str, pd.DataFrame],
    areas: pd.DataFrame,
    region: regions.Region,
) -> Findings:
    known = {*areas["code"], *tables["groups"]["municipality_code"], *region.benchmark_codes()}
    return contracts.check(contract, tables, known, region.outside_code)


def _without_echoes(cells: Findings, form: Findings) -> Findings:
    """Findings about cells, without those that only repeat that a file or a column is missing."""
    broken = {f.file for f in form if f.rule.startswith("file_")}
    broken |= {f.file for f in form if f.rule in ("column_twice", "not_utf8", "not_csv")}
    absent = {(f.file, f.column) for f in form if f.rule == "column_missing"}
    without = Findings()
    for finding in cells:
        columns = {(finding.file, column) for column in finding.column.split(", ")}
        target = finding.expected.split(":")[0] if finding.rule == "foreign_key" else ""
        if finding.file not in broken and target not in broken and not columns & absent:
            without.add(finding)
    return without


def _indicators(
    contract: contracts.Contract,
    catalogue: Catalogue,
    tables: dict[str, pd.DataFrame],
    private: Container[str],
) -> Findings:
    """What the contract alone cannot check: each indicator is declared, and each row has a value exactly
    where its status says so."""
    findings = Findings(private=private)
    table, text = contract["indicators"], tables["indicators"].astype("str")
    known = [m.id for m in catalogue.indicators()]
    undeclared = text.loc[~text["indicator_id"].isin(known), "indicator_id"]
    contracts.checking.report(
        findings, undeclared, "indicator_id", table, "indicator_unknown", catalogues.FILE
    )
    has_value = text["value"] != ""
    reported = text["status"] == "reported"
    contracts.checking.report(
        findings, text.loc[reported & ~has_value, "value"], "value", table, "value_missing"
    )
    contracts.checking.report(
        findings, text.loc[~reported & has_value, "value"], "value", table, "value_unexpected"
    )
    counts = {m.id for m in catalogue.indicators() if m.kind == "count"}
    numbers = pd.to_numeric(text["value"], errors="coerce")
    negative = text["indicator_id"].isin(counts) & (numbers < 0)
    contracts.checking.report(
        findings, text.loc[negative, "value"], "value", table, "negative_count", "≥ 0"
    )
    whole = {m.id for m in catalogue.indicators() if m.kind == "count" and m.decimals == 0}
    broken = text["indicator_id"].isin(whole) & (numbers % 1 != 0) & numbers.notna()
    contracts.checking.report(
        findings, text.loc[broken, "value"], "value", table, "count_not_whole"
    )
    return findings


def _index(
    data: Path, catalogue: Catalogue, tables: dict[str, pd.DataFrame], areas: pd.DataFrame
) -> Findings:
    """Whether the declared index is one, and each of its indicators has a value for some municipality."""
    findings = Findings()
    try:
        own = composites.own.load(data, catalogue)
    except DeclarationError as wrong:
        findings.add(Finding(wrong.file, 0, "", "declaration", wrong.problem))
        return findings
    text = tables["indicators"].astype("str")
    there = text[(text["status"] == "reported") & text["municipality_code"].isin(areas["code"])]
    for indicator in own.spec.indicators if own else ():
        if indicator.id not in set(there["indicator_id"]):
            nothing = IndexRefused(
                f"indicators.{indicator.id}",
                "missing for every municipality",
                "some values",
                "take it out until there are figures",
            )
            findings.add(Finding(composites.own.FILE, 0, "", "declaration", str(nothing)))
    return findings


def delivered_files(data: Path, geo: Path) -> list[Path]:
    """Every file that a snapshot rests on, by name."""
    layer = Path(boundaries.FILE)
    parts = (geo / layer.with_suffix(part) for part in (*boundaries.PARTS, boundaries.ENCODING))
    around = geo / boundaries.AROUND
    paths = [*data.glob("*.csv"), *(data / name for name in DECLARED), *parts, around]
    return sorted((path for path in paths if path.is_file()), key=lambda path: path.name)


def receipts(data: Path, geo: Path, rows: dict[str, int]) -> tuple[FileReceipt, ...]:
    """A receipt for each delivered file; ``rows`` holds the row counts of the tables. Other files in the
    folder are not part of the delivery, and their names could name anybody."""
    return tuple(
        FileReceipt(path.name, rows.get(path.name, 0), path.stat().st_size, _sha256(path))
        for path in delivered_files(data, geo)
        if path.suffix != ".csv" or path.name in rows
    )


def fingerprint(data: Path, geo: Path) -> str:
    """One SHA-256 over the names and contents of all delivered files."""
    return _fingerprint((path.name, _sha256(path)) for path in delivered_files(data, geo))


def _fingerprint(files: Iterable[tuple[str, str]]) -> str:
    whole = hashlib.sha256()
    for name, digest in files:
        whole.update(f"{name}\0{digest}\n".encode())
    return whole.hexdigest()


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
