"""What one publication tells of the truth, as constraints: its cells, what was withheld, and its manifest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from atlas.memberships import EARLIER, memberships
from atlas.publish.enrolments import MARGINS
from atlas.publish.histories import NEW, NEW_HERE, NEW_THEN
from atlas.publish.organisations import ways
from tests.attack.adversary.publication import DIMENSIONS, Publication
from tests.attack.adversary.rules import INFINITE, MORE, Rule
from tests.attack.adversary.world import (
    BY_COURSE,
    COURSES,
    REPLIES,
    SAME,
    UNSEEN,
    WEEKS,
    World,
)

PRIMARY = ("enrolments", "organisations", "admission")
# the sums of them that are kept less than k from the truth, as the method declares
DECLARED = {
    "enrolments": MARGINS,
    "admission": ((), ("cohort_id",), ("step",)),
}
# those who are shown together while a reach is longer than k, and are shared out by where they stand
TOGETHER = ["municipality_code", "cohort_id", EARLIER]
# parts that are shared out within a group of their parent, and by which dimensions the group is
PARTS = {
    "modules_reached": BY_COURSE,
    "replies": BY_COURSE,
    "attended": ("module_id", *BY_COURSE),
    "exits": ("cohort_id", "status", "started"),
    "weeks": ("cohort_id", "half_year"),
}
GENDER = ("dimension", *BY_COURSE)
CHILDREN = (*PARTS, "profile", "employers", "capable")
WAVES = ("before", "after", "followup")
QUARTILES = {"lower": 1, "median": 2, "upper": 3}


def shown(world: World, at: int, publication: Publication) -> dict[str, pd.Series]:
    """What is shown for each unknown of a moment, by table: 0 where there is no row."""
    out = {}
    for name, dimensions in DIMENSIONS.items():
        if (at, name) not in world.cells:
            continue
        frame, told = world.cells[at, name], publication[name]
        rows = told[[*dimensions, "n"]].itertuples(index=False, name=None)
        told_n = {tuple(_plain(v) for v in key): int(n) for *key, n in rows}
        keys = list(frame[list(dimensions)].itertuples(index=False, name=None))
        lost = set(told_n) - set(keys)
        assert not lost, (
            f"{name} shows cells that the adversary knows nothing of: {sorted(lost)[:3]}"
        )
        out[name] = pd.Series([told_n.get(key, 0) for key in keys], index=frame["x"].to_numpy())
    if "attended" in out:
        out["attended"] = _with_untold_sessions(world, at, out)
    return out


def _with_untold_sessions(world: World, at: int, now: dict[str, pd.Series]) -> pd.Series:
    """Sessions that only another publication tells of: of everyone in the cohort it is not known whether
    they were there, as of a session that nobody wrote down."""
    told = now["attended"].copy()
    people = world.cells[at, "enrolments"]
    for (_, cohort), session in world.cells[at, "attended"].groupby(["module_id", "cohort_id"]):
        if told[session["x"]].any():
            continue
        mine = people[people["cohort_id"] == cohort]
        by_step = (
            now["enrolments"][mine["x"]]
            .groupby([mine["started"].to_numpy(), mine["completed"].to_numpy()])
            .sum()
        )
        unknown = session[session["attended"] == "unknown"]
        for step, x in unknown.set_index(["started", "completed"])["x"].items():
            told[x] = by_step.get(step, 0)
    return told


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def tell(
    world: World, at: int, publication: Publication, rule: Rule, before: Publication | None = None
) -> None:
    """All that the public tables tell. ``before`` is the publication of the moment before."""
    now = shown(world, at, publication)
    k, reach = publication.k, publication.k if rule.exact else publication.reach
    # what was shown under another k, and only turned to this one, is rounded cell by cell
    slowly = reach > k and not (before and before.k != k)
    loose = set() if rule.exact else _forced(world, at, now)
    for name in PRIMARY:
        if name == "organisations" and not rule.exact:
            _ways(world, at, publication)
            continue
        frame = world.cells[at, name]
        together = TOGETHER if slowly and name == "enrolments" else list(DIMENSIONS[name])
        for _, mine in frame.groupby(together):
            x, p = mine["x"].to_numpy(), int(now[name][mine["x"]].sum())
            cells = 1 if rule.exact else _finest(publication, mine.iloc[0])
            low, high = rule.cell(p, reach, cells)
            world.tell([(1, x)], low, INFINITE if loose & set(x) else high, f"{name} shows {p}")
    if rule.exact:
        _appears(world, now)
        _withheld_times(world, at, publication, now)
        _withheld_scores(world, at, publication, now)
        _quartiles(world, at, publication)
        return
    if reach == k:
        for name, margins in DECLARED.items():
            _kept_close(world, at, name, margins, now[name], k, loose)
    _shared_out(world, at, now, k, reach, first=before is None, slowly=slowly)


def _ways(world: World, at: int, publication: Publication) -> None:
    """Organisations are rounded by their whole ways. A way that is shown is that of one at least, in each of
    its places and cohorts; that its others are all shown is not said."""
    told = publication["organisations"]
    if set(told["municipality_code"]) <= {""}:
        return
    least: dict[tuple[str, str, bool], int] = {}
    for way in ways(told).itertuples():
        for cohort, place in memberships(way.way):
            key = place, cohort, bool(way.enterprise)
            least[key] = least.get(key, 0) + max(1, int(way.n) - publication.reach + 1)
    for (place, cohort, enterprise), low in least.items():
        x = world.of(
            at, "organisations", municipality_code=place, cohort_id=cohort, enterprise=enterprise
        )
        world.tell([(1, x)], low, INFINITE, f"ways through {place} {cohort}, at least")


def _finest(publication: Publication, cell: pd.Series) -> float:
    """How many cells were rounded one by one that a public cell is the sum of."""
    number = 1.0
    if cell.get("municipality_code") == "":
        number *= len(publication.places)
    if cell.get("status") == "":
        number *= len(COURSES)
    several = cell.get(EARLIER) == UNSEEN or (cell.get(EARLIER) and not cell["municipality_code"])
    return INFINITE if several else number


def _kept_close(
    world: World,
    at: int,
    name: str,
    margins: tuple[tuple[str, ...], ...],
    now: pd.Series,
    k: int,
    loose: set[int],
) -> None:
    """The declared sums, of what is told, are less than k from the truth.

    But for what was put down afterwards: each k of it was at least one who is there. Of those with any
    other history nobody knows whether they are new in a place or cohort: they may or may not be in the sum.
    """
    frame = _with_kinds(world.cells[at, name])
    untold = {d for d in DIMENSIONS[name] if set(frame[d]) <= {""} and d != EARLIER}
    if "municipality_code" in untold:
        untold |= {NEW_HERE, NEW_THEN}
    if "status" in untold:
        untold |= {"started"}
    for margin in margins:
        if untold & set(margin):
            continue
        unsure = {NEW_HERE, NEW_THEN} & set(margin)
        surely = frame[frame[EARLIER] != UNSEEN] if unsure else frame
        maybe = frame[frame[EARLIER] == UNSEEN] if unsure else frame.iloc[:0]
        plain = [d for d in margin if d not in unsure]
        others = dict(iter(maybe.groupby(plain)["x"])) if plain and len(maybe) else {(): maybe["x"]}
        for key, mine in _grouped(surely, margin):
            x, p = mine.to_numpy(), int(now[mine].sum())
            same = tuple(v for v, d in zip(key, margin, strict=True) if d in plain)
            more = others.get(same, maybe["x"].iloc[:0]).to_numpy()
            put_down = np.array([each in loose for each in x], dtype=bool)
            said = f"{name} {margin} {key} shows {p}"
            world.tell([(1, x), (1, more)], p - k + 1, INFINITE, f"{said}, at least")
            terms = [(1.0, x[~put_down]), (1.0 - k, x[put_down])]
            world.tell(terms, -INFINITE, p + k - 1, f"{said}, at most")


def _grouped(
    cells: pd.DataFrame, margin: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], pd.Series]]:
    if margin:
        yield from cells.groupby(list(margin))["x"]
    else:
        yield (), cells["x"]


def _with_kinds(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells with whether their people are new: anywhere, in this place, in this cohort; of those with any
    other history only the first is known."""
    if EARLIER not in cells:
        return cells.assign(**{EARLIER: ""})
    been = [memberships(e) if e != UNSEEN else [] for e in cells[EARLIER]]
    here = zip(cells["cohort_id"], cells["municipality_code"], been, strict=True)
    news = [(all(p != b for _, b in told), all(c != a for a, _ in told)) for c, p, told in here]
    in_place, in_cohort = ([new[at] for new in news] for at in (0, 1))
    return cells.assign(**{NEW: cells[EARLIER] == "", NEW_HERE: in_place, NEW_THEN: in_cohort})


