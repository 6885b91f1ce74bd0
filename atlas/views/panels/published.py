"""The last step of an import: what was read is published, and what happened is told and can be undone."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from atlas import folders, roles
from atlas.errors import AtlasError, BrokenSnapshot, ReadingFailed
from atlas.publish import asked, history, intake
from atlas.publish.intake import Candidate
from atlas.views import access, noting, site
from atlas.views.escape import escape
from atlas.views.panels import moving, reading
from atlas.views.parts.types import Link
from atlas.views.run import assets, visit
from atlas.views.run.visit import Here, Imported
from atlas.views.sheet import lay

PAGE, HISTORY = "import", "history"
# the page on which a kind of file is seen first
SEEN_ON = {
    "participants": "participants",
    "boundaries": "map",
    "indicators": "indicators",
}
OTHERWISE = "cohorts"


def form(here: Here, candidate: Candidate, kind: str) -> None:
    """The note for the history and the button that publishes, after what must be confirmed."""
    words = here.words
    with st.container(border=True, key="publish"):
        sure = True
        for question in candidate.questions:
            st.error(escape(asked.sentence(question, words)))
        if candidate.questions:
            # one key for each reading: what was typed to confirm one loss does not confirm another
            word = words("intake.confirming")
            typed = st.text_input(
                words("intake.confirm", word=word), key=f"confirm-{candidate.folder.name}"
            )
            sure = typed.strip() == word
        note = noting.field(words, "note")

        def press() -> None:
            visit.current().publishing = candidate.folder.name

        # a press is remembered: where another snapshot is live by now the page is drawn anew before its
        # button is asked, and would have forgotten it
        st.button(
            words("intake.publish"),
            type="primary",
            disabled=not sure,
            key="commit",
            on_click=press,
        )
        asked_for, visit.current().publishing = visit.current().publishing, ""
        if sure and asked_for == candidate.folder.name:
            _commit(here, candidate, kind, note)


def _commit(here: Here, candidate: Candidate, kind: str, note: str) -> None:
    words, viewer, now = here.words, access.viewer(), visit.current()
    # checked again at the moment it counts: the right may have been withdrawn while the page was open
    if not viewer.may(PAGE, roles.PUBLISH):
        st.rerun()
    bar = st.progress(0.0, words("import.step.publish"))
    try:
        made = intake.commit(
            candidate,
            folders.data(),
            folders.geo(),
            folders.store(),
            viewer.who,
            note,
            reading.teller(here, bar),
        )
    except ReadingFailed as ended:
        reading.drop()
        st.error(escape(words(f"import.{ended.rule}", expected=ended.expected)))
        return
    except OSError:
        reading.drop()
        st.error(words("store.full"))
        return
    except AtlasError:
        reading.drop()
        st.error(words("intake.meanwhile"))
        return
    figures, before = candidate.report["difference"]["figures"], str(candidate.report["live"])
    reading.begin()
    now.imported = Imported(kind, made.id, before, figures, candidate.exact)
    noting.tell(words, note)
    st.rerun()


def said(here: Here, imported: Imported) -> tuple[str, str]:
    """The heading and the sentence of what was published, or undone."""
    words = here.words
    if imported.undone:
        return words("intake.undone"), words("intake.undone_text")
    title = words("intake.published", kind=words(f"intake.{imported.kind}"))
    if not _may_be_told(here, imported):
        return title, words("intake.now_shown")
    changed = words("import.figures_changed", n=words.number(imported.figures["total"]))
    return title, f"{changed} {words('intake.now_shown')}"


def _may_be_told(here: Here, imported: Imported) -> bool:
    """Whether the page may tell which numbers changed: exact ones only where it shows exact numbers."""
    return here.data.exact or not imported.exact


def link(here: Here, imported: Imported) -> Link:
    """The page that shows what was published: of an indicator, the view of its own."""
    name = SEEN_ON.get(imported.kind, OTHERWISE)
    query = {key: value for key, value in visit.link(here).items() if key == "lang"}
    moves = imported.figures["moves"]
    if imported.kind == "indicators" and moves:
        query["matt"] = str(moves[0]["figure"])
    address = f"{assets.base()}{site.page(name).address}"
    url = f"{address}?{urlencode(query)}" if query else address
    return {"url": url, "label": here.words("intake.see", page=here.words(f"page.{name}"))}


def result(here: Here) -> None:
    """The ways on from a publication: back to what was before, or to the next file; and what changed."""
    words, imported = here.words, visit.current().imported
    if imported is None:
        return
    with st.container(horizontal=True, key="import-ways"):
        # what is pressed is done before the page is drawn again: a press on a page whose snapshot is no
        # longer the live one would be lost otherwise, for the whole page is drawn anew then
        undoes = not imported.undone and imported.before
        if undoes and access.viewer().may(HISTORY, roles.ROLLBACK):
            st.button(words("intake.undo"), key="import-undo", on_click=_undo)
        st.button(words("intake.another"), key="import-another", on_click=reading.begin)
    if imported.refused:
        st.error(words(imported.refused))
    told = not imported.undone and imported.figures["total"] and _may_be_told(here, imported)
    if told:
        lay(here, [moving.table(here, imported.figures, "moved")], "moved")


def _undo() -> None:
    """Go back to the version before, if what was published here is still what is shown."""
    now, viewer, store = visit.current(), access.viewer(), folders.store()
    imported = now.imported
    if imported is None or not viewer.may(HISTORY, roles.ROLLBACK):
        return
    if history.live(store) != imported.snapshot:
        now.imported = replace(imported, refused="intake.moved_on")
        return
    try:
        intake.rollback(store, folders.data(), folders.geo(), imported.before, viewer.who)
    except OSError:
        now.imported = replace(imported, refused="store.full")
    except BrokenSnapshot:
        now.imported = replace(imported, refused="history.damaged")
    except AtlasError:
        now.imported = replace(imported, refused="history.gone")
    else:
        now.imported = replace(imported, undone=True, refused="")
