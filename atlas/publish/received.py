"""The sources of an import, read into its candidate, and what there is to report of each file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from atlas import catalogue as catalogues
from atlas import contract as contracts
from atlas import freetext
from atlas.catalogue import Catalogue
from atlas.contract import Contract, Finding, Findings, Table, targets
from atlas.errors import AtlasError, BoundariesError, DeclarationError, FileRefused
from atlas.ingest import boundaries, gaps, key_figures, layer, places, recall
from atlas.ingest import mapping as mappings
from atlas.ingest import reading as readings
from atlas.ingest.places import Places
from atlas.ingest.projection import Box
from atlas.ingest.reading import Reading
from atlas.publish import only_new, staging
from atlas.publish.staging import Staged
from atlas.region import LANGUAGES, Region

MOST_UNMATCHED = 1000
PERCENT = "%"


class Received:
    """Sources read, one after another, into the candidate, and what there is to report of them."""

    def __init__(
        self, request: Mapping[str, Any], region: Region, contract: Contract, staged: Staged
    ) -> None:
        self.region, self.contract, self.staged = region, contract, staged
        self.store, self.exact = Path(request["store"]), bool(request["exact"])
        others = _others(staged.data, contract)
        self.places, self.homes = _register(region, Path(request["geo"]), others)
        catalogue = _catalogue(staged.data)
        self.targets = _by_name(contract["targets"], catalogue)
        every = catalogue.indicators()
        self.additive = {m.id for m in every if m.kind == "count"}
        self.in_percent = {m.id for m in every if m.unit("en") == PERCENT}
        self.partial = {
            m.id for m in every if m.level == "county" or (m.fetched_from or {}).get("partial")
        }
        sources = {m.id: m.fetched_from or {} for m in every}
        self.key_figures = {name: str(of["kpi"]) for name, of in sources.items() if "kpi" in of}
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
        reading = layer.read(files, self.places, crs, self.homes)
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
        table = self.targets if kind == "targets" else self.contract[kind]
        choices, saved = _choices(source["options"]), recall.saved(self.store)
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

    def _adds(self, source: Mapping[str, Any], of_table: list[Reading]) -> bool:
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
                *gaps.left_out(reading, table),
                *key_figures.questions(reading, self.key_figures),
            )
        ]
        room = MOST_UNMATCHED - len(self.unmatched)
        # where there is no room for all, the unknown ones first: those of other regions are only counted
        lost = sorted(reading.unmatched, key=lambda u: u.why == places.OUTSIDE)
        kept = lost[:room] if len(lost) > room else reading.unmatched
        self.unmatched += [row.as_dict() for row in kept]


def _refusal(wrong: FileRefused, file: str) -> Finding:
    """Why a file is refused, as a finding."""
    return Finding(file, wrong.row, wrong.column, wrong.rule, wrong.actual, wrong.expected)


def _receipt(name: str, content: bytes, rows: int) -> dict[str, Any]:
    """A receipt for an upload: its name, size, SHA-256 and the rows read from it. It is kept for good, so
    whatever in the name identifies a person is taken out, as of a note."""
    digest = hashlib.sha256(content).hexdigest()
    return {"name": freetext.kept(name), "bytes": len(content), "sha256": digest, "rows": rows}


def _others(data: Path, contract: Contract) -> list[str]:
    """The names of the country's municipalities, as far as the delivery's table of peers has them."""
    named = contracts.read_table(data, contract["peers"])[0]
    return [str(name) for name in named["name"].unique()]


def _register(region: Region, geo: Path, others: Sequence[str]) -> tuple[Places, dict[str, Box]]:
    """The register made from the delivery's present boundaries and the names of ``others``, and where each
    municipality lies; both are empty without boundaries."""
    try:
        areas = boundaries.read(geo, region.crs)
    except BoundariesError:
        return places.register(region, [], others), {}
    boxes = map(tuple, shapely.bounds(areas["geometry"].to_numpy()).tolist())
    names = places.register(region, list(zip(areas["code"], areas["name"], strict=True)), others)
    return names, dict(zip(areas["code"], boxes, strict=True))


def _catalogue(data: Path) -> Catalogue:
    """The declared measures; a declaration that cannot be used is told by the check that follows."""
    try:
        return catalogues.load(data)
    except DeclarationError:
        return Catalogue({}, {})


def _by_name(table: Table, catalogue: Catalogue) -> Table:
    """The table of targets, in which a measure may be written by its name."""
    words = {m.name(in_): m.id for m in catalogue.targeted() for in_ in LANGUAGES}
    fields = [
        replace(f, declared={**f.declared, "atlas:words": words})
        if f.name == targets.MEASURE
        else f
        for f in table.fields
    ]
    return replace(table, fields=tuple(fields))


def _choices(options: Mapping[str, Any]) -> readings.Choices:
    choices = dict(options)
    mapping = choices.pop("mapping", None)
    try:
        return readings.Choices(**choices, mapping=mappings.from_dict(mapping) if mapping else None)
    except (TypeError, ValueError):
        raise AtlasError("the choices do not have the form of choices") from None
