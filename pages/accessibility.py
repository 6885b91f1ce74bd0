"""Tillgänglighetsredogörelse: who can use the atlas, who cannot yet, and whom to tell?"""

from atlas.views import panels
from atlas.views.page import Page

PAGE = Page(
    address="tillganglighet",
    order=75,
    answer=panels.statement_answer,
    panels=(
        panels.answer,
        panels.statement_faults,
        panels.statement_contact,
        panels.statement_tests,
    ),
    linked=False,
)
