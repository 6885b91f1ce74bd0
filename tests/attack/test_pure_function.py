"""The public side is a pure function of its cells: other people who round to the same cells make the same
public bytes, the same pages, the same history and the same copy. Nothing exact gets out beside the cells.

Both stores show the same people first; then one of them is given other people. These are found by
trying: one small change of a kind at a time, kept where all cells stay as they are.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from types import SimpleNamespace

import numpy as np
import pytest

from atlas import ingest, warehouse
from atlas.publish import copies, cubes, snapshot
from atlas.publish import store as stores
from atlas.publish.cells import NAMES
from atlas.publish.rounded import Memory, rounded
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.changes import CHANGES, WRITTEN, lay, same, written
from tests.attack.collect import PAGES
from tests.conftest import NOW
from tests.deliveries import GEO

TRIES, ENOUGH = 60, 3
LATER = NOW + dt.timedelta(days=40)
# what is played is on the other pages too, each card once more
SAYING = tuple(page for page in PAGES if page != "play")
# the name of a snapshot in the path of a file: the same in both stores, but long
NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]+")


# ---- small changes: each takes the exact tables and a generator, and returns some of them changed


# ---- the two stores


def cells(tables, protection, shown=None):
    """The rounded cells of exact tables, after those ``shown`` before."""
    delivery = SimpleNamespace(tables=tables, region=SimpleNamespace(protection=protection))
    exact = cubes.exact(delivery, NOW.date())
    secret = os.environ["ATLAS_SECRET"].encode()
    k, known = protection.k, frozenset(tables["cohorts"]["cohort_id"])
    memory = None if shown is None else Memory(shown, k, k, known)
    return rounded({name: exact[name] for name in NAMES}, protection, secret, memory).cells


def others(tables, protection, change, seed):
    """Other exact tables of the same public cells, by changes of one kind; ``None`` if none are found."""
    draw = np.random.default_rng(seed)
    before = cells(tables, protection)
    shown = cells(tables, protection, before)
    now, made = tables, 0
    for _ in range(TRIES):
        tried = now | change(now, draw)
        differs = any(written(tried[name]) != written(tables[name]) for name in WRITTEN)
        if differs and same(shown, cells(tried, protection, before)):
            now, made = tried, made + 1
        if made == ENOUGH:
            break
    return now if made else None


@pytest.fixture(scope="module")
def first(tmp_path_factory, look):
    """The shipped people as exact tables, and all that the public side of a store of them is."""
    folder = tmp_path_factory.mktemp("first")
    reading = ingest.read(lay(folder / "data"), GEO)
    # written the same way as the others, so that the files differ in nothing but their rows
    delivery = ingest.read(lay(folder / "again", reading.delivery.tables), GEO).delivery
    snapshot.publish(delivery, folder / "store", NOW)
    shutil.copytree(folder / "store", folder / "once")
    snapshot.publish(delivery, folder / "store", LATER)
    said = everything(folder / "store", look)
    return SimpleNamespace(delivery=delivery, said=said, once=folder / "once")


def everything(store, look):
    """All that the public side is: files of the public copy by name, and what each page says."""
    copy = copies.public_copy(store, store.with_name("copy"))
    said = {
        NAME.sub("NAME", str(path.relative_to(copy))): path.read_bytes().decode("latin-1")
        for path in sorted(copy.rglob("*"))
        if path.is_file()
    }
    live = stores.current(store).folder / "public"
    said |= {f"public {p.name}": p.read_bytes().decode("latin-1") for p in sorted(live.iterdir())}
    data = warehouse.open_public(store)
    for page in SAYING:
        shown = look(page, Here(data, State("sv"), Words("sv")), False)
        told = repr((shown.parts, shown.files))
        said[f"page {page}"] = told
    return said


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_other_people_of_the_same_cells_make_the_same_public_side(first, look, tmp_path, change):
    delivery = first.delivery
    tables = others(dict(delivery.tables), delivery.region.protection, change, seed=1)
    assert tables is not None, (
        "no other people round to these cells: try more, or another kind of change"
    )
    reading = ingest.read(lay(tmp_path / "data", tables), GEO)
    assert reading.delivery is not None, list(reading.findings)[:3]
    shutil.copytree(first.once, tmp_path / "store")
    snapshot.publish(reading.delivery, tmp_path / "store", LATER)
    one, other = first.said, everything(tmp_path / "store", look)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_other_people_of_other_cells_make_another_public_side(first, look, tmp_path):
    # a control: with a sixth of the people gone, cells and pages do differ
    people = first.delivery.tables["participants"]
    gone = set(people["participant_id"].iloc[::6])
    lists = ("participants", "progress", "attendance", "surveys")
    given = dict(first.delivery.tables)
    tables = given | {n: given[n][~given[n]["participant_id"].isin(gone)] for n in lists}
    reading = ingest.read(lay(tmp_path / "data", tables), GEO)
    shutil.copytree(first.once, tmp_path / "store")
    snapshot.publish(reading.delivery, tmp_path / "store", LATER)
    one, other = first.said, everything(tmp_path / "store", look)
    differ = [name for name in one if one[name] != other.get(name)]
    assert {"public enrolments.parquet", "page participants", "page cohorts"} <= set(differ)
