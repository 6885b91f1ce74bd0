"""An attack on the public cubes: no number and no difference of nested selections is 1..k-1.

The same attack finds hundreds where rounding is switched off, and where cubes are rounded apart
from one another, so it is not blind.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from atlas.protection import Protection
from atlas.publish import cubes, protect
from tests.deliveries import ROOT
from tests.publish import selections

LAST = 3
MODULES = pd.DataFrame({"module_id": ["m1", "m2", "m3"], "position": [1, 2, 3]})
TWENTY = settings(max_examples=20, deadline=None, database=None, derandomize=True)


def programme(seed, people):
    """A random programme: three places, two cohorts, some people in both, few organisations."""
    draw = np.random.default_rng(seed)
    cohort = draw.choice(["alfa", "beta"], people, p=[0.6, 0.4])
    status = draw.choice(selections.STATUSES, people, p=draw.dirichlet([1, 2, 1, 1, 4]))
    rows = pd.DataFrame(
        {
            "participant_id": [f"p{i}" for i in range(people)],
            "cohort_id": cohort,
            "organisation_id": [f"o{i}" for i in draw.integers(0, max(1, people // 2), people)],
            "municipality_code": draw.choice(["A", "B", "C"], people, p=draw.dirichlet([3, 1, 1])),
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


def answers(rows, draw):
    """Who started answers before, who completed after and later, but not everyone."""
    parts = []
    for wave, share in (("before", 0.8), ("after", 0.7), ("followup", 0.4)):
        asked = rows["status"].isin(["completed"] if wave != "before" else selections.STATUSES[1:])
        those = rows[asked & (draw.random(len(rows)) < share)]
        parts.append(
            those[["participant_id", "cohort_id"]].assign(
                wave=wave, area="context", score=draw.integers(1, 6, len(those))
            )
        )
    return pd.concat(parts, ignore_index=True).assign(answered_on=pd.Timestamp("2022-04-01"))


def published(tables, protection=None):
    protection = protection or Protection()
    region = SimpleNamespace(protection=protection)
    exact = cubes.exact(SimpleNamespace(tables=tables, region=region))
    return cubes.protected(exact, protection, b"a secret for tests")[0]


def attack(public, last=LAST, k=5):
    """What the attacker finds: every count of people or organisations that is 1..k-1."""
    found = selections.of_people(public, last).small(k)
    return found + selections.of_organisations(public).small(k)


@TWENTY
@given(some.integers(0, 2**32), some.integers(1, 90), some.sampled_from([3, 5, 10]))
def test_no_difference_of_nested_selections_of_a_random_programme_is_small(seed, people, k):
    public = published(programme(seed, people), replace(Protection(), k=k))
    assert attack(public, k=k) == []


@TWENTY
@given(some.integers(0, 2**32), some.integers(20, 90))
def test_nor_where_the_officer_publishes_less(seed, people):
    coarser = replace(
        Protection(),
        cross=("cohort_id", "status"),
        margins=((), ("cohort_id",)),
        properties=(("gender", "cohort"), ("role", "never")),
    )
    public = published(programme(seed, people), coarser)
    assert attack(public) == []


@pytest.fixture(params=["shipped", "counted"])
def folder(request):
    return request.getfixturevalue(request.param).snapshot.folder


def read(folder):
    """Every table of a folder that counts something."""
    frames = {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}
    return {name: frame for name, frame in frames.items() if "n" in frame.columns}


def last_module(folder):
    return int(pd.read_parquet(folder / "modules.parquet")["position"].max())


def test_the_attack_knows_every_table_that_counts(folder):
    assert set(read(folder / "public")) == set(cubes.NAMES)


def test_no_difference_of_nested_selections_of_a_public_folder_is_small(folder):
    public = read(folder / "public")
    chosen = selections.of_people(public, last_module(folder / "public"))
    assert len(chosen.values) > 100
    assert attack(public, last_module(folder / "public")) == []


def test_no_page_file_or_sentence_for_everyone_reads_how_far_a_sum_moved():
    # where a sum has a single small cell, the move of the sum tells that cell: the one panel that
    # shows it stands on the page of access rights, which the public cannot open
    told = [path for path in (ROOT / "atlas").rglob("*.py") if "largest_move" in path.read_text()]
    assert {str(path.relative_to(ROOT / "atlas")) for path in told} == {
        "publish/protect.py",
        "__main__.py",
        "views/panels/access.py",
    }


# --- the attack is not blind ------------------------------------------------------------------------


def test_the_same_attack_on_the_exact_folder_finds_hundreds(folder):
    assert len(attack(read(folder / "exact"), last_module(folder / "exact"))) > 300


def test_with_rounding_switched_off_it_finds_hundreds(monkeypatch):
    monkeypatch.setattr(protect, "_choose", lambda exact, *_: exact)
    monkeypatch.setattr(protect, "fit_within", lambda cube, *_: cube)
    assert len(attack(published(programme(1, 40)))) > 300


@pytest.mark.parametrize(
    ("name", "apart"),
    [
        ("modules_reached", "modules"),
        ("profile", "gender"),
    ],
)
def test_cubes_rounded_apart_from_one_another_are_found_out(name, apart):
    # each of them alone holds no small count; only their difference does
    tables = programme(1, 60)
    public = published(tables)
    exact = cubes.exact(
        SimpleNamespace(tables=tables, region=SimpleNamespace(protection=Protection()))
    )
    alone, _ = protect.protect(exact[name], ((), ("cohort_id",)), 5, b"x")
    found = attack({**public, name: alone})
    assert any(apart in line for line in found)
    assert (alone["n"] >= 5).all()


def test_modules_fitted_within_their_cohort_alone_are_found_out(monkeypatch):
    # "started minus came to the first module": within the cohort alone it can be a small count
    monkeypatch.setattr(cubes, "MODULE_PARENTS", ("cohort_id",))
    found = [line for seed in range(5) for line in attack(published(programme(seed, 60)))]
    assert any("modules" in line and "enrolments" in line for line in found)
