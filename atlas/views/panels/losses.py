"""Which cohort lost most, and where: the cohorts against the places that their participants come from."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from atlas import sentences
from atlas.exports import csv, filed
from atlas.frames import each, one
from atlas.measures import display, losses, order, programme
from atlas.measures.losses import SHARE, WHOLE
from atlas.measures.selection import REMEMBERED
from atlas.measures.values import PROTECTED
from atlas.views import card, spans
from atlas.views.filters import cohort_name
from atlas.views.panels.emptiness import of_people
from atlas.views.parts.types import FramedTable
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.views.sheet import File, Part

KEY = "losses"
COLUMNS = ("applied", "started", "completed", SHARE, "withdrawn")
MARK = "▼ "  # before the cell where most were lost
CHOSEN = "▸ "


class Told(NamedTuple):
    """What the table says, whichever municipalities are chosen. Its last columns are ``places``, as codes."""

    title: str
    under: str
    note: str
    shown: pd.DataFrame
    places: list[str]


@of_people
def lost_most(here: Here) -> Part:
    """A table of the cohorts: how many applied, started, completed and withdrew of each, before which module
    most were lost, and how many completed of those who started from each place."""
    words, data, selection = here.words, here.data, here.state.selection
    told = _told(Here(data, State(words.language, selection.everywhere()), words))
    chosen = {here.name(code): f"{CHOSEN}{here.name(code)}" for code in selection.municipalities}
    shown = told.shown.rename(columns=chosen)
    content: FramedTable = {
        "kind": "table",
        "key": KEY,
        "title": told.title,
        "under": told.under,
        "note": told.note,
        "files": True,
        "folded": "",
        "right": len(shown.columns) - len(told.places),
        **card.grid(shown),
    }
    name = filed.file_name(data, KEY, "csv")

    def table() -> bytes:
        return csv.encode(words, filed.of_frame(words, data, told.title, "", shown))

    return Part(content, {KEY: File(name, table)})


@lru_cache(maxsize=REMEMBERED)
def _told(here: Here) -> Told:
    words, data = here.words, here.data
    rows = losses.table(data, here.state.selection)
    withdrawn = rows[rows["measure"] == "withdrawn"]
    cohorts, cells = withdrawn[withdrawn["code"] == WHOLE], withdrawn[withdrawn["code"] != WHOLE]
    worst = losses.most(cells)
    marked = [(row.cohort_id, row.code) for row in each(worst.rows)] if worst and worst.sure else []
    known, hidden = losses.places(rows)
    codes = [code for code in display.by_name(words, data) if code in known]
    return Told(
        _title(here, losses.most(cohorts)),
        _where(here, worst),
        _note(here, bool(marked), hidden),
        _shown(here, rows, codes, marked),
        codes,
    )


def _shown(
    here: Here, rows: pd.DataFrame, codes: list[str], marked: list[tuple[str, str]]
) -> pd.DataFrame:
    """The table as text, one row per cohort."""
    words = here.words
    known = rows.set_index(["cohort_id", "code", "measure"])[["value", "status"]]
    table = []
    for cohort in dict.fromkeys(rows["cohort_id"]):
        row = {words("filter.cohort"): cohort_name(here, str(cohort))}
        for measure in COLUMNS:
            cell = one(known, (cohort, WHOLE, measure))
            write = display.share if measure == SHARE else display.number
            row[words(f"losses.{measure}")] = write(words, cell["value"], str(cell["status"]))
        row[words("losses.module")] = _module(here, str(cohort))
        for code in codes:
            done, of = (
                display.number(words, *one(known, (cohort, code, measure)))
                for measure in ("completed", "started")
            )
            text = of if of == display.SYMBOLS[PROTECTED] else words("losses.of", n=done, total=of)
            row[here.name(code)] = f"{MARK}{text}" if (cohort, code) in marked else text
        table.append(row)
    return pd.DataFrame(table)


def _module(here: Here, cohort: str) -> str:
    """Before which module most of a cohort were lost, and how many; or why that is not said."""
    words, data = here.words, here.data
    falls = losses.by_module(data, cohort)
    if falls.empty:
        return words("losses.running")
    top = losses.most(falls)
    if top is None or not top.sure:
        return words("losses.no_drop" if data.exact else "losses.unknown")
    names = data["modules"].set_index("module_id")[f"name_{words.language}"]
    those = words.listed(str(names[module]) for module in top.rows.index)
    return words("losses.before", name=those, n=words.number(top.rows["value"].iloc[0]))


def _title(here: Here, top: order.First | None) -> str:
    """Which cohort lost most, as far as that is certain."""
    words = here.words
    if top is None:
        return words("losses.nobody" if here.data.exact else "losses.none_shown")
    if not (top.sure or top.few):
        return words("losses.open")
    names = [cohort_name(here, str(cohort)) for cohort in top.rows["cohort_id"]]
    key = "losses.title" if top.sure else "losses.title_among"
    return words(key, name=sentences.listed(words, names, top), n=_most(here, top))


def _where(here: Here, top: order.First | None) -> str:
    """From which place, in which cohort, most withdrew, as far as that is certain."""
    words = here.words
    if top is None:
        return ""
    if not (top.sure or top.few):
        return words("losses.where_open")
    those = [
        words(
            "losses.there",
            name=here.name(str(row.code)),
            cohort=cohort_name(here, str(row.cohort_id)),
        )
        for row in each(top.rows)
    ]
    key = "losses.where" if top.sure else "losses.where_among"
    return words(key, those=sentences.listed(words, those, top), n=_most(here, top))


def _most(here: Here, top: order.First) -> str:
    """How many were lost where most were, or between how many."""
    ends = dict.fromkeys((top.rows["value"].min(), top.rows["value"].max()))
    return card.about(here, "–".join(here.words.number(n) for n in ends))


def _note(here: Here, marked: bool, hidden: int) -> str:
    """What the cells are, what is marked, and from how many places nothing can be shown."""
    words = here.words
    period = programme.period(here.data, here.state.selection)
    said = [words("losses.note", period=period)]
    if marked:
        said.append(words("losses.mark", sign=MARK.strip()))
    if hidden:
        said.append(words("losses.hidden", n=str(hidden)))
    return " ".join([*said, *spans.bound(here)])
