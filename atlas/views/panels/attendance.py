"""Attendance by session, cohort by cohort, where it is on file."""

from __future__ import annotations

import pandas as pd

from atlas.charts import curves
from atlas.charts.curves import Curve
from atlas.measures import attendance, display
from atlas.measures.values import REPORTED
from atlas.views import card
from atlas.views.card import Charted
from atlas.views.filters import cohort_name
from atlas.views.panels.emptiness import charts_of_people
from atlas.views.session import Here


@charts_of_people
def attendance_by_session(here: Here) -> list[Charted]:
    """The share present at each session; nothing where no attendance is on file."""
    words = here.words
    table = attendance.by_session(here.data, here.state.selection)
    if table.empty:
        return []
    names = here.data["modules"].set_index("module_id")[f"name_{words.language}"]
    lines, rows = [], []
    for cohort, part in table.groupby("cohort_id", sort=False):
        name = cohort_name(here, str(cohort))
        texts = []
        for row in part.itertuples():
            session = f"{row.position}. {names[row.module_id]}"
            share = display.share(words, row.value, str(row.status), row.lower, row.upper)
            texts.append(f"{name}, {session}: {share}")
            counts = [
                display.number(words, value, str(status))
                for value, status in (
                    (row.present, row.present_status),
                    (row.recorded, row.recorded_status),
                )
            ]
            rows.append(
                [name, session, words.date(row.planned_on.date(), "medium"), *counts, share]
            )
        values = [None if pd.isna(v) else float(v) for v in part["value"]]
        lines.append(Curve(name, part["position"].tolist(), values, texts))
    columns = [words("filter.cohort"), *(words(f"attendance.{c}") for c in COLUMNS)]
    shown = pd.DataFrame(rows, columns=columns)
    note = words("attendance.note")
    if here.state.selection.municipalities:
        note = f"{note} {words('funnel.note_places')}"
    made = card.of_frame(
        here, "attendance", words("attendance.title"), _sentence(here, table, names), shown, note,
        words("attendance.unit"),
    )  # fmt: skip
    return [
        Charted(
            made,
            lambda: curves.curves(
                words, lines, card.mode(), step=False, axis=words("attendance.session")
            ),
        )
    ]


COLUMNS = ("session", "planned", "present", "recorded", "share")


def _sentence(here: Here, table: pd.DataFrame, names: pd.Series) -> str:
    """The best and the least attended session that may be told."""
    words = here.words
    told = table[table["status"] == REPORTED]
    if told.empty:
        return words("sentence.nothing")
    ends = {"most": told["value"].max(), "least": told["value"].min()}
    return words(
        "attendance.sentence",
        **{side: _where(here, told[told["value"] == share], names) for side, share in ends.items()},
    )


def _where(here: Here, told: pd.DataFrame, names: pd.Series) -> str:
    """The session with a share; that there are several where more than one has it."""
    words, row = here.words, told.iloc[0]
    return words(
        "attendance.of" if len(told) == 1 else "attendance.several",
        session=names[row["module_id"]],
        name=cohort_name(here, str(row["cohort_id"])),
        share=words.quantity(row["value"], 0, "%"),
    )
