"""Every selection that the public cubes can answer, and every difference of two of them.

A selection is a box in the space of all that is known of an enrolment (or an organisation): for
each axis, which values it lets in. One selection lies within another when it does so on every axis,
by definition and not by chance; then the difference of their numbers is the number of those in
between, and an attacker may take it.

The axis ``course`` holds pairs of a status and a last module that can occur together, because they
hang together: whoever completed a module has started, and whoever completed has done the last one.
That is what makes a selection of one cube lie within a selection of another.

The axis ``earlier`` holds the memberships that somebody had before (:mod:`atlas.memberships`), place by
place: counting each once in some cohorts and places leaves those out who were in one of them before.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd

from atlas.memberships import EARLIER, memberships

STATUSES = ("enrolled", "active", "paused", "withdrawn", "completed")
PEOPLE = (
    "municipality", "cohort", EARLIER, "course", "gender", "sector", "size_class", "role", "half_year",
    "reply", "admission", *(f"attended_{session}" for session in range(1, 9)),
)  # fmt: skip
ATTENDED = ("yes", "no", "unknown")
OWNERS = ("municipality", "cohort", EARLIER, "enterprise", "sector", "size_class", "several")
REPLIES = list(product([False, True], repeat=3))
ENROLLED = "enrolled"
# statuses that lie within "has started or not, has completed or not"
STEPS = {
    (False, False): {"enrolled"},
    (True, False): {"active", "paused", "withdrawn"},
    (True, True): {"completed"},
}
BLOCK = 2_000
# values that the bits of a mask can stand for
MOST = 62


@dataclass
class Selections:
    """Numbers with the boxes they are numbers of: ``boxes`` has a bit mask for each axis."""

    boxes: np.ndarray
    values: np.ndarray
    names: list[str]

    def small(self, k: int) -> list[str]:
        """Every number of 1..k-1 that is shown, or is a difference of nested selections."""
        found = [name for name, v in zip(self.names, self.values, strict=True) if 1 <= v < k]
        for start in range(0, len(self.values), BLOCK):
            stop = start + BLOCK
            gap = self.values[start:stop, None] - self.values[None, :]
            whole, part = np.nonzero((np.abs(gap) >= 1) & (np.abs(gap) < k))
            within = np.ones(len(whole), dtype=bool)
            for axis in range(self.boxes.shape[1]):
                outside = self.boxes[part, axis] & ~self.boxes[whole + start, axis]
                within &= outside == 0
            found += [
                f"{self.names[a + start]} - {self.names[b]} = {gap[a, b]}"
                for a, b in zip(whole[within], part[within], strict=True)
            ]
        return found


def nonempty(values):
    """Every choice of some of a few values; of many, the ones that point most: all, each, all but
    one, each two."""
    values = list(values)
    sizes = range(1, len(values) + 1)
    if len(values) > 5:
        sizes = sorted({1, len(values) - 1, len(values)} | ({2} if len(values) < 9 else set()))
    return [frozenset(chosen) for size in sizes for chosen in combinations(values, size)]


class Axes:
    """The values of each axis, and boxes as bit masks over them.

    Who was where ``earlier`` is asked place by place: that axis has a mask for each municipality.
    """

    def __init__(self, **values):
        self.values = {name: list(v) for name, v in values.items()}
        long = [name for name, v in self.values.items() if len(v) > MOST]
        assert not long, f"more values than a mask has bits: {long}"
        self.places = {
            name: {value: i for i, value in enumerate(v)} for name, v in self.values.items()
        }
        self.whole = {name: self.mask(name, v) for name, v in self.values.items()}

    def mask(self, axis, chosen):
        return sum(1 << self.places[axis][value] for value in chosen)

    def box(self, order, **chosen):
        masks = []
        for name in order:
            if name == EARLIER:
                there = chosen.get("municipality", self.values["municipality"])
                masks += self._by_place(chosen.get(name, self.values[name]), there)
            else:
                masks.append(self.mask(name, chosen[name]) if name in chosen else self.whole[name])
        return masks

    def width(self, order):
        """How many masks a box has."""
        by_place = len(self.values["municipality"]) - 1 if EARLIER in order else 0
        return len(order) + by_place

    def _by_place(self, earlier, there):
        """The histories that each place lets in: the same at all places ``there``, or told by place."""
        if isinstance(earlier, dict):
            masks = {place: self.mask(EARLIER, told) for place, told in earlier.items()}
        else:
            masks = dict.fromkeys(there, self.mask(EARLIER, earlier))
        return [
            masks.get(place, 0) if place in there else 0 for place in self.values["municipality"]
        ]

    def once(self, places, cohorts):
        """The histories of those who were in none of these places and cohorts before."""
        return [
            earlier
            for earlier in self.values[EARLIER]
            if not any(c in cohorts and p in places for c, p in memberships(earlier))
        ]


class Sums:
    """Cells over some axes (column and values), to be summed over any choice of their values."""

    def __init__(self, cells, **axes):
        self.places = {name: {value: i for i, value in enumerate(v)} for name, v in axes.items()}
        self.n = np.zeros([len(v) for v in axes.values()], dtype=np.int64)
        known = cells[np.logical_and.reduce([cells[name].isin(v) for name, v in axes.items()])]
        at = [known[name].map(places).to_numpy(dtype=int) for name, places in self.places.items()]
        np.add.at(self.n, tuple(at), known["n"].to_numpy())

    def of(self, *chosen):
        """The sum over the cells with one of the chosen values on each axis, in their order."""
        axes = zip(self.places.values(), chosen, strict=True)
        return int(
            self.n[np.ix_(*([places[value] for value in some] for places, some in axes))].sum()
        )


def histories(cells):
    """Every history that is seen, and none."""
    return sorted({"", *cells[EARLIER]})


def counted_by(axes, places, cohorts):
    """The histories of everyone in some places and cohorts, and of each of them once."""
    ways = [axes.values[EARLIER], axes.once(places, cohorts)]
    return ways if ways[0] != ways[1] else ways[:1]


def of_people(tables: dict[str, pd.DataFrame], last: int) -> Selections:
    """All selections of enrolments: of the enrolment cube, the properties and the modules."""
    cells = tables["enrolments"]
    cohorts = sorted(set(cells["cohort_id"]))
    places = sorted(set(cells["municipality_code"]))
    courses = [
        (status, position)
        for status in STATUSES
        for position in range(last + 1)
        if (status != "enrolled" or position == 0) and (status != "completed" or position == last)
    ]
    categories = {
        name: sorted(set(part["category"])) for name, part in tables["profile"].groupby("dimension")
    }
    halves = sorted({0, *tables["exits"]["half_year"]})
    admission = tables["admission"]
    steps = [ENROLLED, *sorted(set(admission["step"]))]
    axes = Axes(
        municipality=places,
        cohort=sorted({*cohorts, *admission["cohort_id"]}),
        earlier=histories(cells),
        course=courses,
        half_year=halves,
        reply=REPLIES,
        admission=steps,
        **{name: categories.get(name, ["?"]) for name in PEOPLE[4:8]},
        **dict.fromkeys(PEOPLE[11:], ATTENDED),
    )
    boxes, values, names = [], [], []

    def add(name, number, **chosen):
        boxes.append(axes.box(PEOPLE, **{"admission": [ENROLLED], **chosen}))
        values.append(int(number))
        names.append(name)

    sums = Sums(
        cells,
        municipality_code=places,
        cohort_id=cohorts,
        earlier=axes.values[EARLIER],
        status=STATUSES,
    )
    some = nonempty(STATUSES) if len(places) <= 4 else _told_statuses()
    for where, who in product(nonempty(places), nonempty(cohorts)):
        ways = list(product(counted_by(axes, where, who), some))
        ways += [([earlier], STATUSES) for earlier in axes.values[EARLIER]]
        for earlier, state in ways:
            course = [pair for pair in courses if pair[0] in state]
            add(
                f"enrolments[{sorted(where)}, {sorted(who)}, {earlier}, {sorted(state)}]",
                sums.of(where, who, earlier, state),
                municipality=where,
                cohort=who,
                earlier=earlier,
                course=course,
            )
    for who in nonempty(cohorts):
        mine = tables["profile"][tables["profile"]["cohort_id"].isin(who)]
        for name, told in categories.items():
            sums = mine[mine["dimension"] == name].groupby("category")["n"].sum()
            for chosen in nonempty(told):
                add(
                    f"{name}[{sorted(chosen)}, {sorted(who)}]",
                    sums.reindex(list(chosen), fill_value=0).sum(),
                    cohort=who,
                    **{name: chosen},
                )
        reached = tables["modules_reached"]
        sums = reached[reached["cohort_id"].isin(who)].groupby("position")["n"].sum()
        for chosen in nonempty(range(last + 1)):
            course = [pair for pair in courses if pair[1] in chosen]
            add(
                f"modules[{sorted(chosen)}, {sorted(who)}]",
                sums.reindex(list(chosen), fill_value=0).sum(),
                cohort=who,
                course=course,
            )
        _add_courses(add, tables, who, courses, categories.get("gender", []), halves)
        _add_replies(add, tables["replies"][tables["replies"]["cohort_id"].isin(who)], who, courses)
        _add_attended(add, tables["attended"], who, courses)
        enrolled = cells[cells["cohort_id"].isin(who)]["n"].sum()
        beyond = admission[admission["cohort_id"].isin(who)]
        for chosen in nonempty(steps):
            number = beyond[beyond["step"].isin(chosen)]["n"].sum()
            add(
                f"admission[{sorted(chosen)}, {sorted(who)}]",
                number + (enrolled if ENROLLED in chosen else 0),
                cohort=who,
                admission=chosen,
            )
        _add_summaries(add, tables, who, courses)
    return Selections(np.array(boxes, dtype=np.int64), np.array(values), names)


def _within(courses, state):
    return [pair for pair in courses if pair[0] in state]


def _add_courses(add, tables, who, courses, genders, halves):
    """Gender by step, and status by half-year."""
    mine = tables["profile"][tables["profile"]["cohort_id"].isin(who)]
    by_step = mine[mine["dimension"] == "gender"]
    taken = [tuple(r) for r in by_step[["started", "completed"]].to_numpy()]
    for chosen, kept in product(nonempty(genders), nonempty(STEPS)):
        there = np.array([t in kept for t in taken], dtype=bool)
        number = by_step[there & by_step["category"].isin(chosen)]["n"].sum()
        state = set().union(*(STEPS[step] for step in kept))
        add(
            f"gender[{sorted(chosen)}, {sorted(who)}, {sorted(state)}]",
            number,
            cohort=who,
            gender=chosen,
            course=_within(courses, state),
        )
    left = tables["exits"][tables["exits"]["cohort_id"].isin(who)]
    for state, during in product(_told_statuses(), nonempty(halves)):
        number = left[left["status"].isin(state) & left["half_year"].isin(during)]["n"].sum()
        add(
            f"exits[{sorted(state)}, {sorted(during)}, {sorted(who)}]",
            number,
            cohort=who,
            half_year=during,
            course=_within(courses, state),
        )


def _add_summaries(add, tables, who, courses):
    """How many are behind a median or a mean of one cohort, by half-year and by area."""
    if len(who) > 1:
        return
    (cohort,) = who
    weeks = tables["weeks"][tables["weeks"]["cohort_id"] == cohort]
    for half_year, n in weeks.groupby("half_year")["n"].sum().items():
        add(
            f"weeks[{cohort}, {half_year}]",
            n,
            cohort=who,
            half_year=[half_year],
            course=_within(courses, {"completed"}),
        )
    waves = ("before", "after", "followup")
    scores = tables["scores"][tables["scores"]["cohort_id"] == cohort]
    for (wave, area, side), n in scores.groupby(["wave", "area", "side"])["n"].sum().items():
        both = [r for r in REPLIES if r[0] and r[waves.index(wave)]]
        add(f"scores[{cohort}, {wave}, {area}, {side}]", n, cohort=who, reply=both)


def _add_replies(add, cells, who, courses):
    """Every choice of what was answered that a page asks for, by who started and completed."""
    asked = {"all": REPLIES, "none": [(False, False, False)]}
    for at, wave in enumerate(("before", "after", "followup")):
        asked[wave] = [r for r in REPLIES if r[at]]
        asked[f"not {wave}"] = [r for r in REPLIES if not r[at]]
        asked[f"before and {wave}"] = [r for r in REPLIES if r[0] and r[at]]
        asked[f"before and not {wave}"] = [r for r in REPLIES if r[0] and not r[at]]
    given = [tuple(r) for r in cells[["before", "after", "followup"]].to_numpy()]
    taken = [tuple(r) for r in cells[["started", "completed"]].to_numpy()]
    for (name, replies), kept in product(asked.items(), nonempty(STEPS)):
        if not replies:
            continue
        mask = [g in replies and t in kept for g, t in zip(given, taken, strict=True)]
        state = set().union(*(STEPS[step] for step in kept))
        add(
            f"replies[{name}, {sorted(state)}, {sorted(who)}]",
            cells["n"][np.array(mask, dtype=bool)].sum(),
            cohort=who,
            reply=replies,
            course=_within(courses, state),
        )


def _add_attended(add, cells, who, courses):
    """Every choice of who was there, session by session, by who started and completed."""
    axis = {
        module: f"attended_{at}" for at, module in enumerate(sorted(set(cells["module_id"])), 1)
    }
    for module, there in cells[cells["cohort_id"].isin(who)].groupby("module_id"):
        taken = [tuple(r) for r in there[["started", "completed"]].to_numpy()]
        # a session that some of the cohorts did not write down says nothing of those
        told = sorted(set(there["cohort_id"]))
        for chosen, kept in product(nonempty(ATTENDED), nonempty(STEPS)):
            mask = np.array([t in kept for t in taken], dtype=bool)
            number = there[mask & there["attended"].isin(chosen)]["n"].sum()
            state = set().union(*(STEPS[step] for step in kept))
            add(
                f"attended[{module}, {sorted(chosen)}, {told}, {sorted(state)}]",
                number,
                cohort=told,
                course=_within(courses, state),
                **{axis[module]: chosen},
            )


def of_organisations(tables: dict[str, pd.DataFrame]) -> Selections:
    """All selections of organisations by place, cohort and whether they are enterprises."""
    cells = tables["organisations"]
    axes = Axes(
        municipality=sorted(set(cells["municipality_code"])),
        cohort=sorted(set(cells["cohort_id"])),
        earlier=histories(cells),
        enterprise=[True, False],
        sector=sorted({"enterprise", "?", *tables["employers"]["sector"]}),
        size_class=sorted({"?", *tables["employers"]["size_class"]}),
        several=[True, False],
    )
    places, cohorts, told, kinds = (axes.values[name] for name in OWNERS[:4])
    sums = Sums(cells, municipality_code=places, cohort_id=cohorts, earlier=told, enterprise=kinds)
    boxes, values, names = [], [], []
    for where, who, kind in product(*map(nonempty, (places, cohorts, kinds))):
        ways = [*counted_by(axes, where, who), *([earlier] for earlier in told)]
        for earlier in ways:
            chosen = {"municipality": where, "cohort": who, "earlier": earlier, "enterprise": kind}
            boxes.append(axes.box(OWNERS, **_enterprises(axes, chosen)))
            values.append(sums.of(where, who, earlier, kind))
            names.append(f"organisations{[sorted(c) for c in chosen.values()]}")
    owners = tables["employers"]
    for sectors, sizes in product(
        nonempty(sorted(set(owners["sector"]))), nonempty(sorted(set(owners["size_class"])))
    ):
        chosen = {"earlier": [""], "sector": sectors, "size_class": sizes}
        boxes.append(axes.box(OWNERS, **chosen, **_kinds(sectors)))
        mine = owners[owners["sector"].isin(sectors) & owners["size_class"].isin(sizes)]
        values.append(int(mine["n"].sum()))
        names.append(f"employers[{sorted(sectors)}, {sorted(sizes)}]")
    trained = tables["capable"]
    for kind, several in product(nonempty([True, False]), nonempty([True, False])):
        chosen = _enterprises(axes, {"earlier": [""], "enterprise": kind, "several": several})
        boxes.append(axes.box(OWNERS, **chosen))
        mine = trained[trained["enterprise"].isin(kind) & trained["several"].isin(several)]
        values.append(int(mine["n"].sum()))
        names.append(f"capable[{sorted(kind)}, {sorted(several)}]")
    return Selections(
        np.array(boxes, dtype=np.int64).reshape(-1, axes.width(OWNERS)), np.array(values), names
    )


def of_each_once(cells: pd.DataFrame) -> Selections:
    """Those in some cohorts and places, each once: whoever was in one of few was in one of more.

    The cells of the few need not be cells of the more: who is new in a cohort may have come from another.
    So these are compared as people, or organisations, by the memberships that they have one of.
    """
    places, cohorts = (sorted(set(cells[c])) for c in ("municipality_code", "cohort_id"))
    axes = Axes(
        municipality=places, earlier=histories(cells), member=list(product(cohorts, places))
    )
    sums = Sums(cells, municipality_code=places, cohort_id=cohorts, earlier=axes.values[EARLIER])
    boxes, values, names = [], [], []
    for where, who in product(nonempty(places), nonempty(cohorts)):
        boxes.append([axes.mask("member", product(who, where))])
        values.append(sums.of(where, who, axes.once(where, who)))
        names.append(f"once in {sorted(where)}, {sorted(who)}")
    return Selections(np.array(boxes, dtype=np.int64).reshape(-1, 1), np.array(values), names)


def _enterprises(axes, chosen):
    """An enterprise has that sector, and no other has: one axis says what the other does."""
    kinds = chosen["enterprise"]
    sectors = [s for s in axes.values["sector"] if (s == "enterprise") in kinds]
    return {**chosen, "sector": sectors}


def _kinds(sectors):
    return {"enterprise": sorted({sector == "enterprise" for sector in sectors})}


def _told_statuses():
    """All, each one and all but one; and those who started, which is all but the enrolled."""
    return [
        chosen
        for chosen in nonempty(STATUSES)
        if len(chosen) in (1, len(STATUSES) - 1, len(STATUSES))
    ]
