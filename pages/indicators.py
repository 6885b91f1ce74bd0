"""Indikatorer: how does the region stand?"""

from atlas.views import panels
from atlas.views.filters import MUNICIPALITY, PERIOD
from atlas.views.page import Page
from atlas.views.sheet import beside

PAGE = Page(
    address="indikatorer",
    order=50,
    filters=frozenset({MUNICIPALITY, PERIOD}),
    begins=panels.indicator_begins,
    answer=panels.indicators_answer,
    panels=(
        panels.measure_elsewhere,
        beside((2, panels.answer), (1, panels.indicator_picker)),
        panels.indicators_by_theme,
    ),
    stage=(
        panels.indicators_staged,
        panels.indicator_ranking,
        panels.indicator_trend,
        panels.indicator_map,
        panels.women_and_men,
    ),
)
