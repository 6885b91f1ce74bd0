"""Deltagare: who takes part, and who is missing?"""

from atlas.views import panels
from atlas.views.filters import ALL
from atlas.views.page import Page
from atlas.views.sheet import beside

PAGE = Page(
    address="deltagare",
    order=30,
    filters=ALL,
    answer=panels.participants_answer,
    panels=(
        panels.answer,
        panels.what_is_missing,
        panels.counters,
        panels.exclusions,
        beside(
            (1, panels.by_municipality("participants")),
            (1, panels.density),
        ),
        beside((1, panels.missing("participants")), (1, panels.missing("enterprises"))),
        panels.groups,
        panels.gender_steps,
        beside(
            (1, panels.by_property("role")),
            (1, panels.sector_and_size),
        ),
        beside(
            (1, panels.by_property("gender")),
            (1, panels.by_property("sector")),
            (1, panels.by_property("size_class")),
        ),
    ),
    stage=(panels.counters,),
)
