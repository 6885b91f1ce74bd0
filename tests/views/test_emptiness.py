"""Years that nothing belongs to: what is said, and the ways on."""

from __future__ import annotations

from atlas.views import panels, site
from atlas.views.panels import emptiness
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words

EMPLOYED = "employment_rate_20_64"  # 2020–2024


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def said(pieces):
    return "".join(p if isinstance(p, str) else f"[{p['label']}]" for p in pieces)


def test_an_indicator_without_values_names_the_nearest_years_as_links(shipped):
    here = view(shipped.public, matt="edu_tertiary_share", period="2010-2012")
    part = site.page("indicators").answered(here).content
    name = "Andel med eftergymnasial utbildning"
    assert part["text"] == f"{name}: inga värden 2010–2012."
    ways = f"{name}: inga värden 2010–2012; närmast [2009] och [2013]. [Visa alla år]"
    assert said(part["ways"]) == ways
    assert part["ways"][2]["asks"] == {"period": "2009-2009", "ar": ""}
    assert part["ways"][-1]["asks"] == {"period": "", "ar": ""}


def test_where_years_are_on_one_side_only_one_is_named(shipped):
    here = view(shipped.public, "en", matt=EMPLOYED, period="2010-2010")
    told = site.page("indicators").answered(here).content["ways"]
    assert (
        said(told)
        == "Employment rate, ages 20–64: no values in 2010; nearest [2020]. [Show all years]"
    )


def test_years_with_values_need_no_way_out(shipped):
    here = view(shipped.public, matt=EMPLOYED, period="2020-2020")
    assert site.page("indicators").answered(here).content["ways"] == []
    assert len(panels.indicator_trend.cards(here)) == 1


def test_nothing_is_drawn_where_there_is_nothing_to_draw(shipped):
    here = view(shipped.public, matt=EMPLOYED, period="2010-2012", kommun="2481")
    assert panels.indicator_trend.cards(here) == []
    assert panels.indicator_ranking.cards(here) == []
    assert panels.map_or_comparison(here) is None
    assert panels.municipality_trend.cards(here) == []
    assert panels.trend_ways_out(here).content["pieces"]


def test_years_without_a_cohort_are_told_on_the_pages_of_people(shipped):
    here = view(shipped.public, period="2019-2020")
    for page in ("overview", "participants", "cohorts"):
        part = site.page(page).answered(here).content
        assert part["text"] == "Ingen kohort startade 2019–2020."
        assert said(part["ways"]).endswith("; närmast [2022]. [Visa alla år]")
    assert panels.key_figures(here) is None
    assert panels.retention_curve.cards(here) == []


def test_chosen_cohorts_that_began_in_other_years_are_told_as_those(shipped):
    cohort = shipped.public["cohorts"]["cohort_id"].iloc[0]
    here = view(shipped.public, "en", kohort=cohort, period="2019-2020")
    text, pieces = emptiness.out_of_people(here)
    assert text == "None of the chosen cohorts started in 2019–2020."
    assert [p["label"] for p in pieces if isinstance(p, dict)] == ["2022", "Show all years"]


def test_two_years_across_a_break_are_not_compared(shipped):
    here = view(shipped.public, matt="out_commuter_share", jamfor="years", med="2010")
    part = panels.map_or_comparison(here).content
    assert part["compared"]["change"] is None
    assert part["compared"]["note"].startswith("Skillnaden visas inte: mellan 2010 och 2021")
    # unless asked otherwise the comparison begins after the break
    part = panels.map_or_comparison(view(shipped.public, matt="out_commuter_share", jamfor="years"))
    assert part.content["compared"]["then"] == "2019"
    assert part.content["compared"]["change"]
