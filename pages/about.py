"""Om: what does it mean, where does it come from, who is behind it?"""

from atlas.views import panels

panels.answer("about")
panels.project()
panels.methods()
panels.glossary()
panels.sources_table()
