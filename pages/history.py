"""Historik: what was published, and how do we go back?"""

from atlas.views import panels
from atlas.views.page import Page

PAGE = Page(
    address="historik",
    order=110,
    group="manage",
    panels=(
        panels.answer,
        panels.ways_back,
        panels.history_book,
    ),
)
