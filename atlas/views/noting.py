"""The note that goes to the history: asked for, and what is taken out of it told to whoever wrote it."""

from __future__ import annotations

import streamlit as st

from atlas import freetext
from atlas.views.escape import escape
from atlas.words import Words


def field(words: Words, key: str) -> str:
    """The field for a note, with a warning once it holds something that will not be kept."""
    note = st.text_input(
        words("intake.note"), key=key, max_chars=200, help=words("intake.note_help")
    ).strip()
    if told := _changed(words, note):
        st.warning(told)
    return note


def tell(words: Words, note: str) -> None:
    """Say after a note was stored that something was taken out of it, where something was: whoever
    writes and presses the button at once has seen no warning."""
    if told := _changed(words, note):
        st.toast(told, duration="long")


def _changed(words: Words, note: str) -> str:
    kept = freetext.kept(note)
    return "" if kept == note else words("import.note_changed", note=escape(kept))
