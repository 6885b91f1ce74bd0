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
import pandas as pd
import pytest

from atlas import ingest, warehouse
from atlas.ingest import sample
from atlas.publish import copies, cubes, snapshot
from atlas.publish import store as stores
from atlas.publish.cells import NAMES
from atlas.publish.rounded import Memory, rounded
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.collect import PAGES
from tests.conftest import NOW
from tests.deliveries import DATA, DECLARING, GEO

WRITTEN = ("participants", "cohorts", "surveys", "progress", "attendance")
TRIES, ENOUGH = 60, 3
LATER = NOW + dt.timedelta(days=40)
# what is played is on the other pages too, each card once more
SAYING = tuple(page for page in PAGES if page != "play")
# the name of a snapshot in the path of a file: the same in both stores, but long
NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]+")


# ---- small changes: each takes the exact tables and a generator, and returns some of them changed


def another_status(tables, draw):
    people = tables["participants"]
    who = people.index[draw.integers(len(people))]
    other = draw.choice(["active", "paused", "withdrawn"])
    return {"participants": _with(people, who, "status", other)}


def one_more(tables, draw):
    people = tables["participants"]
    model = people.iloc[[draw.integers(len(people))]]
    new = model.assign(participant_id=f"p{len(people) + 9000}")
    return {"participants": pd.concat([people, new], ignore_index=True)}


def one_for_another(tables, draw):
    """Somebody goes with all that is known of them, and somebody else comes."""
    tables = tables | one_more(tables, draw)
    people = tables["participants"]
    gone = people["participant_id"].iloc[draw.integers(len(people))]
    lists = ("participants", "progress", "attendance", "surveys")
    return {n: tables[n][tables[n]["participant_id"] != gone].reset_index(drop=True) for n in lists}


def other_dates(tables, draw):
    people = tables["participants"]
    dated = people.index[people["ended_on"].notna() & people["started_on"].notna()]
    who = dated[draw.integers(len(dated))]
    later = people.loc[who, "ended_on"] + pd.Timedelta(days=int(draw.integers(1, 4)))
    return {"participants": _with(people, who, "ended_on", later)}


def other_scores(tables, draw):
    answers = tables["surveys"]
    which = answers.index[draw.integers(len(answers))]
    score = int(answers.loc[which, "score"])
    return {"surveys": _with(answers, which, "score", score + 1 if score < 5 else score - 1)}


def another_organisation(tables, draw):
    people = tables["participants"]
    who, model = (people.index[i] for i in draw.choice(len(people), 2, replace=False))
    moved = people.copy()
    owned = ["organisation_id", "sector", "size_class"]
    moved.loc[who, owned] = people.loc[model, owned]
    return {"participants": moved}


def other_applications(tables, draw):
    cohorts = tables["cohorts"]
    which = cohorts.index[draw.integers(len(cohorts))]
    applied = int(cohorts.loc[which, "applications"]) + int(draw.choice([-2, -1, 1, 2]))
    return {"cohorts": _with(cohorts, which, "applications", applied)}


CHANGES = (
    another_status,
    one_more,
    one_for_another,
    other_dates,
    other_scores,
    another_organisation,
    other_applications,
)


def _with(table, row, column, value):
    changed = table.copy()
    changed.loc[row, column] = value
    return changed


# ---- the two stores


def lay(folder, tables=None):
    """The shipped files, declared as real people's, with other tables where some are given."""
    folder.mkdir(parents=True)
    for path in (*DATA.glob("*.csv"), *(DATA / name for name in DECLARING)):
        shutil.copyfile(path, folder / path.name)
    package = folder / "datapackage.json"
    text = package.read_text("utf-8").replace('"synthetic": true', '"synthetic": false')
    package.write_text(text, "utf-8")
    if tables:
        parts = [(name, tables[name]) for name in WRITTEN if name in tables]
        sample.write(SimpleNamespace(parts=lambda: iter(parts)), folder)
    return folder


def cells(tables, protection, shown=None):
    """The rounded cells of exact tables, after those ``shown`` before."""
    delivery = SimpleNamespace(tables=tables, region=SimpleNamespace(protection=protection))
    exact = cubes.exact(delivery, NOW.date())
    secret = os.environ["ATLAS_SECRET"].encode()
    k, known = protection.k, frozenset(tables["cohorts"]["cohort_id"])
    memory = None if shown is None else Memory(shown, k, k, known)
    return rounded({name: exact[name] for name in NAMES}, protection, secret, memory).cells


def same(one, other):
    return all(one[name].equals(other[name]) for name in one)


def written(table):
    return table.to_csv(index=False)


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