def _forced(world: World, at: int, now: dict[str, pd.Series]) -> set[int]:
    """Unknowns that may have been put down because other public cells are as low as they are."""
    out: set[int] = set()
    value = pd.concat(now.values())
    owners = world.cells[at, "organisations"].groupby(["municipality_code", "cohort_id"])["x"]
    for (place, cohort), x in owners:
        there = world.of(at, "enrolments", municipality_code=place, cohort_id=cohort)
        if value[x].sum() >= value[there].sum():
            out |= set(x)
    for name in SAME:
        # a history that is not seen may be one of a place and cohort where nobody is shown
        out |= set(world.of(at, name, earlier=UNSEEN))
        for _, onward, came in world.steps(at, name):
            if value[onward].sum() >= value[came].sum():
                out |= set(onward)
    return out


def _appears(world: World, now: dict[str, pd.Series]) -> None:
    """A category that is shown is there: nothing is rounded up from nobody."""
    for name in CHILDREN:
        for x, p in now[name].items():
            if p:
                world.tell([(1, np.array([x]))], 1, INFINITE, f"{name} shows {p}")


# ---- what was withheld


def _withheld_times(
    world: World, at: int, publication: Publication, now: dict[str, pd.Series]
) -> None:
    """A median is told of ten or more who truly completed, and shown where as many are shown."""
    if "times" not in publication.tables:
        return
    done = {
        c: world.of(at, "enrolments", cohort_id=c, status="completed", started=True)
        for c in publication.cohorts
    }
    seen = {c: int(now["enrolments"][x].sum()) for c, x in done.items()}
    told = {str(c) for c in publication["times"]["cohort_id"]}
    _withheld(world, done, seen, told, publication.floor, "a median")


