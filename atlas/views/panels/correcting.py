"""Review and correct what was read: how a file was understood, and the rows that were refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pandas as pd
import streamlit as st

from atlas import freetext
from atlas.errors import PERSONAL_NUMBER
from atlas.exports import csv, filed
from atlas.ingest import boundaries
from atlas.maps.types import Geometry
from atlas.publish import intake, shapes
from atlas.publish.intake import Candidate, Source
from atlas.views import card
from atlas.views.escape import escape
from atlas.views.panels import asking
from atlas.views.parts.types import Shapes
from atlas.views.run.visit import Here
from atlas.views.sheet import Part, lay

DELIMITERS = {"": "intake.found", ",": "intake.comma", ";": "intake.semicolon", "\t": "intake.tab"}
DECIMALS = {"": "intake.found", ",": "intake.comma", ".": "intake.point"}
SIGNS = {",": "intake.comma", ";": "intake.semicolon", "\t": "intake.tab", ".": "intake.point"}
MOST_ROWS = 500


def readings(here: Here, candidate: Candidate, source: Source) -> Source | None:
    """How each file was understood. Returns a source to read again once the user has corrected that."""
    words, again = here.words, None
    for at, read in enumerate(candidate.report["files"]):
        st.markdown(f"**{escape(read['file'])}**")
        if "projection" in read:
            _layer(here, candidate, read)
            continue
        _dialect(here, read, at)
        if at == 0:
            again = _mapping(here, read, source)
        elif read["mapping"] != candidate.report["files"][0]["mapping"]:
            st.caption(words("intake.same_mapping"))
    return again


def _layer(here: Here, candidate: Candidate, read: Any) -> None:
    """How a boundary layer was understood, with a picture: on a map, mistakes are seen at once."""
    words, projection = here.words, read["projection"]
    facts = [
        [words("intake.areas"), words.number(read["rows"])],
        [words("intake.projection"), f"{projection['name']} (EPSG:{projection['epsg']})"],
        [words("intake.recognised_by"), words(f"intake.by.{projection['how']}")],
        [words("intake.fields"), f"{read['fields']['code']}, {read['fields']['name']}"],
        [words("intake.encoding"), read["dialect"]["encoding"]],
        [words("intake.repaired"), ", ".join(read["repaired"]) or "–"],
    ]
    shown = pd.DataFrame(facts, columns=[words("intake.what"), words("intake.found_as")])
    parts = [card.table("layer", words("intake.boundaries"), "", shown)]
    staged = candidate.report["new"].get(boundaries.FILE)
    if staged:
        # the layer as it would be published: it was rewritten after it was read in the sandbox
        areas = boundaries.read(Path(staged).parent, here.data.region.crs)
        title = words("intake.picture", n=words.number(len(areas)))
        drawn = cast(Geometry, shapes.drawing(areas))
        picture: Shapes = {"kind": "shapes", "key": "preview", "title": title, **drawn}
        parts.append(Part(picture))
    lay(here, parts, f"layer-{read['file']}")


def _dialect(here: Here, read: Any, at: int) -> None:
    words, dialect = here.words, read["dialect"]

    def sign(mark: str) -> str:
        return words(SIGNS[mark]) if mark in SIGNS else mark or "–"

    facts = [
        [words("intake.encoding"), dialect["encoding"]],
        [words("intake.delimiter"), sign(dialect["delimiter"])],
        [words("intake.decimal"), sign(dialect["decimal"])],
        [words("intake.header_row"), str(dialect["header_row"])],
        [
            words("intake.beside"),
            words("intake.lines", above=str(read["above"]), below=str(read["below"])),
        ],
    ]
    shown = pd.DataFrame(facts, columns=[words("intake.what"), words("intake.found_as")])
    lay(here, [card.table("dialect", words("intake.dialect"), "", shown)], f"dialect-{at}")


def _mapping(here: Here, read: Any, source: Source) -> Source | None:
    """The columns, each with what it becomes. Changes made here are remembered on publishing."""
    words, mapping = here.words, read["mapping"]
    wanted = here.data.contract[read["kind"]].fields
    names = {"": words("intake.left_out")} | {f.name: f.title(words.language) for f in wanted}
    taken = {header: mapping["columns"].get(header, "") for header in read["headers"]}
    years = [header for header in read["headers"] if header in mapping["years"]]
    asked = [header for header in read["headers"] if header not in years]
    groups = {
        of["header"]: words("intake.of_group", group=asking.group_name(here, of["chosen"]))
        if of["chosen"]
        else words("intake.of_groups")
        for of in read["dimensions"]
    }
    with st.form("mapping", border=False):
        chosen = {}
        columns = st.columns(3)
        for at, header in enumerate(asked):
            with columns[at % 3]:
                chosen[header] = st.selectbox(
                    header,
                    list(names),
                    index=list(names).index(taken[header]),
                    format_func=_called(names, groups.get(header, "")),
                    key=f"map-{header}{groups.get(header, '')}",
                )
        if years:
            st.caption(words("intake.years", years=", ".join(years)))
        left, middle, right = st.columns(3)
        with left:
            delimiter = st.selectbox(
                words("intake.delimiter"),
                list(DELIMITERS),
                key="map-delimiter",
                format_func=lambda sign: words(DELIMITERS[sign]),
            )
        with middle:
            decimal = st.selectbox(
                words("intake.decimal"),
                list(DECIMALS),
                key="map-decimal",
                format_func=lambda sign: words(DECIMALS[sign]),
            )
        with right:
            leave = st.checkbox(words("intake.leave_out"), key="map-leave")
        if not st.form_submit_button(words("intake.read_again")):
            return None
    options = dict(source.options) | {"mapping": mapping | {"columns": chosen}}
    options |= {"leave_out_unmatched": leave}
    options |= {k: v for k, v in (("delimiter", delimiter), ("decimal", decimal)) if v}
    return replace(source, options=options)


def _called(names: Mapping[str, str], group: str) -> Callable[[str], str]:
    """What the columns are called that a heading can become. That of groups becomes none, and says which
    ``group`` is read instead."""
    return {**names, **({"": group} if group else {})}.__getitem__


def rows(here: Here, candidate: Candidate, source: Source) -> Source | None:
    """The rows that were refused, to download or to correct here. Returns all rows, to be checked again.

    They are only shown on request. A cell with anything like a personal number is blank; so is, in a column
    of free text, one with an e-mail address or a phone number."""
    words = here.words
    refused = intake.rows(candidate, source.kind, rejected=True).head(MOST_ROWS)
    if candidate.accepted or refused.empty:
        return None
    help_ = words("intake.correct_help")
    if not st.toggle(words("intake.correct"), key=f"correct-{candidate.folder.name}", help=help_):
        return None
    shown = refused.map(lambda cell: "" if PERSONAL_NUMBER.search(str(cell)) else cell)
    for name in (f.name for f in here.data.contract[source.kind].fields if f.free):
        shown[name] = shown[name].map(lambda cell: "" if freetext.names_someone(cell) else cell)
    st.subheader(words("intake.refused_rows"), anchor=False)
    # with "ignore", the browser sends changes along with the press of the button. Were they sent on their
    # own, a little later, the press could overtake them, and the rows would be checked as they were
    edited = st.data_editor(
        shown,
        key=f"edit-{candidate.folder.name}",
        num_rows="dynamic",
        disabled=["file", "row"],
        on_change="ignore",
        column_config={name: words(f"intake.column.{name}") for name in ("file", "row")},
    )
    left, right = st.columns(2)
    with left:
        st.download_button(
            words("intake.take_rows"),
            lambda: csv.encode(
                words, filed.of_frame(words, here.data, words("intake.refused_rows"), "", shown)
            ),
            file_name=f"{source.kind}_refused.csv",
            mime="text/csv",
            on_click="ignore",
            key="take",
        )
    with right:
        if not st.button(words("intake.check_again"), type="primary", key="recheck"):
            return None
    whole = intake.rows(candidate, source.kind).drop(index=refused.index)
    kept = pd.concat([whole, edited]).sort_index(kind="stable")
    return intake.corrected(source.kind, kept, f"{source.kind}-corrected.csv")
