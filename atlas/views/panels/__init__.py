"""The panels that pages name, top to bottom."""

from atlas.views.panels.about import glossary, methods, project, sources_table
from atlas.views.panels.answers import answer
from atlas.views.panels.cohorts import cohort_cards, cohort_states, module_funnel
from atlas.views.panels.indicators import (
    county_series,
    definition,
    indicator_picker,
    indicator_ranking,
    indicator_trend,
    innovation_scoreboard,
)
from atlas.views.panels.map import map_and_table, measure_picker
from atlas.views.panels.municipality import (
    municipality_figures,
    municipality_picker,
    municipality_table,
    municipality_trend,
)
from atlas.views.panels.overview import cohort_strip, key_figures, overview_map
from atlas.views.panels.participants import (
    counters,
    participants_by_municipality,
    participants_by_property,
)

__all__ = [
    "answer",
    "cohort_cards",
    "cohort_states",
    "cohort_strip",
    "counters",
    "county_series",
    "definition",
    "glossary",
    "indicator_picker",
    "indicator_ranking",
    "indicator_trend",
    "innovation_scoreboard",
    "key_figures",
    "map_and_table",
    "measure_picker",
    "methods",
    "module_funnel",
    "municipality_figures",
    "municipality_picker",
    "municipality_table",
    "municipality_trend",
    "overview_map",
    "participants_by_municipality",
    "participants_by_property",
    "project",
    "sources_table",
]
