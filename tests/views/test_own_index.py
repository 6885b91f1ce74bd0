"""The page of the region's own index: its name, its answer, its cards, its tables and its weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.decks import Slide
from atlas.measures.index import own
from atlas.views import panels, site, slides
from atlas.views.run.address import read, write
from atlas.views.run.visit import Here
from atlas.words import Words

UMEA, LYCKSELE, MALA = "2480", "2481", "2418"
NOTHING = "skills:0,research:0,enterprise:0,work:0"


def view(data, language="sv", **query):
    return Here(data, read({**query, "lang": language}, data)[0], Words(language))


def answer(here):
    return site.page("own_index").answered(here).content


def chart(panel, here):
    """The only card of a panel."""
    (charted,) = panel.cards(here)
    return charted


def number(text):
    return float(text.replace(",", "."))


@pytest.mark.parametrize(
    ("language", "title", "says"),
    [
        ("sv", "Västerbottens innovationsindex (egen konstruktion)", "Först kan vara Umeå, "),
        (
            "en",
            "Västerbotten innovation index (our own construction)",
            "The first could be Umeå, ",
        ),
    ],
)
def test_it_bears_the_name_of_the_region_and_names_no_winner_that_is_not_sure(
    shipped, language, title, says
):
    told = answer(view(shipped.public, language))
    assert told["title"] == title
    assert told["text"].startswith(says)
    region = replace(shipped.public.region, declared={**shipped.public.region.declared,
                     "name_sv": "Norrbotten", "name_en": "Norrbotten"})  # fmt: skip
    other = answer(view(replace(shipped.public, region=region), language))
    assert other["title"] == title.replace("Västerbotten", "Norrbotten")


def test_a_winner_is_named_where_its_range_has_no_other_place(shipped):
    table, lower = shipped.public["indicators"], ["unemployment_rate_bas_20_64"]
    mine = table["municipality_code"] == UMEA
    worse = table["value"].where(~mine, table["value"] / 10)
    best = worse.where(~mine | table["indicator_id"].isin(lower), table["value"] * 2)
    tables = {**shipped.public.tables, "indicators": table.assign(value=best)}
    told = answer(view(replace(shipped.public, tables=tables)))
    assert told["text"] == "Umeå har plats 1 i minst nio av tio beräkningar."


def test_the_answer_tells_place_and_range_of_each_chosen_place(shipped):
    made = own.made(shipped.public)
    low, high = (f"{end:.0f}" for end in made.ranges[LYCKSELE])
    told = answer(view(shipped.public, kommun=f"{UMEA},{LYCKSELE}"))["text"]
    assert f"Lycksele: plats {made.places[LYCKSELE]:.0f}, mellan {low} och {high}" in told
    assert told.startswith("Umeå: plats 1, mellan 1 och ")
    assert told.endswith("Av 15 kommuner; 1 är högst.")


def test_what_it_is_not_is_said_and_ris_is_not_its_name(shipped):
    for language in ("sv", "en"):
        here = view(shipped.public, language)
        (item,) = panels.index_is_not(here).content["items"]
        assert {"sv": "egen konstruktion", "en": "our own construction"}[language] in item["text"]
        assert {"sv": "Det är inte EU:s", "en": "It is not the EU's"}[language] in item["text"]
        assert "RIS" not in answer(here)["title"]


def test_the_ranking_draws_each_place_with_its_range_and_marks_the_chosen(shipped):
    here = view(shipped.public, kommun=LYCKSELE)
    made, charted = own.made(shipped.public), chart(panels.index_ranking, here)
    figure = charted.figure()
    assert [row.label for row in figure.rows if row.look == "strong"] == ["Lycksele"]
    by_name = {row.label: row for row in figure.rows}
    for code, place in made.places.items():
        row = by_name[here.name(code)]
        assert (row.dot, row.reach) == (place, made.ranges[code])
    assert [row.dot for row in figure.rows] == sorted(row.dot for row in figure.rows)
    assert figure.ticks[0] == (1.0, "1")
    assert figure.ticks[-1] == (15.0, "15")
    rows = {row[0]: row[1:] for row in charted.card.shown.to_numpy().tolist()}
    assert rows["Umeå"] == ["1", by_name["Umeå"].text, f"{made.scores[UMEA]:.1f}".replace(".", ",")]


def tied(data, one, other):
    """The same data, with the figures of one municipality for another one, too."""
    table = data["indicators"]
    kept = table[table["municipality_code"] != other]
    same = table[table["municipality_code"] == one].assign(municipality_code=other)
    rows = kept.merge(same, how="outer")
    return replace(data, tables={**data.tables, "indicators": rows})


def test_ties_are_drawn_as_ties_and_said_to_be_shared(shipped):
    here = view(tied(shipped.public, UMEA, LYCKSELE))
    charted = chart(panels.index_ranking, here)
    first, second = charted.figure().rows[:2]
    assert (first.label, second.label) == ("Lycksele", "Umeå")
    assert first.dot == second.dot == 1
    assert first.reach == second.reach
    assert charted.card.shown.iloc[:2, 1].tolist() == ["1 (delad)", "1 (delad)"]


@pytest.mark.parametrize(
    "weights", ["", "skills:40,work:10", "skills:33,research:33,enterprise:34,work:0"]
)
def test_the_shown_contributions_add_up_to_the_shown_score(shipped, weights):
    here = view(shipped.public, vikter=weights)
    made = own.made(shipped.public, here.state.index)
    charted = chart(panels.index_contributions, here)
    for row in charted.card.shown.to_numpy().tolist():
        *parts, total = map(number, row[1:])
        assert sum(parts) == pytest.approx(total)
    totals = {row[0]: number(row[-1]) for row in charted.card.shown.to_numpy().tolist()}
    assert totals == {
        here.name(c): pytest.approx(score, abs=0.0501) for c, score in made.scores.items()
    }
    for row in charted.figure().rows:
        assert number(row.text) == pytest.approx(sum(p[0] for p in row.parts))


def test_each_indicator_stands_in_its_own_unit_beside_the_county_and_its_score(shipped):
    here = view(shipped.public, kommun=f"{UMEA},{LYCKSELE}")
    umea, lycksele = panels.index_inputs.cards(here)
    assert [one.card.key for one in (umea, lycksele)] == [
        f"index-inputs-{UMEA}", f"index-inputs-{LYCKSELE}",
    ]  # fmt: skip
    rows = {row[0]: row[1:] for row in umea.card.shown.to_numpy().tolist()}
    theme, value, period, county, score, weight = rows["Forskarutbildade"]
    assert (theme, value, period, county) == (
        "Forskarutbildade", "3,4\u00a0%", "2022", "1,9\u00a0%",
    )  # fmt: skip
    assert (score, weight) == ("100,0", "25,0\u00a0%")
    # where the county has no figure, it says so in words
    assert rows["Sysselsättningsgrad"][3] == "uppgift saknas"
    assert sum(number(row[-1].removesuffix("\u00a0%")) for row in rows.values()) == pytest.approx(
        100, abs=0.2
    )
    assert umea.card.sentence == "Alla uppgifter finns."


def test_missing_inputs_are_named_and_what_is_left_out_is_told_with_the_limit(shipped):
    data, gone = shipped.public, [c for c in shipped.public.codes if c != MALA][:4]
    table = data["indicators"]
    lost = (table["indicator_id"] == "edu_phd_share") & table["municipality_code"].isin(gone)
    here = view(replace(data, tables={**data.tables, "indicators": table[~lost]}), kommun=gone[0])
    (inputs,) = panels.index_inputs.cards(here)
    assert inputs.card.sentence == "Uppgift saknas eller räknas inte: Forskarutbildade."
    steps = {item["strong"]: item["text"] for item in panels.index_method(here).content["items"]}
    assert "fler än 3 av 15 kommuner" in steps["Utelämnat"]
    assert steps["Utelämnat"].endswith("Därför räknas inte Forskarutbildade.")


def test_the_method_is_told_in_words_with_its_numbers_and_sources(shipped):
    items = panels.index_method(view(shipped.public)).content["items"]
    told = " ".join(item["text"] for item in items)
    for part in (
        "0–100",
        "2\u00a0000 gånger",
        "25\u00a0%",
        "90\u00a0%",
        "aritmetiskt medelvärde",
        "min–max",
    ):
        assert part in told
    sources = [item["small"] for item in items if "small" in item]
    assert len(sources) == 7
    assert any("TAB3200" in source and source.endswith("2024") for source in sources)


def test_weights_are_held_by_the_address_and_unknown_ones_are_told(shipped):
    data = shipped.public
    state, ignored = read({"vikter": "skills:40,work:25,patents:3,research:101,enterprise:x"}, data)
    assert state.index == (("skills", 40),)  # 25 is the usual weight of work
    assert [entry.value for entry in ignored] == ["patents:3", "research:101", "enterprise:x"]
    assert write(state, data)["vikter"] == "skills:40"


def test_sliders_show_shares_of_a_hundred_whatever_the_address_says(shipped):
    def shown(weights):
        content = panels.index_weights(view(shipped.public, vikter=weights)).content
        return [row["value"] for row in content["rows"]]

    assert shown("") == [25, 25, 25, 25]
    assert shown("skills:50") == [40, 20, 20, 20]  # a link that somebody wrote
    assert shown("skills:55,research:15,enterprise:15,work:15") == [55, 15, 15, 15]
    assert shown(NOTHING) == [0, 0, 0, 0]


def test_weights_that_sum_to_nothing_are_a_sentence_and_no_chart(shipped):
    here = view(shipped.public, vikter=NOTHING)
    assert answer(here)["text"].startswith("Alla vikter är noll, så inget vägs samman.")
    for panel in (
        panels.index_ranking, panels.index_contributions, panels.index_inputs, panels.index_orders,
        panels.index_method,
    ):  # fmt: skip
        assert panel(here) is None
    assert panels.index_vacant(here).content["kind"] == "vacant"
    assert panels.index_vacant(view(shipped.public)) is None


def test_ready_weights_are_one_press_each_and_the_shown_one_is_known(shipped):
    switch = panels.index_presets(view(shipped.public)).content
    assert [title for _, title in switch["options"]] == [
        "Lika vikt", "Kompetens tyngst", "Företagande tyngst", "Arbete tyngst",
    ]  # fmt: skip
    assert (switch["shown"], switch["options"][0][0]) == ("", "")
    for address, _ in switch["options"]:
        again = panels.index_presets(view(shipped.public, vikter=address)).content
        assert again["shown"] == address


def test_other_weights_make_another_order_that_is_shown_beside(shipped):
    table = panels.index_orders(view(shipped.public)).content
    assert table["columns"] == [
        "Kommun", "Lika vikt", "Kompetens tyngst", "Företagande tyngst", "Arbete tyngst",
    ]  # fmt: skip
    rows = {row[0]: row[1:] for row in table["rows"]}
    assert len({cell.split()[0] for cell in rows["Malå"]}) > 2
    assert table["note"].startswith("Mest flyttar Malå: mellan plats 3 och 10")
    own_weights = panels.index_orders(view(shipped.public, vikter="skills:40,work:10")).content
    assert own_weights["columns"][1] == "Dina vikter"


def test_where_no_index_is_declared_the_page_says_so_and_shows_nothing(counted):
    here = view(counted.public)
    assert answer(here)["text"].startswith("Inget index är beslutat för regionen.")
    for panel in site.page("own_index").staged:
        assert panel(here) is None
    assert panels.index_weights(here) is None


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        ("index-ranking", "chart"), ("index-contributions", "chart"), ("index-orders", "table"),
        (f"index-inputs-{LYCKSELE}", "chart"),
    ],
)  # fmt: skip
def test_each_card_can_be_put_on_the_stage(shipped, card, kind):
    address = (("kommun", LYCKSELE), ("vikter", "skills:40,work:10"))
    made = slides.content(shipped.public, "sv", Slide("own_index", address, card))
    assert made["figure"]["kind"] == kind
    assert made["heading"]
    # the weights of the link count there, too
    usual = slides.content(shipped.public, "sv", Slide("own_index", address[:1], card))
    assert made["figure"] != usual["figure"]


def test_the_file_of_a_card_names_its_sources(shipped):
    part = panels.index_ranking(view(shipped.public))
    text = part.files["index-ranking"].make().decode("utf-8-sig")
    assert "TAB3200" in text
    assert "Platsintervall" in text