def _withheld_scores(
    world: World, at: int, publication: Publication, now: dict[str, pd.Series]
) -> None:
    """A mean is told of ten or more who truly answered twice in an area."""
    scores = publication.tables.get("scores")
    if scores is None or "change" not in scores:
        return
    frame = world.cells[at, "replies"]
    for wave, part in scores.groupby("wave"):
        pairs = {
            c: frame.loc[(frame["cohort_id"] == c) & frame["before"] & frame[wave], "x"].to_numpy()
            for c in publication.cohorts
        }
        seen = {c: int(now["replies"][x].sum()) for c, x in pairs.items()}
        for area, mine in part.groupby("area"):
            answered = {c: world.unknowns(1) for c in pairs}
            for c, x in pairs.items():
                world.tell([(1, answered[c]), (-1, x)], -INFINITE, 0, f"{c} {wave} {area} of pairs")
            told = {str(c) for c in mine["cohort_id"]}
            _withheld(world, answered, seen, told, publication.floor, f"{wave} {area}")


def _withheld(
    world: World,
    groups: dict[str, np.ndarray],
    seen: dict[str, int],
    told: set[str],
    floor: int,
    what: str,
) -> None:
    """Each group is told where it truly has the floor; the whole (``""``) where it has, and those that are
    not told by themselves are none, or as many as the floor."""
    for group, x in groups.items():
        if group in told:
            world.tell([(1, x)], floor, INFINITE, f"{what} of {group} is told")
        elif seen[group] >= floor:
            world.tell([(1, x)], 0, floor - 1, f"{what} of {group} is withheld")
    if sum(seen.values()) < floor:
        return
    every = [(1, x) for x in groups.values()]
    left = [(1, x) for group, x in groups.items() if group not in told]
    either = world.unknowns(1, most=1)
    if "" in told:
        world.tell(every, floor, INFINITE, f"{what} of all is told")
        world.tell([*left, (-floor, either)], 0, INFINITE, f"{what}: the rest is enough")
        world.tell([*left, (-MORE, either)], -INFINITE, 0, f"{what}: or the rest is none")
    else:
        # either all together are too few, or the rest is
        world.tell([*every, (MORE, either)], -INFINITE, floor - 1 + MORE, f"{what}: all too few")
        world.tell([*left, (1, either)], 1, INFINITE, f"{what}: or some are left")
        world.tell([*left, (-MORE, either)], -INFINITE, floor - 1, f"{what}: and they are few")


def _quartiles(world: World, at: int, publication: Publication) -> None:
    """Quartiles in whole weeks say how many of those who completed did so before a half-year's end."""
    if "times" not in publication.tables:
        return
    exits = world.cells[at, "exits"]
    done = exits[(exits["status"] == "completed") & exits["started"]]
    for row in publication["times"].itertuples():
        mine = done[done["cohort_id"] == row.cohort_id] if row.cohort_id else done
        for half in sorted(set(mine["half_year"]))[1:]:
            early, every = mine.loc[mine["half_year"] < half, "x"].to_numpy(), mine["x"].to_numpy()
            end = half * WEEKS
            for name, quarter in QUARTILES.items():
                week = getattr(row, name)
                # the value stands between places floor and ceiling of quarter * (n - 1) / 4
                if week >= end:
                    world.tell(
                        [(4, early), (-quarter, every)],
                        -INFINITE,
                        3 - quarter,
                        f"{name} of {row.cohort_id} is {week}",
                    )
                elif week <= end - 1:
                    world.tell(
                        [(4, early), (-quarter, every)],
                        1 - quarter,
                        INFINITE,
                        f"{name} of {row.cohort_id} is {week}",
                    )


