"""The tile map: one square an area, no two on one place, neighbours near."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely

from atlas import region
from atlas.errors import DeclarationError
from atlas.publish import shapes, tiles
from tests.deliveries import DATA, edit, register

SHIPPED = region.load(DATA).tiles


def apart(a, b):
    """How many tiles lie between two places, as a king walks: 1 is side by side or corner to corner."""
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


@pytest.fixture(scope="module")
def neighbours(shipped):
    """The pairs of municipalities that share a border."""
    areas = shipped.delivery.areas
    return [
        (a, b)
        for (a, one), (b, other) in itertools.combinations(
            zip(areas["code"], areas["geometry"], strict=True), 2
        )
        if shapely.distance(one, other) < 1
    ]


def points(shipped):
    drawn = shapes.drawing(shipped.delivery.areas)["areas"]
    return np.array([(area["x"], area["y"]) for area in drawn])


def test_the_declared_layout_has_each_municipality_once():
    assert sorted(SHIPPED) == register()
    assert len(set(SHIPPED.values())) == 15


def test_the_coast_stands_in_the_last_column_from_north_to_south():
    # Skelleftea, Robertsfors, Umea
    assert [SHIPPED[code] for code in ("2482", "2409", "2480")] == [(4, 0), (4, 1), (4, 2)]


def test_of_thirty_pairs_of_neighbours_twenty_eight_touch_in_the_declared_layout(neighbours):
    far = [(a, b) for a, b in neighbours if apart(SHIPPED[a], SHIPPED[b]) > 1]
    assert len(neighbours) == 30
    # Vilhelmina and Lycksele, Umea and Skelleftea: one tile between them
    assert sorted(sorted(pair) for pair in far) == [["2462", "2481"], ["2480", "2482"]]
    assert {apart(SHIPPED[a], SHIPPED[b]) for a, b in far} == {2}


def test_the_geometry_brings_the_layout_along(shipped):
    drawn = shapes.drawing(shipped.delivery.areas, SHIPPED)["areas"]
    assert {area["code"]: tuple(area["tile"]) for area in drawn} == SHIPPED


def test_without_a_declaration_neighbours_are_at_most_two_tiles_away(shipped, neighbours):
    made = tiles.generated(register(), points(shipped))
    assert len(set(made.values())) == 15
    ways = [apart(made[a], made[b]) for a, b in neighbours]
    assert max(ways) == 2
    assert sum(way == 1 for way in ways) >= 24


def test_a_square_grid_of_places_stays_as_it_is():
    at = [(x, y) for y in range(3) for x in range(3)]
    made = tiles.generated([str(i) for i in range(9)], np.array(at, dtype=float))
    for (a, one), (b, other) in itertools.combinations(enumerate(at), 2):
        first, second = made[str(a)], made[str(b)]
        assert (one[0] < other[0]) <= (first[0] <= second[0])
        assert (one[1] < other[1]) <= (first[1] <= second[1])


def test_a_country_gets_the_same_layout_each_time_with_no_two_on_one_place():
    codes = [f"{i:04}" for i in range(290)]
    places = np.random.default_rng(7).normal(size=(290, 2))
    made = tiles.generated(codes, places)
    assert len(set(made.values())) == 290
    assert made == tiles.generated(codes, places)
    assert min(c for c, _ in made.values()) == min(r for _, r in made.values()) == 0


def test_one_area_has_one_tile():
    assert tiles.generated(["a"], np.array([[5.0, 5.0]])) == {"a": (0, 0)}


def test_a_layout_of_another_register_is_left_aside():
    made = tiles.layout(["x", "y"], np.array([[0.0, 0.0], [9.0, 0.0]]), {"a": (0, 0)})
    assert made["x"][0] < made["y"][0]


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"1": (0, 0)}, "lacks 2"),
        ({"1": (0, 0), "2": (1, 0), "3": (2, 0)}, "has 3, which no area is called"),
    ],
)
def test_a_layout_with_some_of_the_areas_is_refused(declared, said):
    with pytest.raises(DeclarationError, match=said):
        tiles.layout(["1", "2"], np.zeros((2, 2)), declared)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"2401"', '""', "region.toml: tiles.rows lacks 2401;"),
        ('"2401"', '"2499"', "tiles.rows lacks 2401 and has 2499, which no area is called;"),
        ('"2401"', '"2403"', "tiles.rows has 2403 twice;"),
        ('"2401"', '"2401 2403"', "tiles.rows lacks 2401 and has …, which no area is called;"),
        ('"2401"', "2401", "tiles.rows has the wrong form;"),
    ],
)
def test_checking_a_delivery_finds_a_layout_that_is_not_of_its_areas(run, desk, old, new, said):
    path = desk.data / "region.toml"
    rows = path.read_text("utf-8").split("[tiles]\n")[1]
    edit(path, rows, rows.replace(old, new, 1))
    told = run("check", "--data", desk.data, "--geo", desk.geo)
    assert told.code == 1
    assert said in told.out
    assert "accepted: " in told.out
