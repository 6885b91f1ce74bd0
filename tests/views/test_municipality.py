"""The page of one place: which place it is about, what its rows tell, and what stands where nothing may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.decks import Slide
from atlas.views import panels, site, slides
from atlas.views.panels import municipality
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.words import Words
from tests.attack.parts import flat

BJURHOLM, LYCKSELE, UMEA = "2403", "2481", "2480"
NBSP = "\u00a0"


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def answer(here):
    return site.page("municipality").answered(here).content


def rows(here):
    part = panels.municipality_rows(here).content
    return {row["key"]: row for group in part["groups"] for row in group["rows"]}


def test_without_a_place_the_page_asks_for_one_and_tells_of_the_county(shipped):
    here = view(shipped.public)
    told = answer(here)
    assert told["title"] == "Kommun"
    assert told["text"].startswith("Välj en kommun på rutkartan")
    assert panels.municipality_chooser(here).content["map"]["selected"] == []
    figures = panels.municipality_key_figures(here).content["items"]
    assert [item["key"].partition("-")[0] for item in figures] == ["place", *["county"] * 3]
    assert figures[1]["label"] == "Deltagare, Länet"
    for panel in (panels.municipality_rows, panels.municipality_table, panels.trend_picker):
        assert panel(here) is None
    assert panels.municipality_trend.cards(here) == []


@pytest.mark.parametrize("unknown", ["9999", "Umeå"])
def test_a_place_that_is_not_known_is_no_place(shipped, unknown):
    assert answer(view(shipped.public, kommun=unknown))["title"] == "Kommun"


def test_of_several_places_the_first_is_shown_and_the_others_are_told(shipped):
    here = view(shipped.public, kommun=f"{LYCKSELE},{UMEA},{BJURHOLM}")
    assert answer(here)["title"] == "Lycksele"
    chooser = panels.municipality_chooser(here).content
    assert chooser["map"]["selected"] == [LYCKSELE, UMEA, BJURHOLM]
    assert chooser["picks"] == "leading"
    assert chooser["under"].endswith("Västerbottens län · 2022")
    assert chooser["sentence"].startswith(
        "Sidan visar Lycksele. Också valda i filtret: Umeå och Bjurholm;"
    )
    (trend,) = panels.municipality_trend.cards(here)
    for other in ("Umeå ", "Bjurholm "):
        assert other not in trend.card.title
    marked = [name for name in trend.card.shown.iloc[:, 0] if name.startswith("▸")]
    assert marked == ["▸ Lycksele"]


def test_the_chooser_is_the_tile_map_whatever_the_maps_are(shipped):
    for asked in ({}, {"vy": "tiles"}):
        here = view(shipped.public, kommun=UMEA, **asked)
        assert panels.municipality_chooser(here).content["map"]["form"] == "tiles"


def test_the_title_of_the_trend_names_the_place_also_of_a_single_year(shipped):
    one = view(shipped.public, kommun=UMEA, matt="unemployment_rate")
    (trend,) = panels.municipality_trend.cards(one)
    assert trend.card.title == f"Inskrivna arbetslösa, Umeå: 4,0{NBSP}% 2024-Q3"
    (trend,) = panels.municipality_trend.cards(view(shipped.public, kommun=UMEA))
    assert trend.card.title.startswith("Folkmängd: Umeå ")


def test_a_row_tells_value_change_years_and_whom_it_stands_among(shipped):
    row = rows(view(shipped.public, kommun=LYCKSELE))["employment_rate_20_64"]
    assert (row["value"], row["under"]) == (f"85,1{NBSP}%", "2024")
    assert (row["change"], row["since"]) == ("▼ \u22120,3", "sedan 2023")
    assert row["said"] == "Minskade med 0,3 procentenheter sedan 2023"
    assert row["years"] == "2020–2024"
    assert [len(piece) for piece in row["line"]] == [5]
    assert len(row["others"]) == 14  # fourteen others of the fifteen
    english = rows(view(shipped.public, "en", kommun=LYCKSELE))["employment_rate_20_64"]
    assert english["said"] == "Down by 0.3 percentage points since 2023"


def test_a_count_has_a_unit_and_no_mark_of_the_county(shipped):
    row = rows(view(shipped.public, kommun=LYCKSELE))["population"]
    assert row["under"] == "personer · 2025"
    assert row["said"] == "Ökade med 41 personer sedan 2024"
    assert row["marked"][1:] == [None, None]
    assert row["beside"].startswith("Länet ")


def test_what_is_missing_is_a_sign_with_words_and_no_mark(shipped):
    told = rows(view(shipped.public, kommun=LYCKSELE, period="2026-2026"))
    silent = [row for row in told.values() if row["key"] != "longterm_unemployment_12m"]
    assert silent
    for row in silent:
        assert (row["value"], row["status"]) == ("-", "uppgift saknas")
        assert (row["change"], row["said"], row["line"], row["years"]) == ("", "", [], "")
        assert row["marked"] == [None, None, None]
        assert row["others"] == []


def test_where_nobody_takes_part_the_place_can_still_be_chosen(shipped):
    here = view(shipped.public, kommun=LYCKSELE, period="2019-2020")
    chooser = panels.municipality_chooser(here).content
    assert chooser["under"] == "Folkmängd · Västerbottens län · 2020"
    assert [i["key"] for i in panels.municipality_key_figures(here).content["items"]] == [
        "place-population"
    ]


def test_a_slide_without_a_place_is_of_the_county(shipped):
    told = slides.content(shipped.public, "sv", Slide("municipality"))
    assert told["heading"] == "Länet"
    assert {i["key"].partition("-")[0] for i in told["figure"]["items"]} == {"place", "county"}
    # and of a place the map that tells where it lies is still there, under its own heading
    where = slides.content(
        shipped.public, "sv", Slide("municipality", (("kommun", UMEA),), "locator")
    )
    assert where["heading"] != "Välj kommun"
    assert where["figure"]["kind"] == "map"


def test_every_row_has_its_source_and_period_in_the_fold_below(shipped):
    here = view(shipped.public, kommun=LYCKSELE)
    part = panels.municipality_rows(here).content
    told = {name: line for names, line in part["sources"] for name in names.split("; ")}
    assert set(told) == {row["name"] for row in rows(here).values()}
    assert told["Sysselsättningsgrad 20–64 år"].startswith("SCB")
    assert all(
        f"avser {values_of(here, key)}" in told[row["name"]] for key, row in rows(here).items()
    )


SECTIONS = ["taking_part", "place", "resembling", "moves", "unknown"]
CARDS = ("place-alike", "place-moves", "place-unknown")


def drawn(here):
    """The parts of the page, one by one."""
    parts = [panel(here) for panel in site.page("municipality").laid]
    return list(flat([part.content for part in parts if part]))


def said(part):
    return {item["strong"]: item["text"] for item in part.content["items"] if "strong" in item}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_is_five_questions_in_order_each_with_a_sentence(shipped, language):
    told = [p for p in drawn(view(shipped.public, language, kommun=UMEA)) if p["kind"] == "section"]
    assert [part["key"] for part in told] == SECTIONS
    assert all(part["title"].endswith("?") and part["text"].endswith(".") for part in told)


def test_without_a_place_the_list_of_the_county_begins_with_the_largest(shipped):
    here = view(shipped.public, kohort="riv-umea-2022")
    part = panels.municipality_list(here).content
    assert [row[0] for row in part["rows"]][:3] == ["Umeå", "Skellefteå", "Lycksele"]
    assert len(part["rows"]) == len(part["links"]) == 15
    assert part["links"]["Lycksele"].endswith("kommun?kohort=riv-umea-2022&kommun=2481")
    assert [p["key"] for p in drawn(here) if p["kind"] == "section"] == ["taking_part"]
    assert panels.municipality_list(view(shipped.public, kommun=UMEA)) is None


def test_a_place_is_like_those_of_compare_by_the_usual_weights_whatever_was_moved(shipped):
    usual = view(shipped.public, kommun=UMEA)
    part = panels.municipality_alike(usual)
    first = [row["name"] for row in panels.alike(usual).content["rows"]][:3]
    assert list(said(part)) == first
    moved = view(shipped.public, kommun=f"{UMEA},{LYCKSELE}", likhet="tax_base_per_inhabitant:0")
    assert moved.state.weights
    assert list(said(panels.municipality_alike(moved))) == first
    (way,) = [i["link"] for i in panels.municipality_alike(moved).content["items"] if "link" in i]
    assert "jamfor?" in way["url"]
    assert "kommun=2480%2C2481" in way["url"]


def test_what_has_changed_most_says_how_much_since_when_and_whether_that_is_better(shipped):
    part = panels.municipality_moves(view(shipped.public, kommun=UMEA))
    first, second, _ = part.content["items"][:3]
    assert first["strong"] == "Folkmängd, 65 år och äldre"
    assert first["text"] == (
        f"Ökade med 10,0{NBSP}%, från 21{NBSP}281 personer 2018 till 23{NBSP}410 personer 2023. "
        "Om det är bättre eller sämre är inte bestämt."
    )
    assert first["small"] == f"4,6 gånger så mycket som kommunen i mitten (2,2{NBSP}%)"
    assert second["strong"] == "Andel med forskarutbildning"
    assert second["text"].endswith("Det är bättre.")
    assert len(said(part)) == 3


@pytest.mark.parametrize(("direction", "judged"), [("higher", "bättre"), ("lower", "sämre")])
def test_a_turned_direction_turns_what_is_said_of_a_change_and_nothing_else(
    shipped, direction, judged
):
    data = turned(shipped.public, "edu_phd_share", direction)
    sentence = said(panels.municipality_moves(view(data, kommun=UMEA)))[
        "Andel med forskarutbildning"
    ]
    assert sentence.startswith("Ökade med 0,10 procentenheter")
    assert sentence.endswith(f"Det är {judged}.")
    table = panels.municipality_moves_table(view(data, kommun=UMEA)).content["rows"]
    assert [row[4] for row in table if row[0] == "Andel med forskarutbildning"] == [judged]


def turned(data, measure, direction):
    measures = data.catalogue.measures
    other = replace(measures[measure], direction=direction)
    catalogue = replace(data.catalogue, measures={**measures, measure: other})
    return replace(data, catalogue=catalogue)


def test_where_two_years_cannot_be_compared_no_change_is_told(shipped):
    here = view(shipped.public, kommun=UMEA, period="2023-2023")
    first = panels.municipality_moves(here).content["items"][0]
    assert first["text"].startswith("Ingen indikator har ändrats")
    assert panels.municipality_moves_table(here) is None


def test_what_is_not_known_is_told_in_sentences(shipped):
    told = said(panels.municipality_unknown(view(shipped.public, kommun=BJURHOLM)))
    assert told["Skyddade tal"].endswith("Deltagare; Organisationer; Andel som slutfört.")
    assert "Arbetsställen inom industri" in told["Saknade uppgifter"]
    assert told["Saknade uppgifter"].endswith("visar inte kommunens tal för: Företagskonkurser.")
    assert "Företagens utgifter för egen FoU" in told["Finns inte för kommuner"]
    assert told["Olika gamla"].startswith("De äldsta uppgifterna gäller 2017: Arbetsställen inom")
    assert "Inskrivna arbetslösa" in told["Förändring som inte kan jämföras"]


def test_where_numbers_are_told_they_are_said_to_be_rounded_unless_they_are_exact(shipped):
    told = said(panels.municipality_unknown(view(shipped.public, kommun=UMEA)))
    assert told["Skyddade tal"].startswith("Programmets tal är avrundade")
    assert told["Saknade uppgifter"].startswith("Inget tal saknas")
    assert "Skyddade tal" not in said(
        panels.municipality_unknown(view(shipped.exact, kommun=BJURHOLM))
    )


def test_no_municipality_comes_first_for_its_letter(shipped):
    order = municipality.by_size(view(shipped.public))
    assert len(order) == 15
    # 135,273, 75,405 and 12,159 inhabitants; Dorotea has 2,241
    assert (order[:3], order[-1]) == ([UMEA, "2482", LYCKSELE], "2425")


@pytest.mark.parametrize("key", CARDS)
def test_what_a_section_says_can_be_put_on_the_stage(shipped, key):
    slide = Slide("municipality", (("kommun", LYCKSELE),), key)
    told = slides.content(shipped.public, "sv", slide)
    assert "Lycksele" in told["heading"]
    assert told["figure"]["kind"] == "table"
    assert len(told["figure"]["rows"]) >= 3


def values_of(here, measure):
    """The period that a row is about."""
    return here.values(measure).period
