"""Groups of municipalities: the same measure of their places chosen together."""

from __future__ import annotations

from atlas.maps import groups as of_groups
from atlas.measures import groups, programme, registry
from atlas.measures.derived import Amount
from atlas.measures.selection import Selection
from atlas.measures.values import PROTECTED, REPORTED
from atlas.words import Words

EVERY = Selection()


def test_every_place_is_in_one_group_in_register_order(shipped):
    named = groups.declared(shipped.public)
    members = [code for group in named.values() for code in group.members]
    assert sorted(members) == shipped.public.codes
    assert {group: len(of.members) for group, of in named.items()} == {
        "fa-umea": 6,
        "fa-skelleftea": 2,
        "inland": 7,
    }


def test_a_group_has_what_its_places_have_when_they_are_chosen_together(shipped):
    data = shipped.public
    for measure in data.catalogue.mappable():
        if not measure.programme:
            continue
        told = groups.amounts(data, measure.id, EVERY)
        assert list(told) == list(groups.declared(data))
        for group, of in groups.declared(data).items():
            if "per" not in measure.declared:
                assert told[group] == programme.amount(data, measure.id, EVERY.of(*of.members))


def test_a_group_less_its_shown_places_is_a_multiple_of_k(shipped):
    data = shipped.public
    values = registry.values(data, "participants", EVERY).at()
    for group, of in groups.declared(data).items():
        shown = values.loc[list(of.members)].query("status == @REPORTED")["value"].sum()
        total, _ = groups.amounts(data, "participants", EVERY)[group]
        assert (total - shown) % data.k == 0


def test_a_density_divides_by_all_that_live_in_the_group(shipped):
    data = shipped.public
    density = data.catalogue["participants_per_10000"]
    stock = programme.stock_of(data, density, EVERY)
    people = groups.amounts(data, "participants", EVERY)
    for group, of in groups.declared(data).items():
        expected = people[group].value / sum(stock[code] for code in of.members) * 10_000
        assert groups.amounts(data, density.id, EVERY)[group] == Amount(expected, REPORTED)


def test_a_protected_place_says_its_groups_number_and_no_other_place_does(shipped):
    data, words = shipped.public, Words("sv")
    values = registry.values(data, "participants", EVERY)
    (said,) = of_groups.instead(data, values, EVERY, words).values()
    hidden = (values.at()["status"] == PROTECTED).to_dict()
    assert {code for code, text in zip(data.codes, said, strict=True) if text} == {
        code for code in data.codes if hidden[code]
    }
    inland = said[data.codes.index("2425")]  # Dorotea
    value, _ = groups.amounts(data, "participants", EVERY)["inland"]
    assert inland == f"Gruppen Inlandet: omkring {value:.0f} personer"
    assert of_groups.instead(data, registry.values(data, "population", EVERY), EVERY, words) == {}
