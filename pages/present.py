"""Presentera: what should the room see next?"""

from atlas.views import panels
from atlas.views.filters import ALL
from atlas.views.page import Page

PAGE = Page(
    address="presentera",
    order=80,
    filters=ALL,
    panels=(
        panels.answer,
        panels.deck_from_link,
        panels.deck_slides,
        panels.deck_elsewhere,
    ),
)
