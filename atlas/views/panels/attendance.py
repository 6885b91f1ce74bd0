"""Attendance by session and cohort, where it is recorded."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.measures import attendance, display
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.card import Charted
from atlas.views.filters import cohort_name
from atlas.views.panels.cohort_curves import cohort_curves
from atlas.views.panels.emptiness import charts_of_people
from atlas.views.run.visit import Here

COLUMNS = ("session", "planned", "present", "recorded", "share")


@charts_of_people
def attendance_by_session(here: Here) -> list[Charted]:
    """The share present at each session; nothing where no attendance is recorded."""
    words = here.words
    table = attendance.by_session(here.data, here.state.selection)
    if table.empty:
        return []
    names = here.data["modules"].set_index("module_id")[f"name_{words.language}"]

    def point(row: Any) -> tuple[str, list[str]]:
        session = f"{row.position}. {names[row.module_id]}"
        share = display.share(words, row.value, str(row.status))
        present = display.number(words, row.present, str(row.present_status))
        recorded = display.number(words, row.recorded, str(row.recorded_status))
        planned = words.date(row.planned_on.date(), "medium")
        return f"{session}: {share}", [session, planned, present, recorded, share]

    return [
        cohort_curves(
            here,
            "attendance",
            table,
            point,
            time="position",
            axis=words("attendance.session"),
            columns=[words(f"attendance.{c}") for c in COLUMNS],
            sentence=_sentence(here, table, names),
            note=words("attendance.note"),
            throughout=True,
        )
    ]


def _sentence(here: Here, table: pd.DataFrame, names: pd.Series) -> str:
    """The best and the least attended session. Shares of rounded counts are too far from the true ones to
    say which sessions these were, so for them only the range is given."""
    words = here.words
    reported = table[table["status"] == REPORTED]
    if reported.empty:
        return words("sentence.nothing")
    ends = {"most": reported["value"].max(), "least": reported["value"].min()}
    if not here.data.exact:
        low, high = (
            card.about(here, words.quantity(ends[end], 0, "%")) for end in ("least", "most")
        )
        alike = words("attendance.alike", share=low)
        return alike if low == high else words("attendance.range", low=low, high=high)
    return words(
        "attendance.sentence",
        **{
            side: _where(here, reported[reported["value"] == share], names)
            for side, share in ends.items()
        },
    )


def _where(here: Here, rows: pd.DataFrame, names: pd.Series) -> str:
    """The session with a share; where several sessions share it, also that there are several."""
    words, row = here.words, rows.iloc[0]
    return words(
        "attendance.of" if len(rows) == 1 else "attendance.several",
        session=names[row["module_id"]],
        name=cohort_name(here, str(row["cohort_id"])),
        share=words.quantity(row["value"], 0, "%"),
    )
