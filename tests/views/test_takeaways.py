"""Titles of the cards of cohorts and of participants: what there is to see where that is certain, and
otherwise what they are about."""

from __future__ import annotations

import dataclasses

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
PEOPLE = (
    *(panels.by_property(name) for name in ("gender", "role", "sector", "size_class")),
    panels.gender_steps, panels.sector_and_size,
)  # fmt: skip


def titles(data, language="sv", of=PANELS, **query):
    seen = Here(data, read({"lang": language} | query, data)[0], Words(language))
    return {c.card.key: c.card.title for panel in of for c in panel.cards(seen)}


def raised(data, table, column, value, more):
    """The public side of a delivery with this many more in the first cell of a category."""
    cells = data[table].copy()
    cells.loc[cells.index[cells[column] == value][0], "n"] += more
    return dataclasses.replace(data, tables={**data.tables, table: cells})


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


def test_exact_numbers_of_people_are_told_in_titles(counted):
    assert titles(counted.exact, of=PEOPLE) == {
        "profile-gender": "Kön: störst är kvinnor (7)",
        "profile-role": "Roll: störst är ledare (12)",
        "profile-sector": "Sektor: störst är företag (7)",
        "profile-size_class": "Antal anställda i organisationen: störst är 10–49 (12)",
        "gender-steps": "Könsfördelningen ligger utanför 40–60 procent i något steg",
        "sector-size": "Organisationer: störst är gruppen företag, 10–49 (3)",
    }


def test_protected_numbers_of_people_name_no_group_that_another_could_exceed(shipped):
    assert titles(shipped.public, "en", PEOPLE) == {
        # 24 to 56 women and 4 to 36 men: both are told, and neither is said to be more
        "profile-gender": "Gender: about 40 women and about 20 men",
        "profile-role": "Enrolments by role",
        "profile-sector": "Enrolments by sector",
        "profile-size_class": "Enrolments by number of employees in the organisation",
        "gender-steps": "Gender balance: too uncertain to say whether it is within 40–60 per cent",
        "sector-size": "Organisations by sector and size",
    }


@pytest.mark.parametrize(
    ("more", "title"),
    [
        (30, "Sektor: störst är företag (omkring 50)"),  # 34 at least, and no other is more than 31
        (25, "Inskrivningar efter sektor"),  # 29 at least: a municipality's could be 31
    ],
)
def test_a_protected_group_is_named_once_no_other_could_exceed_it(shipped, more, title):
    data = raised(shipped.public, "profile", "category", "enterprise", more)
    assert titles(data, of=PEOPLE)["profile-sector"] == title


@pytest.mark.parametrize(
    ("more", "title"),
    [
        (
            20,
            "Organisationer: störst är gruppen region, 1–9 (omkring 25)",
        ),  # 17 at least, others 13 at most
        (15, "Organisationer efter sektor och storlek"),  # 12 at least
    ],
)
def test_so_are_the_organisations_that_are_most(shipped, more, title):
    data = raised(shipped.public, "employers", "size_class", "1-9", more)
    assert titles(data, of=PEOPLE)["sector-size"] == title


def test_groups_of_places_are_told_with_their_numbers(shipped):
    seen = Here(shipped.public, read({"lang": "sv"}, shipped.public)[0], Words("sv"))
    assert panels.groups(seen).content["title"] == (
        "Deltagare per grupp: Umeå med omnejd omkring 25, Skellefteå med omnejd omkring 20 "
        "och Inlandet omkring 15"
    )


def test_a_measure_is_told_of_chosen_places_in_plain_words(shipped):
    values = (panels.by_municipality("participants"), panels.density)
    one = titles(shipped.public, of=values, kommun="2481")
    # what the name says is not said again as a unit
    assert list(one.values()) == [
        "Deltagare i Lycksele: omkring 15 personer",
        "Deltagare per 10 000 invånare i Lycksele: omkring 12,3",
    ]
    two = titles(shipped.public, of=values[:1], kommun="2480,2482")
    assert list(two.values()) == ["Deltagare: omkring 15 i var och en av de 2 valda"]


def test_shares_of_women_are_told_of_those_who_took_each_step(counted):
    seen = Here(counted.exact, read({"lang": "sv"}, counted.exact)[0], Words("sv"))
    (steps,) = panels.gender_steps.cards(seen)
    assert steps.card.sentence == (
        "Andelen kvinnor är 58\u00a0% bland inskrivna och 100\u00a0% bland dem som slutfört."
    )


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
