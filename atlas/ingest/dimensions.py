"""Dimensions: what a table of figures is divided by besides place and period, as gender, age or industry.

Which group is meant, nobody but a person can say. So each is offered, with the one that has everybody
preselected, and nothing is read until all are answered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import prod
from typing import Any

import pandas as pd

from atlas.contract import Finding, Table
from atlas.errors import PERSONAL_NUMBER, scrubbed
from atlas.ingest import broken, footnotes, headings, notation, vocabulary
from atlas.ingest.mapping import AREA, MEASURE, NOTE, PERIOD, STATUS, VALUE, Mapping
from atlas.ingest.places import Places

SUM = "sum"
MOST_GROUPS = 400
MOST_LISTED = 6  # groups that are named in a message; of more, only their number
LONGEST = 40
RANGE = re.compile(r"(?P<low>[0-9]+)(?: ?[-–] ?(?P<high>[0-9]+)| ?(?P<open>\+))?")


@dataclass(frozen=True)
class Dimension:
    """What a table is divided by, and into which groups.

    ``header`` is its column. It is ``""`` where the groups are columns themselves: the words before the
    periods of a wide table, or columns of numbers, which the mapping asks about already (``asked``).
    ``total`` is the group that has everybody, ``chosen`` the one that is meant, or ``"sum"``; each ``""``
    where there is none. ``sums`` tells whether the groups may be added up.
    """

    header: str
    groups: tuple[str, ...]
    total: str = ""
    chosen: str = ""
    sums: bool = False
    asked: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The dimension for a program or a page."""
        return {
            "header": self.header,
            "groups": list(self.groups),
            "total": self.total,
            "chosen": self.chosen,
            "sums": self.sums,
        }


def offered(
    frame: pd.DataFrame,
    mapping: Mapping,
    places: Places,
    said: Mapped[str, str],
    column: str,
    additive: bool,
) -> list[Dimension]:
    """What the table is divided by. ``said`` are the groups that were chosen by column, ``column`` the words
    that were chosen of a wide table; ``additive`` figures may be added up."""
    key = _key(frame, mapping, places)
    dividing = _dividing(frame, mapping, key)
    named = [_named(frame, header) for header in said]
    dividing += [header for header in named if header and header not in dividing]
    whole = not pd.concat([key, frame[dividing]], axis=1).duplicated().any()
    found = []
    for header in dividing:
        groups = tuple(cell for cell in frame[header].unique() if cell)
        total = _total(groups)
        sums = additive and whole and not total and _apart(groups)
        found.append(Dimension(header, groups, total, _chosen(header, groups, sums, said), sums))
    wide = _of_wide(frame, mapping)
    if wide:
        chosen = column if column in wide else ""
        found.append(Dimension("", tuple(wide), _total(tuple(wide)), chosen))
    elif VALUE not in mapping.columns.values() and not mapping.years:
        numbers = tuple(name for name in _free(frame, mapping) if frame[name].map(_is_number).all())
        if len(numbers) > 1:
            found.append(Dimension("", numbers, _total(numbers), asked=True))
    return found


def findings(
    dimensions: Sequence[Dimension],
    said: Mapped[str, str],
    frame: pd.DataFrame,
    file: str,
    row: int,
) -> list[Finding]:
    """What was said of columns or groups that are not there, and the question about those not said."""
    result = []
    for name, group in said.items():
        header = _named(frame, name)
        of = next((d for d in dimensions if d.header == header), None)
        if not header:
            headers = ", ".join(d.header for d in dimensions if d.header)
            result.append(
                Finding(file, row, "", "dimension_unknown", scrubbed(name), headers or "-")
            )
        elif of and not of.chosen:
            rule = "dimension_sum" if vocabulary.is_sum(group) else "group_unknown"
            result.append(Finding(file, row, header, rule, scrubbed(group), _listed(of)))
    unsaid = [
        d for d in dimensions if not (d.chosen or d.asked) and _named_in(said, d.header) is None
    ]
    if unsaid:
        came = ", ".join(f"{d.header} ({_listed(d)})" if d.header else _listed(d) for d in unsaid)
        result.append(
            Finding(file, row, "", "dimensions_unsaid", came, " ".join(map(_option, unsaid)))
        )
    return result


