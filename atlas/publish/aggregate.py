"""From person rows to cubes, in Narwhals expressions: the same queries run on pandas and on a cluster.

Each function takes frames and returns a small frame of dimensions and one count column ``n``.
A cube is a partition: every enrolment (or organisation) is in exactly one cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

# a query runs on an eager frame or a lazy one; Narwhals' two types have no common name
Rows = Any

NOT_STARTED, COMPLETED = "enrolled", "completed"
ENROLMENT = ("participant_id", "cohort_id")
ENROLMENT_DIMENSIONS = ("municipality_code", "cohort_id", "status", "started", "earlier")
ORGANISATION_DIMENSIONS = ("municipality_code", "cohort_id", "enterprise", "earlier")
PROFILE_DIMENSIONS = ("cohort_id", "dimension", "category", "started", "completed")
EMPLOYER_DIMENSIONS = ("enterprise", "sector", "size_class")
CAPABLE_DIMENSIONS = ("enterprise", "several")
EXIT_DIMENSIONS = ("cohort_id", "status", "started")
WAVES = ("before", "after", "followup")
SCORE_DIMENSIONS = ("cohort_id", "area", "wave", "later", "score")
BOTH = "both"
REPLY_DIMENSIONS = ("cohort_id", "started", "completed", *WAVES)
SEVERAL = 2
MODULE_DIMENSIONS = ("cohort_id", "started", "completed", "position")
ATTENDANCE_DIMENSIONS = ("cohort_id", "module_id", "started", "completed", "attended")
UNRECORDED = "unknown"


def enrolments(participants: IntoFrame) -> IntoFrame:
    """Enrolments by municipality, cohort, status, whether they started, and where the person was
    enrolled ``earlier`` (:mod:`atlas.memberships`, a column of the rows): the cells without an earlier
    enrolment add up to people, all cells to enrolments."""
    every: Rows = nw.from_native(participants)
    return _count(every.with_columns(started=_started()), ENROLMENT_DIMENSIONS)


def owners(participants: IntoFrame) -> IntoFrame:
    """One row per organisation, cohort and place in which it has a participant: since when, and whether it
    is an enterprise."""
    every: Rows = nw.from_native(participants)
    members: IntoFrame = (
        every.filter(~nw.col("organisation_id").is_null())
        .with_columns(enterprise=nw.col("sector") == "enterprise")
        .group_by("organisation_id", "cohort_id", "municipality_code")
        .agg(nw.col("enrolled_on").min(), nw.col("enterprise").max())
        .to_native()
    )
    return members


def organisations(owners: IntoFrame) -> IntoFrame:
    """Organisations by place and cohort, whether they are enterprises, and where they were ``earlier``: the
    cells without an earlier one count each organisation once."""
    every: Rows = nw.from_native(owners)
    return _count(every, ORGANISATION_DIMENSIONS)


def profile(participants: IntoFrame, dimension: str, steps: bool = False) -> IntoFrame:
    """Enrolments by cohort and one property of the participant or the organisation; with ``steps``
    also by whether they started and completed, else those two are ``False`` in every cell."""
    rows = nw.from_native(participants).with_columns(
        category=nw.col(dimension).fill_null("unknown"),
        dimension=nw.lit(dimension),
        started=_started() if steps else nw.lit(False),
        completed=nw.col("status") == COMPLETED if steps else nw.lit(False),
    )
    return _count(rows, PROFILE_DIMENSIONS)


def employers(participants: IntoFrame) -> IntoFrame:
    """Organisations by sector and size, each once over the whole project."""
    every: Rows = nw.from_native(participants)
    rows = _firsts(
        every.filter(~nw.col("organisation_id").is_null()), "organisation_id"
    ).with_columns(
        enterprise=nw.col("sector") == "enterprise",
        sector=nw.col("sector").fill_null("unknown"),
        size_class=nw.col("size_class").fill_null("unknown"),
    )
    return _count(rows, EMPLOYER_DIMENSIONS)


def capable(participants: IntoFrame) -> IntoFrame:
    """Organisations by whether two or more of their people have completed; a person in two cohorts counts
    once."""
    every: Rows = nw.from_native(participants).filter(~nw.col("organisation_id").is_null())
    done: Rows = (
        every.filter((nw.col("status") == COMPLETED) & _started())
        .select("organisation_id", "participant_id")
        .unique(subset=["organisation_id", "participant_id"])
        .group_by("organisation_id")
        .agg(trained=nw.len())
    )
    rows = (
        _firsts(every, "organisation_id")
        .join(done, on="organisation_id", how="left")
        .with_columns(
            enterprise=nw.col("sector") == "enterprise",
            several=nw.col("trained").fill_null(0) >= SEVERAL,
        )
    )
    return _count(rows, CAPABLE_DIMENSIONS)


def exits(spans: IntoFrame, unit: str) -> IntoFrame:
    """Enrolments by cohort, status, whether they started, and how long they were in it: ``unit`` is
    ``half_year`` or ``week``, a column of :func:`atlas.publish.spans.spans`."""
    rows = nw.from_native(spans).with_columns(started=_started())
    return _count(rows, (*EXIT_DIMENSIONS, unit))


def replies(participants: IntoFrame, surveys: IntoFrame) -> IntoFrame:
    """Enrolments by cohort, whether they started and completed, and which surveys they answered."""
    enrolled: Rows = nw.from_native(participants).select(
        *ENROLMENT, started=_started(), completed=nw.col("status") == COMPLETED
    )
    answers: Rows = nw.from_native(surveys)
    for wave in WAVES:
        mine = (
            answers.filter(nw.col("wave") == wave)
            .select(*ENROLMENT)
            .unique(subset=list(ENROLMENT))
            .with_columns(nw.lit(True).alias(wave))
        )
        enrolled = enrolled.join(mine, on=list(ENROLMENT), how="left").with_columns(
            ~nw.col(wave).is_null()
        )
    return _count(enrolled, REPLY_DIMENSIONS)


def scores(surveys: IntoFrame, areas: Sequence[str]) -> IntoFrame:
    """Scores of those who gave one in an area before and at a later wave, by cohort, area and wave. The
    scores before are also counted by when their givers gave one ``later``: ``after``, ``followup`` or
    ``both``; for later scores this is "". The people of a later wave are those who are counted before
    with that wave.

    One area at a time: all answers of a million people at once take more memory than everything else.
    """
    each: list[Rows] = [nw.from_native(_scores(surveys, area)) for area in areas or [""]]
    cells: IntoFrame = nw.concat(each, how="vertical").to_native()
    return cells


def _scores(surveys: IntoFrame, area: str) -> IntoFrame:
    answers: Rows = nw.from_native(surveys).filter(nw.col("area") == area)
    before, after, followup = WAVES
    key = list(ENROLMENT)
    each = [
        answers.filter(nw.col("wave") == wave).select(*key, nw.col("score").alias(wave))
        for wave in WAVES
    ]
    people = each[0].join(each[1], on=key, how="left").join(each[2], on=key, how="left")
    never_after, never_followup = (nw.col(wave).is_null() for wave in (after, followup))
    people = people.filter(~(never_after & never_followup)).with_columns(
        later=nw.when(never_followup)
        .then(nw.lit(after))
        .otherwise(nw.when(never_after).then(nw.lit(followup)).otherwise(nw.lit(BOTH)))
    )
    parts: list[Rows] = [_given(people, area, before)]
    for wave in (after, followup):
        gave = people.filter(~nw.col(wave).is_null()).with_columns(later=nw.lit(""))
        parts.append(_given(gave, area, wave))
    cells: IntoFrame = nw.concat(parts, how="vertical").to_native()
    return cells


def _given(people: Rows, area: str, wave: str) -> Rows:
    """The number of people who gave each score at a wave."""
    cells = people.group_by("cohort_id", "later", wave).agg(n=nw.len())
    return cells.with_columns(
        nw.lit(area).alias("area"),
        nw.lit(wave).alias("wave"),
        nw.col(wave).cast(nw.Int64).alias("score"),
        nw.col("n").cast(nw.Int64),
    ).select(*SCORE_DIMENSIONS, "n")


def modules(participants: IntoFrame, progress: IntoFrame, modules: IntoFrame) -> IntoFrame:
    """Enrolments by cohort, whether they started and completed, and the last module they completed
    (``position``; 0 for none).

    The number of those who reached a module is then a sum of cells, and so is the difference between
    two modules, and between those who started and those who reached a module.
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


