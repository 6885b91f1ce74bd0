"""Indikatorer: how does the region stand?"""

from atlas.views import panels
from atlas.views.room import show
from atlas.views.sheet import beside

show(
    "indicators",
    panels.measure_elsewhere,
    beside((2, panels.answer("indicators")), (1, panels.indicator_picker)),
    panels.definition,
    beside((1, panels.indicator_trend), (1, panels.indicator_ranking)),
    panels.women_and_men,
    panels.county_series,
    panels.innovation_scoreboard,
)
