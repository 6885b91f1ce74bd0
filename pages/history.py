"""Historik: what was published, and how do we go back?"""

from atlas.views import panels
from atlas.views.room import show

show(
    "history",
    panels.answer("history"),
    panels.history_book,
    panels.ways_back,
)
