"""History: what was published when, and how to go back; and the part of it that every reader may see."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from atlas import folders, roles
from atlas.errors import AtlasError, BrokenSnapshot
from atlas.publish import history, intake, manifests
from atlas.views import access, card, noting, sheet
from atlas.views.escape import escape
from atlas.views.parts.types import TextItem
from atlas.views.run.visit import Here
from atlas.views.sections import section
from atlas.views.sheet import Drawn, Part

PAGE = "history"
BACK = 10
LONGEST = 100
SIGNS = 12
MOST_FILES = 5


@Drawn
def ways_back(here: Here) -> None:
    """The last ten snapshots that still stand, each with a button to go back to it."""
    words = here.words
    if not access.viewer().may(PAGE, roles.ROLLBACK):
        return
    standing: dict[str, Any] = {}
    for line in history.read(folders.store()):
        if line["stands"] and not line["live"] and line["act"] != "rollback":
            standing.setdefault(line["snapshot"], line)
    with st.container(key="task"):
        if not standing:
            title, text = words("history.nowhere"), words("history.nowhere_text")
            sheet.lay(here, [card.vacant("nowhere", title, text, "versions")], "nowhere")
            return
        with st.container(border=True, key="back"):
            _list_ways(here, standing)


def _list_ways(here: Here, standing: dict[str, Any]) -> None:
    words = here.words
    st.header(words("history.back"), anchor=False)
    note = noting.field(words, "back-note")
    for identity, line in list(standing.items())[:BACK]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"back-{identity}"):
            st.markdown(escape(f"{_moment(here, line)} · {identity}"), width="stretch")
            if st.button(words("history.go_back"), key=f"go-{identity}"):
                _go_back(here, identity, note)


@Drawn
def history_book(here: Here) -> None:
    """Everything that was published: who, when, which files, what changed, and why."""
    words = here.words
    rows = [
        [
            _moment(here, line),
            words(f"history.act.{line['act']}"),
            str(line.get("who", "")),
            _files(here, line),
            _change(here, line),
            str(line.get("note", "")),
            line["snapshot"] + (f" · {words('history.live')}" if line["live"] else ""),
        ]
        for line in history.read(folders.store())[:LONGEST]
    ]
    columns = [
        words(f"history.column.{c}")
        for c in ("when", "act", "who", "files", "change", "note", "snapshot")
    ]
    shown = pd.DataFrame(rows, columns=columns)
    sheet.lay(here, [card.table("history", words("history.title"), "", shown)], "book")


def _go_back(here: Here, identity: str, note: str) -> None:
    words, viewer = here.words, access.viewer()
    # checked again at the moment it counts: the right may have been withdrawn while the page was open
    if not viewer.may(PAGE, roles.ROLLBACK):
        st.rerun()
    try:
        intake.rollback(folders.store(), folders.data(), folders.geo(), identity, viewer.who, note)
    except OSError:
        st.error(words("store.full"))
        return
    except BrokenSnapshot:
        st.error(words("history.damaged"))
        return
    except AtlasError:
        st.error(words("history.gone"))
        return
    st.toast(words("history.went_back", id=identity))
    noting.tell(words, note)
    st.rerun()


@Drawn
def revisions(here: Here) -> None:
    """What every reader may know: when something was published, how much changed, and what was corrected.

    It is drawn anew in each run: the history goes on where the shown snapshot stays the same.
    """
    part = section("published", _publications, _corrections)(here)
    sheet.lay(here, [part] if part else [], "revisions")


def _publications(here: Here) -> Part:
    words = here.words
    # from the store that holds the shown snapshot
    lines = history.public(history.read(here.data.folder.parents[1]), here.data.contract)[:BACK]
    rows = [
        [
            _moment(here, line),
            words(f"history.act.{line['act']}"),
            _counts(here, line.get("tables", {})),
            line["snapshot"],
        ]
        for line in lines
    ]
    columns = [words(f"history.column.{c}") for c in ("when", "act", "change", "snapshot")]
    shown = pd.DataFrame(rows, columns=columns)
    return card.table("revisions", words("history.revisions"), "", shown)


def _corrections(here: Here) -> Part:
    words, title = here.words, here.words("history.corrections")
    names = ("table", "key", "column", "value", "reason", "status")
    known = here.data.tables.get("corrections")
    if known is None or known.empty:
        none: TextItem = {"text": words("history.no_corrections")}
        return Part({"kind": "text", "key": "corrections", "title": title, "items": [none]})
    rows = known[[n for n in names if n in known]].astype(object).fillna("").astype(str)
    shown = rows.rename(columns={n: words(f"history.correction.{n}") for n in names})
    return card.table("corrections", title, "", shown)


def _moment(here: Here, line: Any) -> str:
    return here.words.moment(dt.datetime.fromisoformat(line["when"]))


def _files(here: Here, line: Any) -> str:
    """A few files, each with its rows and the start of its checksum; of many files, only the sum. Rows of a
    list of people are exact counts of them, and are told where the page shows those."""
    files, told = line.get("files", []), here.data.exact or _counts_are_told(line)
    if len(files) > MOST_FILES:
        if not told:
            return here.words("history.files", n=here.words.number(len(files)))
        rows = here.words.number(sum(file["rows"] for file in files))
        return here.words("foot.rows", files=str(len(files)), rows=rows)
    return "; ".join(
        f"{f['name']} ({f['rows']}, {f['sha256'][:SIGNS]})"
        if told
        else f"{f['name']} ({f['sha256'][:SIGNS]})"
        for f in files
    )


def _counts_are_told(line: Any) -> bool:
    """Whether a line of the history has the counts of all tables that it changed: of people it has none."""
    tables = (line.get("difference") or {}).get("tables") or {}
    return bool(tables) and all(
        counts is not None and None not in counts.values() for counts in tables.values()
    )


def _change(here: Here, line: Any) -> str:
    """How many rows of each table were added, changed and removed."""
    return _counts(here, (line.get("difference") or {}).get("tables") or {})


def _counts(here: Here, tables: Any) -> str:
    """Counts of rows by table; for a table whose counts are not shown, only that it changed."""
    words = here.words
    texts = []
    for name, counts in tables.items():
        known = counts is not None and all(counts.get(n) is not None for n in manifests.COUNTS)
        if known:
            said = {n: words.number(counts[n]) for n in manifests.COUNTS}
            texts.append(f"{name}: " + words("history.change", **said))
        else:
            texts.append(words("history.delivered", name=name))
    return "; ".join(texts)
