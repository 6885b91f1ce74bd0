"""The panels that pages are made of."""

from atlas.views.page import answer
from atlas.views.panels.about import (
    accessibility,
    events,
    fetched_table,
    glossary,
    indicator_table,
    methods,
    project,
    sources_table,
)
from atlas.views.panels.access import (
    access_answer,
    access_book,
    people_and_roles,
    protection_report,
    role_form,
    what_roles_may,
)
from atlas.views.panels.alike import (
    alike,
    alike_table,
    municipality_alike,
    municipality_alike_table,
)
from atlas.views.panels.attendance import attendance_by_session
from atlas.views.panels.cohorts import (
    cohort_cards,
    cohort_states,
    cohorts_answer,
    module_funnel,
)
from atlas.views.panels.compare import comparison_switch, map_or_comparison, shown_map
from atlas.views.panels.context import (
    context_picker,
    context_refused,
    programme_beside_context,
)
from atlas.views.panels.coverage import coverage
from atlas.views.panels.decks import deck_elsewhere, deck_from_link, deck_slides
from atlas.views.panels.emptiness import what_is_missing
from atlas.views.panels.history import history_book, revisions, ways_back
from atlas.views.panels.index import (
    index_answer,
    index_is_not,
    index_presets,
    index_vacant,
    index_weights,
)
from atlas.views.panels.index_cards import (
    index_contributions,
    index_orders,
    index_ranking,
    index_ranking_or_why,
)
from atlas.views.panels.index_content import index_inputs, index_method
from atlas.views.panels.index_refused import index_why
from atlas.views.panels.indicator_cards import (
    definition,
    indicator_map,
    indicator_ranking,
    indicator_trend,
    indicators_staged,
    scale_switch,
)
from atlas.views.panels.indicators import (
    indicator_begins,
    indicator_picker,
    indicators_answer,
    innovation_scoreboard,
    measure_elsewhere,
)
from atlas.views.panels.intake import import_steps
from atlas.views.panels.losses import lost_most
from atlas.views.panels.map import map_answer, map_card, map_choices, map_values
from atlas.views.panels.moves import municipality_moves, municipality_moves_table
from atlas.views.panels.multiples import multiples, multiples_table
from atlas.views.panels.municipality import (
    municipality_answer,
    municipality_chooser,
    municipality_key_figures,
    municipality_list,
    municipality_locator,
    municipality_table,
    municipality_told_figures,
    municipality_trend,
    trend_picker,
    trend_ways_out,
)
from atlas.views.panels.overview import (
    cohort_strip,
    key_figures,
    overview_answer,
    overview_map,
)
from atlas.views.panels.pace import target_table
from atlas.views.panels.participants import (
    by_municipality,
    by_property,
    counters,
    exclusions,
    gender_steps,
    participants_answer,
    profile_cards,
    sector_and_size,
)
from atlas.views.panels.progress import (
    admission_steps,
    aligned,
    calendar,
    retention_curve,
    state_definitions,
    time_to_complete,
)
from atlas.views.panels.reach import density, groups, missing
from atlas.views.panels.side_by_side import (
    against_switch,
    compare_answer,
    compare_chooser,
    in_words,
    nobody_to_compare,
    spines,
    spines_table,
)
from atlas.views.panels.since import since, since_picker
from atlas.views.panels.staff import needs_follow_up
from atlas.views.panels.standing import municipality_rows
from atlas.views.panels.statement import (
    statement_answer,
    statement_contact,
    statement_faults,
    statement_tests,
)
from atlas.views.panels.surveys import before_after, response
from atlas.views.panels.themes import indicators_by_theme
from atlas.views.panels.unknown import municipality_unknown, municipality_unknown_table
from atlas.views.panels.women_and_men import women_and_men

__all__ = [
    "access_answer",
    "access_book",
    "accessibility",
    "admission_steps",
    "against_switch",
    "aligned",
    "alike",
    "alike_table",
    "answer",
    "attendance_by_session",
    "before_after",
    "by_municipality",
    "by_property",
    "calendar",
    "cohort_cards",
    "cohort_states",
    "cohort_strip",
    "cohorts_answer",
    "compare_answer",
    "compare_chooser",
    "comparison_switch",
    "context_picker",
    "context_refused",
    "counters",
    "coverage",
    "deck_elsewhere",
    "deck_from_link",
    "deck_slides",
    "definition",
    "density",
    "events",
    "exclusions",
    "fetched_table",
    "gender_steps",
    "glossary",
    "groups",
    "history_book",
    "import_steps",
    "in_words",
    "index_answer",
    "index_contributions",
    "index_inputs",
    "index_is_not",
    "index_method",
    "index_orders",
    "index_presets",
    "index_ranking",
    "index_ranking_or_why",
    "index_vacant",
    "index_weights",
    "index_why",
    "indicator_begins",
    "indicator_map",
    "indicator_picker",
    "indicator_ranking",
    "indicator_table",
    "indicator_trend",
    "indicators_answer",
    "indicators_by_theme",
    "indicators_staged",
    "innovation_scoreboard",
    "key_figures",
    "lost_most",
    "map_answer",
    "map_card",
    "map_choices",
    "map_or_comparison",
    "map_values",
    "measure_elsewhere",
    "methods",
    "missing",
    "module_funnel",
    "multiples",
    "multiples_table",
    "municipality_alike",
    "municipality_alike_table",
    "municipality_answer",
    "municipality_chooser",
    "municipality_key_figures",
    "municipality_list",
    "municipality_locator",
    "municipality_moves",
    "municipality_moves_table",
    "municipality_rows",
    "municipality_table",
    "municipality_told_figures",
    "municipality_trend",
    "municipality_unknown",
    "municipality_unknown_table",
    "needs_follow_up",
    "nobody_to_compare",
    "overview_answer",
    "overview_map",
    "participants_answer",
    "people_and_roles",
    "profile_cards",
    "programme_beside_context",
    "project",
    "protection_report",
    "response",
    "retention_curve",
    "revisions",
    "role_form",
    "scale_switch",
    "sector_and_size",
    "shown_map",
    "since",
    "since_picker",
    "sources_table",
    "spines",
    "spines_table",
    "state_definitions",
    "statement_answer",
    "statement_contact",
    "statement_faults",
    "statement_tests",
    "target_table",
    "time_to_complete",
    "trend_picker",
    "trend_ways_out",
    "ways_back",
    "what_is_missing",
    "what_roles_may",
    "women_and_men",
]