def picked(
    frame: pd.DataFrame, rows: list[int], dimensions: Sequence[Dimension]
) -> tuple[pd.DataFrame, list[int]]:
    """The rows of the chosen groups; where groups are added up, those of all of them."""
    keep = pd.Series(True, index=frame.index)
    for each in dimensions:
        if each.header and each.chosen == SUM:
            keep &= frame[each.header].isin(each.groups)
        elif each.header and each.chosen:
            keep &= frame[each.header] == each.chosen
    kept = frame[keep].reset_index(drop=True)
    return kept, [row for row, stays in zip(rows, keep, strict=True) if stays]


def summed(
    frame: pd.DataFrame,
    rows: list[int],
    sources: list[str],
    table: Table,
    dimensions: Sequence[Dimension],
) -> tuple[pd.DataFrame, list[int], list[str]]:
    """The lines of each place and period added up, in the contract's notation; each stands in the row of its
    first part. Where a part is not there or has no number, there is no sum, and its status says why."""
    whole = prod(len(of.groups) for of in dimensions if of.chosen == SUM)
    of_each = frame.groupby(list(table.key), sort=False).indices.values()
    lines, first = [], [int(of[0]) for of in of_each]
    for of in of_each:
        parts = frame.iloc[of]
        lines.append(_sum(parts) if len(parts) == whole else ("", "missing"))
    added = frame.iloc[first].assign(
        **{VALUE: [value for value, _ in lines], STATUS: [status for _, status in lines]}
    )
    if NOTE in frame:  # a sum is preliminary where a part of it is
        added[NOTE] = [footnotes.one_of(*frame[NOTE].iloc[of]) for of in of_each]
    kept = [sources[at] for at in first] if sources else []
    return added.reset_index(drop=True), [rows[at] for at in first], kept


def _sum(parts: pd.DataFrame) -> tuple[str, str]:
    statuses = set(parts[STATUS])
    for status in ("protected", "missing", "not_applicable"):
        if status in statuses:
            return "", status
    try:
        return f"{sum(map(Decimal, parts[VALUE])):f}", parts[STATUS].iloc[0]
    except ArithmeticError:  # a cell that is no number: the contract says which
        wrong = [cell for cell in parts[VALUE] if not notation.PLAIN.fullmatch(cell)]
        return wrong[0] if wrong else "", parts[STATUS].iloc[0]


def _key(frame: pd.DataFrame, mapping: Mapping, places: Places) -> pd.DataFrame:
    """What a figure is about: its place, its period and its indicator, as far as columns say so."""
    columns = {
        target: frame[header]
        for header, target in mapping.columns.items()
        if target in (AREA, PERIOD, MEASURE) and header in frame
    }
    if AREA in columns:
        cells = columns[AREA]
        codes = places.codes_of(cells)
        columns[AREA] = codes.where(codes.isin(list(places.codes)), cells)
    return pd.DataFrame(columns, index=frame.index)


def _dividing(frame: pd.DataFrame, mapping: Mapping, key: pd.DataFrame) -> list[str]:
    """The columns that are left and divide the rows of a key: words first, and columns of numbers, such as
    codes, only where the words do not suffice. Two that say the same are one."""
    measured = VALUE in mapping.columns.values() or mapping.years or _of_wide(frame, mapping)
    if AREA not in key or not measured or not key.duplicated().any():
        return []
    periods = _periods(mapping, frame)
    free = [name for name in _free(frame, mapping) if name not in periods]
    splits = [name for name in free if _splits(frame[name], key)]
    splits.sort(key=lambda name: bool(frame[name].map(_is_number).all()))
    found: list[str] = []
    for name in splits:
        numbers = bool(frame[name].map(_is_number).all())
        if numbers and not pd.concat([key, frame[found]], axis=1).duplicated().any():
            break
        if not any(_same(frame[name], frame[other]) for other in found):
            found.append(name)
    return [name for name in frame.columns if name in found]


