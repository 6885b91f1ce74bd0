"""The indicators by theme: their rows, what stands below the open one, and what turns with a direction."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from atlas.catalogue import Catalogue
from atlas.decks import Slide
from atlas.views import panels, site, slides
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.deliveries import DATA

LYCKSELE, UMEA, BJURHOLM = "2481", "2480", "2403"
EMPLOYED, WORKLESS = "employment_rate_20_64", "unemployment_rate_bas_20_64"
PAIR = "edu_postsecondary_share_16_74"
NBSP = "\u00a0"


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def sections(here):
    return {part["key"]: part for part in panels.indicators_by_theme(here).content["parts"]}


def themes(here):
    found = [section["parts"][0] for section in sections(here).values()]
    return [part for part in found if part["kind"] == "theme"]


def rows(here):
    return {row["key"]: row for theme in themes(here) for row in theme["rows"]}


def kinds(parts):
    """The kind and the key of each part, those within others too."""
    for part in parts:
        if part["kind"] != "beside":
            yield part["kind"], part.get("key", "")
        yield from kinds(part.get("parts", ()))


def test_the_themes_stand_in_their_declared_order_and_the_programme_s_last(shipped):
    declared = tomllib.loads((DATA / "indicators.toml").read_text(encoding="utf-8"))["themes"]
    here = view(shipped.public)
    assert list(sections(here)) == [*declared, "reach", "coverage"]
    titles = [section["title"] for section in sections(here).values()]
    assert titles[:2] == ["Människor och kompetens", "Företag och förnyelse"]
    known = {measure.id for measure in shipped.public.catalogue.indicators()}
    assert set(rows(here)) == known


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_dimension_of_the_scoreboard_without_a_figure_is_a_row(shipped, language):
    here = view(shipped.public, language)
    gaps = dict(pair for theme in themes(here) for pair in theme["gaps"])
    dimensions = shipped.public.catalogue.dimensions
    # all twelve but the one that the education of municipalities sheds light on
    assert len(dimensions) == 12
    title = f"title_{language}"
    assert set(gaps) == {d[title] for n, d in dimensions.items() if n != "human_resources"}
    assert gaps[dimensions["linkages"][title]] == here.words("indicators.no_figure")
    assert "FoU" in gaps["Företagens investeringar"] if language == "sv" else True


def test_without_a_place_a_row_is_the_county_s_or_the_median_where_it_has_none(shipped):
    told = rows(view(shipped.public))
    assert told["edu_phd_share"]["value"] == f"1,9{NBSP}%"
    assert told["edu_phd_share"]["marked"][0] is None
    assert told[EMPLOYED]["value"] == f"85,2{NBSP}%"
    assert told[EMPLOYED]["under"] == "kommunernas median · 2024"
    assert told[EMPLOYED]["status"] == ""
    assert told["rd_business_msek"]["under"].endswith(" · bara för länet")


def test_of_several_places_the_first_has_the_row_and_all_are_marked(shipped):
    here = view(shipped.public, kommun=f"{LYCKSELE},{UMEA},{BJURHOLM}")
    row = rows(here)[EMPLOYED]
    assert row["value"] == f"85,1{NBSP}%"
    assert (len(row["also"]), len(row["others"])) == (2, 12)
    (marks, *_) = [theme["marks"] for theme in themes(here)]
    assert marks == ["Lycksele", "Länet", "Riket", "övriga kommuner", "Umeå och Bjurholm"]
    assert themes(here)[0]["columns"][1] == "Lycksele"


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        (EMPLOYED, {"trend", "ranking", "indicator-map", "definition", "data"}),
        (PAIR, {"trend", "ranking", "indicator-map", "women-and-men", "definition", "data"}),
        ("population", {"scale", "trend", "ranking", "indicator-map", "definition", "data"}),
        ("rd_business_msek", {"county-rd_business_msek", "definition", "data"}),
    ],
)
def test_below_the_open_row_stands_what_is_known_of_it(shipped, measure, shown):
    here = view(shipped.public, matt=measure)
    (theme,) = [theme for theme in themes(here) if theme["parts"]]
    assert [row["key"] for row in theme["rows"] if row["open"]] == [measure]
    assert {key for kind, key in kinds(theme["parts"]) if kind != "nothing"} == shown
    files = panels.indicators_by_theme(here).files
    assert {"data", "data:jsonstat", "data:csvw", "coverage"} <= set(files)


@pytest.mark.parametrize("asked", [{}, {"matt": "participants"}])
def test_nothing_is_open_until_it_is_asked_for(shipped, asked):
    here = view(shipped.public, **asked)
    assert not any(theme["parts"] for theme in themes(here))
    assert not any(row["open"] for row in rows(here).values())
    for panel in (panels.indicator_trend, panels.indicator_map, panels.definition):
        assert panel(here) is None


def test_the_next_update_is_told_only_where_it_is_declared(shipped):
    here = view(shipped.public, matt=EMPLOYED)
    head = here.words("indicators.fact.next_update")
    assert head not in {item["strong"] for item in panels.definition(here).content["items"]}
    known = shipped.public.catalogue
    told = {"next_update": tomllib.loads("on = 2026-12-10")["on"]}
    declared = replace(known[EMPLOYED], declared={**known[EMPLOYED].declared, **told})
    here = replace(here, data=_with(shipped.public, declared))
    facts = {item["strong"]: item["text"] for item in panels.definition(here).content["items"]}
    assert facts[head] == "10 dec. 2026"


def test_an_index_draws_the_county_too_and_its_table_and_file_say_the_same(shipped):
    here = view(shipped.public, matt="population", skala="index")
    (trend,) = panels.indicator_trend.cards(here)
    lines = {line.name: line for line in trend.figure().lines}
    assert {"Länet", "Riket"} <= set(lines)
    first = {line.points[1][1] for line in lines.values()}  # after the gap before the first
    assert first == {100.0}
    table = trend.card.shown.set_index("Område")
    assert set(table["2005"]) == {"100,0"}
    assert f"{lines['Dorotea'].points[-1][1]:.1f}".replace(".", ",") == table.loc["Dorotea", "2025"]
    (filed,) = [row for row in trend.card.data().rows if row[1:3] == ["Dorotea", "2025"]]
    assert (filed[0], filed[3]) == ("2425", table.loc["Dorotea", "2025"])
    # what is no count has no such scale
    share = view(shipped.public, matt=EMPLOYED, skala="index")
    assert panels.scale_switch(share) is None
    assert "index" not in panels.indicator_trend.cards(share)[0].card.title


def _with(data, measure):
    measures = {**data.catalogue.measures, measure.id: measure}
    catalogue = Catalogue(measures, data.catalogue.themes, data.catalogue.dimensions)
    return replace(data, catalogue=catalogue)


def turned(data, measure):
    """The same data, where what was better is worse."""
    declared = data.catalogue[measure]
    other = {"higher": "lower", "lower": "higher"}[declared.direction]
    return _with(data, replace(declared, direction=other))


@pytest.mark.parametrize("measure", [EMPLOYED, WORKLESS])
def test_a_flipped_direction_turns_chart_sentence_colour_arrow_and_rank(shipped, measure):
    asked = {"matt": measure, "kommun": LYCKSELE}
    before, after = (
        view(data, **asked) for data in (shipped.public, turned(shipped.public, measure))
    )
    is_lower = shipped.public.catalogue[measure].direction == "lower"

    one, other = rows(before)[measure], rows(after)[measure]
    # both fell: that is worse for employment, and better for unemployment
    assert one["change"] == other["change"] == ("▼ \u22120,5" if is_lower else "▼ \u22120,3")
    words = ("bättre", "sämre") if is_lower else ("sämre", "bättre")
    assert (one["since"], other["since"]) == tuple(f"sedan 2023 · {word}" for word in words)
    assert (one["said"], other["said"]) == tuple(
        f"{one['said'].rpartition(', ')[0]}, {word}" for word in words
    )
    judged = ("better", "worse") if is_lower else ("worse", "better")
    assert (one["judged"], other["judged"]) == judged
    ends = ("left", "right") if is_lower else ("right", "left")
    assert (one["better"], other["better"]) == ends
    places = [
        int(row["beside"].split()[1 + row["beside"].startswith("Delad")]) for row in (one, other)
    ]
    assert places[0] + places[1] == 16 - (places_shared(one) - 1)

    # the chart has the best on top, and what is said of the direction turns
    orders = [
        [row.label for row in panels.indicator_ranking.cards(here)[0].figure().rows if row.dot]
        for here in (before, after)
    ]
    assert orders[0] != orders[1]
    assert (orders[0][0], orders[0][-1]) == (orders[1][-1], orders[1][0])
    said = [panels.definition(here).content["items"][2]["text"] for here in (before, after)]
    assert set(said) == {"högre är bättre", "lägre är bättre"}
    # what the numbers do is the same: the highest is the highest
    assert (
        site.page("indicators").answered(before).content
        == site.page("indicators").answered(after).content
    )


@pytest.mark.parametrize("measure", [EMPLOYED, WORKLESS])
def test_a_flipped_direction_turns_a_rise_and_a_fall_of_every_municipality(shipped, measure):
    other = turned(shipped.public, measure)
    signs = {}
    for code in shipped.public.codes:
        before, after = (rows(view(data, kommun=code))[measure] for data in (shipped.public, other))
        sign = before["change"][:1]
        signs.setdefault(sign, set()).add((before["judged"], after["judged"]))
    for_more = "better" if measure == EMPLOYED else "worse"
    for_less = {"better": "worse", "worse": "better"}[for_more]
    assert signs.pop("=", {("", "")}) == {("", "")}
    assert signs == {"▲": {(for_more, for_less)}, "▼": {(for_less, for_more)}}


def places_shared(row):
    return 2 if row["beside"].startswith("Delad") else 1


@pytest.mark.parametrize(
    ("asked", "measure", "better"),
    [
        # it has fewer with a research degree than the county: worse, and then better
        ({"kommun": LYCKSELE}, "edu_phd_share", 1),
        # the county has fewer long without work than the country: better, and then worse
        ({}, "longterm_unemployment_12m", -1),
    ],
)
def test_a_flipped_direction_turns_what_the_page_says_of_all(shipped, asked, measure, better):
    said = [
        site.page("indicators").answered(view(data, **asked)).content["text"]
        for data in (shipped.public, turned(shipped.public, measure))
    ]
    before, after = ([int(part) for part in _numbers(text)] for text in said)
    assert [b - a for a, b in zip(before, after, strict=True)] == [better, 0, -better, 0]


def _numbers(text):
    return [part for part in text.replace(".", " ").split() if part.isdecimal()]


def test_a_room_sees_the_open_indicator_or_all_of_them_in_a_table(shipped):
    for key in ("ranking", "trend", "indicator-map"):
        shown = slides.content(
            shipped.public, "sv", Slide("indicators", (("matt", EMPLOYED),), key)
        )
        assert shown["figure"]["kind"] in ("chart", "map")
    first = slides.content(shipped.public, "sv", Slide("indicators", (("matt", EMPLOYED),)))
    assert first["figure"]["kind"] == "chart"
    every = slides.content(shipped.public, "sv", Slide("indicators", (("kommun", LYCKSELE),)))
    known = {row[0]: row[1:] for row in every["figure"]["rows"]}
    assert known["Sysselsättningsgrad"][0] == f"85,1{NBSP}%"
    assert "Folkmängd" not in known  # a count says how large a place is
    assert every["figure"]["columns"] == ["Indikator", "Lycksele", "Länet", "Riket", "Period"]
    assert every["sentence"].startswith("Lycksele har bättre värde än länet i ")
