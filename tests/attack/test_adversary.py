"""No count of people or organisations, and no number of people in a change, can be worked out to be 1..k-1
from all that is public; and what is told outside of cells counts nobody.

The adversary must find what was once published: ``test_adversary_controls.py``.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from functools import cache
from types import SimpleNamespace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from atlas import ingest, warehouse
from atlas.ingest import sample
from atlas.protection import Protection
from atlas.publish import snapshot
from atlas.publish import store as stores
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.adversary import (
    EACH_CELL,
    MULTIPLES,
    Adversary,
    Publication,
    outside,
    read,
)
from tests.conftest import NOW
from tests.deliveries import DATA, DECLARING, GEO, ROOT
from tests.publish.programmes import programme, published

DAY = dt.timedelta(days=1)
LATER = NOW + 40 * DAY
SWEDISH = Words("sv")
SMALL = re.compile(r"(?m)^k = \d+$")
MARGINS = re.compile(r"(?s)margins = \[.*?\n\]")


def adversary(*publications, **more):
    """The adversary with the rule that the tables were made by: those with medians were made cell by cell."""
    rule = EACH_CELL if "times" in publications[0].tables else MULTIPLES
    return Adversary(*publications, rule=rule, **more)


def given_away(*publications, **more):
    """What is found, or why what is shown cannot itself be the truth: the first few."""
    known = adversary(*publications, **more)
    found = [str(f) for f in known.found(most=3)]
    return found or (known.broken()[:3] if known.rule is MULTIPLES else [])


# ---- deliveries


@cache
def drawn(participants, seed):
    return sample.make(DATA, participants, seed)


def lay(folder, participants, seed, k=5, people=True):
    """A sample programme in a folder, declared to be of real people, or of none."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in (DATA / name for name in DECLARING):
        shutil.copyfile(path, folder / path.name)
    for path in DATA.glob("*.csv"):
        shutil.copyfile(path, folder / path.name)
    setting(folder, k=k)
    if people:
        path = folder / "datapackage.json"
        text = path.read_text("utf-8").replace('"synthetic": true', '"synthetic": false')
        path.write_text(text, "utf-8")
    sample.write(drawn(participants, seed), folder)
    return folder


def setting(folder, k=None, margins=None):
    path = folder / "region.toml"
    text = path.read_text("utf-8")
    text = text if k is None else SMALL.sub(f"k = {k}", text, count=1)
    text = text if margins is None else MARGINS.sub(f"margins = {margins}", text, count=1)
    path.write_text(text, "utf-8")


def published_at(folder, store, moment, **more):
    delivery = ingest.read(folder, GEO).delivery
    return snapshot.publish(delivery, store, moment, **more)


def people(folder):
    return pd.read_csv(folder / "participants.csv", dtype="str", keep_default_na=False)


def write(folder, rows):
    rows.to_csv(folder / "participants.csv", index=False)


def largest(rows):
    """The rows of the largest cell, where one person more or less shows most."""
    by = ["municipality_code", "cohort_id", "status"]
    return rows.groupby(by).get_group(rows.groupby(by).size().idxmax())


# ---- one publication


def test_the_shipped_data_give_nothing_away(shipped):
    publication = read(shipped.store)
    assert given_away(publication) == []
    assert given_away(publication, once=True) == []


@pytest.mark.parametrize("seed", range(40))
def test_random_programmes_give_nothing_away(seed):
    k = (3, 5, 10)[seed % 3]
    tables = programme(seed, (25, 60, 150, 400)[seed % 4])
    # cubes alone: the first publication, without a store
    made = dict(published(tables, Protection(k=k)))
    shown = made | {"modules": tables["modules"], "cohorts": tables["cohorts"][["cohort_id"]]}
    assert given_away(Publication(shown, k)) == []


@pytest.mark.parametrize(
    ("participants", "seed", "k"),
    [(23, 691337, 5), (61, 3, 10), (223, 249765, 5), (400, 7, 3)],
)
def test_sample_programmes_give_nothing_away(tmp_path, participants, seed, k):
    data = lay(tmp_path / "data", participants, seed, k, people=False)
    published_at(data, tmp_path / "store", NOW)
    assert given_away(read(tmp_path / "store")) == []


def test_one_cohort_without_statuses_gives_nothing_away(tmp_path):
    # one cell a place: what says that somebody is there, says how many
    data = lay(tmp_path / "data", 223, 249765, people=False)
    path = data / "region.toml"
    text = re.sub(
        r"cross = .*", 'cross = ["municipality_code", "cohort_id"]', path.read_text("utf-8")
    )
    path.write_text(MARGINS.sub('margins = [["municipality_code", "cohort_id"]]', text), "utf-8")
    rows = people(data)
    only = rows["cohort_id"].iloc[0]
    for name in ("cohorts", "sessions", "participants", "progress", "attendance", "surveys"):
        table = pd.read_csv(data / f"{name}.csv", dtype="str", keep_default_na=False)
        table[table["cohort_id"] == only].to_csv(data / f"{name}.csv", index=False)
    published_at(data, tmp_path / "store", NOW)
    assert given_away(read(tmp_path / "store")) == []


# ---- two publications


def one_more(data):
    rows = people(data)
    write(data, pd.concat([rows, largest(rows).iloc[:1].assign(participant_id="p9998")]))


