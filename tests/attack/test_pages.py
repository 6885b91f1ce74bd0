"""An attack on the pages: as someone without any right, take every number that any page, map, chart,
sentence or file tells in every view, subtract what lies within what, and look for 1..k-1 people or
organisations. The same attack finds hundreds where the numbers are not protected.
"""

from __future__ import annotations

import random
from dataclasses import fields, replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as some

from atlas.measures import programme as programmed
from atlas.measures.selection import Selection
from atlas.views import site
from atlas.views.run.address import ALL, GROUPS, MEASURES, YEARS
from atlas.warehouse import PublicData
from tests.attack.collect import PAGES
from tests.attack.readers import COUNTS, Attacker
from tests.attack.views import here
from tests.deliveries import SHARE
from tests.publish import programmes
from tests.publish.programmes import not_rounded, programme, published

OF_PEOPLE = ("overview", "participants", "cohorts", "municipality")
# what these put on the stage is the same whatever measure is looked at, and beside what
OF_ANY_MEASURE = ("participants", "cohorts", "own_index")
OF_THE_MEASURE = tuple(page for page in site.staged() if page not in OF_ANY_MEASURE)
# every measure with the next, one and another way round with a published figure, and over years
NEXT = [*COUNTS, SHARE, *list(COUNTS)[:1]]
COMPARED = [
    *((MEASURES, one, other) for one, other in pairwise(NEXT)),
    *((how, measure, "") for how in (YEARS, ALL) for measure in (*COUNTS, SHARE)),
]
POPULATION = "population"
PLACES = ("2480", "2481", "2403")
TWENTY = settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    # a look at every page is long: the first failing one is told as it is
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def attack(data, look, selections, whole):
    """Look at every page: in ``whole`` views with charts, every measure, and one beside it on the page,
    the stage and in the deck; in the others without. What is played is looked at in every view."""
    attacker = Attacker(data)
    for selection in [*whole, *(s for s in selections if s not in whole)]:
        full = selection in whole
        for page in PAGES if full else OF_PEOPLE:
            attacker.see(look(page, here(data, selection), full))
        for place in data.codes if full else data.codes[:1]:
            attacker.see(look("overview", here(data, selection, place=place), False))
        measures = ("participants", "enterprises") if selection.municipalities else COUNTS
        for measure in () if selection.municipalities and selection.cohorts else measures:
            attacker.see(look("map", here(data, selection, measure, place=data.codes[-1]), full))
            if not selection.municipalities:
                grouped = here(data, selection, measure, form=GROUPS)
                attacker.see(look("map", grouped, full))
                attacker.see(look("play", grouped, pages=("map",)))
        compared = COMPARED if full else COMPARED[:1]
        for at, (compare, measure, beside) in enumerate(compared):
            view = here(data, selection, measure, "sv", compare, beside)
            attacker.see(look("map", view, False))
            if at % 8 == 0:
                attacker.see(look("play", view, pages=OF_THE_MEASURE if at else ()))
    return attacker


def selections(data, pairs):
    """Nothing, each place, each cohort, each of both, each year with a cohort, some places together."""
    places, cohorts = data.codes, data["cohorts"]["cohort_id"].tolist()
    years = sorted(set(data["cohorts"]["starts_on"].dt.year))
    return [
        Selection(),
        *(Selection(cohorts=(c,)) for c in cohorts),
        Selection(cohorts=tuple(cohorts)),
        *(Selection(years=(y, y)) for y in years),
        *(Selection((p,)) for p in places),
        *(Selection((p,), (c,)) for p in places for c in cohorts),
        *(Selection(tuple(pair)) for pair in pairs),
    ]


@pytest.fixture(scope="module")
def shipped_attack(shipped, look):
    """The attack on the shipped data: in words of both languages, with charts where no place is chosen."""
    data = shipped.public
    every = selections(data, [("2480", "2403"), ("2480", "2482"), ("2481", "2482")])
    whole = [s for s in every if not s.municipalities] + [
        Selection(("2480",)),
        Selection(("2403",)),
    ]
    made = attack(data, look, every, whole)
    for selection in (Selection(), Selection(("2480",))):
        for page in PAGES:
            made.see(look(page, here(data, selection, language="en"), True))
    return made


