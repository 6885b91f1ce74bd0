"""Kommun: what should I know about one place?"""

from atlas.views import panels
from atlas.views.filters import ALL, of_all
from atlas.views.page import Page
from atlas.views.sheet import beside

PAGE = Page(
    address="kommun",
    order=60,
    filters=ALL,
    begins=of_all,
    answer=panels.municipality_answer,
    panels=(
        beside((2, panels.answer), (1, panels.municipality_picker)),
        beside((1, panels.municipality_key_figures), (1, panels.municipality_locator)),
        panels.municipality_table,
        panels.trend_picker,
        panels.trend_ways_out,
        panels.municipality_trend,
    ),
    stage=(panels.municipality_told_figures,),
)
