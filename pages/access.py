"""Skydd och behörighet: how are people protected, and who may see more?"""

from atlas.views import panels
from atlas.views.page import Page

PAGE = Page(
    address="behorighet",
    order=120,
    group="manage",
    answer=panels.access_answer,
    panels=(
        panels.answer,
        panels.people_and_roles,
        panels.role_form,
        panels.access_book,
        panels.what_roles_may,
        panels.protection_report,
    ),
)
