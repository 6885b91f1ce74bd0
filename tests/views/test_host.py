"""What we lean on in the framework: each test says by its name what no longer holds when it fails.

They read the installed framework, its scripts for the browser included, so an upgrade shows at once.
"""

from __future__ import annotations

import ast
import inspect
import re
import socket
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit import auth_util, file_util
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.secrets import secrets_singleton
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server.starlette import starlette_routes, starlette_server, starlette_websocket

from atlas.views import host
from tests.deliveries import ROOT

STATIC = Path(file_util.get_static_dir())
VIEWS = sorted((ROOT / "atlas").rglob("*.py"))
OURS = [p for p in (ROOT / "static").rglob("*.*") if p.suffix in (".js", ".css")]


@cache
def page():
    """The framework's start page."""
    return host.start_page().read_bytes()


@cache
def main_script():
    """The framework's main script, as the browser gets it."""
    name = re.search(rb'src="\./(static/js/index\.\w+\.js)"', page())[1].decode()
    return (STATIC / name).read_text("utf-8")


@cache
def all_scripts():
    return "\n".join(path.read_text("utf-8") for path in (STATIC / "static" / "js").glob("*.js"))


def inside(module):
    """What a module imports from inside the framework."""
    found = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        found += [name for name in names if re.match(r"streamlit\.|streamlit$", name)]
    return found


def test_only_the_host_module_imports_from_inside_the_framework():
    others = [path for path in VIEWS if path != Path(host.__file__)]
    assert {name for path in others for name in inside(path)} == {"streamlit"}
    for path in others:
        assert "from streamlit import" not in path.read_text("utf-8"), path


def test_that_rule_sees_the_host_module():
    assert "streamlit.runtime" in inside(Path(host.__file__))


# --- the start page ---------------------------------------------------------------------------------


def test_the_start_page_still_says_its_language_as_we_replace_it():
    assert page().count(host.LANGUAGE) == 1


def test_the_start_page_still_has_the_title_that_we_replace():
    assert page().count(host.TITLE) == 1


def test_the_start_page_still_names_its_icon_as_we_replace_it():
    assert page().count(host.ICON) == 1


def test_the_start_page_still_has_the_place_of_all_that_the_framework_draws():
    assert page().count(host.ROOT) == 1


def test_the_page_still_says_whether_its_script_runs_and_which_parts_are_old():
    assert '"data-test-script-state":' in main_script()
    assert '"data-stale":' in all_scripts()
    assert "notRunning" in all_scripts()


def test_the_start_page_still_ends_where_our_style_is_put_last():
    assert page().count(host.END) == 1


def test_the_start_page_still_has_one_inline_script_which_the_policy_names_by_its_hash():
    assert len(re.findall(rb"<script>(?!</script>)", page())) == 1


# --- addresses of the server ------------------------------------------------------------------------


def test_the_frameworks_metrics_are_still_where_we_refuse_them():
    assert starlette_routes._with_base(host.METRICS, "atlas") == "/atlas/_stcore/metrics"


def test_files_are_still_sent_to_the_door_that_ours_stands_before():
    routes = starlette_routes.create_upload_routes(None, MemoryUploadedFileManager(""), None)
    assert {r.path for r in routes} == {f"/{host.UPLOADS}/{{session_id}}/{{file_id}}"}


def test_public_files_are_still_handed_out_where_our_addresses_lead():
    routes = starlette_routes.create_app_static_serving_routes(str(ROOT / "app.py"), None)
    route, *_ = routes
    assert route.path.startswith(f"/{host.PUBLIC}")


def test_the_frameworks_own_scripts_still_lie_where_we_let_a_browser_keep_them():
    assert re.search(rb'src="\./' + host.OWN.encode() + rb'js/index\.\w+\.js"', page())


# --- pages ------------------------------------------------------------------------------------------


def test_the_front_door_may_still_list_the_pages(monkeypatch):
    assert hasattr(PagesManager, "uses_pages_directory")
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    host.list_pages_at_the_front_door()
    assert PagesManager.uses_pages_directory is False


def test_a_change_of_page_still_takes_the_parameters_of_its_address_along():
    assert "query_params" in inspect.signature(st.switch_page).parameters


def test_the_message_of_an_unknown_page_still_begins_as_we_know_it():
    (said,) = re.findall(r'NO_SUCH_PAGE = "(.+)"', (ROOT / "static/lib/host.js").read_text("utf-8"))
    assert f"showError(`{said}`" in main_script()


# --- the address ------------------------------------------------------------------------------------


def test_a_run_by_a_step_in_history_can_still_be_told_from_others(monkeypatch):
    assert "is_history_navigation" in ClientState.DESCRIPTOR.fields_by_name
    assert "is_history_navigation" in ScriptRunContext.__dataclass_fields__
    assert host.walked() is False
    walking = SimpleNamespace(is_history_navigation=True)
    monkeypatch.setattr(host, "get_script_run_ctx", lambda: walking)
    assert host.walked() is True


