"""Kohorter: do they reach the end, and where do we lose them?"""

from atlas.views import panels
from atlas.views.filters import ALL
from atlas.views.page import Page
from atlas.views.sheet import beside

PAGE = Page(
    address="kohorter",
    order=40,
    filters=ALL,
    answer=panels.cohorts_answer,
    panels=(
        panels.answer,
        panels.what_is_missing,
        panels.cohort_cards,
        panels.target_table,
        panels.needs_follow_up,
        beside((1, panels.admission_steps), (1, panels.cohort_states)),
        panels.module_funnel,
        beside((1, panels.aligned), (1, panels.retention_curve)),
        beside((1, panels.attendance_by_session), (1, panels.time_to_complete)),
        beside((1, panels.before_after("after")), (1, panels.before_after("followup"))),
        panels.response,
        panels.calendar,
        panels.since_picker,
        panels.since(15),
        panels.state_definitions,
    ),
    stage=(panels.cohort_cards,),
)
