"""What was read, before it is published: what is wrong with it, or what it would change."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from atlas import roles
from atlas.contract import Field, Finding
from atlas.publish import asked
from atlas.publish.intake import Candidate, Source
from atlas.publish.only_new import SEPARATOR
from atlas.views import access, card
from atlas.views.panels import asking, correcting, leftover, moving, published, reading, recalling
from atlas.views.parts.types import TextItem
from atlas.views.run import visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Part, lay

PAGE = "import"
SHOWN = 200
COUNTS = ("before", "after", "new", "changed", "gone")
# what is wrong where the columns or the signs of a file were misunderstood, which can be said in the page
MISREAD = {
    "column_unmapped",
    "column_missing",
    "column_unknown",
    "value_column",
    "value_column_absent",
    "mapping_absent",
    "number_unclear",
    "count_not_whole",
}


def said(here: Here, candidate: Candidate) -> tuple[str, str]:
    """The heading and the sentence of what was read."""
    words, report = here.words, candidate.report
    if asking.only_questions(candidate):
        return words("intake.asks"), words("intake.asks_text")
    if not candidate.accepted:
        total = words.number(report["total"])
        return words("intake.refused", n=total), words("intake.refused_text")
    if _rows_are_told(here, report):
        title = words("intake.accepted", rows=words.number(report["rows"]))
    else:
        title = words("intake.accepted_people")
    same = _changes_nothing(report["difference"])
    return title, words("intake.same" if same else "intake.accepted_text")


def _rows_are_told(here: Here, report: Any) -> bool:
    """Whether the number of rows may be on the page: of a list of people it is an exact count of them."""
    return here.data.exact or None not in [report["difference"][name] for name in COUNTS]


def errors(here: Here) -> None:
    """What is wrong with the files, the rows to correct here, and how the files were understood."""
    candidate, source = _read()
    report = candidate.report
    with st.container():  # in a container of its own, as panels are (views/sheet.py)
        answered = asking.form(here, candidate, source)
        otherwise = recalling.offer(here, candidate, source)
    again = answered or otherwise
    if again is not None:
        _read_again(here, again)
    with st.container():
        _findings(here, report)
    with st.container():
        _unmatched(here, report)
    with st.container():
        corrected = correcting.rows(here, candidate, source)
    if corrected is not None:
        _read_again(here, corrected)
    misread = any(finding["rule"] in MISREAD for finding in asking.others(report))
    _how(here, candidate, source, opened=misread or bool(report["unmatched"]))
    _give_up(here)


def difference(here: Here) -> None:
    """What publishing the files would change, how they were understood, and the way to publish."""
    candidate, source = _read()
    with st.container():
        asking.answered(here, candidate)
        otherwise = recalling.offer(here, candidate, source)
    if otherwise is not None:
        _read_again(here, otherwise)
    with st.container():
        _unmatched(here, candidate.report)
    with st.container():
        leftover.told(here, candidate.report)
        leftover.elsewhere(here, candidate.report)
    with st.container():
        lay(here, _changes(here, candidate), "difference")
    _how(here, candidate, source, opened=False)
    with st.container():
        published.form(here, candidate, source.kind)
    _give_up(here)


def _read() -> tuple[Candidate, Source]:
    now = visit.current()
    if now.candidate is None or now.source is None:
        raise LookupError("nothing was read")
    return now.candidate, now.source


def _read_again(here: Here, source: Source) -> None:
    reading.consider(here, source)
    if visit.current().candidate:
        st.rerun(scope="fragment")


def _how(here: Here, candidate: Candidate, source: Source, *, opened: bool) -> None:
    with st.expander(here.words("intake.how"), expanded=opened):
        again = correcting.readings(here, candidate, source)
    if again is not None:
        _read_again(here, again)


def _give_up(here: Here) -> None:
    if st.button(here.words("intake.forget"), key="forget"):
        reading.begin()
        st.rerun(scope="fragment")


def _unmatched(here: Here, report: Any) -> None:
    words = here.words
    if not report["unmatched"]:
        return
    rows = [
        [
            lost["file"],
            str(lost["row"]),
            lost["column"],
            lost["came"],
            words(f"intake.{lost['why']}"),
        ]
        for lost in report["unmatched"][:SHOWN]
    ]
    # rows of other counties and of sums are left out anyway; an unknown place may be a mistake
    kind = "unmatched" if any(r["why"] == "unknown" for r in report["unmatched"]) else "without"
    under = words(f"intake.{kind}_under", n=words.number(len(report["unmatched"])))
    shown = leftover.of_files(here, ("file", "row", "column", "came", "why"), rows)
    lay(here, [card.table("unmatched", words(f"intake.{kind}"), under, shown)], "unmatched")


def _findings(here: Here, report: Any) -> None:
    words = here.words
    found = asking.others(report)
    if not found:
        return
    rows = [
        [f["file"], str(f["row"] or ""), f["column"], Finding.from_stored(f).what(words)]
        for f in found[:SHOWN]
    ]
    columns = [words(f"intake.column.{c}") for c in ("file", "row", "column", "what")]
    shown = pd.DataFrame(rows, columns=columns)
    under = words("intake.form_only")
    lay(here, [card.table("findings", words("intake.findings"), under, shown)], "findings")


def _changes_nothing(change: Any) -> bool:
    """Whether it is known that publishing would leave everything as it is."""
    rows = [change[name] for name in ("new", "changed", "gone")]
    return rows == [0, 0, 0] and not change["areas"] and not change["figures"]["total"]


def _changes(here: Here, candidate: Candidate) -> list[Part]:
    """Rows or areas that change, and the published numbers that do."""
    change = candidate.report["difference"]
    first = _areas(here, change["areas"]) if change["areas"] else _rows(here, change)
    figures, cells = change["figures"], change["cells"]
    parts = [first, _cells(here, cells)] if cells["total"] else [first]
    if not figures["total"]:
        return parts
    under = here.words("import.figures", n=here.words.number(figures["total"]))
    return [*parts, moving.table(here, figures, "moves", under)]


def _rows(here: Here, change: Any) -> Part:
    """How many rows change. Of a list of people these are exact counts of them, and what is not told of each
    number is told once."""
    words, title = here.words, here.words("intake.rows")
    if all(change[name] is None for name in COUNTS):
        may = access.viewer().may(PAGE, roles.VIEW_EXACT)
        item: TextItem = {"text": words("intake.rows_exact" if may else "intake.rows_hidden")}
        return Part(
            {"kind": "text", "key": "rows", "framed": True, "title": title, "items": [item]}
        )

    def number(value: Any) -> str:
        return ".." if value is None else words.number(value)

    counts = pd.DataFrame(
        [[number(change[name]) for name in COUNTS]],
        columns=[words(f"intake.column.{name}") for name in COUNTS],
    )
    return card.table("rows", title, "", counts)


def _cells(here: Here, cells: Any) -> Part:
    """The cells that change in tables that are nobody's, before and after."""
    words, contract = here.words, here.data.contract
    measures = moving.names(here)
    rows = []
    for cell in cells["changes"]:
        table = contract[cell["table"]]
        field = table[cell["column"]]
        sides = [_cell(here, field, cell[when]) for when in moving.WHEN]
        of = [measures.get(part, here.name(part)) for part in cell["of"].split(SEPARATOR)]
        rows.append(
            [table.title(words.language), SEPARATOR.join(of), field.title(words.language), *sides]
        )
    columns = [words(f"intake.column.{c}") for c in ("table", "of", "column", "before", "after")]
    under = words("intake.cells_under", n=words.number(cells["total"]))
    shown = pd.DataFrame(rows, columns=columns)
    return card.table("cells", words("intake.cells"), under, shown)


def _cell(here: Here, field: Field, text: str) -> str:
    """A cell as it is read: a number in the view's language, a dash where there is none."""
    if text and field.type in ("integer", "number"):
        return asked.number(text, here.words)
    return text or "–"


def _areas(here: Here, areas: Any) -> Part:
    words = here.words
    places = moving.decimals(area[when] for area in areas for when in moving.WHEN)
    rows = [
        [
            f"{a['was']} → {a['name']}" if "was" in a else here.name(a["of"]),
            *(moving.number(here, a[when], places) for when in moving.WHEN),
            words.number(a["moved"], 1) if a["moved"] else "",
        ]
        for a in areas
    ]
    columns = [words(f"intake.column.{c}") for c in ("of", "before", "after", "moved")]
    shown = pd.DataFrame(rows, columns=columns)
    if not shown.iloc[:, -1].any():
        shown = shown.iloc[:, :-1]
    return card.table("areas", words("intake.moved_areas"), words("intake.square_km"), shown)
