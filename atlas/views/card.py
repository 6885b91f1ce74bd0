"""A card: takeaway, what and when, the picture, one sentence, the same values as a table, the source,
and the downloads. Everything in it is made from one values table, so its parts cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from atlas import sentences
from atlas.charts import base
from atlas.exports import csv
from atlas.measures import display
from atlas.measures.selection import Selection
from atlas.measures.values import Values
from atlas.views import component
from atlas.views.escape import escape
from atlas.views.session import Here

if TYPE_CHECKING:
    import plotly.graph_objects as go

MARK = "▸ "


def of_values(
    here: Here,
    key: str,
    values: Values,
    draw: Callable[[str], None],
    title: str = "",
    folded_table: bool = True,
) -> None:
    """A card of one measure. ``draw`` gets the sentence, for a chart's accessible text."""
    words, measure = here.words, values.measure
    selection = here.state.selection
    sentence = sentences.describe(words, here.data, values, selection)
    shown = values_table(here, values)
    _card(
        here,
        key,
        title or measure.name(words.language),
        subtitle(here, values),
        draw,
        sentence,
        shown,
        measure.source(words.language),
        lambda: csv.values_csv(words, here.data, values, selection),
        measure.id,
        folded_table,
        measure.text("note", words.language),
    )


def of_frame(
    here: Here,
    key: str,
    title: str,
    under: str,
    draw: Callable[[str], None],
    sentence: str,
    shown: pd.DataFrame,
    source: str = "",
    note: str = "",
) -> None:
    """A card of a small table that is not a measure per municipality (steps, states, properties)."""
    _card(
        here, key, title, under, draw, sentence, shown, source,
        lambda: csv.frame_csv(here.words, here.data, title, source, shown), key, True, note,
    )  # fmt: skip


def subtitle(here: Here, values: Values) -> str:
    """Unit, area, period."""
    words = here.words
    region = here.data.region.text("county_name", words.language)
    parts = [values.measure.unit(words.language), region, values.period]
    return " · ".join(part for part in parts if part)


def values_table(here: Here, values: Values) -> pd.DataFrame:
    """The shown values as a table to read: chosen places are marked."""
    words = here.words
    rows = display.table(words, here.data, values, here.state.selection)
    marks = [MARK if chosen else "" for chosen in rows["chosen"]]
    shown = pd.DataFrame(
        {
            words("table.area"): [m + n for m, n in zip(marks, rows["name"], strict=True)],
            words("table.value"): rows["value"],
        }
    )
    if (rows["interval"] != "").any():
        shown[words("table.interval")] = rows["interval"]
    if (rows["note"] != "").any():
        shown[words("table.note")] = rows["note"]
    return shown


def chart(fig: go.Figure, key: str, alt: str) -> None:
    """A figure in its own colours, without a tool bar, with words for those who cannot see it."""
    st.plotly_chart(fig, key=key, theme=None, config=base.CONFIG, alt=alt)


def mode() -> str:
    """The viewer's theme: ``light`` or ``dark``."""
    return "dark" if st.context.theme.type == "dark" else "light"


def table(shown: pd.DataFrame, alt: str) -> None:
    """A table in real HTML, every cell as it stands."""
    safe = shown.map(lambda cell: escape(str(cell)))
    safe.columns = [escape(str(c)) for c in shown.columns]
    st.table(safe, border="horizontal", hide_index=True, alt=alt)


def _card(
    here: Here,
    key: str,
    title: str,
    under: str,
    draw: Callable[[str], None],
    sentence: str,
    shown: pd.DataFrame,
    source: str,
    data: Callable[[], bytes],
    stem: str,
    folded_table: bool,
    note: str,
) -> None:
    with st.container(border=True, key=f"card-{key}", gap="small"):
        st.subheader(escape(title), anchor=False)
        st.caption(escape(under))
        draw(sentence)
        st.markdown(escape(sentence))
        if note:
            st.caption(escape(note))
        _foot(here, key, title, under, source, data, stem, shown if folded_table else None)


def _foot(
    here: Here,
    key: str,
    title: str,
    under: str,
    source: str,
    data: Callable[[], bytes],
    stem: str,
    shown: pd.DataFrame | None,
) -> None:
    words = here.words
    lines = source_lines(here, source)
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot-{key}"):
        st.caption(escape(" · ".join(lines)), width="stretch")
        if shown is not None:
            folded = st.popover(words("card.table"), key=f"table-{key}", on_change="rerun")
            if folded.open:
                with folded:
                    table(shown, title)
        st.download_button(
            words("card.csv"),
            data,
            file_name=csv.file_name(here.data, stem, "csv"),
            mime="text/csv",
            key=f"csv-{key}",
            on_click="ignore",
            help=words("card.csv_help", title=title),
        )
        picture: dict[str, Any] = {
            "title": title,
            "subtitle": under,
            "lines": lines,
            "filename": csv.file_name(here.data, stem, "")[:-1],
            "words": {"png": "PNG", "svg": "SVG", "failed": words("card.picture_failed")},
        }
        component.mount("picture", "picture.js", picture, f"picture-{key}")


def source_lines(here: Here, source: str) -> Sequence[str]:
    """Source, as-of date and, where it applies, that the figures are made up or protected."""
    words, data = here.words, here.data
    lines = [
        words("card.source", source=source or words("source.programme")),
        words("card.as_of", date=words.date(data.published_at.date(), "medium")),
    ]
    if data.synthetic:
        lines.append(words("card.sample_elsewhere" if source else "head.sample"))
    if data.exact:
        lines.append(words("export.exact"))
    elif not source:
        lines.append(words("card.protected"))
    return lines


def selection_text(here: Here, selection: Selection) -> str:
    """The chosen places in words, or the whole county."""
    names = [here.name(code) for code in selection.municipalities]
    if names:
        return here.words.listed(names)
    return here.data.region.text("county_name", here.words.language)
