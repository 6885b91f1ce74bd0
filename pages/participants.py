"""Deltagare: who takes part?"""

from atlas.views import panels
from atlas.views.room import show
from atlas.views.sheet import beside

show(
    "participants",
    panels.answer("participants"),
    panels.counters,
    beside(
        (1, panels.by_municipality("participants")),
        (1, panels.by_municipality("participants_per_10000")),
    ),
    beside(
        (1, panels.by_property("gender")),
        (1, panels.by_property("sector")),
        (1, panels.by_property("size_class")),
    ),
)
