"""Small random programmes as what a page holds of them, and what is true of their rows.

The truth is counted from the rows alone, by the written definitions; nothing of ``atlas.measures`` takes
part in it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from atlas.measures.selection import Selection
from atlas.publish import aggregate, cells, histories
from atlas.publish.enrolments import enrolments
from atlas.publish.organisations import organisations
from atlas.publish.protect import NOTHING
from atlas.warehouse import Data, PublicData
from tests.publish.programmes import programme

PLACES = ("2480", "2481", "2403")
KEPT = [*PLACES, "2482"]
K, SECRET = 5, b"a secret for tests"
COUNTS = (
    "participants",
    "organisations",
    "enterprises",
    "started",
    "completed",
    "enrolments",
    "withdrawn",
)
SHARES = {
    "completion_rate": ("completed", "started"),
    "completion_of_ended": ("completed", "ended"),
    "completion_of_enrolled": ("completed", "enrolments"),
}


@dataclass(frozen=True, eq=False)
class Rows:
    """The exact rows of the participants, one by one: person, organisation, municipality, cohort, sector,
    status, and whether they started. ``years`` says in which year each cohort starts."""

    rows: list[tuple[str, str, str, str, str, str, bool]]
    years: dict[str, int]
    _counted: dict[Selection, dict[str, int]] = field(default_factory=dict)

    def number(self, measure: str, selection: Selection) -> float | None:
        """A count of a selection, or a share in per cent (``None`` where nobody is in its whole)."""
        if selection not in self._counted:
            self._counted[selection] = self._count(selection)
        counted = self._counted[selection]
        if measure not in SHARES:
            return counted[measure]
        part, whole = (counted[side] for side in SHARES[measure])
        return 100 * part / whole if whole else None

    def _count(self, selection: Selection) -> dict[str, int]:
        people, owners, enterprises = set(), set(), set()
        n = Counter()
        first, last = selection.years or (0, 9999)
        for person, owner, place, cohort, sector, status, started in self.rows:
            if selection.municipalities and place not in selection.municipalities:
                continue
            if selection.cohorts and cohort not in selection.cohorts:
                continue
            if not first <= self.years[cohort] <= last:
                continue
            people.add(person)
            owners.add(owner)
            if sector == "enterprise":
                enterprises.add(owner)
            n["enrolments"] += 1
            n["withdrawn"] += status == "withdrawn"
            n["started"] += started
            n["completed"] += started and status == "completed"
            n["ended"] += started and status in ("completed", "withdrawn")
        n["participants"], n["organisations"] = len(people), len(owners)
        n["enterprises"] = len(enterprises)
        return n


def _rows(table: pd.DataFrame, years: dict[str, int]) -> Rows:
    named = [
        "participant_id",
        "organisation_id",
        "municipality_code",
        "cohort_id",
        "sector",
        "status",
    ]
    columns = [table[name].astype("str") for name in named]
    return Rows([*zip(*columns, table["started_on"].notna(), strict=True)], years)


def of_snapshot(published) -> Rows:
    """The rows behind a published delivery."""
    tables = published.delivery.tables
    starts = tables["cohorts"].set_index("cohort_id")["starts_on"].dt.year
    return _rows(tables["participants"], {str(c): int(y) for c, y in starts.items()})


def world(data: PublicData, seed: int, moved: bool = False) -> tuple[PublicData, Rows]:
    """A random programme of 1 to 120 people, in four of the places of the counted delivery: its public
    enrolments and organisations, and its rows. Where they have ``moved``, they live in all places, and
    whoever comes to both cohorts in another one each time."""
    draw = np.random.default_rng([seed, 7])
    rows = programme(seed, int(draw.integers(1, 120)), PLACES)["participants"]
    if moved:
        rows = rows.assign(municipality_code=draw.choice(data.codes, len(rows)))
    people = histories.with_earlier(
        rows[[*histories.ORDER, "participant_id", "status", "started_on"]], "participant_id"
    )
    owners = histories.with_earlier(aggregate.owners(rows), "organisation_id")
    told = enrolments(aggregate.enrolments(people).astype({"n": "int64"}), K, SECRET, NOTHING)
    owned = aggregate.organisations(owners).astype({"n": "int64"})
    owned = organisations(owned, told, K, SECRET, NOTHING)
    register = data["register"]
    tables = {
        **data.tables,
        cells.ENROLMENTS: told,
        cells.ORGANISATIONS: owned,
        "register": register if moved else register[register["code"].isin(KEPT)],
    }
    return replace(data, tables=tables), _rows(rows, {"alfa": 2022, "beta": 2023})


def boxes(data: Data) -> list[Selection]:
    """The county, each cohort, each municipality, and each municipality in each cohort."""
    cohorts = [(), *((c,) for c in data["cohorts"]["cohort_id"])]
    places = [(), *((code,) for code in data.codes)]
    return [Selection(p, c) for p in places for c in cohorts]
