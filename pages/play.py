"""Visa: the presentation, over the whole window."""

from atlas.views import stage
from atlas.views.page import Page

PAGE = Page(
    address="visa",
    order=90,
    window=stage.play,
)
