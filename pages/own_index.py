"""Index: what one number do the region's own weights make of its published indicators, and how firm is it?"""

from atlas.views import panels
from atlas.views.filters import MUNICIPALITY
from atlas.views.page import EVERYONE, Page
from atlas.views.sheet import below, beside

# not named as its address: without the front door, the framework would take the file itself for the page
PAGE = Page(
    address="index",
    order=58,
    filters=frozenset({MUNICIPALITY}),
    answer=panels.index_answer,
    panels=(
        panels.answer,
        panels.index_is_not,
        panels.index_presets,
        beside((3, below(panels.index_ranking_or_why)), (2, below(panels.index_weights))),
        panels.index_contributions,
        panels.index_inputs,
        panels.index_orders,
        panels.index_method,
    ),
    stage=(
        panels.index_ranking,
        panels.index_contributions,
        panels.index_inputs,
        panels.index_orders,
    ),
    viewers=EVERYONE,
)
