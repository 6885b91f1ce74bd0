"""What the tables say of each other holds in the published ones."""

from __future__ import annotations

import pandas as pd

from atlas.publish import joint

ENROLMENT = ["municipality_code", "cohort_id", "status", "started", "earlier", "n"]


def enrolments(*rows):
    full = [(place, cohort, "active", True, earlier, n) for place, cohort, earlier, n in rows]
    return pd.DataFrame(full, columns=ENROLMENT)


def organisations(*rows):
    full = [(place, cohort, enterprise, "", n) for place, cohort, enterprise, n in rows]
    columns = ["municipality_code", "cohort_id", "enterprise", "earlier", "n"]
    return pd.DataFrame(full, columns=columns)


def profile(*rows, dimension="sector"):
    full = [(cohort, dimension, category, False, False, n) for cohort, category, n in rows]
    return pd.DataFrame(
        full, columns=["cohort_id", "dimension", "category", "started", "completed", "n"]
    )


def test_nobody_comes_back_who_was_never_there():
    # ten in beta were in alfa before, where five are shown
    cells = enrolments(("A", "alfa", "", 5), ("A", "beta", "alfa@A", 5), ("B", "beta", "alfa@A", 5))
    made, too_many = joint.after_others(cells, 5)
    assert made["n"].sum() == 10
    assert too_many == {"alfa@A": 5}
    whole = enrolments(("A", "alfa", "", 10), ("A", "beta", "alfa@A", 10))
    pd.testing.assert_frame_equal(joint.after_others(whole, 5)[0], whole)


def test_whoever_went_on_goes_on_from_there():
    # ten in gamma were in alfa and then beta, where five are shown who came from alfa
    cells = enrolments(
        ("A", "alfa", "", 20), ("A", "beta", "alfa@A", 5), ("A", "gamma", "alfa@A beta@A", 10)
    )
    made, _ = joint.after_others(cells, 5)
    assert made.groupby("cohort_id")["n"].sum().to_dict() == {"alfa": 20, "beta": 5, "gamma": 5}
    # and where nobody is shown to have been, nobody comes from
    made, _ = joint.after_others(cells.iloc[1:].reset_index(drop=True), 5)
    assert made.empty


def test_a_sector_has_as_many_people_as_organisations():
    exact = profile(("alfa", "enterprise", 3), ("alfa", "region", 7))
    shown = profile(("alfa", "region", 10))
    owners = organisations(("A", "alfa", True, 5))
    made = joint.over_owners(shown, owners, exact, 5)
    assert made.set_index("category")["n"].to_dict() == {"enterprise": 5, "region": 5}
    assert joint.over_owners(made, owners, exact, 5).equals(made)


def test_a_size_has_as_many_people_as_organisations_of_that_size():
    exact = profile(("alfa", "1-9", 2), ("alfa", "250+", 8), dimension="size_class")
    shown = profile(("alfa", "250+", 10), dimension="size_class")
    made = joint.over_employers(shown, pd.Series({"1-9": 5}), exact, 5)
    assert made.set_index("category")["n"].to_dict() == {"1-9": 5, "250+": 5}
    assert joint.over_employers(made, pd.Series({"1-9": 5}), exact, 5).equals(made)


def test_nor_does_it_matter_that_every_size_is_shown_already():
    exact = profile(("alfa", "1-9", 6), ("alfa", "250+", 14), dimension="size_class")
    shown = profile(("alfa", "1-9", 5), ("alfa", "250+", 15), dimension="size_class")
    made = joint.over_employers(shown, pd.Series({"1-9": 10}), exact, 5)
    assert made.set_index("category")["n"].to_dict() == {"1-9": 10, "250+": 10}
    assert shown["n"].tolist() == [5, 15]


def test_what_moves_to_a_sector_does_not_come_from_enterprises():
    exact = profile(("alfa", "academia", 3), ("alfa", "enterprise", 9), ("alfa", "region", 8))
    shown = profile(("alfa", "enterprise", 10), ("alfa", "region", 10))
    made = joint.over_employers(shown, pd.Series({"academia": 5, "enterprise": 5}), exact, 5)
    told = {"academia": 5, "enterprise": 10, "region": 5}
    assert made.set_index("category")["n"].to_dict() == told


def test_organisations_in_a_class_that_nobody_is_known_of_have_people_of_no_known_sector():
    shown = profile(("alfa", "enterprise", 10))
    owners = organisations(("A", "alfa", True, 5), ("A", "alfa", False, 5))
    made = joint.over_owners(shown, owners, shown, 5)
    assert made.set_index("category")["n"].to_dict() == {"enterprise": 5, "unknown": 5}


def employers(*rows):
    return pd.DataFrame(rows, columns=["enterprise", "sector", "size_class", "n"])


def test_organisations_of_a_size_that_lacks_people_are_told_as_of_another():
    # those of 1-9 are in beta, where nobody is shown: nobody can be moved there, so the five move
    shown = profile(("alfa", "250+", 15), dimension="size_class")
    known = profile(("alfa", "250+", 15), ("beta", "1-9", 2), dimension="size_class")
    assert joint.over_employers(shown, pd.Series({"1-9": 5, "250+": 5}), known, 5).equals(shown)
    told = employers((True, "enterprise", "1-9", 5), (True, "enterprise", "250+", 5))
    made = joint.under_profile(told, shown, "size_class", 5)
    assert made.to_numpy().tolist() == [[True, "enterprise", "250+", 10]]
    assert joint.under_profile(made, shown, "size_class", 5).equals(made)


def test_an_organisation_that_changes_its_sector_stays_an_enterprise_or_none():
    people = profile(("alfa", "enterprise", 20), ("alfa", "region", 10))
    told = employers((False, "academia", "1-9", 5), (True, "enterprise", "1-9", 5))
    made = joint.under_profile(told, people, "sector", 5)
    assert made["sector"].tolist() == ["region", "enterprise"]


def capable(*rows):
    return pd.DataFrame(rows, columns=["enterprise", "several", "n"])


def people_of(enterprises, others):
    """People by whether they come from an enterprise."""
    return pd.Series({False: others, True: enterprises})


def test_two_have_completed_in_each_organisation_where_two_have():
    cells = capable((False, False, 5), (True, True, 10))
    many = people_of(30, 30)
    # ten have completed: five organisations at most
    made = joint.two_each(cells, many, 10, 5)
    assert made.to_numpy().tolist() == [[False, False, 5], [True, False, 5], [True, True, 5]]
    assert joint.two_each(made, many, 10, 5).equals(made)
    assert joint.two_each(cells, many, 20, 5).equals(cells)


def test_where_two_have_completed_there_are_two_people():
    # five enterprises with five people: in none of them can there be two
    cells = capable((False, False, 10), (False, True, 10), (True, True, 5))
    made = joint.two_each(cells, people_of(5, 70), 70, 5)
    told = [[False, False, 10], [False, True, 10], [True, False, 5]]
    assert made.to_numpy().tolist() == told
    # a tenth person, and in five of them there can
    assert joint.two_each(cells, people_of(10, 70), 70, 5).equals(cells)
    # twenty others and 25 people: five of the twenty
    made = joint.two_each(cells, people_of(10, 25), 70, 5)
    assert made.to_numpy().tolist()[:2] == [[False, False, 15], [False, True, 5]]
