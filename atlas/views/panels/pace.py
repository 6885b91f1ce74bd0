"""Targets: actual number, target, and where a straight line would be today; later, outcome against target."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.measures import display, programme, targets
from atlas.measures.selection import Selection
from atlas.measures.targets import Pace
from atlas.measures.values import REPORTED
from atlas.rounding import half_up
from atlas.views import card
from atlas.views.filters import cohort_name
from atlas.views.panels.emptiness import of_people
from atlas.views.run.visit import Here
from atlas.views.sheet import Part


@of_people
def target_table(here: Here) -> Part | None:
    """Every target, beside the actual number; or one line that says that there are none."""
    words = here.words
    paces = [
        (measure.id, chosen, pace)
        for measure in here.data.catalogue.targeted()
        for chosen in _scopes(here)
        for pace in targets.paces(here.data, measure.id, chosen)
    ]
    if not paces:
        return Part(
            {
                "kind": "text",
                "key": "targets",
                "framed": True,
                "title": words("pace.title"),
                "items": [{"text": words("pace.none"), "small": words("pace.how")}],
            }
        )
    rows = []
    for measure_id, chosen, pace in paces:
        measure = here.data.catalogue[measure_id]
        rows.append(
            [
                measure.name(words.language),
                words.listed(cohort_name(here, c) for c in chosen.cohorts) or words("pace.whole"),
                display.text(words, measure, *pace.actual),
                *([] if here.data.exact else [_span(here, measure_id, chosen)]),
                _number(here, measure, pace.target.value),
                "" if pace.expected is None else words.number(pace.expected),
                _judgement(here, measure_id, chosen, pace),
                words.date(pace.target.due_on, "medium") if pace.target.due_on else "",
                pace.target.source,
            ]
        )
    columns = ("measure", "scope", "actual", "target", "expected", "so", "due", "source")
    names = [words(f"pace.{c}") for c in columns]
    if not here.data.exact:
        names.insert(columns.index("target"), words("table.span"))
    shown = pd.DataFrame(rows, columns=names)
    over = all(pace.over for _, _, pace in paces)
    title = words("pace.outcome" if over else "pace.title")
    as_of = words("pace.as_of", date=words.date(paces[0][2].as_of, "medium"))
    return card.table("targets", title, as_of, shown, words("pace.note"))


def _scopes(here: Here) -> list[Selection]:
    """The selections whose targets are listed: the view's own and, for the whole project, each cohort."""
    selection = here.state.selection
    if selection != Selection():
        return [selection]
    cohorts = programme.cohorts_in(here.data, selection)["cohort_id"]
    return [selection, *(Selection(cohorts=(str(cohort),)) for cohort in cohorts)]


def aim(here: Here, measure_id: str) -> str:
    """What a key figure says of its target: the value, its due date, and the pace or the outcome. Where
    none is set it says nothing: :func:`target_table` says that once."""
    words = here.words
    pace = targets.pace(here.data, measure_id, here.state.selection)
    if pace is None:
        return ""
    measure = here.data.catalogue[measure_id]
    goal = display.quantity(words, measure, pace.target.value, REPORTED)
    due = pace.target.due_on
    said = words(
        "target.value",
        value=goal,
        due=words.date(due, "medium") if due else words("target.no_date"),
    )
    return f"{said} · {_judgement(here, measure_id, here.state.selection, pace)}"


def _judgement(here: Here, measure_id: str, chosen: Selection, pace: Pace) -> str:
    """How far the number is from the line or, once it is due, from the target, in words; or that this is
    uncertain, because the true number could be on either side."""
    words = here.words
    actual = pace.actual.value
    if actual is None:
        return words("pace.hidden")
    percent = "whole" in here.data.catalogue[measure_id].declared
    if pace.expected is None and not pace.over:
        return ""
    measured = pace.target.value if pace.over else float(pace.expected or 0)
    gap = half_up(actual) - half_up(measured)
    span = programme.span(here.data, measure_id, chosen)
    if span and span.lower <= measured <= span.upper:
        return words("pace.unsure")
    name = "outcome" if pace.over else "pace"
    if gap == 0:
        return words(f"pace.{name}_on")
    side = "above" if gap > 0 else "below"
    by = words.number(abs(gap))
    by = words("gap.points", n=by) if percent else by
    return words(f"pace.{name}_{side}", n=card.about(here, by))


def _span(here: Here, measure_id: str, chosen: Selection) -> str:
    """What a protected number could truly be; ``""`` where it has no span."""
    span = programme.span(here.data, measure_id, chosen)
    if span is None:
        return ""
    return display.interval(here.words, here.data.catalogue[measure_id], *span)


def _number(here: Here, measure: Any, value: float) -> str:
    return display.text(here.words, measure, value, REPORTED)
