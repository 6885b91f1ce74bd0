"""Karta: where do we reach, and where not?"""

from atlas.views import panels
from atlas.views.room import show
from atlas.views.sheet import below, beside

show(
    "map",
    beside((3, panels.answer("map")), (2, below(panels.measure_picker, panels.comparison_switch))),
    panels.map_or_comparison,
)
