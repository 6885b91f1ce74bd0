"""Small random programmes, and their public cubes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd

from atlas.protection import Protection
from atlas.publish import cells, cubes
from atlas.publish.public_tables import public_tables
from atlas.publish.rounded import Rounded, rounded
from tests.publish.selections import STATUSES

LAST = 3
MODULES = pd.DataFrame({"module_id": ["m1", "m2", "m3"], "position": [1, 2, 3]})


def programme(seed, people, places=("A", "B", "C")):
    """A random programme: three places, two cohorts, some people in both, few organisations."""
    draw = np.random.default_rng(seed)
    cohort = draw.choice(["alfa", "beta"], people, p=[0.6, 0.4])
    status = draw.choice(STATUSES, people, p=draw.dirichlet([1, 2, 1, 1, 4]))
    rows = pd.DataFrame(
        {
            "participant_id": [f"p{i}" for i in range(people)],
            "cohort_id": cohort,
            "organisation_id": [f"o{i}" for i in draw.integers(0, max(1, people // 2), people)],
            "municipality_code": draw.choice(list(places), people, p=draw.dirichlet([3, 1, 1])),
            "gender": draw.choice(["woman", "man", "unknown"], people, p=[0.5, 0.42, 0.08]),
            "role": draw.choice(["leader", "specialist"], people),
            "size_class": draw.choice(["1-9", "10-49", "250+"], people),
            "status": status,
            "enrolled_on": pd.Timestamp("2022-01-01"),
            "started_on": pd.Series(pd.Timestamp("2022-02-01"), range(people)).where(
                status != "enrolled"
            ),
            "ended_on": pd.Timestamp("2022-02-01")
            + pd.to_timedelta(draw.integers(0, 400, people), unit="D"),
        }
    )
    owners = rows["organisation_id"].unique()
    sectors = dict(
        zip(owners, draw.choice(["enterprise", "region"], len(owners), p=[0.6, 0.4]), strict=True)
    )
    rows["sector"] = rows["organisation_id"].map(sectors)
    twice = rows[draw.random(people) < 0.15]
    again = twice.assign(cohort_id=twice["cohort_id"].map({"alfa": "beta", "beta": "alfa"}))
    rows = pd.concat([rows, again], ignore_index=True)
    reached = np.where(rows["status"] == "completed", LAST, draw.integers(0, LAST + 1, len(rows)))
    reached = np.where(rows["status"] == "enrolled", 0, reached)
    progress = [
        (who, where, f"m{module}")
        for who, where, last in zip(rows["participant_id"], rows["cohort_id"], reached, strict=True)
        for module in range(1, last + 1)
    ]
    done = pd.DataFrame(progress, columns=["participant_id", "cohort_id", "module_id"], dtype="str")
    return {
        "participants": rows,
        "progress": done.assign(completed_on=pd.Timestamp("2022-03-01")),
        "modules": MODULES,
        "surveys": answers(rows, draw),
        "attendance": attendance(rows, np.random.default_rng([seed, 1])),
        "cohorts": pd.DataFrame(
            {
                "cohort_id": ["alfa", "beta"],
                "applications": [(rows["cohort_id"] == c).sum() + 9 for c in ("alfa", "beta")],
                "admitted": [
                    (rows["cohort_id"] == c).sum() + more
                    for c, more in zip(("alfa", "beta"), draw.integers(0, 9, 2), strict=True)
                ],
            }
        ),
    }


def attendance(rows, draw):
    """Who was at which of the sessions: of some nobody wrote it down, of the last module no one."""
    parts = [
        rows[["participant_id", "cohort_id"]][draw.random(len(rows)) < 0.9].assign(module_id=module)
        for module in ("m1", "m2")
    ]
    told = pd.concat(parts, ignore_index=True)
    return told.assign(attended=np.where(draw.random(len(told)) < 0.8, "yes", "no"))


def answers(rows, draw):
    """Who started answers before, who completed after and later, but not everyone."""
    parts = []
    for wave, share in (("before", 0.8), ("after", 0.7), ("followup", 0.4)):
        asked = rows["status"].isin(["completed"] if wave != "before" else STATUSES[1:])
        those = rows[asked & (draw.random(len(rows)) < share)]
        parts.append(
            those[["participant_id", "cohort_id"]].assign(
                wave=wave, area="context", score=draw.integers(1, 6, len(those))
            )
        )
    return pd.concat(parts, ignore_index=True).assign(answered_on=pd.Timestamp("2022-04-01"))


def counted(tables):
    """The exact cubes that are rounded."""
    exact = cubes.exact(SimpleNamespace(tables=tables))
    return {name: exact[name] for name in cells.NAMES}


def not_rounded(exact, *_):
    """The exact cells, as if nothing was protected."""
    return Rounded({name: exact[name] for name in cells.NAMES}, 5, {})


def published(tables, protection=None, memory=None):
    """The public tables of a programme."""
    protection = protection or Protection()
    made = rounded(counted(tables), protection, b"a secret for tests", memory)
    return public_tables(made.cells, protection)
