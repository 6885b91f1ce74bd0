"""The note for the history: a field to write it in, and a warning if something in it is removed."""

from __future__ import annotations

import streamlit as st

from atlas import freetext
from atlas.views.escape import escape
from atlas.words import Words


def field(words: Words, key: str) -> str:
    """A field for a note, with a warning if it contains something that will not be stored."""
    note = st.text_input(
        words("intake.note"), key=key, max_chars=200, help=words("intake.note_help")
    ).strip()
    if warning := _changed(words, note):
        st.warning(warning)
    return note


def tell(words: Words, note: str) -> None:
    """Say, after a note was stored, if something was removed from it: whoever typed it and pressed the button
    straight away has not seen the warning."""
    if warning := _changed(words, note):
        st.toast(warning, duration="long")


def _changed(words: Words, note: str) -> str:
    kept = freetext.kept(note)
    return "" if kept == note else words("import.note_changed", note=escape(kept))
