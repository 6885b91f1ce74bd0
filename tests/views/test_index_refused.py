"""Why there is no index: which figures stand in its way, in which municipalities, and what can be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.decks import Slide
from atlas.measures.index import own
from atlas.views import panels, site, slides
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words

PHD, GRP = "edu_phd_share", "grp_per_capita"
UMEA = "2480"
LACK = ["2403", "2418", "2422", "2463"]  # Bjurholm, Malå, Sorsele, Åsele
ON_RESEARCH = "skills:0,research:100,enterprise:0,work:0"


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def changed(data, numbers):
    """The same data, where an indicator has these numbers (of its latest period) or, at None, nothing."""
    table = data["indicators"]
    for indicator, wanted in numbers.items():
        for code in data.codes:
            mine = (table["indicator_id"] == indicator) & (table["municipality_code"] == code)
            number = wanted(code)
            table = (
                table.assign(value=table["value"].mask(mine, number)) if number else table[~mine]
            )
    return replace(data, tables={**data.tables, "indicators": table})


def alike(data):
    return changed(data, {PHD: lambda code: 0.5})


def alike_but_one(data):
    return changed(data, {PHD: lambda code: 3.4 if code == UMEA else 0.5})


def lacking(data, *indicators):
    known = dict(zip(data.codes, range(1, 16), strict=True))
    return changed(
        data, {i: lambda code: None if code in LACK else known[code] for i in indicators}
    )


def told(here):
    content = panels.index_why(here).content
    return [(item["strong"], item["text"]) for item in content["items"]]


def answer(here):
    return site.page("own_index").answered(here).content["text"]


def test_a_figure_that_is_the_same_everywhere_is_named_with_its_value(shipped):
    here = view(alike(shipped.public))
    assert answer(here) == (
        "Indexet kan inte räknas ut: Forskarutbildade har samma värde i alla kommuner och kan inte "
        "skilja dem åt."
    )
    assert told(here) == [
        ("Andel med forskarutbildning", "0,5\u00a0% i alla 15 kommuner med uppgift"),
        (
            "Vad som kan göras",
            here.words("index.to_do.alike"),
        ),
    ]
    assert "2022" in panels.index_why(here).content["items"][0]["small"]


def test_all_that_are_the_same_everywhere_are_named_at_once(shipped):
    here = view(changed(shipped.public, {PHD: lambda _: 0.5, GRP: lambda _: 400.0}), "en")
    assert answer(here) == (
        "The index cannot be calculated: every municipality has the same value of Research degree and "
        "GRP per inhabitant, which cannot tell them apart."
    )
    assert [name for name, _ in told(here)][:2] == [
        here.data.catalogue[name].name("en") for name in (PHD, GRP)
    ]


def test_one_that_only_an_outlier_tells_apart_is_named_with_the_outlier(shipped):
    here = view(alike_but_one(shipped.public))
    assert "när ett ytterligt värde räknas som det närmaste" in answer(here)
    assert told(here)[0] == (
        "Andel med forskarutbildning",
        "0,5\u00a0% i 14 kommuner; ett annat värde bara i Umeå",
    )


def test_weights_on_what_too_many_lack_are_told_to_be_moved(shipped):
    data = lacking(shipped.public, PHD)
    assert own.made(data)  # with other weights there is an index
    here = view(data, vikter=ON_RESEARCH)
    assert answer(here) == (
        "Indexet kan inte räknas ut med dessa vikter: de ligger bara på det som saknas för fler än "
        "3 av 15 kommuner."
    )
    assert told(here) == [
        (
            "Andel med forskarutbildning",
            "Saknas för 4 av 15 kommuner: Bjurholm, Malå, Sorsele och Åsele",
        ),
        ("Vad som kan göras", "Höj vikten för ett annat tema, eller välj en färdig viktning."),
    ]


def test_where_too_many_lack_everything_each_indicator_says_who(shipped):
    every = [each.id for each in shipped.public.index.spec.indicators]
    here = view(lacking(shipped.public, *every), "en")
    assert answer(here) == (
        "The index cannot be calculated: more than 3 of 15 municipalities lack each indicator."
    )
    assert [text for _, text in told(here)][:-1] == [
        "Missing for 4 of 15 municipalities: Bjurholm, Malå, Sorsele and Åsele"
    ] * len(every)


def test_what_no_municipality_has_is_named_though_it_is_of_no_period(shipped):
    here = view(changed(shipped.public, {PHD: lambda _: None}))
    assert answer(here) == "Indexet kan inte räknas ut av de uppgifter som finns."
    assert told(here)[0][1].startswith("Saknas för 15 av 15 kommuner: Bjurholm, ")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_nothing_else_stands_on_the_page_nor_on_the_stage(shipped, language):
    data = alike(shipped.public)
    here = view(data, language)
    assert panels.index_vacant(here) is None
    for panel in (
        panels.index_ranking, panels.index_contributions, panels.index_inputs, panels.index_orders,
        panels.index_method,
    ):  # fmt: skip
        assert panel(here) is None
    slide = slides.content(data, language, Slide("own_index", (), "index-ranking"))
    assert slide["figure"]["kind"] == "gone"


def test_where_there_is_an_index_nothing_is_explained(shipped, counted):
    assert panels.index_why(view(shipped.public)) is None
    assert panels.index_why(view(counted.public)) is None
    nothing = "skills:0,research:0,enterprise:0,work:0"
    assert panels.index_why(view(shipped.public, vikter=nothing)) is None
