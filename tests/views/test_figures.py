"""Figures of the stage: what of a card is drawn there, and that nothing is drawn that its table hides."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from atlas.decks import Slide
from atlas.views import figures, slides
from atlas.views.panels.cohort_curves import untold_shares
from atlas.words import Words
from tests.deliveries import SHARE

WEEKLY = ("retention", "aligned")
DENSITY = "by-municipality-participants_per_10000"
STACKS = (("cohorts", "states"), ("participants", "sector-size"))
DOTS = (
    ("participants", "missing"), ("participants", "missing-enterprises"),
    ("participants", "gender-steps"), ("participants", DENSITY), ("cohorts", "times"),
    ("cohorts", "survey-after"),
)  # fmt: skip


def figure(data, page, key, language="sv", **address):
    return slides.told(data, language, Slide(page, tuple(address.items()), key))["figure"]


def row(made, label):
    return next(row for row in made["rows"] if row["label"] == label)


def test_bars_are_ranked_and_a_sum_is_no_bar_beside_counts(counted):
    rows = figure(counted.public, "indicators", "ranking", matt="population")["rows"]
    assert (rows[0]["label"], rows[0]["text"]) == ("Umeå", "60\u00a0000")
    assert {r["number"] for r in rows if r["beside"]} == {None}


def test_a_card_over_the_years_is_lines_with_gaps_where_nothing_is_told(shipped):
    slide = Slide("municipality", (("kommun", "2481"), ("matt", "population")), "place-trend")
    figure = slides.told(shipped.public, "sv", slide)["figure"]
    assert figure["kind"] == "lines"
    (line,) = figure["lines"]  # a county beside a place's count would press it against the axis
    assert (line["label"], line["strong"]) == ("Lycksele", True)
    assert dict(zip(figure["periods"], line["points"], strict=True))["2024"] == (
        12118.0,
        "12\u00a0118",
    )
    county = slides.told(
        shipped.public, "sv", Slide("indicators", (("matt", "population"),), "trend")
    )
    (line,) = county["figure"]["lines"]
    assert line["label"] == "Länet"
    country = slides.told(
        shipped.public, "sv", Slide("indicators", (("matt", "edu_tertiary_share"),), "trend")
    )
    assert (None, "-") in country["figure"]["lines"][1]["points"]


def test_years_lie_where_they_do_in_time_and_no_line_leads_over_a_gap(shipped):
    slide = Slide("indicators", (("matt", "edu_tertiary_share"),), "trend")
    figure = slides.told(shipped.public, "sv", slide)["figure"]
    assert figure["periods"] == ["2005", "2009", "2013", "2018", "2019", "2020", "2021", "2022"]
    # 17 years from 2005 to 2022: 2009 lies at 4 of 17
    assert figure["places"] == [0, 23.53, 47.06, 76.47, 82.35, 88.24, 94.12, 100]
    assert figure["cut"] == [True, True, True, True, False, False, False, False]
    assert figure["breaks"] == []


def test_a_break_in_the_series_cuts_the_lines_and_is_marked(shipped):
    slide = Slide("indicators", (("matt", "out_commuter_share"),), "trend")
    figure = slides.told(shipped.public, "sv", slide)["figure"]
    assert figure["periods"][8:10] == ["2018", "2019"]
    assert [at for at, cut in enumerate(figure["cut"]) if cut] == [0, 9]
    assert figure["breaks"] == [[77.27, "Brott i serien 2019"]]  # 8.5 of 11 years


def test_women_and_men_are_a_pair_of_dots(shipped):
    address = (("matt", "edu_postsecondary_share_16_74"),)
    told = slides.told(shipped.public, "sv", Slide("indicators", address, "women-and-men"))
    assert told["heading"] == "Kvinnor och män: störst skillnad i Bjurholm (18,9 procentenheter)"
    first = told["figure"]["rows"][0]
    assert (first["label"], first["ring"], first["dot"]) == ("Bjurholm", 15.7, 34.6)
    assert first["cells"] == ["15,7\u00a0%", "34,6\u00a0%", "+18,9"]
    assert told["sentence"].startswith("Kvinnors andel är högre än mäns i 15 av 15 kommuner")


def test_a_share_stands_beside_the_county_and_the_country(shipped):
    slide = Slide("indicators", (("kommun", "2480,2482"), ("matt", SHARE)), "trend")
    figure = slides.told(shipped.public, "en", slide)["figure"]
    assert [(line["label"], line["strong"]) for line in figure["lines"]] == [
        ("Umeå", True),
        ("Skellefteå", True),
        ("The county", False),
        ("Sweden", False),
    ]
    assert figure["lines"][0]["points"][-1][1] == "34.5%"
    assert [tick for tick, _ in figure["ticks"]] == [15, 20, 25, 30, 35]


def test_cohorts_by_week_are_lines_of_what_their_table_tells(shipped):
    made = {
        key: slides.told(shipped.public, "sv", Slide("cohorts", (), key))["figure"]
        for key in WEEKLY
    }
    assert {(figure["kind"], figure["stairs"]) for figure in made.values()} == {
        ("curves", True),
        ("curves", False),
    }
    for figure in made.values():
        rows = figure["table"]["rows"]
        share_at = figure["table"]["columns"].index("Kan vara") - 1
        assert {line["name"] for line in figure["lines"]} == {row[0] for row in rows}
        for line in figure["lines"]:
            mine = [row for row in rows if row[0] == line["name"]]
            assert line["label"] == f"{mine[-1][0]} {mine[-1][share_at]}"
            drawn = [(f"{week:.0f}", share) for week, share in line["points"]]
            assert [week for week, _ in drawn] == [row[1] for row in mine]
            # 77 % is drawn at 77, and what may not be told is not drawn
            assert [share for _, share in drawn] == [
                float(row[share_at].split("\u00a0")[0]) if row[share_at][0].isdigit() else None
                for row in mine
            ]


@pytest.fixture
def nobody_left(counted):
    """Twelve of Alfa who all stayed as far as is shown, and twenty of twenty-five of Beta."""
    rows = [("alfa", "completed", 12), ("beta", "withdrawn", 5), ("beta", "completed", 20)]
    exits = pd.DataFrame(rows, columns=["cohort_id", "status", "n"]).assign(
        half_year=0, started=True
    )
    return replace(counted.public, tables={**counted.public.tables, "exits": exits})


def test_of_few_who_all_stayed_the_start_is_drawn_and_the_end_is_not_told(nobody_left):
    told = slides.told(nobody_left, "sv", Slide("cohorts", (), "retention"))
    alfa, beta = told["figure"]["lines"]
    assert (alfa["label"], alfa["points"]) == ("Alfa ..", [(0, 100), (26, None)])
    assert (beta["label"], beta["points"]) == ("Beta 80\u00a0%", [(0, 100), (26, 80)])
    assert told["sentence"] == (
        "Kvar vid senaste kända datum: Beta omkring 80\u00a0%. För Alfa visas andelen inte."
    )


@pytest.mark.parametrize(("k", "limits"), [(5, ("10", "20")), (10, ("20", "40"))])
def test_which_shares_are_never_told_is_said_where_one_is_not(nobody_left, k, limits):
    protection = {**nobody_left.manifest["protection"], "k": k}
    data = replace(nobody_left, manifest={**nobody_left.manifest, "protection": protection})
    here = SimpleNamespace(data=data, words=Words("en"))
    assert untold_shares(here, ["reported", "missing"]) == []
    assert untold_shares(here, ["reported", "protected"]) == [
        f"Shares of fewer than {limits[0]} are not shown, nor 0 or 100 per cent of fewer than {limits[1]}."
    ]


def test_more_cohorts_than_names_have_room_for_are_a_table(shipped, monkeypatch):
    monkeypatch.setattr(figures, "MOST_CURVES", 2)
    unseen = replace(shipped.public)  # of which nothing is remembered
    assert figure(unseen, "cohorts", "aligned")["kind"] == "table"


# --- stacked bars -----------------------------------------------------------------------------------


def test_states_of_a_cohort_are_parts_of_a_bar_and_protected_ones_stand_in_words(counted):
    made = figure(counted.public, "cohorts", "states")
    assert made["kind"] == "stacks"
    # nobody has paused or withdrawn in a number that may be told: they are no parts of any bar
    assert [name for name, *_ in made["parts"]] == ["Slutfört", "Deltar"]
    alfa, beta = made["rows"]
    assert alfa == {
        "label": "Alfa",
        "more": "Platser 10 · Inskrivna 5 · Började 5",
        "parts": [[5, "5"], [None, ".."]],
        "hidden": "Skyddat: Deltar, Paus och Avbrutit",
    }
    assert beta["parts"] == [[None, ".."], [5, "5"]]
    assert beta["hidden"] == "Skyddat: Slutfört, Paus och Avbrutit"


def test_a_row_of_which_nothing_may_be_told_says_so(counted):
    made = figure(counted.public, "participants", "sector-size", "en")
    assert [name for name, *_ in made["parts"]] == ["10–49"]
    assert row(made, "Civil society")["parts"] == [[5, "5"]]
    assert row(made, "Civil society")["hidden"] == "Protected: 1–9, 50–249 and 250 or more"
    assert row(made, "Enterprise")["hidden"] == "All are protected"


def test_stacked_bars_of_nothing_that_may_be_told_are_a_table(odd):
    assert figure(odd.public, "participants", "sector-size")["kind"] == "table"


@pytest.mark.parametrize(("page", "key"), STACKS)
def test_parts_are_those_of_the_table_in_the_colours_of_the_page(shipped, page, key):
    made = figure(shipped.public, page, key)
    columns, rows = made["table"]["columns"], made["table"]["rows"]
    assert made["rows"] != []
    for told, drawn in zip(rows, made["rows"], strict=True):
        assert drawn["label"] == told[0]
        for (name, *colors), (number, text) in zip(made["parts"], drawn["parts"], strict=True):
            assert text == told[columns.index(name)]
            assert (text == "..") == (number is None)
            assert text == ".." or float(text) == number
            assert all(color.startswith("#") for color in colors)


# --- marks on a scale -------------------------------------------------------------------------------


def test_a_share_against_a_share_is_a_dot_against_a_ring(counted):
    made = figure(counted.public, "participants", "missing")
    assert made["kind"] == "dots"
    assert [mark for _, mark in made["columns"]] == ["dot", "reach", "ring", ""]
    umea, hidden = row(made, "Umeå"), row(made, "Bjurholm")
    # 5 of 10 participants, and 60 000 of 200 000 inhabitants
    # 1 to 9 of Umeå, and 0 to 9 of the others
    assert (umea["dot"], umea["ring"], umea["reach"]) == (50, 30, [7, 100])
    assert umea["cells"][::2] == ["50\u00a0%", "30,0\u00a0%"]
    assert (hidden["dot"], hidden["ring"], hidden["cells"][0]) == (None, 5, "..")
    assert made["signs"] == [["..", "skyddat tal"]]
    assert [text for _, text in made["ticks"]][:2] == ["0\u00a0%", "20\u00a0%"]


def test_that_all_of_few_are_from_one_place_is_neither_told_nor_drawn(odd):
    told = row(figure(odd.public, "participants", "missing"), "Umeå")
    assert (told["dot"], told["cells"][0]) == (None, "..")


def test_the_share_of_women_stands_before_a_band_with_a_name(counted):
    made = figure(counted.public, "participants", "gender-steps")
    assert (made["band"], made["band_name"]) == ((40, 60), "40–60\u00a0%: jämn fördelning")
    # 5 women and 5 men began; of those who completed no men may be told, so no share either
    assert row(made, "Började")["dot"] == 50
    assert row(made, "Slutfört")["dot"] is None
    assert dict(made["signs"]) == {"..": "skyddat tal", "-": "uppgift saknas"}
    assert made["ticks"][-1] == [100, "100\u00a0%"]


def test_a_single_step_told_is_not_compared_with_itself(counted):
    # 5 women and 5 men are enrolled; here nobody has started
    profile = counted.public["profile"].assign(started=False, completed=False)
    data = replace(counted.public, tables={**counted.public.tables, "profile": profile})
    told = slides.told(data, "sv", Slide("participants", (), "gender-steps"))
    assert told["sentence"] == "Andelen kvinnor är omkring 50\u00a0% bland inskrivna."


def test_a_rate_has_its_interval_largest_first_and_the_county_among_them(counted):
    made = figure(counted.public, "participants", DENSITY, kommun="2480")
    assert made["columns"][:2] == [["Värde", "dot"], ["95 % intervall", "reach"]]
    # 5 of 10 000 and 5 of 60 000: the same number of people says more of a large place. They could be
    # 1 to 9, of which the intervals begin at 0.03 and end at 17.08
    assert [r["label"] for r in made["rows"]][:3] == ["Lycksele", "Umeå", "Länet"]
    lycksele, umea, county = made["rows"][:3]
    assert (lycksele["dot"], lycksele["reach"]) == (5, [0.0, 17.1])
    assert (umea["dot"], umea["reach"], umea["strong"]) == (0.8, [0.0, 2.8], True)
    assert (county["reach"], county["beside"]) == (None, True)
    assert made["ticks"] == [[0, "0"], [5, "5"], [10, "10"], [15, "15"], [20, "20"]]


def test_weeks_to_completion_are_a_median_on_its_middle_half(shipped):
    made = figure(shipped.public, "cohorts", "times", "en")
    assert [mark for _, mark in made["columns"]] == ["dot", "reach", ""]
    whole = row(made, "The cohorts together")
    assert whole["cells"][1] == f"{whole['reach'][0]:.0f}–{whole['reach'][1]:.0f}"


def test_answers_stand_on_their_scale_of_five(shipped):
    made = figure(shipped.public, "cohorts", "survey-after")
    assert [text for _, text in made["ticks"]] == ["1", "2", "3", "4", "5"]
    assert [mark for _, mark in made["columns"]] == ["ring", "dot", "", ""]


@pytest.mark.parametrize(("page", "key"), [("cohorts", "times"), ("cohorts", "survey-after")])
def test_dots_of_nothing_that_may_be_told_are_a_table(counted, page, key):
    assert figure(counted.public, page, key)["kind"] == "table"


@pytest.mark.parametrize(("page", "key"), DOTS)
def test_a_mark_stands_where_the_table_says_and_nowhere_else(shipped, page, key):
    """In English, where a number is written as a program reads it."""
    made = figure(shipped.public, page, key, "en")
    columns = made["table"]["columns"]
    told = {
        label: dict(zip(columns[1:], cells, strict=True)) for label, *cells in made["table"]["rows"]
    }
    titles = {mark: title for title, mark in made["columns"] if mark}
    assert len(made["rows"]) == len(told) > 0
    for drawn in made["rows"]:
        mine = told[drawn["label"]]
        assert drawn["cells"] == [mine[title] for title, _ in made["columns"]]
        for mark in {"ring", "dot"} & set(titles):
            text = mine[titles[mark]].removesuffix("%")
            assert drawn[mark] == (float(text) if text[:1].isdigit() else None)
        if "reach" in titles:
            ends = mine[titles["reach"]]
            assert drawn["reach"] == ([float(end) for end in ends.split("–")] if ends else None)
