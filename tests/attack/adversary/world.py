"""The truth: an unknown whole number for each cell at each moment, and what is always so of them.

Nothing here depends on what was published, but for which categories there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from atlas.memberships import EARLIER, history, memberships
from tests.attack.adversary.publication import DIMENSIONS, GENDERS, SECTORS, SIZES, Publication
from tests.attack.adversary.rules import INFINITE

STATUSES = ("active", "completed", "enrolled", "paused", "withdrawn")
COURSES = [(s, b) for s in STATUSES for b in (False, True) if (s, b) != ("enrolled", True)]
STEPS = list(product((False, True), repeat=2))
REPLIES = list(product((False, True), repeat=3))
ATTENDED = ("no", "unknown", "yes")
# any category that nothing is shown of: in free words, a history, or a half-year after the last one shown
UNSEEN, LATER = "\uffff", 99
WEEKS = 26
ENUMERATED = {"gender": GENDERS, "sector": (*SECTORS, "unknown"), "size_class": (*SIZES, "unknown")}
BY_COURSE = ("cohort_id", "started", "completed")
# tables with a history, and what stays with whom they count
SAME: dict[str, tuple[str, ...]] = {"enrolments": (), "organisations": ("enterprise",)}


class World:
    """Unknowns and linear constraints on them, for one moment or several.

    ``cells[at, table]`` has the dimensions of a table and ``x``, the number of the unknown.
    """

    def __init__(self, publications: Sequence[Publication]) -> None:
        self.size = 0
        self.cells: dict[tuple[int, str], pd.DataFrame] = {}
        self.upper: list[float] = []
        self.rows: list[tuple[np.ndarray, np.ndarray, float, float, str]] = []
        for at in range(len(publications)):
            for name, domain in _domains(publications).items():
                x = self.unknowns(len(domain))
                frame = pd.DataFrame(domain, columns=list(DIMENSIONS[name])).assign(x=x)
                if "status" in frame:
                    frame["completed"] = frame["status"] == "completed"
                if EARLIER in frame:
                    frame["new"] = frame[EARLIER] == ""
                self.cells[at, name] = frame
            self._always(at)

    def unknowns(self, number: int, most: float = INFINITE) -> np.ndarray:
        """So many new unknowns of 0 to ``most``."""
        made = np.arange(self.size, self.size + number)
        self.size += number
        self.upper += [most] * number
        return made

    def of(self, at: int, table: str, **chosen: Any) -> np.ndarray:
        """The unknowns of a table's cells whose dimensions have these values."""
        frame = self.cells[at, table]
        mask = np.ones(len(frame), dtype=bool)
        for name, value in chosen.items():
            mask &= (frame[name] == value).to_numpy()
        return frame["x"].to_numpy()[mask]

    def tell(
        self, terms: Iterable[tuple[float, np.ndarray]], low: float, high: float, why: str
    ) -> None:
        """A constraint: a weighted sum of unknowns lies within ``low`` and ``high``."""
        told = [(weight, x) for weight, x in terms if len(x)]
        at = np.concatenate([x for _, x in told]) if told else np.zeros(0, dtype=int)
        weights = [np.full(len(x), float(weight)) for weight, x in told]
        self.rows.append((at, np.concatenate(weights) if told else np.zeros(0), low, high, why))

    def within(self, at: int, part: pd.DataFrame, whole: pd.DataFrame, by: Sequence[str]) -> None:
        """The cells of ``part`` add up to those of ``whole`` in each group."""
        wholes = {key: x.to_numpy() for key, x in whole.groupby(list(by))["x"]}
        for key, x in part.groupby(list(by))["x"]:
            self.tell(
                [(1, x.to_numpy()), (-1, wholes.get(key, x.to_numpy()[:0]))],
                0,
                0,
                f"{by} {key} adds up",
            )

    def _always(self, at: int) -> None:
        """What is so of every programme."""
        people, owners = (self.cells[at, name] for name in SAME)
        profile, exits = self.cells[at, "profile"], self.cells[at, "exits"]
        for name, part in profile.groupby("dimension"):
            by = BY_COURSE if name == "gender" else ("cohort_id",)
            if set(part["cohort_id"]) == {""}:
                self.within(at, part, people.assign(cohort_id=""), by)
            else:
                self.within(at, part, people, by)
        for name in ("modules_reached", "replies"):
            self.within(at, self.cells[at, name], people, BY_COURSE)
        for _, session in self.cells[at, "attended"].groupby("module_id"):
            self.within(at, session, people, BY_COURSE)
        self.within(at, exits, people, ("cohort_id", "status", "started"))
        done = exits[(exits["status"] == "completed") & exits["started"]]
        self.within(at, self.cells[at, "weeks"], done, ("cohort_id", "half_year"))
        for name in ("employers", "capable"):
            self.within(at, self.cells[at, name], owners[owners["new"]], ("enterprise",))
        self._organisations(at)
        for name, same in SAME.items():
            self._came_again(self.cells[at, name], same)
            for told, onward, came in self.steps(at, name):
                self.tell([(1, onward), (-1, came)], -INFINITE, 0, f"{name} go on from {told!r}")

    def _came_again(self, cells: pd.DataFrame, same: Sequence[str]) -> None:
        """Whoever was somewhere before was first somewhere else: a person in another cohort, an
        organisation (of the same kind) in another cohort or place."""
        there = ["municipality_code", "cohort_id"] if same else ["cohort_id"]
        if same and set(cells["municipality_code"]) == {""}:
            return  # somewhere else may be another place of the cohort
        for every in _each(cells, same):
            for key, mine in every.groupby(there):
                firsts = every.loc[every["new"] & ~every.index.isin(mine.index), "x"]
                again = mine.loc[~mine["new"], "x"]
                self.tell(
                    [(1, again.to_numpy()), (-1, firsts.to_numpy())],
                    -INFINITE,
                    0,
                    f"who comes again in {key} was first elsewhere",
                )

    def steps(self, at: int, name: str) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
        """Each history that is seen: the cells of those who go on from it, and of those who came so far.

        These were last in the last of its cohorts and places, and in the others before.
        """
        for cells in _each(self.cells[at, name], SAME[name]):
            here = list(zip(cells["cohort_id"], cells["municipality_code"], strict=True))
            for told in sorted(set(cells[EARLIER]) - {"", UNSEEN}):
                been = memberships(told)
                # where places are not told, an organisation may be again in a cohort of its history
                on = np.array([member not in been for member in here], dtype=bool)
                last = np.array([member == been[-1] for member in here], dtype=bool)
                onward = on & (cells[EARLIER] == told).to_numpy()
                came = last & (cells[EARLIER] == history(been[:-1])).to_numpy()
                x = cells["x"].to_numpy()
                yield told, x[onward], x[came]

    def _organisations(self, at: int) -> None:
        """Each organisation has a person: in its place and cohort, of its sector and its size."""
        owners = self.cells[at, "organisations"]
        for (place, cohort), x in owners.groupby(["municipality_code", "cohort_id"])["x"]:
            there = self.of(at, "enrolments", municipality_code=place, cohort_id=cohort)
            self.tell(
                [(1, x.to_numpy()), (-1, there)],
                -INFINITE,
                0,
                f"organisations of {place} {cohort} have a person",
            )
        profile, employers = self.cells[at, "profile"], self.cells[at, "employers"]
        sectors = profile[profile["dimension"] == "sector"]
        for (cohort, enterprise), part in sectors.groupby(
            ["cohort_id", sectors["category"] == "enterprise"]
        ):
            mine = owners[owners["enterprise"] == enterprise]
            mine = mine[mine["cohort_id"] == cohort] if cohort else mine
            self.tell(
                [(1, mine["x"].to_numpy()), (-1, part["x"].to_numpy())],
                -INFINITE,
                0,
                f"organisations of {cohort}, enterprises: {enterprise}, have a person",
            )
        for name in ("sector", "size_class"):
            people = profile[profile["dimension"] == name].groupby("category")["x"]
            told = {category: x.to_numpy() for category, x in people}
            for category, x in employers.groupby(name)["x"]:
                if category in told:
                    self.tell(
                        [(1, x.to_numpy()), (-1, told[category])],
                        -INFINITE,
                        0,
                        f"employers of {category} have a person",
                    )
        several = self.of(at, "capable", several=True)
        done = self.of(at, "enrolments", status="completed")
        self.tell([(2, several), (-1, done)], -INFINITE, 0, "two of several have completed")


