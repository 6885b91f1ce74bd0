"""Deltagare: who takes part, and who is missing?"""

from atlas.views import panels
from atlas.views.filters import ALL
from atlas.views.page import Page
from atlas.views.sections import indexed, section
from atlas.views.sheet import beside

PAGE = Page(
    address="deltagare",
    order=30,
    filters=ALL,
    answer=panels.participants_answer,
    panels=(
        panels.answer,
        panels.what_is_missing,
        indexed(
            section(
                "reach",
                panels.counters,
                panels.exclusions,
                beside((1, panels.by_municipality("participants")), (1, panels.density)),
            ),
            section(
                "gap",
                beside((1, panels.missing("participants")), (1, panels.missing("enterprises"))),
                panels.groups,
            ),
            section(
                "people",
                panels.profile_cards("gender", "role", "sector", "size_class"),
                beside((1, panels.gender_steps), (1, panels.sector_and_size)),
            ),
        ),
    ),
    stage=(panels.counters,),
)
