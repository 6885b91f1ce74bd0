"""Presentera: what should the room see next?"""

from atlas.views import panels
from atlas.views.room import show

show(
    "present",
    panels.answer("present"),
    panels.deck_from_link,
    panels.deck_slides,
    panels.deck_elsewhere,
)
