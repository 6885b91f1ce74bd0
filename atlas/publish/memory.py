"""What was shown last: the rounded cells of the live snapshot, which the next ones are made from.

Where the live one cannot be read, those of the newest that can: to begin anew would round the same
people a second time, and two roundings of one truth tell more than either.
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
# beside the cells: which cohorts tell how many applied
LISTED = "cohorts"
# an earlier form rounded small cells alone: its public tables are what was shown
OLDER = 2
# earlier forms knew of people that they came again, and not from where
REMEMBERED = (ENROLMENTS, ORGANISATIONS, ADMISSION)
AGAIN, SOMEWHERE = "first", history_of([("", "")])


@dataclass(frozen=True)
class Shown:
    """The cells that were shown last, with the manifest of their snapshot."""

    manifest: dict[str, Any]
    cells: dict[str, pd.DataFrame]
    # which protected columns each cohort told; ``None`` where an earlier edition did not say
    listed: pd.DataFrame | None = None
    # the exact cells that they were made of, where these are still there
    exact: dict[str, pd.DataFrame] | None = None

    @property
    def settings(self) -> Protection:
        """The protection that they are told by."""
        return Protection.from_dict(self.manifest["protection"])

    @property
    def memory(self) -> Memory:
        """As the next rounding asks for it."""
        protection = self.manifest["protection"]
        reach = protection.get("reach", protection["k"])
        cohorts = frozenset(self.manifest["cohorts"])
        return Memory(self.cells, protection["k"], reach, cohorts, self.exact)

    @property
    def sample(self) -> bool:
        """Whether they are of sample people."""
        return bool(self.manifest["public"]["sample"])

    def with_cohorts_of(self, later: Shown) -> Shown:
        """These cells, and those of the cohorts that only a later snapshot told of: to forget them would
        round the same people a second time. Where that was told under another k, they are turned to
        this one, as if they were the truth."""
        known, told = set(self.manifest["cohorts"]), set(later.manifest["cohorts"])
        if told <= known:
            return self
        cells, reach, k = later.cells, later.memory.reach, self.memory.k
        if later.memory.k != k:
            # what is public already is rounded in public: that takes no secret
            cells = rounded(cells, replace(self.settings, k=k), b"").cells
            reach += 0 if later.memory.k % k == 0 else k - 1
        theirs = {
            name: frame[frame[COHORT].isin(told - known)] if COHORT in frame else frame.iloc[:0]
            for name, frame in cells.items()
        }
        cells = {
            name: pd.concat([frame, theirs[name]], ignore_index=True) if name in theirs else frame
            for name, frame in self.cells.items()
        }
        protection = self.manifest["protection"] | {"reach": max(reach, self.memory.reach)}
        more = {"cohorts": sorted(known | told), "protection": protection}
        lists = [shown.listed for shown in (self, later) if shown.listed is not None]
        listed = pd.concat(lists).drop_duplicates(COHORT) if lists else None
        return Shown(self.manifest | more, cells, listed, self.exact)

    @property
    def rounded(self) -> Rounded:
        """As they stand on."""
        return Rounded(self.cells, self.memory.reach, self.manifest.get("cost", {}))


def shown_last(store: Path, sample: bool | None = None) -> Shown | None:
    """The cells of the live snapshot, or of the newest that can be read; ``None`` where there is none.

    With ``sample`` only those of sample people, or only those of real ones. Where somebody went back to
    an earlier snapshot, the cohorts that only later ones knew were shown all the same: their cells are
    remembered with the others.
    """
    live = store / "snapshots" / (history.live(store) or "-")
    others = sorted((store / "snapshots").glob("[!.]*"), reverse=True)
    last: Shown | None = None
    for folder in (live, *others):
        try:
            found = _read(folder)
        except Exception:  # a damaged file can fail in any way
            continue
        if sample not in (None, found.manifest["public"]["sample"]):
            continue
        if last is None:
            last = found
        elif folder.name > live.name and found.manifest["public"]["sample"] == last.sample:
            last = last.with_cohorts_of(found)
    return None if last is None else replace(last, exact=_exact(store, last.manifest))


def _exact(store: Path, manifest: dict[str, Any]) -> dict[str, pd.DataFrame] | None:
    """The exact cells that the shown ones were made of: those of the snapshot in which they were made, if
    it is still there."""
    part = store / "snapshots" / str(manifest["public"]["snapshot"]) / "exact"
    try:
        return {name: pd.read_parquet(part / f"{name}.parquet") for name in REMEMBERED}
    except Exception:  # pruned, taken away, or damaged: then every cell stands that can
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
            raise ValueError("its cells are too coarse to go on from")
        listed = pd.read_parquet(part / "cohorts.parquet")
        manifest["cohorts"] = listed["cohort_id"].tolist()
    if LATER not in cells.get(SCORES, ()):
        # these were means, or did not say who gave a score later
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
    """Fail, in whatever way, where a manifest lacks what is asked of it later."""
    for asked in ("settings", "memory", "sample", "rounded"):
        getattr(shown, asked)
    for named in ("as_of", "until"):
        dt.datetime.fromisoformat(shown.manifest["public"][named])
    if not isinstance(shown.manifest["cohorts"], list):
        raise TypeError("its cohorts are no list")


def _there(part: Path, name: str) -> bool:
    return (part / f"{name}.parquet").is_file()
