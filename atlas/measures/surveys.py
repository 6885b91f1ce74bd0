"""Before and after: what the same people answered, by area of innovation management, and who did not.

The areas are the seven clauses of ISO 56002 (context, leadership, planning, support, operation,
evaluation, improvement). The scores are what people think of their own organisation, not an effect.

The uncertainty of a mean difference is shown beside it as a 95 per cent interval of paired differences
(Student, "The probable error of a mean", Biometrika 6, 1908; as in the NIST/SEMATECH e-Handbook of
Statistical Methods, 7.3.1, analysis of paired observations): their mean, plus and minus the quantile
of Student's t with n - 1 degrees of freedom times their standard deviation over the root of n.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from atlas.measures import derived, programme
from atlas.measures.derived import Amount, Span
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import MISSING, PROTECTED, REPORTED
from atlas.rounding import half_up
from atlas.warehouse import Data

BEFORE, AFTER, FOLLOWUP = "before", "after", "followup"
WAVES = (BEFORE, AFTER, FOLLOWUP)
SIDES = ("before", "now")
KEY = ["participant_id", "cohort_id"]
LEVEL = 0.95


@lru_cache(maxsize=REMEMBERED)
def paired(data: Data, wave: str, selection: Selection) -> pd.DataFrame:
    """The mean scores of those who answered before and at ``wave``: rows ``area, before, now, change,
    lower, upper, n, status`` for every declared area, over the chosen cohorts together.

    Where data are protected the scores are those of the public cells, the means have one decimal, and
    they are shown if there are enough pairs even when every cell counts as the lowest number that may be
    behind it. In exact data only areas without pairs are missing. ``lower`` and ``upper`` are the 95 per
    cent interval of the change (:func:`interval`); the public cells hold no pairs, so they have none.
    """
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    table, replies = (
        data[name][data[name]["cohort_id"].isin(chosen)] for name in ("scores", "replies")
    )
    table = table[table["wave"] == wave]
    pairs = _differences(data, wave, chosen) if data.exact else {}
    enough = derived.enough(data, replies.loc[replies[BEFORE] & replies[wave], "n"])
    rows: list[tuple[object, ...]] = []
    for area in data.contract["surveys"]["area"].enum:
        mine = table[table["area"] == area]
        before, now = (mine[mine["side"] == side] for side in SIDES)
        n = int(before["n"].sum())
        if not n or not enough:
            status = MISSING if data.exact or not _answered(data, wave) else PROTECTED
            rows.append((area, None, None, None, None, None, None, status))
            continue
        was, become = (float((part["score"] * part["n"]).sum() / n) for part in (before, now))
        if not data.exact:
            was, become = half_up(was, 1), half_up(become, 1)
        change = round(become - was, 10)
        ends = interval(pairs[area]) if area in pairs else (None, None)
        rows.append((area, was, become, change, *ends, float(n), REPORTED))
    numbers = ["before", "now", "change", "lower", "upper", "n"]
    table = pd.DataFrame(rows, columns=["area", *numbers, "status"])
    return table.astype(dict.fromkeys(numbers, "float64"))


def interval(differences: np.ndarray) -> tuple[float | None, float | None]:
    """The 95 per cent interval of the mean of paired differences, by Student's t. There is none for fewer
    than two pairs, nor where all differ by the same: nothing then says how much another pair might."""
    n = len(differences)
    if n < 2 or np.ptp(differences) == 0:
        return None, None
    reach = float(stdtrit(n - 1, (1 + LEVEL) / 2) * differences.std(ddof=1) / np.sqrt(n))
    mean = float(differences.mean())
    return mean - reach, mean + reach


def apart(table: pd.DataFrame) -> tuple[str | None, str | None]:
    """The areas of :func:`paired` with the largest and with the smallest change, each if its interval
    does not overlap with any other; ``None`` if it does, or if an area has no interval."""
    reported = table[table["status"] == REPORTED].set_index("area")
    if len(reported) < 2 or reported[["lower", "upper"]].isna().any(axis=None):
        return None, None
    most, least = str(reported["change"].idxmax()), str(reported["change"].idxmin())
    above = reported.loc[most, "lower"] > reported["upper"].drop(most).max()
    below = reported.loc[least, "upper"] < reported["lower"].drop(least).min()
    return most if above else None, least if below else None


def _differences(data: Data, wave: str, chosen: pd.Series) -> dict[str, np.ndarray]:
    """The changes of all who gave a score in an area both times, by area. From exact rows only."""
    answers = data["surveys"]
    answers = answers[answers["cohort_id"].isin(chosen)]
    first, later = (
        answers.loc[answers["wave"] == when, [*KEY, "area", "score"]] for when in (BEFORE, wave)
    )
    pairs = first.merge(later, on=[*KEY, "area"], suffixes=("_before", "_now"))
    change = (pairs["score_now"] - pairs["score_before"]).astype("float64")
    return {
        str(area): numbers.to_numpy()
        for area, numbers in change.groupby(pairs["area"].astype("str"))
    }


@lru_cache(maxsize=REMEMBERED)
def response(data: Data, selection: Selection) -> pd.DataFrame:
    """Who answered each survey: rows ``wave, asked, answered, silent, paired, …_status, value, status,
    lower, upper``.

    ``asked`` are, before, those who started and, later, those who started and completed; and everyone who
    has answered. ``value`` is the response rate in whole per cent; ``lower`` and ``upper`` bound the truth
    behind a protected one. ``paired`` are those who also answered before: the pairs of :func:`paired`.
    """
    cells = data["replies"]
    chosen = programme.cohorts_in(data, selection)["cohort_id"]
    cells = cells[cells["cohort_id"].isin(chosen)]
    began = cells["started"]
    rows: list[tuple[object, ...]] = []
    for wave in WAVES:
        due = began if wave == BEFORE else began & cells["completed"]
        mine = cells[due | cells[wave]]
        asked, answered = int(mine["n"].sum()), int(mine.loc[mine[wave], "n"].sum())
        both = int(mine.loc[mine[wave] & mine[BEFORE], "n"].sum())
        numbers = [derived.count(data, n) for n in (asked, answered, asked - answered, both)]
        share: Amount = derived.share(data, answered, asked)
        pair = (derived.around_part(data, n, "replies", len(chosen)) for n in (answered, asked))
        span = derived.beside(data, derived.share_span(share, *pair))
        values, statuses = zip(*numbers, strict=True)
        rows.append((wave, *values, *statuses, *share, *span))
    counts = ["asked", "answered", "silent", "paired"]
    columns = ["wave", *counts, *(f"{c}_status" for c in counts), *Amount._fields, *Span._fields]
    return pd.DataFrame(rows, columns=columns)


def _answered(data: Data, wave: str) -> bool:
    """Whether anyone is known to have answered a survey."""
    return bool(data["replies"][wave].any())
