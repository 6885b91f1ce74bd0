"""From person rows to cubes, in Narwhals expressions: the same questions run on pandas and on a cluster.

Each function takes frames and returns a small frame of dimensions and one count column ``n``.
A cube is a partition: every enrolment (or organisation) stands in exactly one cell.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

# a question is asked of an eager frame or a lazy one; Narwhals' two types have no common name
Rows = Any

NOT_STARTED, COMPLETED = "enrolled", "completed"
ENROLMENT = ("participant_id", "cohort_id")
ENROLMENT_DIMENSIONS = ("municipality_code", "cohort_id", "status", "started", "first")
ORGANISATION_DIMENSIONS = ("municipality_code", "cohort_id", "enterprise")
MODULE_DIMENSIONS = ("cohort_id", "started", "completed", "position")


def enrolments(participants: IntoFrame) -> IntoFrame:
    """Enrolments by municipality, cohort, status, whether they started, and whether it is the
    person's first: summing ``first`` cells counts people, summing all counts enrolments."""
    every: Rows = nw.from_native(participants)
    firsts = _firsts(every, "participant_id").select(*ENROLMENT).with_columns(first=nw.lit(True))
    rows = every.join(firsts, on=list(ENROLMENT), how="left").with_columns(
        started=_started(), first=~nw.col("first").is_null()
    )
    return _count(rows, ENROLMENT_DIMENSIONS)


def organisations(participants: IntoFrame) -> IntoFrame:
    """Organisations, each once over the whole project: where and in which cohort it first came,
    and whether it is an enterprise."""
    every: Rows = nw.from_native(participants)
    rows = _firsts(
        every.filter(~nw.col("organisation_id").is_null()), "organisation_id"
    ).with_columns(enterprise=nw.col("sector") == "enterprise")
    return _count(rows, ORGANISATION_DIMENSIONS)


def profile(participants: IntoFrame, dimension: str) -> IntoFrame:
    """Enrolments by cohort and one property of the participant or the organisation."""
    rows = nw.from_native(participants).with_columns(
        category=nw.col(dimension).fill_null("unknown"), dimension=nw.lit(dimension)
    )
    return _count(rows, ("cohort_id", "dimension", "category"))


def modules(participants: IntoFrame, progress: IntoFrame, modules: IntoFrame) -> IntoFrame:
    """Enrolments by cohort, whether they started and completed, and the last module they completed
    (``position``; 0 for none).

    Counting those who came at least to a module is then a sum of cells, so that the difference
    between two modules is one, too; and between those who started and those who came to a module.
    """
    done: Rows = nw.from_native(progress)
    steps: Rows = nw.from_native(modules).select("module_id", "position")
    enrolled: Rows = nw.from_native(participants).select(
        *ENROLMENT, started=_started(), completed=nw.col("status") == COMPLETED
    )
    reached = (
        done.join(steps, on="module_id", how="inner")
        .group_by(*ENROLMENT)
        .agg(nw.col("position").max())
    )
    rows = enrolled.join(reached, on=list(ENROLMENT), how="left").with_columns(
        position=nw.col("position").fill_null(0).cast(nw.Int64)
    )
    return _count(rows, MODULE_DIMENSIONS)


def _started() -> Any:
    return (nw.col("status") != NOT_STARTED) & ~nw.col("started_on").is_null()


def _firsts(rows: Rows, key: str) -> Rows:
    """The first row of each person or organisation: by day, then by ids, so that the choice is fixed.

    A window function would say the same, but not every engine has an ordered one.
    """
    return rows.unique(
        subset=[key], keep="first", order_by=["enrolled_on", "cohort_id", "participant_id"]
    )


def _count(rows: Rows, dimensions: tuple[str, ...]) -> IntoFrame:
    cells: IntoFrame = rows.group_by(*dimensions).agg(n=nw.len()).to_native()
    return cells
