"""Skydd och behörighet: how are people protected, and who may see more?"""

from atlas.views import panels
from atlas.views.room import show

show(
    "access",
    panels.answer("access"),
    panels.protection_report,
    panels.people_and_roles,
    panels.role_form,
    panels.access_book,
)
