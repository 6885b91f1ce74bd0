"""Karta: where do we reach, and where not?"""

from atlas.views import panels
from atlas.views.filters import ALL, of_the_measure
from atlas.views.page import Page
from atlas.views.sheet import below, beside

PAGE = Page(
    address="karta",
    order=20,
    filters=ALL,
    begins=of_the_measure,
    answer=panels.map_answer,
    panels=(
        beside((3, panels.answer), (2, below(panels.map_choices, panels.comparison_switch))),
        panels.map_or_comparison,
    ),
    stage=(panels.shown_map, panels.map_values),
)