def one_gone(data):
    # whoever has progress or answers goes with them
    rows = people(data)
    gone = largest(rows).iloc[0]
    for name in ("participants", "progress", "attendance", "surveys"):
        table = pd.read_csv(data / f"{name}.csv", dtype="str", keep_default_na=False)
        table[table["participant_id"] != gone["participant_id"]].to_csv(
            data / f"{name}.csv", index=False
        )


def one_withdrawn(data):
    rows = people(data)
    rows.loc[largest(rows[rows["status"] == "completed"]).index[0], "status"] = "withdrawn"
    write(data, rows)


def more_people(data):
    sample.write(drawn(140, 3), data)


PAIRS = {
    "nothing": (5, lambda data: None, {}),
    "one person more": (5, one_more, {}),
    "one completed, then withdrawn": (5, one_withdrawn, {}),
    "one gone": (5, one_gone, {}),
    "other margins": (5, lambda data: setting(data, margins="[]"), {}),
    "another secret": (5, one_more, {"secret": "another"}),
    "k 5 to 3": (5, lambda data: setting(data, k=3), {}),
    "k 3 to 5": (3, lambda data: setting(data, k=5), {}),
    "k 5 to 10": (5, lambda data: setting(data, k=10), {}),
    "k 10 to 5": (10, lambda data: setting(data, k=5), {}),
    "asked for, the day after": (5, one_more, {"public_now": True}),
    "a growing programme": (5, more_people, {}),
    "two settings": (5, lambda data: setting(data, k=3, margins="[]"), {}),
}


@pytest.mark.parametrize("case", PAIRS)
def test_two_publications_give_nothing_away(tmp_path, monkeypatch, case):
    k, change, how = PAIRS[case]
    data, store = lay(tmp_path / "data", 120, 3, k), tmp_path / "store"
    first = published_at(data, store, NOW)
    change(data)
    now = how.get("public_now", False)
    if "secret" in how:
        monkeypatch.setenv("ATLAS_SECRET", how["secret"])
    later = published_at(data, store, NOW + DAY if now else LATER, public_now=now)
    assert given_away(read(store, first.id), read(store, later.id)) == []


def test_three_publications_in_a_row_give_nothing_away(tmp_path):
    data, store = lay(tmp_path / "data", 120, 3), tmp_path / "store"
    made = [published_at(data, store, NOW)]
    for days in (40, 80):
        one_withdrawn(data)
        made.append(published_at(data, store, NOW + days * DAY))
    assert given_away(*(read(store, snapshot.id) for snapshot in made)) == []


# ---- around the cells


@pytest.fixture(scope="module")
def revised(tmp_path_factory):
    """A store with a history: one person's answers came, one person's role was corrected."""
    folder = tmp_path_factory.mktemp("revised")
    data, store = lay(folder / "data", 61, 7), folder / "store"
    published_at(data, store, NOW)
    someone = people(data).iloc[0]
    key = f"{someone.participant_id}|{someone.cohort_id}"
    correction = f"participants,{key},role,specialist,New task,applied\n"
    with (data / "corrections.csv").open("a", encoding="utf-8") as file:
        file.write(correction)
    tables = {"surveys": {"new": 7, "changed": 0, "gone": 0, "before": 800, "after": 807}}
    quiet = dict.fromkeys(tables["surveys"])
    told = {
        "act": "import",
        "difference": {"tables": tables | {"participants": quiet}, "figures": 0},
    }
    published_at(data, store, LATER, revision=told)
    return SimpleNamespace(data=data, store=store)


def test_what_the_page_about_the_atlas_tells_counts_nobody(revised, look):
    shown = look("about", Here(warehouse.open_public(revised.store), State("sv"), SWEDISH), False)
    rows = {key: shown.part(key).get("rows", []) for key in ("revisions", "corrections", "sources")}
    assert outside.revisions(rows["revisions"], 5) == []
    assert outside.corrections(rows["corrections"]) == []
    assert outside.sources(rows["sources"]) == []


def test_no_digest_can_be_guessed(shipped, look):
    # applications and admissions are all of cohorts.csv that is not public
    shown = look("about", Here(shipped.public, State("sv"), SWEDISH), False)
    row = next(row for row in shown.part("sources")["rows"] if "cohorts.csv" in row)
    header = (DATA / "cohorts.csv").read_text("utf-8").splitlines()[0].split(",")
    digests = [cell for cell in map(str, row) if re.fullmatch("[0-9a-f]{8,64}", cell)]
    told = [outside.guesses(read(shipped.store), digest, header)[1] for digest in digests]
    assert told == []


def test_the_public_manifest_counts_nobody(revised):
    assert outside.manifest(read(revised.store).manifest) == []


def test_a_delivery_that_is_refused_tells_no_number_of_rows(revised, monkeypatch, tmp_path):
    data, store = tmp_path / "data", tmp_path / "store"
    shutil.copytree(revised.data, data)
    shutil.copytree(revised.store, store)
    rows = people(data)
    rows.loc[[1, 2, 3], "status"] = "lost"
    write(data, rows)
    reading = ingest.read(data, GEO)
    stores.reject(reading.findings, "another", store)
    monkeypatch.setenv("ATLAS_STORE", str(store))
    monkeypatch.setenv("ATLAS_MODE", "public")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    texts = [element.value for element in (*app.error, *app.warning)]
    assert [text for text in texts if SWEDISH.moment(LATER) in text]
    assert outside.refusals(texts, SWEDISH.moment(LATER)) == []
