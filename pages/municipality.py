"""Kommun: what should I know about one place?"""

from atlas.views import panels
from atlas.views.room import show
from atlas.views.sheet import beside

show(
    "municipality",
    beside((2, panels.answer("municipality")), (1, panels.municipality_picker)),
    beside((1, panels.municipality_figures), (1, panels.municipality_locator)),
    panels.municipality_table,
    panels.trend_picker,
    panels.trend_ways_out,
    panels.municipality_trend,
)
