"""Visa: the presentation, over the whole window."""

from atlas.views import stage

stage.play()
