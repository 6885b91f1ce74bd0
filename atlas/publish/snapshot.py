"""Snapshots: a published state of everything, written whole beside the old one before the switch to it.

A store holds ``snapshots/<id>/`` and ``CURRENT``, which names the live one. Publishing writes a new
folder, syncs it to disk and replaces ``CURRENT`` with one rename, so a reader sees the old state or
the new one and never a mixture, and a delivery that is refused changes nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hmac
import json
import os
import secrets
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from atlas import __version__, composites, disk, journal
from atlas.contract import Delivery
from atlas.ingest import corrections
from atlas.ingest import delivery as deliveries
from atlas.protection import Protection
from atlas.publish import (
    history,
    leftovers,
    manifests,
    memory,
    originals,
    origins,
    schedule,
    seal,
    tables,
)
from atlas.publish.store import FORM, Published, accept

KEPT = 10
KEPT_DAYS = 90
ROWS_AT_ONCE = 1_000_000
DECLARING = ("region.toml", "indicators.toml", "datapackage.json")
DECLARED_OR_NOT = (composites.own.FILE,)


def publish(
    delivery: Delivery,
    store: Path,
    now: dt.datetime | None = None,
    revision: dict[str, Any] | None = None,
    public_now: bool = False,
) -> Published:
    """Write a snapshot of a checked delivery and make it the live one.

    Exact rows and cubes are written under ``exact/``, the cells that they were rounded to under
    ``rounded/``, and the public tables under ``public/``, with their own manifest. The rounded cells are
    new, with a memory of those shown last, or carried over until they are due
    (:mod:`~atlas.publish.schedule`; ``public_now`` does not wait, and is recorded in the journal);
    ``why`` of the result says which. The delivered files are kept beside the snapshot, for a rollback.
    ``revision`` is what the history records (who, what, why). Raises
    :class:`~atlas.errors.ProtectionError` (and changes nothing) if a public table held a count that is
    no multiple of k.
    """
    moment = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
    store.mkdir(parents=True, exist_ok=True)
    with disk.alone(store / "lock"):
        leftovers.snapshots(store)
        key = secret(store)
        identity = _unused(store, moment, key)
        folder = store / "snapshots" / identity
        fresh = folder.with_name(f".new-{identity}-{os.getpid()}")
        before = memory.shown_last(store)
        known = before.manifest if before else None
        decision = schedule.decide(delivery, known, moment, public_now)
        try:
            if decision.why == schedule.KIND:
                before = memory.shown_last(store, schedule.is_sample(delivery))
            fetched = origins.standing(
                store, delivery.tables["indicators"], (revision or {}).get("origins", {})
            )
            manifest = _write(
                delivery, fresh, identity, moment, key, before, decision, revision, fetched
            )
            _finish(fresh, manifest)
            _keep(delivery, store)
            fresh.rename(folder)
            disk.sync(folder.parent)
            disk.replace(store / "CURRENT", identity + "\n")
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        with contextlib.suppress(OSError):  # the manifest records it, too, if the disk is full
            history.append(store, history.entry(identity, moment, **manifest["revision"]))
        accept(store)
        if decision.why == schedule.ASKED:
            journal.record_publish(
                store, who=history.account(), action="public_now", snapshot=identity, when=moment
            )
        _prune(store, {identity}, moment)
    return Published(identity, folder, manifest, decision.why)


def _unused(store: Path, moment: dt.datetime, key: bytes) -> str:
    """A name for a new snapshot, in a second that no other has: names sort in the order in which snapshots
    were made. No snapshot is ever overwritten, since someone may be reading it. The name depends on the
    moment alone, not on what was delivered."""
    while True:
        second = f"{moment:%Y%m%dT%H%M%S}"
        if not any((store / "snapshots").glob(f"{second}-*")):
            return f"{second}-{hmac.new(key, second.encode(), 'sha256').hexdigest()[:8]}"
        moment += dt.timedelta(seconds=1)


def _write(
    delivery: Delivery,
    fresh: Path,
    identity: str,
    moment: dt.datetime,
    key: bytes,
    before: memory.Shown | None,
    decision: schedule.Decision,
    revision: dict[str, Any] | None,
    fetched: origins.Origins,
) -> dict[str, Any]:
    """Write the snapshot's folder and return its manifest."""
    public, exact, cells = (fresh / name for name in ("public", "exact", memory.FOLDER))
    for part in (public, exact, cells):
        part.mkdir(parents=True)
    # one at a time, before anything else is built: together they are the largest thing in memory
    for name in tables.PERSON_TABLES:
        _parquet(delivery.tables[name], exact / f"{name}.parquet")
    built, standing, settings = _built(delivery, identity, moment, key, before, decision)
    ever_shown = set(before.manifest["cohorts"] if before is not None else ())
    if decision.make and not built.rounded.turned:
        ever_shown |= set(delivery.tables["cohorts"]["cohort_id"])
    listed = {memory.LISTED: tables.known(built.public["cohorts"])}
    for folder, frames in (
        (public, built.public),
        (exact, built.exact),
        (cells, built.rounded.cells | listed),
    ):
        for name, frame in frames.items():
            _parquet(frame, folder / f"{name}.parquet")
    tables.geoparquet(delivery, public / "municipalities.parquet")
    geometry = json.dumps(built.drawing, ensure_ascii=False, separators=(",", ":"))
    (public / "geometry.json").write_text(geometry, "utf-8")
    for name in DECLARING:
        shutil.copyfile(delivery.folder / name, public / name)
    for name in DECLARED_OR_NOT:
        if (delivery.folder / name).is_file():
            shutil.copyfile(delivery.folder / name, public / name)
    if corrections.TABLE in delivery.tables:
        rows = delivery.tables[corrections.TABLE]
        _parquet(manifests.listed(rows, delivery.contract), public / f"{corrections.TABLE}.parquet")
        _parquet(rows, exact / f"{corrections.TABLE}.parquet")
    files = [asdict(receipt) for receipt in delivery.files]
    shared = {
        "id": identity,
        "form": FORM,
        "atlas": __version__,
        "published_at": moment.isoformat(timespec="seconds"),
        "synthetic": delivery.contract.synthetic,
        "protection": settings.as_dict() | {"reach": built.rounded.reach},
        "public": standing,
        "fetched": fetched,
    }
    recorded = {"act": "publish", "files": files} | (revision or {})
    everyone = shared | manifests.public(files, recorded, delivery.contract)
    (public / manifests.FILE).write_text(json.dumps(everyone, indent=1), "utf-8")
    return shared | {
        "fingerprint": delivery.fingerprint,
        "files": files,
        "cost": built.rounded.report,
        # the cohorts that were ever shown: one that is delivered later is new
        "cohorts": sorted(ever_shown),
        "revision": recorded,
    }


