"""Presentera: what should the room see next?"""

from atlas.views import panels
from atlas.views.filters import ALL, of_all
from atlas.views.page import Page

PAGE = Page(
    address="presentera",
    order=80,
    group="present",
    filters=ALL,
    begins=of_all,
    panels=(
        panels.answer,
        panels.deck_from_link,
        panels.deck_slides,
        panels.deck_elsewhere,
    ),
)
