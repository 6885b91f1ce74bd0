"""What a reading says before it is published: counts of people only where they may be told, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.publish.intake import Candidate
from atlas.views import access
from atlas.views.access import Viewer
from atlas.views.panels import history, moving, published, reviewing
from atlas.views.run.address import State
from atlas.views.run.visit import Here, Imported
from atlas.words import Words

HIDDEN = dict.fromkeys(reviewing.COUNTS)
SAME = {"before": 3, "after": 3, "new": 0, "changed": 0, "gone": 0}
MOVE = {"figure": "population", "of": "2480", "period": "2025", "before": 1.0, "after": 2.0}


@pytest.fixture
def here(shipped):
    return Here(shipped.public, State("sv"), Words("sv"))


@pytest.fixture(autouse=True)
def role(monkeypatch):
    """Whoever looks is staff, until a test says otherwise."""
    looks = {"role": "staff"}
    monkeypatch.setattr(access, "viewer", lambda: Viewer(looks["role"]))
    return looks


def read(counts, total=0, moves=(), areas=()):
    change = counts | {"areas": areas, "figures": {"total": total, "moves": moves}}
    change["cells"] = {"total": 0, "changes": []}
    report = {"accepted": True, "rows": 3, "total": 0, "difference": change}
    return Candidate(Path("none"), report, False)


def test_counts_of_people_are_a_sentence_with_a_way_on_and_never_a_row_of_signs(here, role):
    (told,) = reviewing._changes(here, read(HIDDEN))
    assert told.content["kind"] == "text"
    assert "Slå på Exakta tal" in told.content["items"][0]["text"]
    role["role"] = "leader"  # who has no such switch is not sent to look for it
    (told,) = reviewing._changes(here, read(HIDDEN))
    assert "Slå på" not in told.content["items"][0]["text"]


def test_the_rows_of_a_list_of_people_are_no_number_of_the_heading(here, shipped):
    assert reviewing.said(here, read(HIDDEN))[0] == "Filen är godkänd."
    exact = Here(shipped.exact, State("sv"), Words("sv"))
    assert reviewing.said(exact, read(HIDDEN))[0] == "Filen är godkänd: 3 rader."
    assert reviewing.said(here, read(SAME))[0] == "Filen är godkänd: 3 rader."


def test_the_rows_of_a_list_of_people_are_no_number_of_the_history(here, shipped):
    file = {"name": "lista.csv", "rows": 1, "sha256": "d50a2b4ca8a7d50a2b4ca8a7"}
    of_people = {"files": [file], "difference": {"tables": {"participants": None}}}
    figures = {"files": [file], "difference": {"tables": {"indicators": SAME}}}
    exact = Here(shipped.exact, State("sv"), Words("sv"))
    assert history._files(here, of_people) == "lista.csv (d50a2b4ca8a7)"
    assert history._files(exact, of_people) == "lista.csv (1, d50a2b4ca8a7)"
    assert history._files(here, figures) == "lista.csv (1, d50a2b4ca8a7)"
    # what was published as a folder has no difference, and lists of people among its files
    assert history._files(here, {"files": [file] * 9}) == "9 filer"


def test_counts_that_may_be_told_are_told(here):
    (told,) = reviewing._changes(here, read({**SAME, "changed": 1}))
    assert told.content["rows"] == [["3", "3", "0", "1", "0"]]


@pytest.mark.parametrize(
    ("candidate", "same"),
    [
        (read(SAME), True),
        (read({**SAME, "gone": 1}), False),
        (read(SAME, 1, [MOVE]), False),
        (read(SAME, areas=[{"of": "2480", "before": 1, "after": 2, "moved": 0}]), False),
        (read(HIDDEN), False),  # it is not known
    ],
)
def test_a_file_that_changes_nothing_is_said_to(here, candidate, same):
    assert ("ändrar inget" in reviewing.said(here, candidate)[1]) is same


@pytest.mark.parametrize(("exact", "told"), [(False, True), (True, False)])
def test_exact_numbers_that_changed_are_not_told_on_a_page_of_protected_ones(here, exact, told):
    figures = {"total": 7, "moves": [MOVE]}
    imported = Imported("indicators", "new", "old", figures, exact)
    assert ("7 publicerade siffror" in published.said(here, imported)[1]) is told
    assert published._may_be_told(here, imported) is told


def test_figures_that_change_have_the_name_and_the_decimals_of_what_is_measured(here):
    new = {**MOVE, "figure": "new_enterprises_per_thousand", "before": None, "after": 1.0}
    figures = {"moves": [MOVE, new, {**new, "period": "2024", "after": 1.25}]}
    told = moving.table(here, figures, "moves").content["rows"]
    assert told[0] == ["Folkmängd", "Umeå", "2025", "1", "2"]
    # nothing of it is published yet, so it has its name from the declarations
    assert told[1] == [
        "Nystartade företag per 1 000 invånare 16–64 år",
        "Umeå",
        "2025",
        "–",
        "1,00",
    ]
    assert told[2][-1] == "1,25"


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([1.0, None, 20.0], 0),
        ([79.7, 80.0], 1),
        ([0.1 + 0.2], 1),
        ([1 / 3], 4),
        ([24.13, 24.1301], 4),
        ([None], 0),
    ],
)
def test_numbers_beside_each_other_have_decimals_enough_to_differ(values, places):
    assert moving.decimals(values) == places
