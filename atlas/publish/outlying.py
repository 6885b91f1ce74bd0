"""Rows that do not go with others: days outside what the contract declares, more admitted than applied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.contract import Contract, Table
from atlas.contract.declaration import Within
from atlas.publish import asked
from atlas.publish.only_new import identity
from atlas.region import LANGUAGES

# some columns of a table, by its name
Columns = Callable[[str, list[str]], pd.DataFrame]
Rows = frozenset[int]
Question = dict[str, str]
FIRST, MIX = 0x9E3779B97F4A7C15, 1_000_003


class Sides(NamedTuple):
    """The delivery that stands and the one that would replace it."""

    before: Columns
    after: Columns


def questions(
    contract: Contract, names: Collection[str], sides: Sides, exact: bool
) -> Iterator[Question]:
    """What must be said yes to because of rows that were not so before, in or against the tables ``names``.

    Without ``exact`` no question about a table of people has their number.
    """
    changed = set(names)
    for table in contract.tables.values():
        for within in table.within:
            if changed & {table.name, within.table}:
                yield from _within(table, contract[within.table], within, sides, exact)
        for less, more in table.at_most:
            if table.name in changed:
                yield from _at_most(table, less, more, sides, exact)
        for field, people in table.enough:
            if changed & {table.name, people}:
                yield from _enough(table, contract[people], field, sides, exact)


def _within(
    table: Table, other: Table, rule: Within, sides: Sides, exact: bool
) -> Iterator[Question]:
    for kind, bound in (("day_before", rule.first), ("day_after", rule.last)):
        if not bound:
            continue
        beyond = partial(_beyond, table=table, other=other, rule=rule, bound=bound)
        new = _new(beyond, sides)
        if new:
            named = {
                f"named_{in_}": f"{other[bound].title(in_)} ({other.title(in_)})"
                for in_ in LANGUAGES
            }
            yield _question(kind, table, rule.field, new, exact) | named


def _beyond(columns: Columns, table: Table, other: Table, rule: Within, bound: str) -> Rows:
    """The rows whose day lies before its bound, where that is the first one, or too long after it."""
    key = identity(table)
    join = [name for name in other.key if name in table.columns]
    rows = columns(table.name, list(dict.fromkeys([*key, *join, rule.field])))
    there = columns(other.name, [*join, bound])
    days, mine = _days(there[bound]), _days(rows[rule.field])
    known = pd.Series(days, index=_hashed(there, join))
    limits = known[~known.index.duplicated()].reindex(_hashed(rows, join))
    if bound == rule.first:
        wrong = mine < pd.DatetimeIndex(limits.fillna(days.min()))
    else:
        last = pd.DatetimeIndex(limits.fillna(days.max()))
        wrong = mine > last + pd.Timedelta(days=rule.days)
    return frozenset(_hashed(rows[wrong], key))


def _at_most(table: Table, less: str, more: str, sides: Sides, exact: bool) -> Iterator[Question]:
    def wrong(columns: Columns) -> Rows:
        rows = columns(table.name, [*table.key, less, more])
        over = _numbers(rows[less]) > _numbers(rows[more])
        return frozenset(_hashed(rows[over], list(table.key)))

    new = _new(wrong, sides)
    if new:
        named = {f"named_{in_}": table[more].title(in_) for in_ in LANGUAGES}
        yield _question("more_than", table, less, new, exact) | named


def _enough(
    table: Table, people: Table, field: str, sides: Sides, exact: bool
) -> Iterator[Question]:
    key = list(table.key)

    def wrong(columns: Columns) -> Rows:
        rows = columns(table.name, [*key, field])
        of_key = pd.Series(_hashed(columns(people.name, key), key)).value_counts()
        needed = of_key.reindex(_hashed(rows, key)).fillna(0).to_numpy()
        return frozenset(_hashed(rows[_numbers(rows[field]) < needed], key))

    new = _new(wrong, sides)
    if new:
        named = {f"named_{in_}": people.title(in_) for in_ in LANGUAGES}
        yield _question("too_few_for", table, field, new, exact) | named


def _new(wrong: Callable[[Columns], Rows], sides: Sides) -> int:
    """How many rows are wrong that were not so before."""
    after = wrong(sides.after)
    return len(after - wrong(sides.before)) if after else 0


def _question(rule: str, table: Table, field: str, number: int, exact: bool) -> Question:
    names = {f"name_{in_}": table[field].title(in_) for in_ in LANGUAGES}
    count = asked.count(number, exact or not table.protected)
    return {"rule": rule, "table": table.path, "came": field, "count": count} | names


def _hashed(frame: pd.DataFrame, columns: list[str]) -> np.ndarray:
    """A hash of these cells of each row, the same whether they are typed or text: each distinct cell is
    hashed once."""
    whole = np.full(len(frame), FIRST, dtype="uint64")
    for name in columns:
        column = frame[name].astype("category")
        texts = [*column.cat.categories.astype("str"), ""]  # no cell has the code -1
        cells = pd.util.hash_array(np.array(texts, dtype="object"), categorize=False)
        whole = whole * np.uint64(MIX) ^ cells[column.cat.codes.to_numpy()]
    return whole


def _days(column: pd.Series) -> pd.DatetimeIndex:
    # the table before need not keep the contract: what it has instead of a day is nothing to compare with
    cells = column.astype("category")
    days = pd.to_datetime(cells.cat.categories, errors="coerce")
    return pd.DatetimeIndex([*days, pd.NaT]).take(cells.cat.codes.to_numpy())


def _numbers(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column, errors="coerce").astype("float64")
