"""What we lean on in the framework beyond its documented commands, each with the reason.

Seen in Streamlit 1.67. A test of ``tests/views/test_host.py`` stands behind each, and its name says what
no longer holds when the framework has changed. Scripts have their own list, ``static/lib/host.js``.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def walked() -> bool:
    """Whether this run was asked for by a step in the browser's history. Only such a run comes with the
    address as it stands in the browser; any other may bring the copy of an earlier step."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def query() -> dict[str, list[str]]:
    """The parameters of the address that came with this run, each with all its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}
