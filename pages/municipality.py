"""Kommun: what should I know about one place?"""

from atlas.views import panels
from atlas.views.filters import ALL, of_all
from atlas.views.page import Page
from atlas.views.sections import indexed, section
from atlas.views.sheet import below, beside

PAGE = Page(
    address="kommun",
    order=60,
    filters=ALL,
    begins=of_all,
    answer=panels.municipality_answer,
    panels=(
        beside(
            (1, below(panels.answer, panels.municipality_chooser)),
            (
                1,
                below(
                    section("taking_part", panels.municipality_key_figures),
                    panels.municipality_list,
                    panels.trend_picker,
                    panels.trend_ways_out,
                    panels.municipality_trend,
                ),
            ),
        ),
        indexed(
            section("place", panels.municipality_rows),
            section("resembling", panels.municipality_alike),
            section("moves", panels.municipality_moves),
            section("unknown", panels.municipality_unknown),
        ),
    ),
    stage=(
        panels.municipality_told_figures,
        panels.municipality_table,
        panels.municipality_alike_table,
        panels.municipality_moves_table,
        panels.municipality_unknown_table,
        panels.municipality_locator,
    ),
)
