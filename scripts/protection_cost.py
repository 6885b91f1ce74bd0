"""Measure what protection costs, and write it into ``docs/protection.md`` with a picture.

Run from the repository's root::

    python -m scripts.protection_cost

Synthetic programmes of four sizes, ten seeds each, are drawn as by ``python -m atlas sample`` and
rounded as at publish. Every number in the table is a difference between exact and public counts.
"""

from __future__ import annotations

import datetime as dt
import platform
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import cast

import numpy as np
import pandas as pd

from atlas import __version__
from atlas.ingest import sample
from atlas.protection import CROSS
from atlas.publish import aggregate, histories
from atlas.publish.enrolments import MARGINS, enrolments
from atlas.publish.protect import Past, Report, cost

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "protection.md"
PICTURE = ROOT / "docs" / "pictures" / "protection.svg"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SIZES, SEEDS, KS = (61, 400, 1_500, 10_000), tuple(range(1, 11)), (3, 5, 10)
AFTER = (1, 6, 24)
GROWING, GROWN = (61, 400), tuple(range(1, 4))
# how a programme grows
BEGUN, ENROLLING = "a cohort is delivered when it begins", "while it enrols"
DRIPPING = "one by one"
SECRET = b"the secret of the measurement"
MUNICIPALITY, COHORT, STATUS = CROSS
# the widest move that the picture has room for
MOST = 8


@dataclass(frozen=True)
class Cost:
    """What rounding cost over all seeds: shares and means are means, moves are the largest seen."""

    people: int
    k: int
    cells: float
    small: float
    total: int
    municipality: int
    municipality_mean: float
    cohort: int
    status: int
    two_way: int
    two_way_mean: float
    places: float
    places_shown: float


def measure(people: int, k: int = 5, seeds: tuple[int, ...] = SEEDS) -> Cost:
    """The cost for programmes of so many people, over some seeds."""
    rows = pd.DataFrame([_one(people, k, seed) for seed in seeds])
    worst, mean = rows.max(), rows.mean()
    return Cost(
        people,
        k,
        mean["cells"],
        mean["small"],
        int(worst["total"]),
        int(worst["municipality"]),
        mean["municipality_mean"],
        int(worst["cohort"]),
        int(worst["status"]),
        int(worst["two_way"]),
        mean["two_way_mean"],
        mean["places"],
        mean["places_shown"],
    )


def _one(people: int, k: int, seed: int) -> dict[str, float]:
    exact = _counted(_people(people, seed))
    public, report = _rounded(exact, k)
    moved = report.moved
    pairs = [moved[" × ".join(pair)] for pair in combinations(CROSS, 2)]
    return {
        "cells": report.cells,
        "small": float((exact["n"] < k).mean()),
        "total": moved["total"][0],
        "municipality": moved[MUNICIPALITY][0],
        "municipality_mean": moved[MUNICIPALITY][1],
        "cohort": moved[COHORT][0],
        "status": moved[STATUS][0],
        "two_way": max(largest for largest, _ in pairs),
        "two_way_mean": float(np.mean([mean for _, mean in pairs])),
        "places": exact[MUNICIPALITY].nunique(),
        "places_shown": public[MUNICIPALITY].nunique(),
    }


def _people(people: int, seed: int) -> pd.DataFrame:
    return sample.make(ROOT / "data", people, seed).tables["participants"]


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    cells = aggregate.enrolments(histories.with_earlier(rows, "participant_id"))
    return cast(pd.DataFrame, cells)


def _rounded(
    exact: pd.DataFrame,
    k: int,
    before: pd.DataFrame | None = None,
    was: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, Report]:
    every = set(exact[COHORT])
    known = every if before is None else set(before.attrs["cohorts"])
    fresh = pd.DataFrame({COHORT: sorted(every - known)})
    public = enrolments(exact, k, SECRET, Past(before, was, k, fresh))
    public.attrs["cohorts"] = every | known
    return public, cost(histories.kinds(exact), histories.kinds(public), MARGINS)


def growth(people: int, how: str, seeds: tuple[int, ...] = GROWN) -> list[tuple[int, Report]]:
    """A programme that is published 24 times while it grows to so many people: what the memory cost after
    some of them, a line for each seed.

    Each cohort enrols, begins and ends on its days, and is delivered from the day when it begins, or
    already while it enrols; or (``DRIPPING``) so many people come each time from anywhere, which is
    the worst for a memory.
    """
    reports = []
    for seed in seeds:
        rows, before, was = _people(people, seed), None, None
        shuffled = rows.sample(frac=1, random_state=seed)
        opens = rows["enrolled_on"] if how == ENROLLING else rows["started_on"]
        days = pd.date_range(opens.min(), rows["ended_on"].max(), max(AFTER))
        for step, day in enumerate(days, start=1):
            here = shuffled.iloc[: round(len(rows) * step / max(AFTER))]
            exact = _counted(here if how == DRIPPING else _on(rows, day, how))
            (before, report), was = _rounded(exact, 5, before, was), exact
            if step in AFTER:
                reports.append((step, report))
    return reports


