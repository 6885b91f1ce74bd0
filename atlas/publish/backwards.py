"""What is taken back in rows that stand: a step (completed → enrolled), or a day that was known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from atlas.contract import Table
from atlas.publish import asked
from atlas.region import LANGUAGES

MOST = 0.5  # of the rows that stand
Question = dict[str, str]


def questions(
    before: pd.DataFrame, after: pd.DataFrame, table: Table, changed: int, exact: bool
) -> Iterator[Question]:
    """What must be said yes to in a table whose rows have a key; frames are the whole table of text, in
    which so many rows are ``changed``.

    ``came`` are the steps, or the columns. Without ``exact`` no question about people has their number.
    """
    if not changed:
        return
    days = [f.name for f in table.fields if f.type == "date" and not f.required]
    most = table.about_people and changed > MOST * len(before)
    wanted = table.columns if most else [*table.key, *table.steps, *days]
    was, now = _aligned(before[wanted], after[wanted], list(table.key))
    told = exact or not table.protected
    for name, steps in table.steps.items():
        ranks = {word: at for at, words in enumerate(steps) for word in words}
        old, new = was[name].astype("str"), now[name].astype("str")
        back = new.map(ranks) < old.map(ranks)
        pairs = Counter(zip(old[back], new[back], strict=True))
        if pairs:
            came = ", ".join(f"{a} → {b}" for (a, b), _ in pairs.most_common())
            yield _question("steps_back", table, came, asked.count(int(back.sum()), told))
    emptied = {name: (was[name] != "") & (now[name] == "") for name in days}
    lost = [name for name in days if emptied[name].any()]
    if lost:
        rows = int(pd.DataFrame(emptied).any(axis=1).sum())
        yield _columns("days_emptied", table, lost) | {"count": asked.count(rows, told)}
    if most:
        differ = [n for n in wanted if (was[n].astype("str") != now[n].astype("str")).any()]
        yield _columns("rows_change", table, differ)


def _aligned(
    before: pd.DataFrame, after: pd.DataFrame, key: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that both have, in the same order."""
    sides = []
    for frame in (before, after):
        of_key = pd.util.hash_pandas_object(frame[key].astype("str"), index=False).to_numpy()
        keyed = frame.set_index(pd.Index(of_key))
        sides.append(keyed[~keyed.index.duplicated()])
    both = sides[0].index.intersection(sides[1].index)
    return sides[0].loc[both], sides[1].loc[both]


def _question(rule: str, table: Table, came: str, count: str) -> Question:
    return {"rule": rule, "table": table.path, "came": came, "count": count}


def _columns(rule: str, table: Table, names: list[str]) -> Question:
    titles = {f"name_{in_}": ", ".join(table[n].title(in_) for n in names) for in_ in LANGUAGES}
    return {"rule": rule, "table": table.path, "came": ", ".join(names)} | titles
