"""A card: takeaway, what and when, the picture, one sentence, the same values as a table, the source,
and the downloads. Everything in it is made from one values table, so its parts cannot disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from atlas import sentences
from atlas.charts import base
from atlas.exports import csv
from atlas.measures import display, programme
from atlas.measures.selection import REMEMBERED, Selection
from atlas.measures.values import Values
from atlas.views import component
from atlas.views.escape import escape
from atlas.views.session import Here
from atlas.warehouse import Data
from atlas.words import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

MARK = "▸ "


@dataclass(frozen=True)
class Card:
    """What a card says. ``shown`` is the table of the same values; ``data`` makes the file of them.

    ``stem`` names the files; ``folded`` puts the table behind a button (a page that shows it beside
    the card needs no second one). Without ``source`` the figures are the programme's own.
    """

    key: str
    title: str
    under: str
    sentence: str
    shown: pd.DataFrame
    data: Callable[[], bytes]
    stem: str
    source: str = ""
    note: str = ""
    folded: bool = True


def of_values(
    here: Here,
    key: str,
    values: Values,
    draw: Callable[[str], None],
    title: str = "",
    folded: bool = True,
) -> None:
    """A card of one measure. ``draw`` gets the sentence, for a chart's accessible text."""
    words, measure, selection = here.words, values.measure, here.state.selection
    made = Card(
        key=key,
        title=title or measure.name(words.language),
        under=subtitle(here, values),
        sentence=sentences.describe(words, here.data, values, selection),
        shown=values_table(here, values),
        data=lambda: csv.values_csv(words, here.data, values, selection),
        stem=measure.id,
        source=measure.source(words.language),
        note=measure.text("note", words.language),
        folded=folded,
    )
    show(here, made, draw)


def of_frame(
    here: Here,
    key: str,
    title: str,
    sentence: str,
    shown: pd.DataFrame,
    draw: Callable[[str], None],
    note: str = "",
) -> None:
    """A card of people by step, state or property: a small table that is no measure per municipality."""
    words = here.words
    made = Card(
        key=key,
        title=title,
        under=f"{words('cohorts.people')} · {programme.period(here.data, here.state.selection)}",
        sentence=sentence,
        shown=shown,
        data=lambda: csv.frame_csv(words, here.data, title, "", shown),
        stem=key,
        note=note,
    )
    show(here, made, draw)


def show(here: Here, card: Card, draw: Callable[[str], None]) -> None:
    """Draw a card: title, what and when, the picture, the sentence, note, table, source, downloads."""
    with st.container(border=True, key=f"card-{card.key}", gap="small"):
        st.subheader(escape(card.title), anchor=False)
        st.caption(escape(card.under))
        draw(card.sentence)
        st.markdown(escape(card.sentence))
        if card.note:
            st.caption(escape(card.note))
        _foot(here, card)


def subtitle(here: Here, values: Values) -> str:
    """Unit, area, period."""
    words = here.words
    region = here.data.region.text("county_name", words.language)
    parts = [values.measure.unit(words.language), region, values.period]
    return " · ".join(part for part in parts if part)


def values_table(here: Here, values: Values) -> pd.DataFrame:
    """The shown values as a table to read: chosen places are marked."""
    return _values_table(here.words, here.data, values, here.state.selection)


@lru_cache(maxsize=REMEMBERED)
def _values_table(words: Words, data: Data, values: Values, selection: Selection) -> pd.DataFrame:
    rows = display.table(words, data, values, selection)
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


def _foot(here: Here, card: Card) -> None:
    words = here.words
    lines = source_lines(here, card.source)
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot-{card.key}"):
        st.caption(escape(" · ".join(lines)), width="stretch")
        if card.folded:
            folded = st.popover(words("card.table"), key=f"table-{card.key}", on_change="rerun")
            if folded.open:
                with folded:
                    table(card.shown, card.title)
        st.download_button(
            words("card.csv"),
            card.data,
            file_name=csv.file_name(here.data, card.stem, "csv"),
            mime="text/csv",
            key=f"csv-{card.key}",
            on_click="ignore",
            help=words("card.csv_help", title=card.title),
        )
        picture: dict[str, Any] = {
            "title": card.title,
            "subtitle": card.under,
            "lines": lines,
            "filename": csv.file_name(here.data, card.stem, "")[:-1],
            "words": {"png": "PNG", "svg": "SVG", "failed": words("card.picture_failed")},
        }
        component.mount("picture", "picture.js", picture, f"picture-{card.key}")


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
