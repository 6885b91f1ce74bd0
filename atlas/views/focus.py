"""The focus: given to what the reader goes on with, once a press has changed what stands on the page."""

from __future__ import annotations

from atlas.views import component
from atlas.views.parts.messages import Focus
from atlas.views.run import visit


def give() -> None:
    """Give the focus to the control or heading in the container that the visit names
    (:attr:`~atlas.views.run.visit.Visit.goes_on`), once."""
    now = visit.current()
    if not now.goes_on:
        return
    now.went_on += 1
    data: Focus = {"key": now.goes_on, "stamp": now.went_on}
    now.goes_on = ""
    component.mount("focus", "shell/focus.js", data, "focus")
