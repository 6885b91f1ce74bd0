"""Boundaries before and after: what is drawn anew, and what a person must say yes to."""

from __future__ import annotations

import pandas as pd
from shapely.affinity import translate
from shapely.geometry import box

from atlas.publish.redrawn import questions, redrawn
from atlas.words import Words

KM = 1000.0


def areas(**of) -> pd.DataFrame:
    """Rectangles in kilometres by name: their code and four sides."""
    rows = [
        (code, name, box(*(side * KM for side in sides))) for name, (code, *sides) in of.items()
    ]
    return pd.DataFrame(rows, columns=["code", "name", "geometry"])


BEFORE = areas(Norr=("01", 0, 10, 10, 20), Syd=("02", 0, 0, 10, 10))


def told(after: pd.DataFrame) -> dict[str, str]:
    return {q["rule"]: q["came"] for q in questions(redrawn(BEFORE, after), len(BEFORE))}


def test_the_same_drawing_changes_nothing():
    assert redrawn(BEFORE, BEFORE) == []


def test_another_drawing_of_a_border_is_shown_and_asks_nothing():
    # 100 metres of 10 kilometres: a hundredth of each area
    after = areas(Norr=("01", 0, 10.1, 10, 20), Syd=("02", 0, 0, 10, 10.1))
    assert [(a.code, round(a.before), round(a.after)) for a in redrawn(BEFORE, after)] == [
        ("01", 100, 99),
        ("02", 100, 101),
    ]
    assert told(after) == {}


def test_an_area_that_becomes_a_third_of_itself_is_a_question():
    after = areas(Norr=("01", 0, 10, 10, 20), Syd=("02", 0, 0, 3, 10))
    assert told(after) == {"area_resized": "Syd 100 → 30 km²"}


def test_codes_that_are_shifted_against_their_shapes_are_a_question():
    after = areas(Norr=("02", 0, 10, 10, 20), Syd=("01", 0, 0, 10, 10))
    assert told(after) == {
        "area_elsewhere": "Syd, Norr",
        "area_renamed": "Syd → Norr, Norr → Syd",
    }


def test_names_that_are_replaced_by_codes_are_a_question():
    after = BEFORE.assign(name=BEFORE["code"])
    assert told(after) == {"area_renamed": "Norr → 01, Syd → 02"}


def test_an_area_that_was_not_there_is_shown_as_new():
    after = pd.concat([BEFORE, areas(Öst=("03", 10, 0, 20, 10))])
    (new,) = redrawn(BEFORE, after)
    assert (new.code, new.was, new.before, new.after) == ("03", "", None, 100)


def test_every_question_has_its_sentence_in_both_languages():
    after = areas(Norr=("02", 0, 10, 30, 20), Sör=("01", 0, 0, 10, 10))
    rules = [q["rule"] for q in questions(redrawn(BEFORE, after), len(BEFORE))]
    assert rules == ["area_resized", "area_elsewhere", "area_renamed"]
    for language in ("sv", "en"):
        assert all(Words(language).has(f"import.question.{rule}") for rule in rules)


def moved(east, north):
    return BEFORE.assign(
        geometry=[translate(shape, east * KM, north * KM) for shape in BEFORE["geometry"]]
    )


def test_all_areas_that_lie_as_far_from_where_they_lay_are_a_question():
    # 1.5 and 2 kilometres: 2.5
    assert told(moved(1.5, 2)) == {"area_shifted": "2.5 km"}
    assert [area.as_dict()["moved"] for area in redrawn(BEFORE, moved(1.5, 2))] == [2.5, 2.5]
    assert told(moved(0.2, 0)) == {"area_shifted": "0.2 km"}


def test_areas_that_move_apart_or_hardly_are_no_shift():
    assert told(moved(0.09, 0)) == {}
    apart = areas(Norr=("01", 0.4, 10, 10.4, 20), Syd=("02", -0.4, 0, 9.6, 10))
    assert told(apart) == {}
