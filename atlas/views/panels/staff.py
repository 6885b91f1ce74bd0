"""What only staff see on the Cohorts page, and only with exact numbers: who needs follow-up."""

from __future__ import annotations

import pandas as pd

from atlas.frames import each
from atlas.measures import followup
from atlas.views import card
from atlas.views.filters import cohort_name
from atlas.views.panels.emptiness import of_people
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


@of_people
def needs_follow_up(here: Here) -> Part | None:
    """Who is in the training but has been silent for some weeks; nothing for other viewers."""
    if not here.data.exact:
        return None
    words = here.words
    weeks = str(here.data.region.follow_up_weeks)
    table = followup.needs_follow_up(here.data, here.state.selection)
    rows = [
        [
            row.participant_id,
            cohort_name(here, row.cohort_id),
            here.name(row.municipality_code),
            words(f"cohorts.figure.{row.status}"),
            words.date(row.last_on.date(), "medium"),
            words.number(row.weeks),
        ]
        for row in each(table)
    ]
    columns = ("person", "cohort", "place", "state", "last", "weeks")
    shown = pd.DataFrame(rows, columns=[words(f"follow.{c}") for c in columns])
    summary = words("follow.some", n=words.number(len(rows))) if rows else words("follow.nobody")
    under = words(
        "follow.under", weeks=weeks, date=words.date(here.data.published_at.date(), "medium")
    )
    return card.table(
        "follow-up", words("follow.title"), f"{summary} {under}", shown, words("follow.note")
    )
