"""Karta: where do we reach, and where not?"""

from atlas.views import panels
from atlas.views.room import show
from atlas.views.sheet import beside

show(
    "map",
    beside((2, panels.answer("map")), (1, panels.measure_picker)),
    panels.comparison_switch,
    panels.map_or_comparison,
)
