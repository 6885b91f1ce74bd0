"""Maps of areas that can be counted by hand: what is drawn, what the legend tells, and what has changed."""

from __future__ import annotations

import pytest

from atlas.exports.svg import Head, one, picture, several
from atlas.exports.svg.land import shape_of
from atlas.maps import reading
from atlas.words import Words
from tests.exports.svg.seen import faults, read
from tests.maps.component.harness import CODES, NAMES, count_scene, fifteen, rate_scene

HEAD = Head("Andel", "Procent, 2023", "Källa: SCB")
AREAS = fifteen() | {"outline": "M0,0L1000,0L1000,600L0,600Z"}
WORDS = Words("sv").section("map")


@pytest.fixture(params=["land", "tiles"])
def form(request):
    return request.param


@pytest.mark.parametrize("make", [rate_scene, count_scene])
@pytest.mark.parametrize("width", [480, 1200])
def test_a_map_is_whole_and_every_sign_on_it_is_explained(make, form, width):
    scene = make(
        form=form, selected=["9902"], words=WORDS, pivot=None, method="Klasser: lika breda"
    )
    seen = read(picture(HEAD, one(scene, AREAS), width))
    assert faults(seen) == []
    letters = scene["status"][scene["period"]]
    for letter, sign in (("p", ".."), ("m", "-"), ("n", ".")):
        name = {"p": "protected", "m": "missing", "n": "not_applicable"}[letter]
        legend = f"{sign}  {WORDS[f'{name}_long']} ({letters.count(letter)})"
        assert (legend in seen.words) == (letter in letters)
    assert WORDS["counts_note"] in seen.words


def test_what_one_of_many_years_lacks_is_explained_below_all_of_them():
    """A number is missing in the first year only."""
    scene = rate_scene(words=WORDS, pivot=None, method="")
    letters = "r" * len(CODES)
    first, *later = scene["periods"]
    full = [30.0 + n / 10 for n in range(len(CODES))]
    scene |= {
        "values": dict.fromkeys(scene["periods"], full) | {first: [None, *full[1:]]},
        "status": dict.fromkeys(later, letters) | {first: "m" + letters[1:]},
        "lower": None,
        "upper": None,
    }
    compared = {"mode": "all", "scene": scene, "words": {}}
    seen = read(picture(HEAD, several(compared, AREAS)))
    assert f"-  {WORDS['missing_long']}" in seen.words
    assert set(scene["periods"]) <= set(seen.words)
    assert not set(NAMES) & set(seen.words), "there is no room for names"


def test_a_difference_is_known_where_both_numbers_are():
    scene = rate_scene()
    scene |= {
        "codes": ["a", "b", "c"],
        "periods": ["2021", "2023"],
        "values": {"2021": [1.0, None, 5.0], "2023": [3.5, 2.0, None]},
        "status": {"2021": "rpr", "2023": "rrm"},
    }
    change = {"title": "Skillnad", "signed": True, "pivot": None}
    made = reading.difference(scene, change, "2021", "2023")
    assert made["values"] == {"2021–2023": [2.5, None, None]}
    assert made["status"] == {"2021–2023": "rpm"}


def test_a_ring_within_another_is_a_hole():
    outer, inner = "M0,0L10,0L10,10L0,10Z", "M4,4L6,4L6,6L4,6Z"
    assert shape_of(outer + inner).area == 100 - 4


def test_a_path_that_bends_is_refused():
    with pytest.raises(ValueError, match="only M, L and Z"):
        shape_of("M0,0C1,1,2,2,3,3Z")