def _each(cells: pd.DataFrame, same: Sequence[str]) -> list[pd.DataFrame]:
    return [part for _, part in cells.groupby(list(same))] if same else [cells]


def _domains(publications: Sequence[Publication]) -> dict[str, list[tuple[Any, ...]]]:
    """Every cell that anyone could stand in, in any of the publications."""
    places, cohorts = (
        sorted({v for p in publications for v in getattr(p, name)})
        for name in ("places", "cohorts")
    )
    cross = [p["enrolments"] for p in publications]
    told = [c for c in cross if len(c)]
    if told and all(set(c["municipality_code"]) == {""} for c in told):
        places = [""]
    courses, steps = COURSES, STEPS
    if told and all(set(c["status"]) == {""} for c in told):
        courses, steps = [("", False)], [(False, False)]
    last = max(p.last for p in publications)
    halves = {int(h) for p in publications for h in p["exits"]["half_year"]}
    halves = [*range(max(halves, default=0) + 1), LATER]
    sessions = {
        pair
        for p in publications
        for pair in p["attended"][["cohort_id", "module_id"]].itertuples(index=False, name=None)
    }
    domains = {
        "enrolments": [
            (p, c, *s, e)
            for p, c, e in _members(publications, "enrolments", places, cohorts)
            for s in courses
        ],
        "organisations": [
            (p, c, kind, e)
            for p, c, e in _members(publications, "organisations", places, cohorts)
            for kind in (False, True)
        ],
        "admission": list(product(cohorts, ("not_admitted", "not_enrolled"))),
        "profile": _profile(publications),
        "modules_reached": [(c, *s, m) for c in cohorts for s in steps for m in range(last + 1)],
        "replies": [(c, *s, *r) for c in cohorts for s in steps for r in REPLIES],
        "attended": [(*pair, *s, a) for pair in sorted(sessions) for s in steps for a in ATTENDED],
        "exits": [(c, *s, h) for c in cohorts for s in courses for h in halves],
        "weeks": [
            (c, h, h * WEEKS + w)
            for c in cohorts
            for h in halves
            if h != LATER
            for w in range(WEEKS)
        ],
        "employers": _employers(publications),
        "capable": list(product((False, True), (False, True))),
    }
    # of a table that is not told nothing can be asked, and nothing is known
    return {
        name: cells if any(name in p.tables for p in publications) else []
        for name, cells in domains.items()
    }


