"""Titles of the cards of cohorts: what there is to see where that is certain, and otherwise what they are
about."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.measures.values import PROTECTED, REPORTED
from atlas.views import card, panels
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words

PANELS = (
    panels.cohort_states, panels.admission_steps, panels.module_funnel, panels.aligned,
    panels.retention_curve, panels.attendance_by_session, panels.before_after("after"),
    panels.calendar, panels.time_to_complete,
)  # fmt: skip


def titles(data, language="sv"):
    seen = Here(data, read({"lang": language}, data)[0], Words(language))
    return {c.card.key: c.card.title for panel in PANELS for c in panel.cards(seen)}


def test_exact_numbers_are_told_in_titles(counted):
    # both cohorts have fewer than ten who started: no curve, and nothing to tell of its end
    assert titles(counted.exact) == {
        "states": "Slutfört: 6 av 11 som började",
        "admission": "Störst tapp fram till starten: mellan antagna och inskrivna",
        "funnel": "Flest föll bort inför 1. Modul 1",
        "aligned": "Nådde sista planerade modulen: 50–86\u00a0%",
        "retention": "Hur många är kvar, vecka för vecka",
        "attendance": "Närvaro per tillfälle: 83–86\u00a0%",
        "survey-after": "Före och efter: samma personer",
        "calendar": "2 kohorter: 10 jan. 2022 – 10 juni 2023",
        "times": "Kohorterna tillsammans: hälften hade slutfört inom 20 veckor",
    }


def test_protected_numbers_are_told_as_far_as_they_are_certain(shipped):
    assert titles(shipped.public, "en") == {
        "states": "Completed: about 40 of about 55 who started",
        "admission": "From places to completed",
        "funnel": "How far they came: module by module",
        "aligned": "Reached the last planned module: about 67–75%",
        # one of the three curves ends in what may not be told, and so does a session
        "retention": "How many are still there, half-year by half-year",
        "attendance": "Attendance, session by session",
        "survey-after": "Before and after: about +0.4 to +1.3 on the scale 1–5",
        "calendar": "3 cohorts: 13 Jun 2022 – 24 Feb 2023",
        "times": "The cohorts together: half had completed within about 26 weeks",
    }


def test_what_a_card_is_about_stands_under_a_title_that_tells_and_is_not_said_twice(shipped):
    seen = Here(shipped.public, read({"lang": "sv"}, shipped.public)[0], Words("sv"))
    (told,), (untold,) = panels.cohort_states.cards(seen), panels.module_funnel.cards(seen)
    assert told.card.under.startswith("Var deltagarna står nu · personer · ")
    assert untold.card.under.startswith("personer · ")


@pytest.mark.parametrize(
    ("shares", "statuses", "text"),
    [
        ([66.6, 75.2], [REPORTED, REPORTED], "omkring 67–75\u00a0%"),
        ([75.2], [REPORTED], "omkring 75\u00a0%"),
        ([66.6, None], [REPORTED, PROTECTED], ""),
        ([], [], ""),
    ],
)
def test_a_range_of_shares_is_told_only_where_all_of_them_are(shipped, shares, statuses, text):
    seen = Here(shipped.public, read({"lang": "sv"}, shipped.public)[0], Words("sv"))
    table = pd.DataFrame({"value": pd.Series(shares, dtype=float), "status": statuses})
    assert card.shares(seen, table) == text
