"""Översikt: are we on the way to what was promised?"""

from atlas.views import panels
from atlas.views.room import show
from atlas.views.sheet import below, beside

show(
    "overview",
    panels.answer("overview"),
    panels.what_is_missing,
    panels.key_figures,
    beside(
        (3, panels.overview_map),
        (2, below(panels.cohort_strip, panels.since(3))),
    ),
)
