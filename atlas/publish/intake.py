"""Import: from sources to a publication, in five steps with one name each.

A :class:`Source` is what somebody sends: files of one kind. A *reading* is what was understood of
it. A :class:`Candidate` is the delivery with the readings in place of what they replace, checked and
kept beside the live one. The *difference* is what publishing it would change. The *publication* makes
the candidate the delivery and a snapshot of it the live one.

:func:`consider` goes from sources to the difference, :func:`commit` from there to the publication. Both
work in a sandbox (:mod:`atlas.sandbox`); their answers are plain data, for a page and for ``--json``.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from atlas import disk, freetext, sandbox
from atlas.errors import AtlasError
from atlas.ingest import boundaries, recall
from atlas.ingest import delivery as deliveries
from atlas.ingest import mapping as mappings
from atlas.ingest.limits import CHECKING_MEMORY, SECONDS
from atlas.publish import candidate as candidates
from atlas.publish import history, leftovers, originals, seal, staging, swap
from atlas.publish import store as stores
from atlas.publish.store import Published
from atlas.sandbox import Progress

UPLOADS = "uploads"


@dataclass(frozen=True)
class Source:
    """Files of one kind as they were received: each a name, for messages only, and its bytes.

    ``options`` are the choices that were made, of :class:`~atlas.ingest.reading.Choices` (``indicator``,
    ``value_column``, ``delimiter``, ``decimal``, ``mapping`` as plain data, ``leave_out_unmatched``).
    With ``add`` the rows that the files do not have stay; where it is ``None``, indicators are added and
    other tables replaced. ``origins`` says of each fetched indicator where it came from
    (:class:`~atlas.sources.fetching.Fetched`).
    """

    kind: str
    files: Sequence[tuple[str, bytes]]
    options: Mapping[str, Any]
    add: bool | None = None
    origins: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Candidate:
    """A delivery that could be published. ``folder`` is where it lies, held for as long as this lives;
    ``report`` is plain data: readings (``files``), findings and difference."""

    folder: Path
    report: Mapping[str, Any]
    exact: bool
    hold: disk.Hold | None = field(default=None, repr=False, compare=False)

    @property
    def accepted(self) -> bool:
        """Whether the contract accepts it."""
        return bool(self.report["accepted"])

    @property
    def questions(self) -> list[dict[str, str]]:
        """What must be answered before it is published."""
        return list(self.report["difference"]["questions"]) if self.report["difference"] else []


def consider(
    sources: Sequence[Source],
    data: Path,
    geo: Path,
    store: Path,
    exact: bool = False,
    progress: Progress | None = None,
) -> Candidate:
    """Read sources into a candidate, check it and work out the difference.

    What a killed process left half done is put right first; beyond that nothing of the delivery or the live
    snapshot is touched. With ``exact`` the difference may hold counts below k: for staff, who have the rows.
    Hand the candidate to :func:`commit` or :func:`drop`. Raises :class:`~atlas.errors.ReadingFailed` when
    the reading was stopped.
    """
    with swap.alone(store, data, geo):  # nothing is compared with what somebody left half done
        folder = leftovers.room(store)
        folder.mkdir(mode=0o700)
        hold = leftovers.hold(folder)
    uploads = folder / UPLOADS
    uploads.mkdir(mode=0o700)
    try:
        plain = []
        for source in sources:
            files = []
            for name, content in source.files:
                path = uploads / secrets.token_hex(6)
                path.write_bytes(content)
                files.append({"name": name, "path": str(path)})
            plain.append(asdict(source) | {"files": files, "options": dict(source.options)})
        request = {
            "sources": plain,
            "data": str(data),
            "geo": str(geo),
            "store": str(store),
            "folder": str(folder),
            "exact": exact,
        }
        report = sandbox.run(candidates.consider, request, CHECKING_MEMORY, SECONDS, progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Candidate(folder, report, exact, hold)


def commit(
    candidate: Candidate,
    data: Path,
    geo: Path,
    store: Path,
    who: str = "",
    note: str = "",
    progress: Progress | None = None,
) -> Published:
    """Make an accepted candidate the delivery and publish it.

    ``note`` is stored as :func:`~atlas.freetext.kept` leaves it. Raises
    :class:`~atlas.errors.AtlasError` when the candidate was not accepted, or when somebody else
    has published since it was made; :class:`OSError` when the disk is full. Whatever is raised,
    delivery and live snapshot are as before.
    """
    if not candidate.accepted:
        raise AtlasError("a delivery that was not accepted cannot be published")
    request = {
        "folder": str(candidate.folder),
        "data": str(data),
        "geo": str(geo),
        "store": str(store),
        "who": who or history.account(),
        "note": note,
        "summary": _summary(candidate.report),
        "fingerprint": candidate.report["base"],
        "live": candidate.report["live"],
        "new": candidate.report["new"],
    }
    try:
        sandbox.run(candidates.commit, request, CHECKING_MEMORY, SECONDS * 5, progress)
    finally:
        # whatever stopped it: first what is half done is put back, from the candidate's own folder
        swap.settle(store, data, geo)
        drop(candidate)
    for reading in candidate.report["files"]:
        if reading.get("mapping") and reading["headers"]:
            mapping = mappings.from_dict(reading["mapping"])
            recall.remember(store, reading["kind"], reading["headers"], mapping)
    return stores.current(store)


def drop(candidate: Candidate) -> None:
    """Delete a candidate."""
    if candidate.hold:
        candidate.hold.release()
    shutil.rmtree(candidate.folder, ignore_errors=True)


def rows(candidate: Candidate, kind: str, rejected: bool = False) -> pd.DataFrame:
    """The table of a candidate as text in the contract's columns, with the ``file`` and ``row`` that each
    line comes from. With ``rejected`` only the lines that a finding points at, with their index in the
    whole table.

    Empty where the file could not be mapped. It holds persons' rows: for staff, to download or to
    correct and hand back through :func:`corrected`.
    """
    path = candidate.folder / "data" / f"{kind}.csv"
    lines = path.with_name(f".{path.name}{staging.LINES}")
    if not lines.exists():
        return pd.DataFrame({"file": [], "row": []})
    text = pd.read_csv(path, dtype="str", keep_default_na=False)
    whole = pd.concat([pd.read_csv(lines, dtype={"file": "str"}), text], axis=1)
    if not rejected:
        return whole
    pointed_at = {(finding["file"], finding["row"]) for finding in candidate.report["findings"]}
    places = zip(whole["file"], whole["row"], strict=True)
    return whole[[place in pointed_at for place in places]]


def corrected(kind: str, frame: pd.DataFrame, name: str) -> Source:
    """A source from rows that were corrected on a page: the whole table without ``file`` and ``row``."""
    text = frame.drop(columns=["file", "row"], errors="ignore").fillna("").astype("str")
    return Source(kind, [(name, text.to_csv(index=False).encode())], {}, add=False)


def rollback(
    store: Path, data: Path, geo: Path, identity: str, who: str = "", note: str = ""
) -> Published:
    """Go back to an earlier snapshot: it is live again and its files are the delivery again.

    ``note`` is stored as :func:`~atlas.freetext.kept` leaves it. Raises
    :class:`~atlas.errors.UnknownSnapshot` when the store does not hold the snapshot, and
    :class:`~atlas.errors.BrokenSnapshot` when it is damaged. The live one may well be damaged: that is
    a reason to go back.
    """
    with swap.alone(store, data, geo):
        chosen = stores.standing(store, identity)
        for part in ("public", "rounded", "exact"):
            seal.check(chosen.folder, chosen.manifest, part)
        live = history.live(store)
        kept = originals.of(store, chosen.manifest)
        if set(kept) == {f["name"] for f in chosen.manifest["files"]}:
            folder = leftovers.room(store)
            with swap.replaced(store, _targets(kept, data, geo), live, folder):
                stores.switch(store, identity)
        else:
            stores.switch(store, identity)
        moment = dt.datetime.now(dt.UTC)
        more = {"who": who or history.account(), "note": freetext.kept(note), "from": live}
        history.append(store, history.entry(identity, moment, "rollback", **more))
    return chosen


def _targets(kept: Mapping[str, Path], data: Path, geo: Path) -> dict[Path, Path | None]:
    """The new file for each path of the delivery; ``None`` for one that the snapshot did not have."""
    stem = Path(boundaries.FILE).stem
    files: dict[Path, Path | None] = {
        path: None for path in deliveries.delivered_files(data, geo) if path.name not in kept
    }
    for name, path in kept.items():
        drawn = Path(name).stem == stem and not name.endswith(".csv")
        files[(geo if drawn or name == boundaries.AROUND else data) / name] = path
    return files


def _summary(report: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a report that history keeps: never a cell of the files."""
    keys = ("kind", "rows", "uploads", "summary", "origins")
    plain: dict[str, Any] = json.loads(json.dumps({key: report[key] for key in keys}))
    return plain
