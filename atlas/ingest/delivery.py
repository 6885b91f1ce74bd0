"""A data folder and a geography folder read whole: a delivery to publish, or everything wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from atlas import catalogue as catalogues
from atlas import contract as contracts
from atlas import region as regions
from atlas.catalogue import Catalogue
from atlas.contract import Delivery, FileReceipt, Finding, Findings, targets
from atlas.errors import BoundariesError, DeclarationError, safe_code
from atlas.ingest import boundaries, corrections
from atlas.sandbox import Progress

DECLARED = (regions.FILE, catalogues.FILE, contracts.declaration.FILE)
BLOCK = 1 << 20


@dataclass(frozen=True)
class Reading:
    """What reading gave: the delivery where nothing was found, and the findings."""

    delivery: Delivery | None
    findings: Findings


def read(data: Path, geo: Path, progress: Progress | None = None) -> Reading:
    """Read and check a delivery. Never raises for what the files hold: that is what findings are for.

    ``progress`` is called with a step and a share 0 … 1 while it goes on.
    """
    progress = progress or (lambda *_: None)
    pa.set_memory_pool(pa.system_memory_pool())  # the one that gives memory back
    findings = Findings()
    declared = _declared(data, findings)
    if declared is None:
        return Reading(None, findings)
    region, catalogue, contract = declared
    tables: dict[str, pd.DataFrame] = {}
    sizes = {t.name: _size(data / t.path) for t in contract.tables.values()}
    for table in contract.tables.values():
        tables[table.name], found = contracts.read_table(data, table)
        findings.extend(found)
        progress("read", sum(sizes[name] for name in tables) / max(sum(sizes.values()), 1))
    tables, found = corrections.apply(contract, tables)
    findings.extend(found)
    areas = _areas(geo, region, tables, findings)
    progress("check", 0.0)
    cells = _cell_findings(contract, tables, areas, region)
    cells.extend(_indicators(contract, catalogue, tables, cells.private))
    aimed_at = [measure.id for measure in catalogue.targeted()]
    cells.extend(targets.check(contract["targets"], tables["targets"], aimed_at, cells.private))
    findings.extend(_without_echoes(cells, findings) if findings else cells)
    if findings:
        return Reading(None, findings)
    files = receipts(data, geo, {t.path: len(tables[t.name]) for t in contract.tables.values()})
    progress("check", 1.0)
    return Reading(
        Delivery(
            folder=data,
            region=region,
            contract=contract,
            tables=contracts.Tables(contract, tables),
            areas=areas,
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
                actual=str(len(drawn)),
                expected=f"{len(register)} ({groups}); {_listed(register - drawn)}",
            )
        )
    if drawn - register:
        findings.add(
            Finding(groups, 0, "municipality_code", "areas_unknown", _listed(drawn - register))
        )
    tiles = "" if drawn ^ register else regions.wrong_tiles(region.tiles, areas["code"].tolist())
    if tiles:
        findings.add(Finding(regions.FILE, 0, "", "declaration", tiles))
    return areas


def _listed(codes: set[str]) -> str:
    """Codes of areas in a row; a word among them is none, and could be anything."""
    return ", ".join(safe_code(c) for c in sorted(codes))


def _cell_findings(
    contract: contracts.Contract,
    tables: dict[str, pd.DataFrame],
    areas: pd.DataFrame,
    region: regions.Region,
) -> Findings:
    known = {*areas["code"], *tables["groups"]["municipality_code"], *region.benchmark_codes()}
    return contracts.check(contract, tables, known)


def _without_echoes(cells: Findings, form: Findings) -> Findings:
    """Findings about cells, without those that only repeat that a file or a column is not there."""
    broken = {f.file for f in form if f.rule.startswith("file_")}
    broken |= {f.file for f in form if f.rule in ("column_twice", "not_utf8", "not_csv")}
    absent = {(f.file, f.column) for f in form if f.rule == "column_missing"}
    told = Findings()
    for found in cells:
        columns = {(found.file, column) for column in found.column.split(", ")}
        target = found.expected.split(":")[0] if found.rule == "foreign_key" else ""
        if found.file not in broken and target not in broken and not columns & absent:
            told.add(found)
    return told


def _indicators(
    contract: contracts.Contract,
    catalogue: Catalogue,
    tables: dict[str, pd.DataFrame],
    private: Container[str],
) -> Findings:
    """What the contract alone cannot say: each figure is declared, and has a value when it says so."""
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


def delivered_files(data: Path, geo: Path) -> list[Path]:
    """Every file that a snapshot rests on, by name."""
    layer = Path(boundaries.FILE)
    parts = (geo / layer.with_suffix(part) for part in (*boundaries.PARTS, boundaries.ENCODING))
    found = [*data.glob("*.csv"), *(data / name for name in DECLARED), *parts]
    return sorted((path for path in found if path.is_file()), key=lambda path: path.name)


def receipts(data: Path, geo: Path, rows: dict[str, int]) -> tuple[FileReceipt, ...]:
    """A receipt for each delivered file; ``rows`` holds the row counts of the tables. What else lies
    in the folder is not delivered, and its name could be anybody's."""
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
