"""About: what it means, where it comes from and who is behind it. Generated from what is declared."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.views import card, session
from atlas.views.escape import escape
from atlas.views.session import Here


def project() -> None:
    """The programme behind the figures, and its dated facts."""
    here = session.here()
    words, region = here.words, here.data.region
    language = words.language
    st.header(words("about.project"), anchor=False)
    st.markdown(
        escape(
            words(
                "about.project_text",
                name=region.text("project.name", language),
                first=words.date(region.project_starts),
                last=words.date(region.project_ends),
                funders=region.text("project.funders", language),
                partner=region.text("project.partner", language),
            )
        )
    )
    note = region.text("project.ends_on_note", language)
    if note:
        st.caption(escape(note))
    events = here.data["events"].sort_values("date")
    if len(events):
        rows = [
            [words.date(e.date.date(), "medium"), getattr(e, f"text_{language}"), e.source]
            for e in events.itertuples()
        ]
        columns = [words("about.date"), words("about.event"), words("about.source")]
        card.table(pd.DataFrame(rows, columns=columns), words("about.events"))


def sources_table() -> None:
    """Each delivered table: what it is, how many rows, whether it is made up, its source and licence."""
    here = session.here()
    words = here.words
    st.header(words("about.sources"), anchor=False)
    receipts = {f["name"]: f for f in here.data.manifest["files"]}
    rows = []
    for table in here.data.contract.tables.values():
        receipt = receipts.get(table.path, {"rows": 0, "sha256": ""})
        rows.append(
            [
                table.title(words.language),
                table.path,
                words.number(receipt["rows"]),
                words("about.synthetic") if table.synthetic else words("about.real"),
                _listed(table.declared.get("sources", []), words.language),
                _listed(table.declared.get("licenses", []), words.language),
                receipt["sha256"][:12],
            ]
        )
    columns = ("table", "file", "rows", "kind", "source", "licence_head", "sha")
    named = [words(f"about.{c}") for c in columns]
    card.table(pd.DataFrame(rows, columns=named), words("about.sources"))
    st.subheader(words("about.indicators"), anchor=False)
    for measure in here.data.catalogue.indicators():
        _measure(here, measure.id)


def methods() -> None:
    """How numbers are protected, classed and written."""
    here = session.here()
    words = here.words
    st.header(words("about.methods"), anchor=False)
    for part in ("protection", "rates", "classes", "symbols", "filters", "cause"):
        st.markdown(
            f"**{words(f'method.{part}.title')}.** "
            + words(f"method.{part}.text", k=str(here.data.k))
        )
    st.header(words("about.accessibility"), anchor=False)
    st.markdown(words("about.accessibility_text"))


def glossary() -> None:
    """The programme's measures with their definitions."""
    here = session.here()
    st.header(here.words("about.measures"), anchor=False)
    for measure in here.data.catalogue.programme():
        _measure(here, measure.id)


def _measure(here: Here, measure_id: str) -> None:
    words = here.words
    measure = here.data.catalogue[measure_id]
    declared = measure.declared
    text = f"**{escape(measure.name(words.language))}** "
    text += escape(
        f"({measure.unit(words.language)}). {measure.text('definition', words.language)}"
    )
    tail = [measure.source(words.language), measure.text("licence", words.language)]
    told = escape(" · ".join(part for part in tail if part))
    if declared.get("url"):
        told += f" · [{words('about.link')}]({declared['url']})"
    st.markdown(text + (f"  \n{told}" if told else ""))


def _listed(entries: list[dict[str, str]], language: str) -> str:
    names = (e.get(f"title_{language}") or e.get("title") or e.get("name", "") for e in entries)
    return "; ".join(names)