# ---- parts that are shared out by cumulative sums


def _shared_out(
    world: World, at: int, now: dict[str, pd.Series], k: int, reach: int, first: bool, slowly: bool
) -> None:
    """The published sums of the first categories lie near the same share of the published whole."""
    value = pd.concat(now.values())
    slack = k / 2 if first else max(k, reach)
    groups = [*_groups(world, at), *(_states(world, at) if slowly else ())]
    for whole, parts in groups:
        total = value[whole].sum()
        if not total:
            continue
        for end in range(1, len(parts)):
            first_ones = np.concatenate(parts[:end])
            upto = value[first_ones].sum()
            terms = [(float(total), first_ones), (-float(upto), whole)]
            world.tell([*terms, (-slack, whole)], -INFINITE, 0, f"{upto} of {total}, at most")
            world.tell([*terms, (slack, whole)], 0, INFINITE, f"{upto} of {total}, at least")


def _states(world: World, at: int) -> Iterator[tuple[np.ndarray, list[np.ndarray]]]:
    """Where the people of a place and cohort stand who were in the same before, while a reach is longer
    than k: their states within all of them."""
    people = world.cells[at, "enrolments"]
    for _, mine in people[people["municipality_code"] != ""].groupby(TOGETHER):
        states = [np.array([x]) for x in mine.sort_values(["status", "started"])["x"]]
        yield mine["x"].to_numpy(), states


def _groups(world: World, at: int) -> Iterator[tuple[np.ndarray, list[np.ndarray]]]:
    """Each group's own cells of the parent, and its parts in the order of their categories.

    Without those that other public cells may have moved: sectors and sizes, and employers.
    """
    people, exits = world.cells[at, "enrolments"], world.cells[at, "exits"]
    done = exits[(exits["status"] == "completed") & exits["started"]]
    profile = world.cells[at, "profile"]
    gender = profile[profile["dimension"] == "gender"]
    children = [(name, world.cells[at, name], by) for name, by in PARTS.items()]
    for name, child, by in [*children, ("gender", gender, BY_COURSE)]:
        if set(child["cohort_id"]) == {""}:
            continue
        parent = done if name == "weeks" else people
        shared = [b for b in by if b in parent]
        wholes = dict(iter(parent.groupby(shared)["x"]))
        order = [d for d in child.columns if d not in (*by, "x")]
        for key, part in child.groupby(list(by)):
            at_parent = tuple(v for v, b in zip(key, by, strict=True) if b in shared)
            whole = wholes.get(at_parent)
            if whole is not None:
                yield whole.to_numpy(), [np.array([x]) for x in part.sort_values(order)["x"]]


# ---- what is written beside the tables


def written(world: World, at: int, publication: Publication, now: dict[str, pd.Series]) -> None:
    """What a manifest tells beyond the cells: rows of the list of people, and how far sums were moved."""
    people = world.cells[at, "enrolments"]["x"].to_numpy()
    for receipt in publication.manifest.get("files", []):
        if receipt["name"] == "participants.csv" and "rows" in receipt:
            world.tell([(1, people)], receipt["rows"], receipt["rows"], "rows of participants.csv")
    for name in ("enrolments", "organisations"):
        report = publication.manifest.get("protection", {}).get(name, {}).get("margins", {})
        frame = world.cells[at, name]
        for margin, move in report.items():
            by = [] if margin == "total" else margin.split(" × ")
            groups = frame.groupby(by)["x"] if by else [((), frame["x"])]
            for _, x in groups:
                told, most = int(now[name][x].sum()), move["largest_move"]
                world.tell([(1, x.to_numpy())], told - most, told + most, f"{margin} moved {most}")


def same_rows(one: Publication, other: Publication) -> bool:
    """Whether the manifests say that no list of people changed in between."""
    digests = [
        {f["name"]: f.get("sha256") for f in p.manifest.get("files", []) if f.get("sha256")}
        for p in (one, other)
    ]
    people = ("participants.csv", "progress.csv", "surveys.csv", "cohorts.csv")
    return all(name in d for d in digests for name in people) and all(
        digests[0][name] == digests[1][name] for name in people
    )


__all__ = ["REPLIES", "same_rows", "shown", "tell", "written"]
