"""Import, for staff, in four steps: the file, what is wrong with it, what it would change, publishing it."""

from __future__ import annotations

from typing import Any, Literal

import streamlit as st

from atlas import kinds
from atlas.publish.intake import Source
from atlas.views import focus, uploads
from atlas.views.panels import asking, fetching, published, reading, reviewing
from atlas.views.parts import types
from atlas.views.run import visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, Part, lay

PAGE = "import"
BOUNDARIES, INDICATORS = "boundaries", "indicators"
TABLES = ("csv", "txt", "tsv", "xlsx", "xls", "json", "px")
LAYERS = ("zip", "shp", "shx", "dbf", "prj", "cpg", "geojson", "json", "topojson", "gpkg")
STEP = "import-step"  # the key of the steps, whose heading is given the focus

Taken = Literal["file", "errors", "difference", "publish"]
STEPS: tuple[Taken, ...] = ("file", "errors", "difference", "publish")


@Drawn
def import_steps(here: Here) -> None:
    """The step that is taken now, under the row of all four."""
    step = _taken()
    with st.container(key="task"):
        with st.container(key=STEP):
            lay(here, [_row(here, step)], "import-steps")
        if step == "file":
            _form(here)
            fetching.form(here)
        elif step == "publish":
            published.result(here)
        else:
            fetching.left_out()
            (reviewing.errors if step == "errors" else reviewing.difference)(here)
    _lead_on(step)
    focus.give()


def _lead_on(step: Taken) -> None:
    """Name the steps' heading for the focus where this run drew another step than the one before; a page that
    is opened has its own focus."""
    now = visit.current()
    # each reading is a step of its own, and so is what is undone
    of = now.candidate.folder.name if now.candidate else str(now.imported and now.imported.undone)
    drawn = f"{step} {of}"
    if now.import_step and now.import_step != drawn:
        now.goes_on = STEP
    now.import_step = drawn


def _taken() -> Taken:
    now = visit.current()
    if now.candidate is None or now.source is None:
        return "publish" if now.imported else "file"
    return "difference" if now.candidate.accepted else "errors"


def _row(here: Here, step: Taken) -> Part:
    """The steps in a row, and what the one taken now says."""
    words, at = here.words, STEPS.index(step)
    title, text = _said(here, step)
    steps: list[types.Step] = [
        {
            "title": words(f"intake.step.{name}"),
            "state": "done" if i < at else "now" if i == at else "ahead",
        }
        for i, name in enumerate(STEPS)
    ]
    content: types.Steps = {
        "kind": "steps",
        "key": STEP,
        "name": words("intake.steps"),
        "done": words("intake.done"),
        "steps": steps,
        "title": title,
        "text": text,
    }
    imported = visit.current().imported
    if step == "publish" and imported:
        content["link"] = published.link(here, imported)
    return Part(content)


def _said(here: Here, step: Taken) -> tuple[str, str]:
    """The heading and the sentence of a step."""
    words, now = here.words, visit.current()
    if step == "publish" and now.imported:
        return published.said(here, now.imported)
    if now.candidate and now.source:
        return reviewing.said(here, now.candidate)
    return words("intake.choose"), words("intake.choose_text")


def _form(here: Here) -> None:
    """What to import: its kind, its files, and what the files themselves do not say."""
    words = here.words
    with st.container(border=True, key="intake"):
        kind = st.selectbox(
            words("intake.kind"),
            kinds.KINDS,
            format_func=lambda k: words(f"intake.{k}"),
            key="kind",
            persist_state="session",
        )
        sent = uploads.uploader(
            PAGE,
            words("intake.files"),
            LAYERS if kind == BOUNDARIES else TABLES,
            f"files-{kind}-{visit.current().import_round}",
            several=True,
            help_text=words("intake.files_help"),
        )
        options: dict[str, Any] = {}
        if kind == INDICATORS:
            options = _which_indicator(here)
        add = None
        if kind != BOUNDARIES:
            ways = {False: words("intake.replace"), True: words("intake.add")}
            usual = kind == INDICATORS
            way = st.radio(
                words("intake.way"),
                list(ways),
                format_func=ways.__getitem__,
                horizontal=True,
                index=int(usual),
                key=f"way-{kind}",
            )
            add = None if way == usual else way  # what was left as it stood was not said
        if st.button(words("intake.read"), type="primary", disabled=not sent, key="read"):
            files = [(file.name, file.getvalue()) for file in sent]
            reading.consider(here, Source(kind, files, options, add))
            if visit.current().candidate:
                st.rerun(scope="fragment")


def _which_indicator(here: Here) -> dict[str, Any]:
    words = here.words
    measures = {m.id: m.name(words.language) for m in here.data.catalogue.indicators()}
    left, right, third = st.columns(3)
    with left:
        said = st.selectbox(
            words("intake.indicator"),
            [None, *measures],
            key="which",
            format_func=lambda m: measures[m] if m else words("intake.in_the_file"),
        )
    with right:
        column = st.text_input(words("intake.value_column"), key="value-column")
    with third:
        year = st.text_input(
            words("intake.year"),
            key="year",
            help=words("intake.year_help"),
            max_chars=asking.LONGEST,
        )
    chosen = {"indicator": said, "value_column": column.strip(), "year": year.strip()}
    return {name: value for name, value in chosen.items() if value}
