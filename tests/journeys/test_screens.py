"""That the few screens that are looked at hold every pair of what screens differ in."""

from itertools import combinations, product

from tests.journeys.screens import KINDS, SIZES

ASPECTS = {"width": tuple(SIZES), "theme": ("light", "dark"), "language": ("sv", "en")}


def test_every_pair_of_size_theme_and_language_is_looked_at():
    for one, other in combinations(ASPECTS, 2):
        seen = {(getattr(kind, one), getattr(kind, other)) for kind in KINDS}
        assert seen == set(product(ASPECTS[one], ASPECTS[other])), (one, other)
