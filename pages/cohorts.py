"""Kohorter: do they reach the end, and where do we lose them?"""

from atlas.views import panels
from atlas.views.room import show

show(
    "cohorts",
    panels.answer("cohorts"),
    panels.cohort_cards,
    panels.cohort_states,
    panels.module_funnel,
)