def test_no_page_of_the_shipped_data_tells_a_count_below_k(shipped_attack):
    assert shipped_attack.small(5) == []


def test_the_attack_reads_thousands_of_numbers_and_compares_all_of_them(shipped_attack):
    read, pairs = shipped_attack.measured()
    print(f"{read} numbers read, {pairs} pairs compared")
    assert read > 10_000
    assert pairs > 100_000


def test_the_same_attack_on_exact_numbers_given_as_public_finds_hundreds(shipped, look):
    exact = shipped.exact
    data = PublicData(**{f.name: getattr(exact, f.name) for f in fields(exact)})
    every = [s for s in selections(data, []) if not s.municipalities]
    assert len(attack(data, look, every, every[:1]).small(5)) > 300


@pytest.mark.parametrize("selection", [Selection(), Selection(("2480",), years=(2022, 2022))])
def test_what_is_played_of_these_pages_is_the_same_whatever_measure_is_looked_at(
    shipped, look, selection
):
    these = OF_ANY_MEASURE
    first, *others = (
        look("play", here(shipped.public, selection, measure, "sv", compare, beside), pages=these)
        for compare, measure, beside in (COMPARED[0], COMPARED[8], COMPARED[-1])
    )
    assert len(first.parts) > 20
    assert [shown.parts == first.parts for shown in others] == [True, True]


# --- random programmes ------------------------------------------------------------------------------


def world(counted, tables):
    """Public data of another programme, in four of the counted delivery's places."""
    data = counted.public
    kept = [*PLACES, "2482"]
    indicators, register = data["indicators"], data["register"]
    beside = [*kept, *data.region.benchmark_codes()]
    changed = {
        **data.tables,
        **published(tables),
        "register": register[register["code"].isin(kept)],
        "indicators": indicators[indicators["municipality_code"].isin(beside)],
    }
    # one published figure is enough: the attack is on the programme's own
    known = [
        m for m in data.catalogue.measures.values() if m.programme or m.id in (POPULATION, SHARE)
    ]
    catalogue = replace(data.catalogue, measures={m.id: m for m in known})
    return replace(data, tables=changed, catalogue=catalogue)


def few(data, seed):
    """The views without a place and, of those with one, four: twenty programmes see them all."""
    every = selections(data, [PLACES[:2], data.codes])
    county = [s for s in every if not s.municipalities]
    return county + random.Random(seed).sample([s for s in every if s.municipalities], 4)


@TWENTY
@given(some.integers(0, 2**32), some.integers(1, 90))
@example(3255934, 6)  # both cohorts too small for a curve: their states stand in words alone
@example(9066, 62)  # a range of shares in a title
def test_no_page_of_a_random_programme_tells_a_count_below_k(counted, look, seed, people):
    data = world(counted, programme(seed, people, PLACES))
    every = few(data, seed)
    assert attack(data, look, every, every[:1]).small(5) == []


@pytest.mark.parametrize(("seed", "people"), [(1, 60), (7, 35)])
def test_people_from_outside_the_region_are_no_way_in(counted, look, seed, people):
    """They are in the county's numbers, and in none of a place or of its inhabitants."""
    outside = counted.public.region.outside_code
    data = world(counted, programme(seed, people, (outside, *PLACES[:2])))
    assert programmed.has_outside(data)
    every = few(data, seed)
    assert attack(data, look, every, every[:1]).small(5) == []


def test_with_rounding_switched_off_it_finds_hundreds(counted, look, monkeypatch):
    monkeypatch.setattr(programmes, "rounded", not_rounded)
    data = world(counted, programme(1, 40, PLACES))
    every = few(data, 1)
    assert len(attack(data, look, every, every[:2]).small(5)) > 300
