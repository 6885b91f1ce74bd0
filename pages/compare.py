"""Jämför: how do some municipalities stand beside each other, the county and the country?"""

from atlas.views import panels
from atlas.views.filters import MUNICIPALITY, PERIOD, of_all
from atlas.views.page import EVERYONE, Page
from atlas.views.sheet import below, beside

PAGE = Page(
    address="jamfor",
    order=55,
    filters=frozenset({MUNICIPALITY, PERIOD}),
    begins=of_all,
    answer=panels.compare_answer,
    panels=(
        beside(
            (
                1,
                below(
                    panels.answer,
                    panels.against_switch,
                    panels.nobody_to_compare,
                    panels.in_words,
                ),
            ),
            (1, panels.compare_chooser),
        ),
        panels.spines,
        panels.multiples,
        panels.alike,
        panels.context_picker,
        panels.context_refused,
        panels.programme_beside_context,
    ),
    stage=(
        panels.spines_table,
        panels.multiples_table,
        panels.alike_table,
        panels.programme_beside_context,
    ),
    viewers=EVERYONE,
)
