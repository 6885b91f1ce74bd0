"""What pages say of protected numbers: no more than rounding leaves sure."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.measures import order
from atlas.views import panels
from atlas.views.panels.progress import largest_drop
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def reached(here):
    return next(
        i["value"] for i in panels.key_figures(here).content["items"] if i["key"] == "reach"
    )


def test_of_one_chosen_place_nothing_is_at_least_one(counted):
    # 5 are shown of Lycksele, which could be 1 to 9; none of Bjurholm, which could be 0 to 4
    assert reached(view(counted.public, kommun="2481")) == "1 av 1"
    assert reached(view(counted.public, kommun="2403")) == ".."
    assert reached(view(counted.public)) == "minst 2 av 15"


def test_a_key_figure_says_what_it_could_be(counted):
    lines = {
        i["key"]: i["lines"] for i in panels.key_figures(view(counted.public)).content["items"]
    }
    assert lines["participants"][0] == "kan vara 6–14 · Period: 2022–2023"
    lines = panels.key_figures(view(counted.public, "en")).content["items"][0]["lines"]
    assert lines[0] == "could be 6–14 · Period: 2022–2023"


def test_places_of_a_cohort_say_whose_they_are_beside_one_municipality(counted):
    def first(here):
        return panels.cohort_strip(here).content["lines"][0]["numbers"][0][0]

    assert first(view(counted.public)) == "Platser"
    assert first(view(counted.public, kommun="2481")) == "Platser, hela kohorten"


@pytest.mark.parametrize(
    ("women", "men", "title"),
    [
        (200, 200, "within"),  # 184 of 416 is 44 %, 216 of 384 is 56 %
        (100, 100, "unsure"),  # 84 of 216 is 39 %
        (200, 10, "outside"),  # 184 of 226 is 81 %
    ],
)
def test_the_balance_is_within_the_band_only_where_all_it_could_be_is(counted, women, men, title):
    cells = counted.public["profile"].query("dimension == 'gender'").iloc[:2]
    cells = cells.assign(category=["woman", "man"], n=[women, men], started=True, completed=True)
    data = replace(counted.public, tables={**counted.public.tables, "profile": cells})
    (made,) = panels.gender_steps.cards(view(data))
    assert made.card.title == Words("sv")(f"gender.{title}")


def steps(*told):
    columns = ["value", "lower", "upper"]
    return pd.DataFrame(told, columns=columns).assign(status="reported")


def test_a_drop_is_the_largest_only_where_no_other_could_be():
    # 60 to 30: 22 to 38 are lost; 30 to 25: at most 13
    sure = steps((60, 56, 64), (30, 26, 34), (25, 21, 29))
    assert largest_drop(order.falls(sure)) == 1
    # 60 to 45: 7 to 23 are lost; 45 to 35: 2 to 18
    assert largest_drop(order.falls(steps((60, 56, 64), (45, 41, 49), (35, 31, 39)))) is None
    # of two steps alone: 10 are lost, or nobody
    assert largest_drop(order.falls(steps((60, 54, 66), (50, 44, 56)))) is None
