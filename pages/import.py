"""Inläsning: what would this file change, and is it right?"""

from atlas.views import panels
from atlas.views.room import show

show(
    "import",
    panels.answer("import"),
    panels.intake_form,
    panels.intake_answer,
)