def _on(rows: pd.DataFrame, day: pd.Timestamp, how: str) -> pd.DataFrame:
    """The rows as they were on a day."""
    begins = rows.groupby(COHORT)["started_on"].transform("min")
    listed = (begins <= day) | (how == ENROLLING)
    there = rows[listed & (rows["enrolled_on"] <= day)]
    begun, ended = there["started_on"] <= day, there["ended_on"] <= day
    status = np.where(ended, there["status"], np.where(begun, "active", "enrolled"))
    started = there["started_on"].where(begun)
    return there.assign(status=status, started_on=started)


def growth_table() -> str:
    """What a memory costs in a growing programme, as a table of the document."""
    lines = [
        (
            "| grows | people at last | after publications | total (mean) | a municipality (mean) "
            "| a cohort (mean) |"
        ),
        "|:--|--:|--:|--:|--:|--:|",
    ]
    for how in (BEGUN, ENROLLING, DRIPPING):
        for people in GROWING:
            reports = growth(people, how)
            for step in AFTER:
                moved = [report.moved for at, report in reports if at == step]
                moves = [
                    _worst_and_mean([m[margin] for m in moved])
                    for margin in ("total", MUNICIPALITY, COHORT)
                ]
                lines.append(f"| {how} | {_number(people)} | {step} | " + " | ".join(moves) + " |")
    return "\n".join(lines)


def _worst_and_mean(moves: list[tuple[int, float]]) -> str:
    worst = max(largest for largest, _ in moves)
    return f"{worst} ({np.mean([mean for _, mean in moves]):.1f})"


def table(costs: list[Cost], with_k: bool) -> str:
    """The costs as a table of the document."""
    first = "| k | people " if with_k else "| people "
    lines = [
        first + "| cells | of them 1 to k−1 | total | a municipality (mean) | a cohort | a status "
        "| two-way (mean) | municipalities shown |",
        "|--:" * (10 if with_k else 9) + "|",
    ]
    lines += [
        (f"| {each.k} " if with_k else "") + f"| {_number(each.people)} | {each.cells:.0f} "
        f"| {100 * each.small:.0f} % | {each.total} "
        f"| {each.municipality} ({each.municipality_mean:.1f}) | {each.cohort} | {each.status} "
        f"| {each.two_way} ({each.two_way_mean:.2f}) "
        f"| {each.places_shown:.1f} of {each.places:.1f} |"
        for each in costs
    ]
    return "\n".join(lines)


def _number(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def picture(costs: list[Cost]) -> str:
    """Largest and mean moves by size, as SVG: a dot for the mean, an open ring for the largest."""
    kinds = (
        ("The county's total", lambda c: (c.total, None)),
        ("A municipality", lambda c: (c.municipality, c.municipality_mean)),
        ("A cohort", lambda c: (c.cohort, None)),
        ("Two dimensions together", lambda c: (c.two_way, c.two_way_mean)),
    )
    left, step, row, top = 210, 70, 26, 64
    width = left + step * MOST + 30
    height = top + len(kinds) * (row * len(costs) + 34) + 40
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="sans-serif" font-size="13" fill="#0C181F">'
        ),
        "<title>How far protection moves public numbers, by the size of the programme</title>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        (
            '<text x="12" y="24" font-size="16" font-weight="600">How far protection moves a public '
            "number (people)</text>"
        ),
        (
            '<circle cx="18" cy="42" r="5" fill="#0B5C7A"/><text x="30" y="46">mean</text>'
            '<circle cx="92" cy="42" r="5" fill="none" stroke="#0B5C7A" stroke-width="2"/>'
            '<text x="104" y="46">largest of ten programmes</text>'
        ),
    ]
    for people in range(MOST + 1):
        x = left + people * step
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="{top}" y2="{height - 32}" stroke="#CBD6DB"/>'
            f'<text x="{x}" y="{height - 14}" text-anchor="middle">{people}</text>'
        )
    y = top
    for name, of in kinds:
        y += 22
        parts.append(f'<text x="12" y="{y}" font-weight="600">{name}</text>')
        for each in costs:
            y += row
            largest, mean = of(each)
            parts.append(
                f'<text x="{left - 14}" y="{y + 4}" text-anchor="end">'
                f"{_number(each.people)} people</text>"
                f'<circle cx="{left + largest * step:.1f}" cy="{y}" r="5" fill="none" '
                'stroke="#0B5C7A" stroke-width="2"/>'
            )
            if mean is not None:
                x = left + mean * step
                parts.append(f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="#0B5C7A"/>')
        y += 12
    return "\n".join([*parts, "</svg>"]) + "\n"


def versions() -> str:
    """The day and what it was measured with."""
    return (
        f"Measured {dt.datetime.now(dt.UTC):%Y-%m-%d} with atlas {__version__}, Python "
        f"{platform.python_version()}, NumPy {np.__version__}, pandas {pd.__version__}: "
        f"`python -m scripts.protection_cost`."
    )


def main() -> None:
    """Measure, and write the document's tables and the picture."""
    costs = [measure(people) for people in SIZES]
    by_k = [measure(people, k) for people in (61, 1_500) for k in KS]
    grown = growth_table()
    # read last: it takes a while to measure, and someone may be writing the document
    text = DOCUMENT.read_text("utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    measured = "\n\n".join([BEGIN, versions(), table(costs, False), table(by_k, True), grown, END])
    DOCUMENT.write_text(before + measured + after, "utf-8")
    PICTURE.write_text(picture(costs), "utf-8")
    print(table(costs, False), table(by_k, True), grown, sep="\n\n")


if __name__ == "__main__":
    main()
