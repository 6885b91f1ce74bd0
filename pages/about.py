"""Om: what does it mean, where does it come from, who is behind it?"""

from atlas.views import panels
from atlas.views.page import Page
from atlas.views.sections import indexed, section

PAGE = Page(
    address="om",
    order=70,
    panels=(
        panels.answer,
        indexed(
            section("project", panels.project, panels.events),
            section("counting", panels.methods),
            section("meaning", panels.glossary, panels.indicator_table, panels.fetched_table),
            section("origin", panels.sources_table),
            section("everyone", panels.accessibility),
        ),
        panels.revisions,
    ),
)
