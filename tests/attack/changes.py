"""Other exact rows for the same public cells."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pandas as pd

from atlas.ingest import sample
from tests.deliveries import DATA, DECLARING

WRITTEN = ("participants", "cohorts", "surveys", "progress", "attendance")


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


def same(one, other):
    return all(one[name].equals(other[name]) for name in one)


def written(table):
    return table.to_csv(index=False)
