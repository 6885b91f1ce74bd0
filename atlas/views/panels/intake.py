"""Import, for staff: files are read, what they would change is shown, and only then are they published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from atlas import folders, kinds, roles
from atlas.errors import AtlasError, ReadingFailed
from atlas.publish import intake
from atlas.publish.intake import Candidate, Source
from atlas.views import access, card, noting, uploads
from atlas.views.escape import escape
from atlas.views.panels import correcting
from atlas.views.run import visit
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, lay

PAGE = "import"
BOUNDARIES, INDICATORS = "boundaries", "indicators"
TABLES = ("csv", "txt", "tsv", "xlsx", "xls")
LAYERS = ("zip", "shp", "shx", "dbf", "prj", "cpg", "geojson", "json")
SHOWN = 200
CONFIRMING = "JA"


@Drawn
def intake_form(here: Here) -> None:
    """What to import: its kind, its files, and what the files themselves do not say."""
    words = here.words
    with st.container(border=True, key="intake"):
        kind = st.selectbox(
            words("intake.kind"),
            kinds.KINDS,
            format_func=lambda k: words(f"intake.{k}"),
            key="kind",
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
        add = False
        if kind != BOUNDARIES:
            ways = {False: words("intake.replace"), True: words("intake.add")}
            add = st.radio(
                words("intake.way"),
                list(ways),
                format_func=ways.__getitem__,
                horizontal=True,
                index=int(kind == INDICATORS),
                key=f"way-{kind}",
            )
        if st.button(words("intake.read"), type="primary", disabled=not sent, key="read"):
            files = [(file.name, file.getvalue()) for file in sent]
            consider(here, Source(kind, files, options, None if kind == BOUNDARIES else add))


def _which_indicator(here: Here) -> dict[str, Any]:
    words = here.words
    measures = {m.id: m.name(words.language) for m in here.data.catalogue.indicators()}
    left, right = st.columns(2)
    with left:
        said = st.selectbox(
            words("intake.indicator"),
            [None, *measures],
            key="which",
            format_func=lambda m: measures[m] if m else words("intake.in_the_file"),
        )
    with right:
        column = st.text_input(words("intake.value_column"), key="value-column")
    return {name: v for name, v in (("indicator", said), ("value_column", column.strip())) if v}


def consider(here: Here, source: Source) -> None:
    """Read a source against the delivery. The result is kept in the session until it is published."""
    forget()
    words = here.words
    bar = st.progress(0.0, words("import.step.read"))
    now = visit.current()
    try:
        now.candidate = intake.consider(
            [source],
            folders.data(),
            folders.geo(),
            folders.store(),
            here.data.exact,
            _teller(here, bar),
        )
        now.source = source
    except ReadingFailed as ended:
        st.error(escape(words(f"import.{ended.rule}", expected=ended.expected)))
    except OSError:
        st.error(words("store.full"))
    bar.empty()


def _teller(here: Here, bar: Any) -> Callable[[str, float], None]:
    """A function that moves a progress bar while the reading goes on in its own process."""

    def tell(step: str, share: float) -> None:
        bar.progress(share, here.words(f"import.step.{step}"))

    return tell


def forget() -> None:
    """Drop what was read but not published."""
    now = visit.current()
    candidate, now.candidate, now.source = now.candidate, None, None
    if candidate:
        intake.drop(candidate)


@Drawn
def intake_answer(here: Here) -> None:
    """The result: how the files were read, what is wrong, what they would change, and a way to publish."""
    candidate, source = visit.current().candidate, visit.current().source
    if candidate is None or source is None:
        return
    words, report = here.words, candidate.report
    if candidate.accepted:
        st.success(words("intake.accepted", rows=words.number(report["rows"])))
    else:
        st.error(words("intake.refused", n=words.number(report["total"])))
    with st.expander(words("intake.how"), expanded=not candidate.accepted):
        again = correcting.readings(here, candidate, source)
    if again is not None:
        consider(here, again)
        st.rerun(scope="fragment")
    with st.container():  # in a container of its own, as panels are (views/sheet.py)
        _unmatched(here, report)
    with st.container():
        _findings(here, report)
    with st.container():
        corrected = correcting.rows(here, candidate, source)
    if corrected is not None:
        consider(here, corrected)
        st.rerun(scope="fragment")
    with st.container():
        if candidate.accepted:
            _difference(here, report["difference"])
            _publish(here, candidate)
    if st.button(words("intake.forget"), key="forget"):
        forget()
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
    columns = [words(f"intake.column.{c}") for c in ("file", "row", "column", "came", "why")]
    under = words("intake.unmatched_under", n=words.number(len(report["unmatched"])))
    shown = pd.DataFrame(rows, columns=columns)
    lay(here, [card.table("unmatched", words("intake.unmatched"), under, shown)], "unmatched")


def _findings(here: Here, report: Any) -> None:
    words = here.words
    if not report["findings"]:
        return
    message = "message_sv" if words.language == "sv" else "message"
    rows = [
        [f["file"], str(f["row"] or ""), f["column"], f[message]]
        for f in report["findings"][:SHOWN]
    ]
    columns = [words(f"intake.column.{c}") for c in ("file", "row", "column", "what")]
    under = words("finding.total", n=words.number(report["total"]))
    shown = pd.DataFrame(rows, columns=columns)
    lay(here, [card.table("findings", words("intake.findings"), under, shown)], "findings")


def _difference(here: Here, change: Any) -> None:
    words = here.words

    def number(value: Any) -> str:
        return ".." if value is None else words.number(value)

    names = ("before", "after", "new", "changed", "gone")
    counts = pd.DataFrame(
        [[number(change[name]) for name in names]],
        columns=[words(f"intake.column.{name}") for name in names],
    )
    moves = [
        [
            _measure(here, move["figure"]),
            here.name(move["of"]) if move["of"] else "",
            str(move["period"] or ""),
            _number(here, move["before"]),
            _number(here, move["after"]),
        ]
        for move in change["figures"]["moves"][:SHOWN]
    ]
    columns = [words(f"intake.column.{c}") for c in ("figure", "of", "period", "before", "after")]
    under = words("import.figures", n=words.number(change["figures"]["total"]))
    lay(
        here,
        [
            card.table("rows", words("intake.rows"), "", counts),
            card.table("moves", words("intake.moves"), under, pd.DataFrame(moves, columns=columns)),
        ],
        "difference",
    )


def _measure(here: Here, measure_id: str) -> str:
    known = here.data.catalogue.measures
    return known[measure_id].name(here.words.language) if measure_id in known else measure_id


def _number(here: Here, value: float | None) -> str:
    return "–" if value is None else here.words.number(value, 0 if value == int(value) else 2)


def _publish(here: Here, candidate: Candidate) -> None:
    words = here.words
    with st.container(border=True, key="publish"):
        sure = True
        for question in candidate.questions:
            st.error(
                escape(
                    words(
                        f"import.question.{question['rule']}",
                        table=question["table"],
                        came=question["came"],
                    )
                )
            )
        if candidate.questions:
            # one key for each reading: what was typed to confirm one loss does not confirm another
            asked = words("intake.confirm", word=CONFIRMING)
            typed = st.text_input(asked, key=f"confirm-{candidate.folder.name}")
            sure = typed.strip() == CONFIRMING
        note = noting.field(words, "note")
        if st.button(words("intake.publish"), type="primary", disabled=not sure, key="commit"):
            _commit(here, candidate, note)


def _commit(here: Here, candidate: Candidate, note: str) -> None:
    words, viewer = here.words, access.viewer()
    # checked again at the moment it counts: the right may have been withdrawn while the page was open
    if not viewer.may(PAGE, roles.PUBLISH):
        st.rerun()
    bar = st.progress(0.0, words("import.step.publish"))
    try:
        published = intake.commit(
            candidate,
            folders.data(),
            folders.geo(),
            folders.store(),
            viewer.who,
            note,
            _teller(here, bar),
        )
    except ReadingFailed as ended:
        st.error(escape(words(f"import.{ended.rule}", expected=ended.expected)))
        return
    except OSError:
        st.error(words("store.full"))
        return
    except AtlasError:
        forget()
        st.error(words("intake.meanwhile"))
        return
    now = visit.current()
    now.candidate, now.import_round = None, now.import_round + 1
    st.toast(words("import.published", id=published.id))
    noting.tell(words, note)
    st.rerun()
