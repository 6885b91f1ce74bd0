"""The table of a card's values, as a reader has it: areas by name, the county and the country last, chosen
places marked."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.measures import display
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import Values
from atlas.views.run.visit import Here
from atlas.warehouse import Data
from atlas.words import Words

MARK = "▸ "


def of_period(here: Here, values: Values) -> pd.DataFrame:
    """The shown values as a table to read: chosen places are marked."""
    return _of_period(here.words, here.data, values, here.state.selection)


@lru_cache(maxsize=REMEMBERED)
def _of_period(words: Words, data: Data, values: Values, selection: Selection) -> pd.DataFrame:
    rows = display.table(words, data, values, selection)
    marks = [MARK if chosen else "" for chosen in rows["chosen"]]
    shown = pd.DataFrame(
        {
            words("table.area"): [m + n for m, n in zip(marks, rows["name"], strict=True)],
            words("table.value"): rows["value"],
        }
    )
    if (rows["interval"] != "").any():
        shown[display.interval_name(words, values)] = rows["interval"]
    if (rows["note"] != "").any():
        shown[words("table.note")] = rows["note"]
    return shown


def of_years(here: Here, values: Values) -> pd.DataFrame:
    """The values of all periods as a table to read, a column each: chosen places are marked."""
    words, chosen = here.words, here.state.selection.municipalities
    table = display.over_years(words, here.data, values)
    names = [marked(here, str(code), code in chosen) for code in table.index]
    return table.set_axis(names).rename_axis(words("table.area")).reset_index()


def marked(here: Here, code: str, chosen: bool) -> str:
    """The name of an area in a table, set off where it is chosen."""
    return (MARK if chosen else "") + here.name(code)


def signs(words: Words, rows: list[list[str]]) -> str:
    """What those signs mean that stand in rows of cells."""
    cells = {cell for row in rows for cell in row}
    known = [
        f"{sign} {words(f'status.{s}')}" for s, sign in display.SYMBOLS.items() if sign in cells
    ]
    return " · ".join(known)
