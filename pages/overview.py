"""Översikt: are we on the way to what was promised?"""

from atlas.views import panels
from atlas.views.filters import ALL
from atlas.views.page import Page
from atlas.views.sheet import below, beside

PAGE = Page(
    address="",
    order=10,
    filters=ALL,
    answer=panels.overview_answer,
    panels=(
        panels.answer,
        panels.what_is_missing,
        panels.key_figures,
        beside(
            (3, panels.overview_map),
            (2, below(panels.cohort_strip, panels.since(3))),
        ),
    ),
    stage=(panels.key_figures,),
)