def _free(frame: pd.DataFrame, mapping: Mapping) -> list[str]:
    return [name for name in frame.columns if not mapping.columns.get(name)]


def _periods(mapping: Mapping, frame: pd.DataFrame) -> set[str]:
    wide = _of_wide(frame, mapping)
    return {*mapping.years, *(name for of in wide.values() for name in of)}


def _of_wide(frame: pd.DataFrame, mapping: Mapping) -> dict[str, dict[str, str]]:
    """The headings of a wide table by their words, where there are several such groups."""
    if VALUE in mapping.columns.values():
        return {}
    groups = headings.groups(_free(frame, mapping))
    chosen = bool(mapping.years) and "" in groups
    return groups if len(groups) > 1 and not chosen else {}


def _splits(cells: pd.Series, key: pd.DataFrame) -> bool:
    """Whether one place and period has several groups in a column, few enough to choose among."""
    distinct = list(cells[cells != ""].unique())
    if not 1 < len(distinct) <= MOST_GROUPS or not _may_be_shown(distinct, len(cells)):
        return False
    both = pd.concat([key, cells.rename("group")], axis=1).drop_duplicates()
    return bool(both[list(key.columns)].duplicated().any())


def _may_be_shown(groups: list[str], rows: int) -> bool:
    """Whether cells are groups rather than what could be somebody's name: they come again, or are words or
    numbers as groups have."""
    if any(PERSONAL_NUMBER.search(group) for group in groups):
        return False
    again = rows >= 2 * len(groups)
    return again or any(
        vocabulary.is_total(g) or RANGE.search(g) or vocabulary.is_group(g) for g in groups
    )


def _same(one: pd.Series, other: pd.Series) -> bool:
    pairs = len(pd.DataFrame({"one": one, "other": other}).drop_duplicates())
    return pairs == one.nunique() == other.nunique()


def _is_number(cell: str) -> bool:
    bare, _ = footnotes.of_cell(cell)
    return notation.is_in_figures(bare) or broken.is_broken(cell)


def _total(groups: tuple[str, ...]) -> str:
    totals = [group for group in groups if vocabulary.is_total(group)]
    exact = [group for group in totals if group.casefold() in vocabulary.listed("totals")]
    best = exact or totals
    return best[0] if len(best) == 1 else ""


def _apart(groups: tuple[str, ...]) -> bool:
    """Whether groups may be added up: none is called a total or a part of another, and no range of ages or
    sizes overlaps another."""
    if any(vocabulary.is_total(group) or vocabulary.is_part(group) for group in groups):
        return False
    found = [match for match in map(RANGE.search, groups) if match]
    ranges = sorted(
        (float(m["low"]), float(m["high"] or ("inf" if m["open"] else m["low"]))) for m in found
    )
    return all(one[1] < other[0] for one, other in pairwise(ranges))


def _chosen(header: str, groups: tuple[str, ...], sums: bool, said: Mapped[str, str]) -> str:
    wanted = _named_in(said, header)
    if wanted is None:
        return ""
    plain = wanted.strip().casefold()
    found = next((group for group in groups if group.casefold() == plain), "")
    return found or (SUM if sums and vocabulary.is_sum(wanted) else "")


def _named(frame: pd.DataFrame, name: str) -> str:
    plain = name.strip().casefold()
    return next((header for header in frame.columns if header.casefold() == plain), "")


def _named_in(said: Mapped[str, str], header: str) -> str | None:
    return next(
        (g for name, g in said.items() if name.strip().casefold() == header.casefold()), None
    )


def _listed(of: Dimension) -> str:
    if len(of.groups) > MOST_LISTED:
        return str(len(of.groups))
    return ", ".join(scrubbed(group)[:LONGEST] for group in of.groups)


def _option(of: Dimension) -> str:
    """How a group is said to the command: the one that has everybody, where there is one."""
    group = f"{of.header}={of.total or '…'}" if of.header else of.total or "…"
    return f"{'--where' if of.header else '--value-column'} {_quoted(group)}"


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
