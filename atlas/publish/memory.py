"""What was shown last: the rounded cells of the live snapshot, which the next ones are made from.

Where the live one cannot be read, those of the newest that can: to begin anew would round the same
people a second time, and two roundings of one truth tell more than either.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from atlas.memberships import EARLIER
from atlas.memberships import history as history_of
from atlas.protection import COHORT, MUNICIPALITY, STATUS, Protection
from atlas.publish import history, manifests, seal
from atlas.publish.cells import ENROLMENTS, LATER, NAMES, ORGANISATIONS, SCORES
from atlas.publish.rounded import Memory, Rounded, rounded

FOLDER = "rounded"
# an earlier form rounded small cells alone: its public tables are what was shown
OLDER = 2
# earlier forms knew of people that they came again, and not from where
AGAIN, SOMEWHERE = "first", history_of([("", "")])


@dataclass(frozen=True)
class Shown:
    """The cells that were shown last, with the manifest of their snapshot."""

    manifest: dict[str, Any]
    cells: dict[str, pd.DataFrame]

    @property
    def settings(self) -> Protection:
        """The protection that they are told by."""
        return Protection.from_dict(self.manifest["protection"])

    @property
    def memory(self) -> Memory:
        """As the next rounding asks for it."""
        protection = self.manifest["protection"]
        reach = protection.get("reach", protection["k"])
        return Memory(self.cells, protection["k"], reach, frozenset(self.manifest["cohorts"]))

    @property
    def sample(self) -> bool:
        """Whether they are of sample people."""
        return bool(self.manifest["public"]["sample"])

    def with_cohorts_of(self, later: Shown) -> Shown:
        """These cells, and those of the cohorts that only a later snapshot told of.

        Where that was under another k they are rounded to this one, as what was shown always is: begun
        anew, the same people would be rounded twice.
        """
        known, told = set(self.manifest["cohorts"]), set(later.manifest["cohorts"])
        protection = self.manifest["protection"]
        if told <= known or not set(later.cells) >= set(self.cells):
            return self
        shown = later.under(protection["k"])
        cells = dict(self.cells)
        for name, frame in shown.cells.items():
            if COHORT in frame and name in cells:
                mine = frame[frame[COHORT].isin(told - known)]
                cells[name] = pd.concat([cells[name], mine], ignore_index=True)
        reach = max(self.memory.reach, shown.reach)
        manifest = {"cohorts": sorted(known | told), "protection": protection | {"reach": reach}}
        return Shown(self.manifest | manifest, cells)

    def under(self, k: int) -> Rounded:
        """These cells under another k, as if they were the truth. There is no secret in what was shown."""
        if self.memory.k == k:
            return self.rounded
        memory = self.memory
        made = rounded(memory.cells, replace(self.settings, k=k), b"")
        reach = memory.reach if memory.k % k == 0 else memory.reach + k - 1
        return replace(made, reach=reach, turned=True)

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
    return last


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
    return Shown(manifest, cells)


def _there(part: Path, name: str) -> bool:
    return (part / f"{name}.parquet").is_file()