def _members(
    publications: Sequence[Publication], name: str, places: Sequence[str], cohorts: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Each place and cohort with each history that anyone there can have: none, those seen and how they
    began, and any other. Nobody is in a cohort twice, and no organisation in a cohort and place."""
    told = {str(e) for p in publications for e in p[name][EARLIER]}
    been = [memberships(e) for e in told]
    seen = sorted({"", *(history(pairs[:end]) for pairs in been for end in range(len(pairs) + 1))})
    once = name == "enrolments"
    elsewhere = len(cohorts) > 1 or (not once and (len(places) > 1 or places == [""]))
    return [
        (place, cohort, earlier)
        for place, cohort, earlier in product(places, cohorts, [*seen, *[UNSEEN] * elsewhere])
        if earlier == UNSEEN
        or not any(cohort == c and (once or place == p != "") for c, p in memberships(earlier))
    ]


def _profile(publications: Sequence[Publication]) -> list[tuple[Any, ...]]:
    """The properties that are told, each with every category that there can be."""
    out: dict[tuple[Any, ...], None] = {}
    for publication in publications:
        for name, part in publication["profile"].groupby("dimension"):
            seen = sorted(set(part["category"]))
            every = sorted({*seen, *ENUMERATED[name]}) if name in ENUMERATED else [*seen, UNSEEN]
            cohorts = [""] if set(part["cohort_id"]) == {""} else publication.cohorts
            steps = STEPS if name == "gender" else [(False, False)]
            for cohort, category, step in product(cohorts, every, steps):
                out[cohort, name, category, *step] = None
    return sorted(out)


def _employers(publications: Sequence[Publication]) -> list[tuple[Any, ...]]:
    seen = pd.concat([p["employers"] for p in publications])
    sectors, sizes = (
        sorted({*seen[name], *ENUMERATED[name]} - {""}) if set(seen[name]) != {""} else [""]
        for name in ("sector", "size_class")
    )
    return (
        [(s == "enterprise", s, z) for s in sectors for z in sizes]
        if sectors != [""]
        else [(e, "", z) for e in (False, True) for z in sizes]
    )
