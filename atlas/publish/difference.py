"""What a candidate would change: rows, published numbers, and whether something would vanish.

There are two answers: a protected one, from the public cubes, for anyone; and an exact one, for staff,
who have the rows. Only the exact one may hold a count below k.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from atlas.contract import Contract, Table

MOST_GONE = 0.2
SHOWN = 40
KEY = ["indicator_id", "municipality_code", "year"]
Frames = Mapping[str, pd.DataFrame]
Noted = tuple[float | None, str]  # a number and what its source notes of it
NONE: Noted = (None, "")


def rows(before: pd.DataFrame, after: pd.DataFrame, table: Table) -> dict[str, int]:
    """How many rows are new, changed and gone, by the table's key, and how many there are before and after.

    Both are tables of text. Without a key the whole row serves as one: then nothing is ``changed``.
    """
    key = list(table.key) or table.columns
    old, new = _hashed(before, key, table), _hashed(after, key, table)
    both = old.index.intersection(new.index)
    changed = int((old.loc[both].to_numpy() != new.loc[both].to_numpy()).sum())
    return {
        "before": len(before),
        "after": len(after),
        "new": len(new) - len(both),
        "changed": changed,
        "gone": len(old) - len(both),
    }


def _hashed(frame: pd.DataFrame, key: list[str], table: Table) -> pd.Series:
    """A hash of each row, indexed by a hash of its key: a million rows are compared in a second."""
    text = frame.astype("str")
    of_key = pd.util.hash_pandas_object(text[key], index=False)
    of_row = pd.util.hash_pandas_object(text[table.columns], index=False)
    hashed = pd.Series(of_row.to_numpy(), index=pd.Index(of_key.to_numpy()))
    return hashed[~hashed.index.duplicated()]


def numbers(before: Frames | None, after: Frames) -> dict[str, Any]:
    """Which published numbers move and by how much: the largest ``moves`` first, and their ``total``.

    Frames are the tables of a snapshot, public or exact; ``None`` if there is no snapshot yet. Each move
    has ``figure`` (a measure or an indicator), ``of`` (a municipality, a cohort, or ``""`` for all),
    ``period``, ``before`` and ``after``; ``None`` where there is no such number. A number whose note alone
    changes moves, too: then, and wherever it has one, ``note_before`` and ``note_after`` stand beside it.
    """
    old = _numbers(before) if before is not None else {}
    new = _numbers(after)
    moves = [
        (_size(*(of.get(name, NONE)[0] for of in (old, new))), name)
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
    moves.sort(key=lambda move: (-move[0], move[1]))
    shown = [
        {"figure": name[0], "of": name[1], "period": name[2]}
        | _sides(old.get(name, NONE), new.get(name, NONE))
        for _, name in moves[:SHOWN]
    ]
    return {"total": len(moves), "moves": shown}


def _sides(old: Noted, new: Noted) -> dict[str, Any]:
    notes = {"note_before": old[1], "note_after": new[1]} if old[1] or new[1] else {}
    return {"before": old[0], "after": new[0]} | notes


def _size(old: float | None, new: float | None) -> float:
    """How much a number moves relative to its size; one that appears or vanishes moves most."""
    if old is None or new is None:
        return 2.0
    return abs(new - old) / max(abs(old), abs(new), 1e-12)


def _numbers(frames: Frames) -> dict[tuple[str, str, str], Noted]:
    """The numbers of a snapshot, each with its note, by measure, municipality or cohort, and period."""
    out: dict[tuple[str, str, str], Noted] = {}
    people, owners = frames["enrolments"], frames["organisations"]
    for measure, cells in (
        ("participants", people[people["earlier"] == ""]),
        ("enrolments", people),
        ("completed", people[people["status"] == "completed"]),
        ("organisations", owners[owners["earlier"] == ""]),
    ):
        out[measure, "", ""] = float(cells["n"].sum()), ""
        for dimension in ("municipality_code", "cohort_id"):
            for of, n in cells.groupby(dimension, observed=True)["n"].sum().items():
                out[measure, str(of), ""] = float(n), ""
    reported = frames["indicators"]
    reported = reported[reported["status"].astype(str) == "reported"]
    if "note" not in reported:  # a snapshot of an earlier version
        reported = reported.assign(note="")
    columns = reported.fillna({"note": ""})[[*KEY, "value", "note"]]
    out |= {
        (str(i), str(code), str(year)): (float(value), str(note))
        for i, code, year, value, note in columns.itertuples(index=False)
    }
    return out


def questions(
    changed: Mapping[str, dict[str, int]], before: Frames, after: Frames, contract: Contract
) -> list[dict[str, str]]:
    """What must be confirmed before publishing: that a fifth of a table, a cohort, a place or a module
    vanishes.

    ``changed`` holds :func:`rows` by table; frames are tables of text. Each question has ``rule``,
    ``table`` and ``came`` (a share in per cent, or the ids that would vanish).
    """
    result = []
    for name, counts in changed.items():
        if counts["before"] and counts["gone"] > MOST_GONE * counts["before"]:
            share = f"{100 * counts['gone'] / counts['before']:.0f}"
            result.append({"rule": "rows_vanish", "table": contract[name].path, "came": share})
        for column, rule in (
            ("cohort_id", "cohort_vanishes"),
            ("municipality_code", "municipality_vanishes"),
            ("module_id", "module_vanishes"),
        ):
            if column not in contract[name].columns or contract[name][column].secret:
                continue
            gone = set(before[name][column].unique()) - set(after[name][column].unique()) - {""}
            if gone:
                ids = ", ".join(sorted(map(str, gone))[:SHOWN])
                result.append({"rule": rule, "table": contract[name].path, "came": ids})
    return result


def protected(counts: Mapping[str, int | None], table: Table) -> dict[str, int | None]:
    """Row counts that anyone may see. All counts of a table about people, or with a protected column, are
    withheld (``None``) whatever they are: which of them are shown would reveal something, too."""
    return dict.fromkeys(counts) if table.protected else dict(counts)
