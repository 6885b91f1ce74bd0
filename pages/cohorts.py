"""Kohorter: do they reach the end, and where do we lose them?"""

from atlas.views import panels
from atlas.views.filters import ALL
from atlas.views.page import Page
from atlas.views.sections import indexed, section
from atlas.views.sheet import beside

PAGE = Page(
    address="kohorter",
    order=40,
    filters=ALL,
    answer=panels.cohorts_answer,
    panels=(
        panels.answer,
        panels.what_is_missing,
        indexed(
            panels.lost_most,
            section(
                "pace",
                panels.cohort_cards,
                panels.target_table,
                panels.cohort_states,
            ),
            section(
                "loss",
                panels.needs_follow_up,
                beside((1, panels.admission_steps), (1, panels.module_funnel)),
                beside((1, panels.aligned), (1, panels.retention_curve)),
                panels.attendance_by_session,
            ),
            section(
                "learning",
                beside((1, panels.before_after("after")), (1, panels.before_after("followup"))),
                panels.response,
            ),
            section(
                "time",
                beside((1, panels.calendar), (1, panels.time_to_complete)),
                panels.since_picker,
                panels.since(15),
                panels.state_definitions,
            ),
        ),
    ),
    stage=(panels.cohort_cards,),
)
