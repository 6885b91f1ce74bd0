"""What was shown last: the rounded cells of the live snapshot, on which the next ones build.

Where the live one cannot be read, those of the newest that can: starting afresh would round the same
people a second time, and two roundings of the same truth reveal more than either.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from atlas.memberships import EARLIER
from atlas.memberships import history as history_of
from atlas.protection import COHORT, MUNICIPALITY, STATUS, Protection
from atlas.publish import history, manifests, seal
from atlas.publish.cells import ADMISSION, ENROLMENTS, LATER, NAMES, ORGANISATIONS, SCORES
from atlas.publish.rounded import Memory, Rounded, rounded

FOLDER = "rounded"
# beside the cells: which cohorts say how many applied
LISTED = "cohorts"
# an earlier form rounded only small cells: its public tables are what was shown
OLDER = 2
# earlier forms recorded that people came back, but not from where
REMEMBERED = (ENROLMENTS, ORGANISATIONS, ADMISSION)
AGAIN, SOMEWHERE = "first", history_of([("", "")])


@dataclass(frozen=True)
class Shown:
    """The cells that were shown last, with the manifest of their snapshot."""

    manifest: dict[str, Any]
    cells: dict[str, pd.DataFrame]
    # which protected columns each cohort filled in; ``None`` where an earlier edition did not say
    listed: pd.DataFrame | None = None
    # the exact cells that they were made of, where these are still there
    exact: dict[str, pd.DataFrame] | None = None

    @property
    def settings(self) -> Protection:
        """The protection under which they are shown."""
        return Protection.from_dict(self.manifest["protection"])

    @property
    def memory(self) -> Memory:
        """The cells as the memory of the next rounding."""
        protection = self.manifest["protection"]
        reach = protection.get("reach", protection["k"])
        cohorts = frozenset(self.manifest["cohorts"])
        return Memory(self.cells, protection["k"], reach, cohorts, self.exact)

    @property
    def sample(self) -> bool:
        """Whether their people are made up."""
        return bool(self.manifest["public"]["sample"])

    def with_cohorts_of(self, later: Shown) -> Shown:
        """These cells, and those of cohorts that only a later snapshot has shown: to forget them would
        round the same people a second time. Where that snapshot had another k, its cells are rounded to
        this one, as if they were the truth."""
        known, known_later = set(self.manifest["cohorts"]), set(later.manifest["cohorts"])
        if known_later <= known:
            return self
        cells, reach, k = later.cells, later.memory.reach, self.memory.k
        if later.memory.k != k:
            # these cells are public already: rounding them needs no secret
            cells = rounded(cells, replace(self.settings, k=k), b"").cells
            reach += 0 if later.memory.k % k == 0 else k - 1
        theirs = {
            name: frame[frame[COHORT].isin(known_later - known)]
            if COHORT in frame
            else frame.iloc[:0]
            for name, frame in cells.items()
        }
        cells = {
            name: pd.concat([frame, theirs[name]], ignore_index=True) if name in theirs else frame
            for name, frame in self.cells.items()
        }
        protection = self.manifest["protection"] | {"reach": max(reach, self.memory.reach)}
        more = {"cohorts": sorted(known | known_later), "protection": protection}
        lists = [shown.listed for shown in (self, later) if shown.listed is not None]
        listed = pd.concat(lists).drop_duplicates(COHORT) if lists else None
        return Shown(self.manifest | more, cells, listed, self.exact)

    @property
    def rounded(self) -> Rounded:
        """The cells as a result of rounding, to be carried over unchanged."""
        return Rounded(self.cells, self.memory.reach, self.manifest.get("cost", {}))


def shown_last(store: Path, sample: bool | None = None) -> Shown | None:
    """The cells of the live snapshot, or of the newest that can be read; ``None`` where there is none.

    With ``sample``, only snapshots of made-up people (true) or of real ones (false). After a rollback the
    cohorts that only later snapshots knew have been shown all the same: their cells are remembered, too.
    """
    live = store / "snapshots" / (history.live(store) or "-")
    others = sorted((store / "snapshots").glob("[!.]*"), reverse=True)
    last: Shown | None = None
    for folder in (live, *others):
        try:
            shown = _read(folder)
        except Exception:  # a damaged file can fail in any way
            continue
        if sample not in (None, shown.sample):
            continue
        if last is None:
            last = shown
        elif folder.name > live.name and shown.sample == last.sample:
            last = last.with_cohorts_of(shown)
    return None if last is None else replace(last, exact=_exact(store, last.manifest))


def _exact(store: Path, manifest: dict[str, Any]) -> dict[str, pd.DataFrame] | None:
    """The exact cells from which the shown ones were made, if their snapshot is still there."""
    part = store / "snapshots" / str(manifest["public"]["snapshot"]) / "exact"
    try:
        return {name: pd.read_parquet(part / f"{name}.parquet") for name in REMEMBERED}
    except Exception:  # pruned, removed or damaged: then every cell stays that may
        return None


def _read(folder: Path) -> Shown:
    manifest = json.loads((folder / manifests.FILE).read_text("utf-8"))
    part = folder / ("public" if manifest["form"] == OLDER else FOLDER)
    seal.check(folder, manifest, part.name)
    cells = {
        name: pd.read_parquet(part / f"{name}.parquet") for name in NAMES if _there(part, name)
    }
    if manifest["form"] == OLDER:
        if set(manifest["protection"]["cross"]) != {MUNICIPALITY, COHORT, STATUS}:
            raise ValueError("its cells are too coarse to build on")
        listed = pd.read_parquet(part / "cohorts.parquet")
        manifest["cohorts"] = listed["cohort_id"].tolist()
    if LATER not in cells.get(SCORES, ()):
        # these were means, or did not record who gave a score later
        cells.pop(SCORES, None)
    if ENROLMENTS not in cells:
        raise ValueError("there are no cells")
    if AGAIN in cells[ENROLMENTS]:
        people = cells[ENROLMENTS]
        earlier = people[AGAIN].map({True: "", False: SOMEWHERE})
        cells[ENROLMENTS] = people.drop(columns=AGAIN).assign(**{EARLIER: earlier})
        cells[ORGANISATIONS] = cells[ORGANISATIONS].assign(**{EARLIER: ""})
    known = part.name == FOLDER and _there(part, LISTED)
    shown = Shown(manifest, cells, pd.read_parquet(part / f"{LISTED}.parquet") if known else None)
    _check(shown)
    return shown


def _check(shown: Shown) -> None:
    """Fail, in whatever way, where a manifest lacks something that is needed later."""
    for asked in ("settings", "memory", "sample", "rounded"):
        getattr(shown, asked)
    for named in ("as_of", "until"):
        dt.datetime.fromisoformat(shown.manifest["public"][named])
    if not isinstance(shown.manifest["cohorts"], list):
        raise TypeError("its cohorts are no list")


def _there(part: Path, name: str) -> bool:
    return (part / f"{name}.parquet").is_file()
