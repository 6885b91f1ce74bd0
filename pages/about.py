"""Om: what does it mean, where does it come from, who is behind it?"""

from atlas.views import panels
from atlas.views.page import Page

PAGE = Page(
    address="om",
    order=70,
    panels=(
        panels.answer,
        panels.project,
        panels.events,
        panels.methods,
        panels.accessibility,
        panels.glossary,
        panels.sources_table,
        panels.indicator_sources,
        panels.revisions,
    ),
)
