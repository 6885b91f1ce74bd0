"""The takeaways of the shipped data that rounding once made false: of each, what the public page says is
what the exact rows say, or says its own doubt.

Public and exact numbers are of the same rows; the exact ones are never on a page for everyone.
"""

from __future__ import annotations

import re

import pytest

from atlas.measures.selection import Selection
from atlas.views.panels import attendance, cohorts, participants, progress, reach, surveys
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.views.spans import (
    DENSITIES,
    misses,
    table_misses,
    wrong_winners,
)
from tests.views.worlds import COUNTS, SHARES, boxes, of_snapshot

# "about", "between", "or", "of those shown": what is said with doubt is no takeaway that rows contradict
DOUBT = {
    "sv": re.compile(r"omkring|mellan .* och|ungefär| eller |osäk|\d–\d|går inte att|[Vv]isas"),
    "en": re.compile(r"about|between .* and| or |uncertain|\d–\d|cannot be|[Ss]hown"),
}


def cards(data, language, panel, selection=None):
    here = Here(data, State(language, selection or Selection()), Words(language))
    return [made.card for made in panel.cards(here)]


def contradicted(shipped, language, panel, selection=None):
    """What the public cards of a panel say for certain that the exact ones do not."""
    found = []
    for public in cards(shipped.public, language, panel, selection):
        (exact,) = (
            c for c in cards(shipped.exact, language, panel, selection) if c.key == public.key
        )
        for told, true in ((public.title, exact.title), (public.sentence, exact.sentence)):
            known = sentences(true)
            found += [
                one
                for one in sentences(told)
                if one not in known and not DOUBT[language].search(one) and claims(one)
            ]
    return found


def sentences(text):
    return re.split(r"(?<=[.?])\s(?=[A-ZÅÄÖ\d])", text)


def claims(sentence):
    """Whether a sentence says a share or a number of people, or who or what is most."""
    return bool(
        re.search(
            r"\d|[Ss]törst|färre än|utanför|mellan|[Ll]argest|fewer|outside|within|between",
            sentence,
        )
    )


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "panel",
    [
        pytest.param(participants.by_municipality("participants"), id="participants"),
        pytest.param(reach.density, id="per-10000"),
        pytest.param(participants.gender_steps, id="gender"),
        pytest.param(progress.retention_curve, id="retention"),
        pytest.param(progress.aligned, id="last-module"),
        pytest.param(reach.missing("participants"), id="missing"),
        pytest.param(reach.missing("enterprises"), id="enterprises"),
        pytest.param(surveys.before_after("after"), id="response"),
        pytest.param(surveys.before_after("followup"), id="response-later"),
        pytest.param(cohorts.module_funnel, id="drop"),
        pytest.param(progress.admission_steps, id="admission"),
        pytest.param(attendance.attendance_by_session, id="attendance"),
        pytest.param(progress.time_to_complete, id="times"),
        pytest.param(cohorts.cohort_states, id="states"),
        pytest.param(participants.by_property("gender"), id="by-gender"),
        pytest.param(participants.by_property("sector"), id="by-sector"),
        pytest.param(participants.by_property("size_class"), id="by-size"),
        pytest.param(participants.by_property("role"), id="by-role"),
        pytest.param(participants.sector_and_size, id="sector-size"),
    ],
)
def test_no_takeaway_of_the_shipped_data_is_contradicted_by_its_rows(shipped, panel, language):
    assert contradicted(shipped, language, panel) == []


@pytest.fixture(scope="module")
def rows(shipped):
    return of_snapshot(shipped)


def test_no_span_of_the_shipped_data_misses_the_truth(shipped, rows):
    years = [Selection(years=(y, y)) for y in (2022, 2023)]
    found, looked = misses(shipped.public, rows, [*boxes(shipped.public), *years])
    print(looked)
    assert looked > 100
    assert found == []


def test_no_interval_of_the_shipped_data_misses_the_truth(shipped, rows):
    every = (*COUNTS, *SHARES, *DENSITIES)
    each = shipped.public["cohorts"]["cohort_id"]
    for selection in (Selection(), *(Selection(cohorts=(c,)) for c in each)):
        found, looked = table_misses(shipped.public, rows, selection, every)
        assert looked > 15
        assert found == []


def test_whoever_is_named_in_the_shipped_data_has_most(shipped, rows):
    each = shipped.public["cohorts"]["cohort_id"]
    chosen = [(), ("2480", "2481"), ("2417", "2481", "2482")]
    for places in chosen:
        for cohort in [(), *((c,) for c in each)]:
            found, _ = wrong_winners(
                shipped.public, rows, Selection(places, cohort), (*COUNTS, *SHARES, *DENSITIES)
            )
            assert found == []
