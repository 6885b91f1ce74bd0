"""Deltagare: who takes part?"""

from atlas.views import panels

panels.answer("participants")
panels.counters()
panels.participants_by_municipality()
panels.participants_by_property(["gender", "sector", "size_class"])
