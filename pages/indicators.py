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
        panels.definition,
        beside((1, panels.indicator_trend), (1, panels.indicator_ranking)),
        panels.women_and_men,
        panels.county_series,
        panels.innovation_scoreboard,
    ),
    stage=(panels.indicator_ranking,),
)
