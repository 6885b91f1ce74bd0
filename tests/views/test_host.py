"""What we lean on in the framework: each test says by its name what no longer holds when it fails.

They read the installed framework, its bundle for the browser included, so an upgrade shows at once.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from streamlit import file_util
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from atlas.views import host

STATIC = Path(file_util.get_static_dir())


@cache
def bundle():
    """The framework's main script, as the browser gets it."""
    page = (STATIC / "index.html").read_text("utf-8")
    (main,) = re.findall(
        r'<script type="module" crossorigin src="\./(static/js/index\.\w+\.js)"', page
    )
    return (STATIC / main).read_text("utf-8")


# --- the address ------------------------------------------------------------------------------------


def test_a_run_by_a_step_in_history_can_still_be_told_from_others(monkeypatch):
    assert "is_history_navigation" in ClientState.DESCRIPTOR.fields_by_name
    assert "is_history_navigation" in ScriptRunContext.__dataclass_fields__
    assert host.walked() is False
    monkeypatch.setattr(
        host, "get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True)
    )
    assert host.walked() is True


def test_of_a_step_in_history_and_a_choice_that_wait_for_a_run_the_later_still_counts():
    step = RerunData(query_string="kommun=2480", is_history_navigation=True)
    choice = RerunData(query_string="kommun=2481", fragment_id="room")
    waiting = ScriptRequests()
    for asked, walked in ((choice, False), (step, True), (choice, False)):
        waiting.request_rerun(asked)
        assert waiting._rerun_data.is_history_navigation is walked
        assert waiting._rerun_data.query_string == asked.query_string


def test_the_browser_still_reads_the_address_when_its_history_moves():
    assert "window.addEventListener(`popstate`,this.onHistoryChange" in bundle()


def test_the_first_run_still_comes_with_the_address_that_stands_in_the_browser():
    assert "e&&e.length>0?e:document.location.search" in bundle()
