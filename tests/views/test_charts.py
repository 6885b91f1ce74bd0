"""Charts of cards: what their figures draw and say, on the page and on the stage, and that nothing is drawn
that the table hides."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from atlas import theme
from atlas.decks import Slide
from atlas.figures import spec
from atlas.views import panels, site, slides
from atlas.views.panels.cohort_curves import untold_shares
from atlas.views.run.address import read
from atlas.views.run.visit import Here
from atlas.views.sheet import Part
from atlas.words import Words
from tests.deliveries import SHARE

WEEKLY = ("retention", "aligned")
DENSITY = "by-municipality-participants_per_10000"
STACKS = (("cohorts", "states"), ("participants", "sector-size"))
DOTS = (
    ("participants", "missing"), ("participants", "missing-enterprises"),
    ("participants", "gender-steps"), ("cohorts", "times"), ("cohorts", "survey-after"),
)  # fmt: skip


def staged(data, page, key, language="sv", **address):
    """What the stage draws: the kind of it, and where it is a chart, its figure and its table."""
    return slides.content(data, language, Slide(page, tuple(address.items()), key))["figure"]


def figure(data, page, key, language="sv", **address):
    return staged(data, page, key, language, **address)["figure"]


def row(made, label):
    return next(row for row in made["rows"] if row["label"] == label)


def told(point):
    """A point of a line without what is said of it."""
    return point and point[:2]


@pytest.mark.parametrize("page", site.staged())
def test_page_and_stage_draw_one_figure(shipped, page):
    here = slides.view(shipped.public, "sv", Slide(page))[0]
    drawn = {}
    for panel in site.page(page).staged:
        part = panel(here)
        drawn |= {p["key"]: p["figure"] for p in _charts(part)} if part else {}
    for key, on_page in drawn.items():
        made = staged(shipped.public, page, key)
        if made["kind"] == "table":  # which draws no number on its page either
            assert key in ("calendar", "survey-followup", "indicators-table")
        else:
            assert made["figure"] == on_page


def _charts(part: Part):
    parts = part.content.get("parts", [part.content])
    return [p for p in parts if p["kind"] == "chart"]


def test_bars_are_ranked_and_a_sum_is_no_bar_beside_counts(counted):
    rows = figure(counted.public, "indicators", "ranking", matt="population")["rows"]
    assert (rows[0]["label"], rows[0]["text"]) == ("Umeå", "60\u00a0000")
    assert len(rows) == 15
    assert all(r.get("look") != "beside" for r in rows)


# --- lines ------------------------------------------------------------------------------------------


def test_years_lie_where_they_do_in_time_and_no_line_leads_over_a_gap(shipped):
    made = figure(shipped.public, "indicators", "trend", matt="edu_tertiary_share")
    marks = [text for _, text in made["marks"]]
    assert marks == ["2005", "2009", "2013", "2018", "2020", "2022"]
    assert [place for place, _ in made["marks"]] == [float(text) for text in marks]
    umea = next(line for line in made["lines"] if line["name"] == "Umeå")
    places = [p and p[0] for p in umea["points"]]
    # four years or five apart no line joins them: a gap lies between
    assert places[:8] == [None, 2005, None, 2009, None, 2013, None, 2018]
    assert "breaks" not in made


def test_a_break_in_the_series_cuts_the_lines_and_is_marked(shipped):
    made = figure(shipped.public, "indicators", "trend", matt="out_commuter_share")
    assert made["breaks"] == [[2018.5, "Brott i serien 2019"]]
    places = [p and p[0] for p in made["lines"][0]["points"]]
    assert places[places.index(2018) + 1 :][:2] == [None, 2019]


def test_a_line_that_stands_out_ends_in_its_name_and_latest_number(shipped):
    made = figure(shipped.public, "indicators", "trend", "en", kommun="2480,2482", matt=SHARE)
    ends = [(line["end"], line["look"]) for line in made["lines"]]
    assert ends[-4:] == [
        ("Vännäs 20.8%", "outer"),
        ("Dorotea 11.6%", "outer"),
        ("Umeå 34.5%", "strong"),
        ("Skellefteå 20.6%", "strong"),
    ]
    assert ends[-6:-4] == [("The county 26.2%", "beside-0"), ("Sweden 25.6%", "beside-1")]
    # the eleven others end in their names alone
    assert [look for _, look in ends[:-6]] == ["quiet"] * 11
    assert ends[0] == ("Nordmaling", "quiet")


def test_the_outermost_lines_are_named_and_each_set_off_by_a_colour_of_its_own(shipped):
    # neither the county nor the country is drawn beside counts
    made = figure(shipped.public, "indicators", "trend", matt="population")
    told = [line["end"] for line in made["lines"] if line["end"] != line["name"]]
    assert told == ["Umeå 135\u00a0273", "Dorotea 2\u00a0241"]
    lone = figure(shipped.public, "indicators", "trend", matt="population", kommun="2480")
    looks = {line["name"]: line["look"] for line in lone["lines"] if line["look"] != "quiet"}
    assert looks == {"Skellefteå": "outer", "Dorotea": "outer", "Umeå": "strong"}
    for lines in (made["lines"], lone["lines"]):
        paints = [line["paint"] for line in lines if line["look"] == "outer"]
        assert len({tuple(paint) for paint in paints}) == 2
    # neither has the colour of the one that is chosen
    assert tuple(theme.paints("places")[0]) not in {tuple(paint) for paint in paints}


def test_a_scale_of_per_cent_says_so_without_decimals_that_say_nothing(shipped):
    made = figure(shipped.public, "indicators", "trend", matt=SHARE)
    assert [text for _, text in made["ticks"]] == ["10\u00a0%", "20\u00a0%", "30\u00a0%"]
    people = figure(shipped.public, "indicators", "trend", matt="population")
    assert [text for _, text in people["ticks"]][:2] == ["0", "50\u00a0000"]


def test_cohorts_by_week_are_lines_of_what_their_table_tells(shipped):
    made = {key: staged(shipped.public, "cohorts", key) for key in WEEKLY}
    steps = {
        key: all(line.get("steps", False) for line in m["figure"]["lines"])
        for key, m in made.items()
    }
    assert steps == {"retention": True, "aligned": False}
    for chart in made.values():
        rows, columns = chart["table"]["rows"], chart["table"]["columns"]
        share_at = columns.index("Kan vara") - 1
        assert {line["name"] for line in chart["figure"]["lines"]} == {row[0] for row in rows}
        for line in chart["figure"]["lines"]:
            mine = [row for row in rows if row[0] == line["name"]]
            # 77 % is drawn at 77, and what may not be told is not drawn
            shares = [
                float(row[share_at].split("\u00a0")[0]) if row[share_at][0].isdigit() else None
                for row in mine
            ]
            assert [told(p) and p[1] for p in line["points"]] == shares
            assert [f"{p[0]:.0f}" for p in line["points"] if p] == [
                row[1] for row, share in zip(mine, shares, strict=True) if share is not None
            ]
            assert line["end"] == f"{line['name']} {mine[-1][share_at]}"


@pytest.fixture
def nobody_left(counted):
    """Twelve of Alfa who all stayed as far as is shown, and twenty of twenty-five of Beta."""
    rows = [("alfa", "completed", 12), ("beta", "withdrawn", 5), ("beta", "completed", 20)]
    exits = pd.DataFrame(rows, columns=["cohort_id", "status", "n"]).assign(
        half_year=0, started=True
    )
    return replace(counted.public, tables={**counted.public.tables, "exits": exits})


def test_of_few_who_all_stayed_the_start_is_drawn_and_the_end_is_not_told(nobody_left):
    slide = slides.content(nobody_left, "sv", Slide("cohorts", (), "retention"))
    alfa, beta = slide["figure"]["figure"]["lines"]
    assert [told(p) for p in alfa["points"]] == [[0, 100], None]
    assert (alfa["end"], "broken" in alfa) == ("Alfa ..", False)
    assert [told(p) for p in beta["points"]] == [[0, 100], [26, 80]]
    assert beta["end"] == "Beta 80\u00a0%"
    assert slide["sentence"] == (
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


# --- stacked bars -----------------------------------------------------------------------------------


def test_states_of_a_cohort_are_parts_of_a_bar_and_protected_ones_stand_in_words(counted):
    made = figure(counted.public, "cohorts", "states")
    numbers = {row["label"]: [part[:2] for part in row["parts"]] for row in made["rows"]}
    names = [name for name, *_ in made["parts"]]
    alfa, beta = (dict(zip(names, numbers[name], strict=True)) for name in ("Alfa", "Beta"))
    assert (alfa["Slutfört"], alfa["Deltar"]) == ([5, "5"], [0, ""])
    assert (beta["Slutfört"], beta["Deltar"]) == ([0, ""], [5, "5"])
    assert row(made, "Alfa")["note"] == (
        "Platser 10 · Inskrivna 5 · Började 5 · Skyddat: Deltar, Paus och Avbrutit"
    )
    assert row(made, "Beta")["note"].endswith("Skyddat: Slutfört, Paus och Avbrutit")


def test_a_row_of_which_nothing_may_be_told_says_so(counted):
    made = figure(counted.public, "participants", "sector-size", "en")
    names = [name for name, *_ in made["parts"]]
    civil = row(made, "Civil society")
    assert dict(zip(names, civil["parts"], strict=True))["10–49"][:2] == [5, "5"]
    assert civil["note"] == "Protected: 1–9, 50–249 and 250 or more"
    assert row(made, "Enterprise")["note"] == "All are protected"


def test_what_draws_no_number_is_a_table_on_the_stage(odd, counted, shipped):
    assert staged(odd.public, "participants", "sector-size")["kind"] == "table"
    for key in ("times", "survey-after"):
        assert staged(counted.public, "cohorts", key)["kind"] == "table"
    # dates and sentences are read, not compared
    assert staged(shipped.public, "cohorts", "calendar")["kind"] == "table"


@pytest.mark.parametrize(("page", "key"), STACKS)
def test_parts_are_those_of_the_table_in_the_colours_of_the_page(shipped, page, key):
    made = staged(shipped.public, page, key)
    columns, rows = made["table"]["columns"], made["table"]["rows"]
    assert rows != []
    for cells, drawn in zip(rows, made["figure"]["rows"], strict=True):
        assert drawn["label"] == cells[0]
        for (name, *colors), (number, text, *_) in zip(
            made["figure"]["parts"], drawn["parts"], strict=True
        ):
            assert (text or "..") == cells[columns.index(name)]
            assert float(text or 0) == number
            assert all(color.startswith("#") for color in colors)


# --- marks on a scale -------------------------------------------------------------------------------


def test_a_share_against_a_share_is_a_dot_against_a_ring(counted):
    made = figure(counted.public, "participants", "missing")
    umea, hidden = row(made, "Umeå"), row(made, "Bjurholm")
    # 5 of 10 participants, and 60 000 of 200 000 inhabitants
    # 1 to 9 of Umeå, and 0 to 9 of the others
    assert (umea["dot"], umea["ring"], umea["reach"]) == (50, 30, [7, 100])
    # the smaller number stands before the marks, the larger behind them
    assert (umea["before"], umea["text"]) == ("30,0\u00a0%", "50\u00a0%")
    # one that may not be told is its sign beside the other
    assert (hidden.get("dot"), hidden["ring"]) == (None, 5)
    assert (hidden.get("before"), hidden["text"]) == (None, "5,0\u00a0%\N{EM SPACE}..")
    assert made["legend"] == [
        ["ring", "Andel av invånarna"], ["dot", "Andel av deltagarna"], ["reach", "Kan vara"],
        ["sign", ".. skyddat tal"],
    ]  # fmt: skip
    assert [text for _, text in made["ticks"]][:2] == ["0\u00a0%", "20\u00a0%"]


def test_that_all_of_few_are_from_one_place_is_neither_told_nor_drawn(odd):
    umea = row(figure(odd.public, "participants", "missing"), "Umeå")
    assert (umea.get("dot"), umea["text"][-2:]) == (None, "..")


def test_women_and_men_are_a_pair_of_dots(shipped):
    address = (("matt", "edu_postsecondary_share_16_74"),)
    slide = slides.content(shipped.public, "sv", Slide("indicators", address, "women-and-men"))
    assert slide["heading"] == "Kvinnor och män: störst skillnad i Bjurholm (18,9 procentenheter)"
    first = slide["figure"]["figure"]["rows"][0]
    assert (first["label"], first["ring"], first["dot"]) == ("Bjurholm", 15.7, 34.6)
    assert (first["before"], first["text"]) == ("15,7\u00a0%", "34,6\u00a0%")
    assert slide["figure"]["table"]["rows"][0][-1] == "+18,9"
    assert slide["sentence"].startswith("Kvinnors andel är högre än mäns i 15 av 15 kommuner")


def test_the_share_of_women_stands_before_a_band_with_a_name(counted):
    made = figure(counted.public, "participants", "gender-steps")
    assert made["band"] == [40, 60]
    assert ["band", "40–60\u00a0%: jämn fördelning"] in made["legend"]
    # 5 women and 5 men began; of those who completed no men may be told, so no share either
    assert row(made, "Började")["dot"] == 50
    assert row(made, "Slutfört").get("dot") is None
    assert made["legend"][-2:] == [["sign", ".. skyddat tal"], ["sign", "- uppgift saknas"]]
    assert made["ticks"][-1] == [100, "100\u00a0%"]


def test_a_single_step_told_is_not_compared_with_itself(counted):
    # 5 women and 5 men are enrolled; here nobody has started
    profile = counted.public["profile"].assign(started=False, completed=False)
    data = replace(counted.public, tables={**counted.public.tables, "profile": profile})
    slide = slides.content(data, "sv", Slide("participants", (), "gender-steps"))
    assert slide["sentence"] == "Andelen kvinnor är omkring 50\u00a0% bland inskrivna."


def test_a_rate_has_its_interval_largest_first_and_the_county_among_them(counted):
    made = figure(counted.public, "participants", DENSITY, kommun="2480")
    assert made["legend"][0] == ["reach", "95 % intervall"]
    # 5 of 10 000 and 5 of 60 000: the same number of people says more of a large place. They could be
    # 1 to 9, of which the intervals begin at 0.03 and end at 17.08
    assert [r["label"] for r in made["rows"]][:3] == ["Lycksele", "Umeå", "Länet"]
    lycksele, umea, county = made["rows"][:3]
    assert (lycksele["dot"], lycksele["text"]) == (5, "5,0")
    assert lycksele["reach"] == pytest.approx([0.03, 17.08], abs=0.01)
    assert (umea["text"], umea["look"]) == ("0,8", "strong")
    assert (county.get("reach"), county["look"]) == (None, "beside")


def test_areas_of_which_nothing_may_be_told_share_one_line(shipped):
    seen = Here(shipped.public, read({}, shipped.public)[0], Words("sv"))
    (card,) = panels.before_after("followup").cards(seen)
    made = spec.as_json(card.figure())
    (only,) = made["rows"]
    assert (only["label"], only["sign"]) == ("", "Allt är skyddat")
    assert "Ledarskap" in only["said"], "pointed at, it tells which"
    assert "legend" not in made, "there is nothing to explain"


def test_sessions_are_counted_from_the_first_and_weeks_from_the_start(shipped):
    sessions = figure(shipped.public, "cohorts", "attendance")["marks"]
    assert [text for _, text in sessions] == ["1", "2", "3", "4", "5", "6"]
    weeks = figure(shipped.public, "cohorts", "aligned")["marks"]
    assert weeks[0] == [0, "0"]


def test_weeks_to_completion_are_a_median_on_its_middle_half(shipped):
    made = staged(shipped.public, "cohorts", "times", "en")
    assert [mark for mark, _ in made["figure"]["legend"]] == ["dot", "reach", "sign"]
    whole = row(made["figure"], "The cohorts together")
    cells = next(r for r in made["table"]["rows"] if r[0] == "The cohorts together")
    assert cells[1:3] == [whole["text"], f"{whole['reach'][0]:.0f}–{whole['reach'][1]:.0f}"]


def test_answers_stand_on_their_scale_of_five(shipped):
    made = figure(shipped.public, "cohorts", "survey-after")
    assert [text for _, text in made["ticks"]] == ["1", "2", "3", "4", "5"]
    assert made["legend"] == [["ring", "Före"], ["dot", "Efter"]]


@pytest.mark.parametrize(("page", "key"), DOTS)
def test_a_mark_stands_where_the_table_says_and_nowhere_else(shipped, page, key):
    """In English, where a number is written as a program reads it."""
    made = staged(shipped.public, page, key, "en")
    columns = made["table"]["columns"]
    cells = {
        label: dict(zip(columns[1:], rest, strict=True)) for label, *rest in made["table"]["rows"]
    }
    drawn = made["figure"]
    titles = dict(drawn["legend"]) | {"reach": dict(drawn["legend"]).get("reach", "")}
    assert len(drawn["rows"]) == len(cells) > 0
    for one in drawn["rows"]:
        mine = cells[one["label"]]
        for mark in {"ring", "dot"} & set(titles):
            text = mine[titles[mark]].removesuffix("%")
            assert one.get(mark) == (float(text) if text[:1].isdigit() else None)
        if titles["reach"]:
            ends = mine[titles["reach"]]
            assert one.get("reach") == ([float(end) for end in ends.split("–")] if ends else None)