def attendance(participants: IntoFrame, attendance: IntoFrame, modules: Sequence[str]) -> IntoFrame:
    """Enrolments by cohort and session (``module_id``), whether they started and completed, and whether
    they attended: ``yes``, ``no``, or ``unknown`` where nobody recorded it.

    Only sessions with any record are included; in each of those every enrolment of the cohort is in
    exactly one cell.
    """
    # those without a record are what the recorded cells leave over: no rows are made for them
    whole = ["cohort_id", "started", "completed"]
    session = [*whole, "module_id"]
    enrolled: Rows = nw.from_native(participants).select(
        *ENROLMENT, started=_started(), completed=nw.col("status") == COMPLETED
    )
    records: Rows = nw.from_native(attendance).select(*ENROLMENT, "module_id", "attended")
    text = [nw.col(name).cast(nw.String) for name in ("cohort_id", "module_id", "attended")]
    # one module at a time, as in scores
    each: list[Rows] = [
        records.filter(nw.col("module_id") == module)
        .join(enrolled, on=list(ENROLMENT), how="inner")
        .group_by(*session, "attended")
        .agg(n=nw.len())
        .select("started", "completed", nw.col("n").cast(nw.Int64), *text)
        .select(*ATTENDANCE_DIMENSIONS, "n")
        for module in modules or [""]
    ]
    recorded = nw.concat(each, how="vertical")
    known = recorded.group_by(*session).agg(known=nw.col("n").sum())
    held = recorded.select("cohort_id", "module_id").unique(subset=["cohort_id", "module_id"])
    left_over = (
        enrolled.group_by(*whole)
        .agg(every=nw.len())
        .with_columns(nw.col("cohort_id").cast(nw.String))
        .join(held, on="cohort_id", how="inner")
        .join(known, on=session, how="left")
        .with_columns(n=nw.col("every") - nw.col("known").fill_null(0), attended=nw.lit(UNRECORDED))
        .filter(nw.col("n") > 0)
        .with_columns(nw.col("n").cast(nw.Int64))
        .select(*ATTENDANCE_DIMENSIONS, "n")
    )
    cells: IntoFrame = nw.concat([recorded, left_over], how="vertical").to_native()
    return cells


def _started() -> Any:
    return (nw.col("status") != NOT_STARTED) & ~nw.col("started_on").is_null()


def _firsts(rows: Rows, key: str) -> Rows:
    """The first row of each person or organisation: by day, then by ids, so that the choice is fixed.

    A window function would do the same, but not every engine has an ordered one.
    """
    return rows.unique(
        subset=[key], keep="first", order_by=["enrolled_on", "cohort_id", "participant_id"]
    )


def _count(rows: Rows, dimensions: tuple[str, ...]) -> IntoFrame:
    cells: IntoFrame = rows.group_by(*dimensions).agg(n=nw.len()).to_native()
    return cells
