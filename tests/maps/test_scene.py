"""The scene: what the browser is sent besides the shapes."""

from __future__ import annotations

import json

import pytest

from atlas.errors import CountAsFill
from atlas.maps import scene as scenes
from atlas.measures import registry
from atlas.measures.selection import Selection
from atlas.theme import theme
from atlas.words import Words
from tests.deliveries import SHARE, register

EDGES = [0.0, 5.0, 10.0, 15.0]


def scene(data, measure, language="sv", selection=None):
    selection = selection or Selection()
    values = registry.values(data, measure, selection)
    edges = EDGES if values.measure.kind in scenes.FILLED else []
    return scenes.scene(data, values, selection, Words(language), "/shapes.json", edges, 6.0)


def test_a_scene_is_plain_json(counted):
    for measure in counted.public.catalogue.mappable():
        made = scene(counted.public, measure.id)
        assert json.loads(json.dumps(made, allow_nan=False)) == made


def test_values_and_letters_stand_in_the_order_of_the_codes(counted):
    made = scene(counted.public, SHARE)
    assert made["codes"] == register()
    assert made["periods"] == ["2022"]
    # 1, 2, 3 ... per cent by place in the register; 2418 says missing, 2463 says nothing
    values = [None if code in ("2418", "2463") else i for i, code in enumerate(register(), 1)]
    assert made["values"]["2022"] == values
    assert made["status"]["2022"] == "".join("m" if v is None else "r" for v in values)


def test_protected_places_have_their_letter_and_no_number(counted):
    made = scene(counted.public, "participants")
    (period,) = made["periods"]
    shown = {
        c: (v, s)
        for c, v, s in zip(
            made["codes"], made["values"][period], made["status"][period], strict=True
        )
    }
    assert shown.pop("2480") == (5.0, "r")
    assert shown.pop("2481") == (5.0, "r")
    assert set(shown.values()) == {(None, "p")}


def test_what_only_the_county_has_is_not_applicable(counted):
    assert scene(counted.public, "new_enterprises")["status"]["2022"] == "n" * 15


def test_every_year_is_sent_and_the_latest_is_shown(counted):
    made = scene(counted.public, "population")
    assert (made["periods"], made["period"]) == (["2022", "2023"], "2023")
    assert set(made["values"]) == set(made["status"]) == {"2022", "2023"}


def test_a_count_is_drawn_as_bubbles_and_has_no_classes(counted):
    made = scene(counted.public, "participants")
    assert (made["kind"], made["breaks"], made["bubbleMax"]) == ("count", [], 6.0)


def test_a_rate_is_filled_in_its_classes(counted):
    made = scene(counted.public, SHARE)
    assert (made["kind"], made["breaks"]) == ("rate", EDGES)
    assert len(made["colors"]) == len(EDGES) - 1


def test_there_is_a_colour_for_each_of_the_shipped_classes(shipped):
    data = shipped.public
    for measure, part in data["breaks"].groupby("measure"):
        values = registry.values(data, measure, Selection())
        edges = part["edge"].tolist()
        made = scenes.scene(data, values, Selection(), Words("sv"), "/s.json", edges, 1.0)
        assert len(made["colors"]) == len(made["colorsDark"]) == len(edges) - 1, measure


def test_a_scale_around_the_country_says_its_value_and_which_side_is_better(shipped):
    data = shipped.public
    values = registry.values(data, "grp_per_capita_index", Selection())
    rows = data["breaks"]
    edges = rows.loc[rows["measure"] == "grp_per_capita_index", "edge"].tolist()
    made = scenes.scene(data, values, Selection(), Words("sv"), "/s.json", edges, 1.0)
    assert edges == [-75, -45, -15, 15, 45, 75]  # 45 is the furthest from 100, 55 below
    assert made["pivot"] == {"better": "higher", "values": {"2021": 100.0}}
    assert made["colors"] == theme()["light"]["diverging"]
    assert "Riket" in made["method"]


def test_the_scale_is_of_one_hue_without_published_edges_around_the_benchmark(counted):
    made = scene(counted.public, SHARE)
    assert made["pivot"] is None
    assert made["method"].startswith("Klasser: naturliga brytpunkter")


def test_few_classes_take_colours_that_are_far_apart(counted):
    every = theme()["light"]["sequence"]
    assert scene(counted.public, SHARE)["colors"] == [every[0], every[2], every[4]]


def test_an_interval_travels_with_a_rate_that_has_one(counted):
    made = scene(counted.public, "participants_per_10000")
    (period,) = made["periods"]
    at = made["codes"].index("2480")
    assert made["lower"][period][at] == pytest.approx(0.0253 / 6, abs=0.001)
    assert made["interval"] == "95 % intervall"
    hidden = made["codes"].index("2403")
    assert made["lower"][period][hidden] is None
    assert scene(counted.public, "participants")["interval"] == "Kan vara"
    assert "lower" not in scene(counted.public, SHARE)


def test_chosen_places_are_marked_and_nothing_is_filtered_away(counted):
    made = scene(counted.public, "participants", selection=Selection(("2480",)))
    assert made["selected"] == ["2480"]
    assert len(made["values"]["2022–2023"]) == 15


def test_county_and_country_stand_beside_the_map(counted):
    made = scene(counted.public, "population", "en")
    assert [b["label"] for b in made["benchmarks"]] == ["The county", "Sweden"]
    assert made["benchmarks"][0]["values"]["2023"].startswith("200,000")


def test_the_words_are_those_of_the_language(counted):
    swedish, english = (scene(counted.public, SHARE, lang) for lang in ("sv", "en"))
    assert swedish["lang"] == "sv"
    assert swedish["words"].keys() == english["words"].keys()
    assert swedish["words"]["zero_long"] == "noll"
    assert english["words"]["zero_long"] == "zero"


def test_a_scene_holds_no_shapes(counted):
    assert len(json.dumps(scene(counted.public, SHARE))) < 6000


def test_a_count_with_class_edges_is_refused(counted):
    values = registry.values(counted.public, "participants", Selection())
    with pytest.raises(CountAsFill, match="participants is a count"):
        scenes.scene(counted.public, values, Selection(), Words("sv"), "/s.json", EDGES, 6.0)


def test_a_rate_may_be_filled(counted):
    assert scenes.fill(counted.public.catalogue[SHARE]) is None
