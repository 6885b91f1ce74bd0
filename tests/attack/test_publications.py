"""One publication after the other, all of them kept by somebody who compares: no cell and no sum differs
by fewer than k people, and nothing exact is in any of them beside the cells.

A plan is what happens to a store, step by step. Two publications under the same k are compared number by
number. The first under another k is what was shown, rounded: it is made from no people at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from atlas import ingest
from atlas.publish import cubes, memory, snapshot, tables
from atlas.publish import store as stores
from atlas.publish.cells import ENROLMENTS, NAMES
from atlas.publish.rounded import rounded
from tests.attack.changes import CHANGES, WRITTEN, lay, same, written
from tests.conftest import NOW
from tests.deliveries import GEO
from tests.publish.programmes import not_rounded

LISTS = ("participants", "progress", "attendance", "surveys")
MONTH = 31
TRIES = 25


# ---- what may happen between two publications: each takes the exact tables and returns some of them


def only(given, people):
    kept = set(people)
    return {name: given[name][given[name]["participant_id"].isin(kept)] for name in LISTS}


def half(_, everyone):
    """Every other person of the programme."""
    return only(everyone, everyone["participants"]["participant_id"].unique()[::2])


def a_cohort_less(_, everyone):
    """Nobody is in the last cohort yet, and it is not listed."""
    last = everyone["cohorts"]["cohort_id"].iloc[-1]
    lists = {name: everyone[name][everyone[name]["cohort_id"] != last] for name in LISTS}
    return lists | {"cohorts": everyone["cohorts"][everyone["cohorts"]["cohort_id"] != last]}


def all_of_them(_, everyone):
    return {name: everyone[name] for name in (*LISTS, "cohorts")}


def one_goes_back(given, _):
    """One person who had completed has withdrawn."""
    people = given["participants"].copy()
    done = people.index[people["status"] == "completed"][0]
    people.loc[done, "status"] = "withdrawn"
    return {"participants": people}


def one_goes(given, _):
    """One person is in none of the lists any more."""
    return only(given, given["participants"]["participant_id"].unique()[1:])


def nothing(*_):
    return {}


@dataclass(frozen=True)
class Step:
    """Something happens, and so many days after the step before it is published. ``back`` goes to an
    earlier publication first, by its number from 0; ``asked`` is ``--public now``."""

    happens: object
    days: int = MONTH
    asked: bool = False
    k: int = 5
    secret: str = "one secret"
    back: int | None = None


PLANS = {
    "people come and go": [
        Step(half),
        Step(all_of_them),
        Step(one_goes_back, days=1),
        Step(nothing, days=1, asked=True),
        Step(one_goes, days=1, asked=True, secret="another secret"),
    ],
    "another k, and back": [
        Step(half),
        Step(one_goes_back, days=1, asked=True, k=3),
        Step(all_of_them, days=1, asked=True, k=3),
        Step(one_goes, days=1, asked=True),
        Step(one_goes_back),
    ],
    "going back": [
        Step(a_cohort_less),
        Step(all_of_them),
        Step(one_goes_back, days=1, asked=True),
        Step(one_goes, days=1, asked=True, back=0),
        Step(half, back=1, secret="another secret"),
    ],
}


# ---- a store to which it happens


class Publications:
    """A store, and what was shown in each of its publications."""

    def __init__(self, folder, delivery, patch):
        self.folder, self.delivery, self.patch = folder, delivery, patch
        self.made = []

    def settings(self, step):
        self.patch.setenv("ATLAS_SECRET", step.secret)
        if step.back is not None:
            stores.switch(self.folder, self.made[step.back].id)
        return replace(self.delivery.region.protection, k=step.k)

    def publish(self, given, step, now):
        region = replace(self.delivery.region, protection=self.settings(step))
        one = replace(self.delivery, tables=given, region=region, geo=None)
        published = snapshot.publish(one, self.folder, now, public_now=step.asked)
        public = published.folder / "public"
        cells = {name: pd.read_parquet(public / f"{name}.parquet") for name in NAMES}
        settings = published.manifest["protection"]
        self.made.append(
            SimpleNamespace(
                id=published.id,
                k=settings["k"],
                why=published.why,
                cells=cells,
                sums=dict(sums(cells)),
                files={path.name: path.read_bytes() for path in sorted(public.iterdir())},
            )
        )

    def cells(self, given, step):
        """What these people round to, with what was shown last remembered."""
        protection = self.settings(step)
        counted = cubes.exact(replace(self.delivery, tables=given), NOW.date())
        last = memory.shown_last(self.folder)
        exact = {name: counted[name] for name in NAMES}
        return rounded(exact, protection, step.secret.encode(), last.memory if last else None)


def others(house, given, step, seed):
    """Other people who are shown as the same, as somebody who publishes at this step: where the rows are
    not looked at, every third of them is enough."""
    made = house.cells(given, step)
    if made.turned:
        return given | only(given, given["participants"]["participant_id"].unique()[::3])
    draw = np.random.default_rng(seed)
    for _ in range(TRIES):
        changed = given | CHANGES[draw.integers(len(CHANGES))](given, draw)
        differs = any(written(changed[name]) != written(given[name]) for name in WRITTEN)
        if differs and same(made.cells, house.cells(changed, step).cells):
            return changed
    raise AssertionError("no other people round to these cells: try more, or another change")


def happened(plan, everyone):
    """The exact tables at each step, with the moment of its publication."""
    given, now = dict(everyone), NOW
    for step in plan:
        given = given | step.happens(given, everyone)
        given = {name: frame.reset_index(drop=True) for name, frame in given.items()}
        now += timedelta(days=step.days)
        yield step, given, now


def sums(cells):
    """Every sum of a table over some of its dimensions, by table, dimensions and their values."""
    for name, frame in cells.items():
        dimensions = [column for column in frame.columns if column != "n"]
        for size in (0, 1, 2, len(dimensions)):
            for chosen in combinations(dimensions, size):
                by = list(chosen) or (lambda _: "all")
                yield (name, chosen), frame.groupby(by, observed=True)["n"].sum()


def small_differences(before, after, k):
    """The sums of two publications that differ by 1..k-1."""
    found = []
    for key, now in after.items():
        apart = now.sub(before[key], fill_value=0).abs()
        found += [(key, at) for at in apart.index[(apart > 0) & (apart < k)]]
    return found


@pytest.fixture(scope="module")
def delivery(tmp_path_factory):
    """The shipped people, as real ones."""
    return ingest.read(lay(tmp_path_factory.mktemp("publications") / "data"), GEO).delivery


@pytest.fixture
def house(tmp_path, delivery, monkeypatch):
    return Publications(tmp_path / "store", delivery, monkeypatch)


@pytest.mark.parametrize("name", PLANS)
def test_who_compares_all_publications_learns_of_no_fewer_than_k(house, tmp_path, name):
    other = Publications(tmp_path / "other", house.delivery, house.patch)
    for seed, (step, given, now) in enumerate(happened(PLANS[name], house.delivery.tables)):
        instead = others(house, given, step, seed)
        house.publish(given, step, now)
        other.publish(instead, step, now)
        one, two = house.made[-1], other.made[-1]
        assert (one.id, one.why) == (two.id, two.why)
        assert [file for file in one.files if one.files[file] != two.files[file]] == [], step
    pairs = [(a, b) for a, b in combinations(house.made, 2) if a.k == b.k]
    found = {(a.id, b.id): small_differences(a.sums, b.sums, a.k) for a, b in pairs}
    assert {pair: small for pair, small in found.items() if small} == {}
    assert sum(not same(a.cells, b.cells) for a, b in pairs) > 1, "the plan tries nothing"


def test_without_rounding_the_differences_are_found(house, monkeypatch):
    # a control: the search finds what is not rounded
    monkeypatch.setattr(tables, "rounded", not_rounded)
    monkeypatch.setattr(tables, "guard", lambda *_: None)
    plan = [Step(all_of_them), Step(one_goes_back, asked=True)]
    for step, given, now in happened(plan, house.delivery.tables):
        house.publish(given, step, now)
    before, after = house.made
    small = small_differences(before.sums, after.sums, 5)
    assert ENROLMENTS in {name for (name, _), _ in small}
