"""Indikatorer: how does the region stand?"""

from atlas.views import panels

panels.answer("indicators")
panels.indicator_picker()
panels.definition()
panels.indicator_trend()
panels.indicator_ranking()
panels.county_series()
panels.innovation_scoreboard()