def _built(
    delivery: Delivery,
    identity: str,
    moment: dt.datetime,
    key: bytes,
    before: memory.Shown | None,
    decision: schedule.Decision,
) -> tuple[tables.Tables, dict[str, Any], Protection]:
    """The tables, what the manifest says about how long they stand, and the settings they are shown under:
    new ones, or those of ``before`` while they stand."""
    if before is not None and not decision.make:
        settings = before.settings
        carried_over = tables.build(
            delivery,
            key,
            kept=before.rounded,
            settings=settings,
            listed=before.listed,
            today=moment.date(),
        )
        return carried_over, before.manifest["public"], settings
    remembered, listed = (before.memory, before.listed) if before is not None else (None, None)
    fresh = tables.build(delivery, key, remembered, listed=listed, today=moment.date())
    standing = schedule.standing(delivery, identity, moment)
    return fresh, standing, delivery.region.protection


def _finish(fresh: Path, manifest: dict[str, Any]) -> None:
    manifest[seal.KEY] = seal.digests(fresh)
    (fresh / manifests.FILE).write_text(json.dumps(manifest, indent=1), "utf-8")
    for path in sorted(fresh.rglob("*")):
        disk.sync(path)
    disk.sync(fresh)


def _keep(delivery: Delivery, store: Path) -> None:
    if delivery.geo is None:
        return
    paths = {p.name: p for p in deliveries.delivered_files(delivery.folder, delivery.geo)}
    originals.keep(store, [(f.sha256, paths[f.name]) for f in delivery.files if f.name in paths])


def _parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write a table. Categories are written as such but read back as plain text, so that no reader has to
    know which columns were categories."""
    kinds = {c: "str" for c in frame.columns if isinstance(frame[c].dtype, pd.CategoricalDtype)}
    as_text = pa.Schema.from_pandas(frame.iloc[:0].astype(kinds), preserve_index=False)
    # a part at a time: there is no memory for a second copy of the answers of a million people
    first = pa.Table.from_pandas(frame.iloc[:ROWS_AT_ONCE], preserve_index=False)
    with pq.ParquetWriter(path, first.schema, store_schema=False) as file:
        file.add_key_value_metadata({"pandas": as_text.metadata[b"pandas"].decode()})
        file.write_table(first)
        del first
        for start in range(ROWS_AT_ONCE, len(frame), ROWS_AT_ONCE):
            part = frame.iloc[start : start + ROWS_AT_ONCE]
            file.write_table(pa.Table.from_pandas(part, schema=file.schema, preserve_index=False))


def secret(store: Path) -> bytes:
    """The key that breaks ties in rounding; made once per store, readable by its owner only."""
    configured = os.environ.get("ATLAS_SECRET")
    if configured:
        return configured.encode()
    path = store / "secret"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
    return path.read_bytes()


def _prune(store: Path, needed: set[str], now: dt.datetime) -> None:
    folders = sorted((p for p in (store / "snapshots").iterdir() if p.name[0] != "."), reverse=True)
    for folder in folders[KEPT:]:
        age = now.timestamp() - folder.stat().st_mtime
        if folder.name not in needed and age > KEPT_DAYS * 86_400:
            shutil.rmtree(folder, ignore_errors=True)
    originals.prune(store)