def test_of_a_step_in_history_and_a_choice_that_wait_for_a_run_the_later_still_counts():
    step = RerunData(query_string="kommun=2480", is_history_navigation=True)
    choice = RerunData(query_string="kommun=2481", fragment_id="room")
    waiting = ScriptRequests()
    for asked, walked in ((choice, False), (step, True), (choice, False)):
        waiting.request_rerun(asked)
        assert waiting._rerun_data.is_history_navigation is walked
        assert waiting._rerun_data.query_string == asked.query_string


def test_the_browser_still_has_its_address_read_when_its_history_moves():
    assert "window.addEventListener(`popstate`,this.onHistoryChange" in main_script()


def test_the_first_run_still_comes_with_the_address_that_stands_in_the_browser():
    assert "e&&e.length>0?e:document.location.search" in main_script()


# --- the login --------------------------------------------------------------------------------------


def test_the_secrets_can_still_be_asked_whether_they_declare_a_login(monkeypatch):
    loaded = inspect.signature(type(secrets_singleton).load_if_toml_exists)
    assert list(loaded.parameters) == ["self"]
    monkeypatch.setattr(type(secrets_singleton), "load_if_toml_exists", lambda _: False)
    assert host.login_declared() is False


def test_the_login_still_says_where_it_sends_people_back_to(monkeypatch):
    section = {"redirect_uri": "https://atlas.example/oauth2callback"}
    monkeypatch.setattr(auth_util, "get_secrets_auth_section", lambda: section)
    assert host.login_leads_to() == "https://atlas.example"


# --- sessions and their files -----------------------------------------------------------------------


def test_the_files_of_a_session_still_lie_where_we_count_and_forget_them(monkeypatch):
    files = MemoryUploadedFileManager("")
    monkeypatch.setattr(Runtime, "_instance", SimpleNamespace(uploaded_file_mgr=files))
    for name in ("a", "b"):
        files.add_file("anna", UploadedFileRec(name, name, "text/csv", b"12345"))
    assert host.sizes_of_files("anna") == [5, 5]
    host.let_file_go("anna", "a")
    assert host.sizes_of_files("anna") == [5]
    host.let_files_go("anna")
    assert host.sizes_of_files("anna") == []


def test_a_session_that_could_come_back_can_still_be_told_from_one_that_is_over(monkeypatch):
    assert hasattr(WebsocketSessionManager, "get_session_info")
    known = SimpleNamespace(get_session_info={"anna": object()}.get)
    monkeypatch.setattr(Runtime, "_instance", SimpleNamespace(_session_mgr=known))
    assert (host.could_come_back("anna"), host.could_come_back("bo")) == (True, False)


def test_a_run_still_knows_the_id_of_its_session():
    assert "session_id" in ScriptRunContext.__dataclass_fields__
    assert host.session() == ""


def test_the_framework_still_knows_under_which_names_it_may_be_asked(monkeypatch):
    monkeypatch.setattr(starlette_websocket.config, "get_option", lambda _: ["localhost"])
    names = ("localhost:8501", "LOCALHOST", "elsewhere.example", "", None)
    assert [host.is_named(name) for name in names] == [True, True, False, False, False]


# --- what our scripts and styles name in its page ---------------------------------------------------


def test_a_part_of_our_own_still_stands_in_the_page_and_not_in_a_shadow_of_its_own():
    asked = inspect.signature(st.components.v2.component).parameters
    assert {"js", "html", "isolate_styles"} <= set(asked)


def named():
    """The parts of the framework's page that our scripts and styles name, and whether as a whole (""), by
    the beginning of their name (^) or by its end ($)."""
    texts = "".join(path.read_text("utf-8") for path in OURS)
    return sorted({(n, way) for way, n in re.findall(r'data-testid([\^$]?)="(\w[\w-]*)"', texts)})


def test_parts_of_the_page_are_found_that_our_scripts_and_styles_name():
    assert ("stDialog", "") in named()
    assert ("stBaseButton-primary", "^") in named()


@pytest.mark.parametrize(("name", "way"), named())
def test_a_part_of_the_page_still_has_the_name_that_our_scripts_and_styles_know(name, way):
    if name.startswith("stBaseButton-"):
        assert "`stBaseButton-${" in all_scripts()  # its kind follows
    elif way == "$":
        assert f"{name}`" in all_scripts()
    else:
        assert f"`{name}`" in all_scripts()


def test_the_page_still_has_the_element_that_charts_in_large_are_laid_over():
    assert "stApp" in main_script()


def test_the_socket_that_the_framework_listens_to_is_found_and_its_connections_speak_at_once():
    door = starlette_server._bind_socket("127.0.0.1", 0, 8)
    try:
        host.speak_at_once()
        with socket.create_connection(door.getsockname()) as here:
            door.settimeout(10)
            there, _ = door.accept()
            with there:
                assert there.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
                assert not here.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY), "no other's"
    finally:
        door.close()
