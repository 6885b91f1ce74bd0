"""Kommun: what should I know about one place?"""

from atlas.views import panels
from atlas.views.filters import ALL, of_all
from atlas.views.page import Page
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
                    panels.municipality_key_figures,
                    panels.trend_picker,
                    panels.trend_ways_out,
                    panels.municipality_trend,
                ),
            ),
        ),
        panels.municipality_rows,
    ),
    stage=(
        panels.municipality_told_figures,
        panels.municipality_table,
        panels.municipality_locator,
    ),
)
