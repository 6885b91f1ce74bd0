"""Karta: where do we reach, and where not?"""

from atlas.views import panels

panels.answer("map")
panels.measure_picker()
panels.map_and_table()
