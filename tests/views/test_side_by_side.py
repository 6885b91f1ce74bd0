"""Municipalities side by side: what is said of each, what a flipped direction turns, and who is alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.catalogue import Catalogue
from atlas.decks import Slide
from atlas.measures import verdicts
from atlas.measures.standing import SCALE
from atlas.views import panels, site, slides
from atlas.views.panels import side_by_side
from atlas.views.run.address import read, write
from atlas.views.run.visit import Here
from atlas.words import Words

LYCKSELE, STORUMAN, UMEA = "2481", "2421", "2480"
RATE = "employment_rate_20_64"  # of which the county has no figure
EDUCATION = "edu_postsec3plus_share"


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def answer(here):
    return site.page("compare").answered(here).content["text"]


def rows(part):
    return {row["key"]: row for group in part.content["groups"] for row in group["rows"]}


def flipped(data, measure_id):
    """The same data, with the other direction declared for one indicator."""
    measures = dict(data.catalogue.measures)
    turned = {"higher": "lower", "lower": "higher"}[measures[measure_id].direction]
    measures[measure_id] = replace(measures[measure_id], direction=turned)
    return replace(data, catalogue=Catalogue(measures, data.catalogue.themes))


def test_without_a_place_the_page_asks_for_some_and_shows_what_comes(shipped):
    here = view(shipped.public)
    assert answer(here).startswith("Välj upp till fem kommuner")
    assert panels.nobody_to_compare(here).content["picture"] == "spines"
    assert panels.compare_chooser(here).content["map"]["form"] == "tiles"
    for panel in (panels.spines, panels.multiples, panels.alike, panels.in_words):
        assert panel(here) is None


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("sv", "Jämfört med länet: Lycksele är lik i "),
        ("en", "Compared with the county: Lycksele is similar in "),
    ],
)
def test_the_answer_counts_what_the_spines_tell(shipped, language, begins):
    here = view(shipped.public, language, kommun=f"{LYCKSELE},{STORUMAN}")
    assert panels.nobody_to_compare(here) is None
    assert answer(here).startswith(begins)
    told = [said.difference for _, said in side_by_side.told_verdicts(here, LYCKSELE)]
    numbers = [told.count(key) for key in (verdicts.SIMILAR, verdicts.MORE, verdicts.LESS)]
    shown = answer(here).split(";")[0]
    assert [int(word) for word in shown.replace(",", "").split() if word.isdecimal()] == [
        numbers[0],
        len(told),
        *numbers[1:],
    ]
    shown = [row for row in rows(panels.spines(here)).values() if row["against"] is not None]
    assert len(shown) == len(told) == sum(numbers)


def test_a_place_is_compared_with_the_county_or_the_country(shipped):
    here = view(shipped.public, kommun=UMEA, mot="country")
    assert answer(here).startswith("Jämfört med riket: Umeå är lik i ")
    assert panels.against_switch(here).content["shown"] == "country"
    assert write(here.state, shipped.public)["mot"] == "country"
    values = here.values(EDUCATION)
    row = rows(panels.spines(here))[EDUCATION]
    assert row["against"] == side_by_side.spine(values).at(values.benchmark("00"))


def test_where_the_county_has_no_figure_it_is_said_and_the_median_stands_in_only_when_asked(
    shipped,
):
    here = view(shipped.public, kommun=UMEA)
    row = rows(panels.spines(here))[RATE]
    assert (row["against"], row["marks"][0]["verdict"]) == (None, "")
    assert row["refused"] == "Uppgift för länet saknas, så kommunerna jämförs inte."
    assert answer(here).endswith("För 7 indikatorer saknas uppgift att jämföra med.")
    here = view(shipped.public, kommun=UMEA, mot="median")
    values = here.values(RATE)
    row = rows(panels.spines(here))[RATE]
    assert row["against"] == side_by_side.spine(values).at(values.at()["value"].median())
    assert answer(here).startswith("Jämfört med kommunernas median: Umeå är lik i ")
    assert "saknas" not in answer(here)


def test_neither_counts_nor_one_sex_alone_are_compared(shipped):
    told = rows(panels.spines(view(shipped.public, kommun=UMEA)))
    assert {"population", "edu_postsecondary_share_16_74_women"}.isdisjoint(told)
    assert {RATE, "unemployment_rate_bas_20_64", "out_commuter_share"} <= told.keys()


def test_where_no_direction_is_declared_nothing_is_better_or_worse(shipped):
    marks = [
        mark
        for code in shipped.public.codes
        for mark in rows(panels.spines(view(shipped.public, kommun=code, mot="median")))[
            "out_commuter_share"
        ]["marks"]
    ]
    assert {mark["judged"] for mark in marks} == {""}
    assert {mark["sign"] for mark in marks} == {""}
    assert "högre" in {mark["verdict"] for mark in marks}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_flipped_direction_turns_every_word_arrow_side_and_colour(shipped, language):
    better, worse = {"sv": ("bättre", "sämre"), "en": ("better", "worse")}[language]
    turned = {"better": "worse", "worse": "better", "": ""}
    query = {"kommun": f"{UMEA},{LYCKSELE},2403,2462,2409", "mot": "median"}
    here = view(shipped.public, language, **query)
    other = view(flipped(shipped.public, RATE), language, **query)
    one, two = (rows(panels.spines(seen))[RATE] for seen in (here, other))
    assert any(mark["judged"] for mark in one["marks"])
    for mark, again in zip(one["marks"], two["marks"], strict=True):
        assert again["judged"] == turned[mark["judged"]]
        assert again["sign"] == {"▲": "▼", "▼": "▲", "": ""}[mark["sign"]]
        assert (better in mark["verdict"]) == (worse in again["verdict"])
        assert again["value"] == mark["value"]
        assert abs(again["at"] + mark["at"] - SCALE) <= 1
    assert one["ends"] == two["ends"][::-1]
    assert abs(one["against"] + two["against"] - SCALE) <= 1
    assert one["bar"] == sorted(one["bar"])
    assert two["bar"] == sorted(two["bar"])
    for panel in (panels.spines_table, panels.in_words):
        assert panel(here).content != panel(other).content
    assert answer(here) == answer(other)  # a difference is none of better and worse


def test_the_table_and_the_file_tell_what_is_drawn(shipped):
    part = panels.spines(view(shipped.public, kommun=f"{LYCKSELE},{STORUMAN}"))
    table = part.content["table"]
    drawn = rows(part)
    assert [row[0] for row in table["rows"]] == [row["name"] for row in drawn.values()]
    for cells, row in zip(table["rows"], drawn.values(), strict=True):
        assert cells[-4:-1:2] == [mark["value"] for mark in row["marks"]]
        for mark in row["marks"]:
            assert mark["value"] in row["said"]
        for cell, mark in zip(cells[-3::2], row["marks"], strict=True):
            # a sign in front would mean the worst of a column
            assert cell == (f"{mark['verdict']} {mark['sign']}".strip() or "-")
    file = part.files["spine"].make().decode("utf-8-sig")
    assert "Lycksele, jämförelse" in file


def test_a_row_is_refused_with_its_reason_where_nothing_is_reported(shipped):
    here = view(shipped.public, kommun=UMEA, period="2005-2008")
    row = rows(panels.spines(here))[RATE]
    assert row["refused"] == "Färre än 5 kommuner har en uppgift, så ingen spridning visas."
    assert (row["bar"], row["marks"][0]["at"], row["marks"][0]["verdict"]) == ([], None, "")


def test_the_years_of_all_areas_are_on_one_scale(shipped):
    part = panels.multiples(view(shipped.public, kommun=f"{UMEA},{LYCKSELE}")).content
    assert [place["name"] for place in part["places"]] == ["Umeå", "Lycksele", "Länet", "Riket"]
    for row in part["rows"]:
        heights = [high for c in row["cells"] for piece in c["line"] for _, high in piece]
        assert (min(heights), max(heights)) == (0, SCALE)


def test_weights_are_held_by_the_address_and_unknown_ones_are_told(shipped):
    data = shipped.public
    state, ignored = read(
        {"likhet": "edu_phd_share:0,pop_16_74_known_edu:3,participants:2,edu_phd_share:9"}, data
    )
    assert state.weights == (("edu_phd_share", 0),)  # 3 is the usual weight of the size
    assert [entry.value for entry in ignored] == ["participants:2", "edu_phd_share:9"]
    assert write(state, data)["likhet"] == "edu_phd_share:0"


def test_the_nearest_are_told_with_reasons_and_a_weight_of_nought_takes_a_reason_away(shipped):
    here = view(shipped.public, kommun=UMEA)
    part = panels.alike(here).content
    assert part["title"] == "Mest lika Umeå: Linköping, Uppsala och Mölndal"
    assert part["rows"][0]["reasons"][0].startswith("Nära: ")
    assert len(part["rows"]) == 8
    without = panels.alike(view(shipped.public, kommun=UMEA, likhet="edu_phd_share:0")).content
    assert [weight["value"] for weight in without["weights"]] == [3, 3, 0, 2]
    assert not any("Forskarutbildning" in r for row in without["rows"] for r in row["reasons"])
    zero = ",".join(f"{weight['id']}:0" for weight in part["weights"])
    nothing = panels.alike(view(shipped.public, kommun=UMEA, likhet=zero)).content
    assert nothing["rows"] == []
    assert nothing["title"].startswith("Inget räknas")


@pytest.mark.parametrize("card", ["spine", "multiples", "alike"])
def test_each_card_can_be_put_on_the_stage(shipped, card):
    made = slides.content(shipped.public, "sv", Slide("compare", (("kommun", LYCKSELE),), card))
    assert made["figure"]["kind"] == "table"
    assert "Lycksele" in made["heading"]
