"""Fetch published figures from their source, as the file of an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from atlas import catalogue as catalogues
from atlas import folders, roles
from atlas.catalogue import Measure
from atlas.errors import AtlasError, SourceRefused
from atlas.publish.intake import Source
from atlas.sources import fetching
from atlas.views import access, card
from atlas.views.escape import escape
from atlas.views.panels import reading
from atlas.views.run import visit
from atlas.views.run.visit import Here
from atlas.views.sheet import lay

PAGE, INDICATORS = "import", "indicators"


def form(here: Here) -> None:
    """What can be fetched or fetched anew, a choice among it, and the button that does it."""
    words = here.words
    known = {m.id: m for m in catalogues.load(folders.data()).fetchable()}
    if not known:
        return
    with st.container(border=True, key="fetch"):
        st.subheader(words("fetch.title"), anchor=False)
        st.caption(words("fetch.text"))
        stored = fetching.stored(here.data["indicators"])
        if fetching.enabled():
            _choose(here, known, stored)
        else:
            st.caption(words("fetch.off"))
        with st.expander(words("fetch.list")):
            _list(here, list(known.values()), stored)


def _choose(here: Here, known: Mapping[str, Measure], stored: fetching.Stored) -> None:
    """The choice, and the button that fetches what is chosen."""
    chosen = st.multiselect(
        here.words("fetch.choose"),
        list(known),
        format_func=lambda name: _line(here, known[name], stored),
        key="fetch-what",
    )
    if st.button(here.words("fetch.button"), key="fetch-now", disabled=not chosen):
        _fetch(here, [known[name] for name in chosen], stored)


def left_out() -> None:
    """Which indicators were asked for and are not in what was fetched, and why."""
    for told in visit.current().left_out:
        st.warning(escape(told))


def _fetch(here: Here, measures: Sequence[Measure], stored: fetching.Stored) -> None:
    # checked again at the moment it counts: the right may have been withdrawn while the page was open
    if not access.viewer().may(PAGE, roles.PUBLISH):
        st.rerun()
    words = here.words
    names = {measure.id: measure.name(words.language) for measure in measures}
    bar = st.progress(0.0, words("import.step.fetch"))

    def tell(indicator: str, share: float) -> None:
        bar.progress(share, words("fetch.now", name=names.get(indicator, "")))

    try:
        fetched = fetching.fetch(measures, here.data.codes, here.data.region, stored, tell)
    except SourceRefused as wrong:
        st.error(escape(_why(here, wrong, names)))
        return
    except AtlasError as wrong:
        st.error(escape(str(wrong)))
        return
    finally:
        bar.empty()
    files = [(fetched.name, fetched.content)]
    reading.consider(here, Source(INDICATORS, files, {}, True, fetched.origins))
    now = visit.current()
    if now.candidate:
        now.left_out = tuple(_why(here, wrong, names) for wrong in fetched.refused)
        st.rerun(scope="fragment")


def _why(here: Here, wrong: SourceRefused, names: dict[str, str]) -> str:
    words = here.words
    why = words(f"fetch.refused.{wrong.rule}", came=wrong.actual, expected=wrong.expected)
    name = names.get(wrong.indicator)
    return words("fetch.left_out", name=name, why=why) if name else why


def _list(here: Here, measures: Sequence[Measure], stored: fetching.Stored) -> None:
    words = here.words
    origins: dict[str, Any] = here.data.manifest.get("fetched", {})
    rows = [
        [
            measure.name(words.language),
            _source(here, measure),
            _last(here, measure, stored),
            origins.get(measure.id, {}).get("when", "-")[:10],
        ]
        for measure in measures
    ]
    columns = [words(f"fetch.column.{c}") for c in ("name", "source", "last", "when")]
    shown = pd.DataFrame(rows, columns=columns)
    lay(here, [card.table("fetchable", words("fetch.list"), "", shown)], "fetchable")


def _line(here: Here, measure: Measure, stored: fetching.Stored) -> str:
    return here.words(
        "fetch.line",
        name=measure.name(here.words.language),
        source=_source(here, measure),
        last=_last(here, measure, stored),
    )


def _source(here: Here, measure: Measure) -> str:
    """The source and the table or key figure in it: ``Kolada N00999``."""
    declared = measure.fetched_from or {}
    api = str(declared.get("api", ""))
    name = here.data.region.text(f"sources.{api}.name", here.words.language) or api
    return f"{name} {declared.get('kpi') or declared.get('table')}"


def _last(here: Here, measure: Measure, stored: fetching.Stored) -> str:
    return max(stored.get(measure.id, frozenset()), default=here.words("fetch.never"))
