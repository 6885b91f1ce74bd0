"""Inläsning: what would this file change, and is it right?"""

from atlas.views import panels
from atlas.views.page import Page

PAGE = Page(
    address="inlasning",
    order=100,
    group="manage",
    panels=(
        panels.answer,
        panels.import_steps,
    ),
)
