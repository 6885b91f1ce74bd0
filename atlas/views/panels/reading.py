"""Reading files for an import: they become a candidate beside the delivery, kept in the visit until it is
published or dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from atlas import folders
from atlas.errors import ReadingFailed
from atlas.publish import intake
from atlas.publish.intake import Source
from atlas.views.escape import escape
from atlas.views.run import visit
from atlas.views.run.visit import Here


def consider(here: Here, source: Source) -> None:
    """Read a source against the delivery, in place of what was read before. Where that cannot be done, the
    page says why."""
    drop()
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
            teller(here, bar),
        )
        now.source = source
    except ReadingFailed as ended:
        st.error(escape(words(f"import.{ended.rule}", expected=ended.expected)))
    except OSError:
        st.error(words("store.full"))
    bar.empty()


def teller(here: Here, bar: Any) -> Callable[[str, float], None]:
    """A function that moves a progress bar while the reading goes on in its own process."""

    def tell(step: str, share: float) -> None:
        bar.progress(share, here.words(f"import.step.{step}"))

    return tell


def drop() -> None:
    """Drop what was read but not published."""
    now = visit.current()
    candidate, now.candidate, now.source, now.left_out = now.candidate, None, None, ()
    if candidate:
        intake.drop(candidate)


def begin() -> None:
    """Begin anew with an empty form: what was read is dropped, what was published is told no more."""
    drop()
    now = visit.current()
    now.imported, now.import_round = None, now.import_round + 1
