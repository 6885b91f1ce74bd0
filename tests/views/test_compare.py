"""The Map page side by side: what the cards say, and that no difference points anyone out."""

from __future__ import annotations

import dataclasses
import json

from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.views.panels.compare import comparison_switch, map_or_comparison
from atlas.views.run.address import COMPARISONS, State
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.deliveries import SHARE


def here(data, language="sv", **view):
    return Here(data, State(language, **view), Words(language))


def part(data, **view):
    made = map_or_comparison(here(data, **view))
    assert json.loads(json.dumps(made.content, allow_nan=False))["kind"] in ("beside", "comparison")
    return made


def test_the_switch_names_one_map_and_the_three_comparisons(counted):
    content = comparison_switch(here(counted.public)).content
    assert [value for value, _ in content["options"]] == ["", *COMPARISONS]
    assert [text for _, text in content["options"]] == ["En karta", "Två år", "Två mått", "Alla år"]
    assert (content["asks"], content["drops"]) == ("jamfor", ["med"])


def test_two_measures_bring_a_picker_without_the_first_one(counted):
    view = here(counted.public, compare="measures", measure="population")
    switch, picker = comparison_switch(view).content["parts"]
    options = [value for _, group in picker["groups"] for value, _ in group]
    assert (switch["shown"], picker["asks"]) == ("measures", "med")
    assert "population" not in options
    assert picker["shown"] == options[0]


def test_one_map_stands_beside_its_table(counted):
    content = part(counted.public, measure="population").content
    assert [p["kind"] for p in content["parts"]] == ["card", "table"]


def test_two_years_and_their_difference_in_words_table_and_file(counted):
    # every place has as many inhabitants in 2022 as in 2023
    made = part(counted.public, measure="population", compare="years")
    content = made.content
    assert content["table"]["columns"] == ["Område", "2022", "2023", "Skillnad 2022–2023"]
    row = content["table"]["rows"][0]
    assert (row[1], row[2], row[3]) == ("10\u00a0000", "10\u00a0000", "0")
    assert content["compared"]["then"] == "2022"
    assert content["sentence"] == (
        "Förändring från 2022 till 2023: lika i alla kommuner som visas (0 personer)."
    )
    assert content["compared"]["change"]["signed"]
    text = made.files["map-years"].make().decode("utf-8")
    assert "Skillnad 2022–2023" in text
    assert content["key"] == "map-years"


def test_the_shipped_change_says_who_rose_most(shipped):
    content = part(shipped.public, measure=SHARE, compare="years").content
    assert content["compared"]["then"] == "2018"
    # Nordmaling 12.7 to 15.1, Vilhelmina 11.8 to 11.9
    assert content["sentence"].startswith(
        "Förändring från 2018 till 2022: högst i Nordmaling (+2,4"
    )
    assert "lägst i Vilhelmina (+0,1 procentenheter)" in content["sentence"]


def test_of_places_that_changed_as_much_all_are_named(counted):
    indicators = counted.public["indicators"].copy()
    population = (indicators["indicator_id"] == "population") & (
        indicators["year"].astype(str) == "2023"
    )
    for code, more in (("2480", 7), ("2482", 7), ("2403", -3), ("2481", -3)):
        indicators.loc[population & (indicators["municipality_code"] == code), "value"] += more
    data = dataclasses.replace(
        counted.public, tables={**counted.public.tables, "indicators": indicators}
    )
    sentence = part(data, measure="population", compare="years").content["sentence"]
    assert sentence == (
        "Förändring från 2022 till 2023: högst i Skellefteå och Umeå (+7 personer), "
        "lägst i Bjurholm och Lycksele (\u22123 personer)."
    )


def test_a_measure_of_one_period_is_one_map_that_says_so(counted):
    for compare in ("years", "all"):
        content = part(counted.public, measure=SHARE, compare=compare).content
        assert content["kind"] == "beside"
        assert content["parts"][0]["note"].startswith("Måttet finns bara för 2022")


def test_the_programmes_numbers_stand_side_by_side_without_their_difference(counted, monkeypatch):
    plain = registry.values(counted.public, "population", Selection())
    own = dataclasses.replace(plain, measure=dataclasses.replace(plain.measure, programme=True))
    monkeypatch.setattr(Here, "values", lambda *_: own)
    content = part(counted.public, measure="population", compare="years").content
    assert content["compared"]["change"] is None
    assert "skyddade" in content["compared"]["note"]
    assert content["table"]["columns"] == ["Område", "2022", "2023"]


def test_two_measures_are_named_with_their_own_years(counted):
    view = {"measure": "population", "compare": "measures", "beside": SHARE}
    content = part(counted.public, **view).content
    assert content["table"]["columns"][1:] == [
        "Folkmängd, 2023",
        "Lång eftergymnasial utbildning, 2022",
    ]
    assert content["compared"]["note"] == "De två måtten visar olika år."
    assert len(content["table"]["rows"]) == 15


def test_every_year_is_a_column(counted):
    content = part(counted.public, measure="population", compare="all", language="en").content
    assert content["table"]["columns"] == ["Area", "2022", "2023"]
    assert content["title"] == "Population: year by year"


def test_the_geography_of_the_view_is_that_of_every_map(counted):
    content = part(counted.public, measure="population", compare="years", form="tiles").content
    assert content["compared"]["scene"]["form"] == "tiles"
    one = part(counted.public, measure="population").content["parts"][0]["map"]
    assert one["form"] == "land"


def test_chosen_places_are_marked_in_the_table(counted):
    chosen = Selection(municipalities=("2403",))  # Bjurholm, the first by name
    content = part(counted.public, measure="population", compare="all", selection=chosen).content
    assert [row[0].startswith("▸") for row in content["table"]["rows"]] == [True] + [False] * 14
