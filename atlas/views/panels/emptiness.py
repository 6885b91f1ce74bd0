"""A programme with nobody in it yet: a calm page that says what is missing and how to add it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from atlas.measures import programme
from atlas.views import card
from atlas.views.card import Charted
from atlas.views.session import Here
from atlas.views.sheet import Drawn, Part

NEEDED = (
    "cohorts",
    "participants",
    "modules",
    "sessions",
    "progress",
    "attendance",
    "surveys",
    "targets",
)


def what_is_missing(here: Here) -> Part | None:
    """The tables that have no rows yet and what each is for; nothing where there are cohorts. Whether
    a table about people has any is not told: without cohorts it cannot."""
    if not programme.is_empty(here.data):
        return None
    words, contract = here.words, here.data.contract
    items = [{"text": words("empty.text")}]
    items += [
        {
            "strong": contract[name].path,
            "text": contract[name].declared.get(f"description_{words.language}", ""),
        }
        for name in NEEDED
        if name not in here.data.tables or here.data[name].empty
    ]
    items.append({"text": words("empty.how")})
    return Part(
        {
            "kind": "text",
            "key": "empty",
            "framed": True,
            "title": words("empty.title"),
            "items": items,
        }
    )


def of_people(panel: Callable[[Here], Part | None]) -> Callable[[Here], Part | None]:
    """A panel that says nothing where there are no cohorts yet."""

    @wraps(panel)
    def told(here: Here) -> Part | None:
        return None if programme.is_empty(here.data) else panel(here)

    return told


def charts_of_people(make: Callable[[Here], Sequence[Charted]]) -> Drawn:
    """The panel of cards around charts that are not drawn where there are no cohorts yet."""

    @wraps(make)
    def told(here: Here) -> Sequence[Charted]:
        return [] if programme.is_empty(here.data) else make(here)

    return card.charts(told)
