"""Kommun: what should I know about one place?"""

from atlas.views import panels

panels.municipality_picker()
panels.answer("municipality")
panels.municipality_figures()
panels.municipality_table()
panels.municipality_trend()
