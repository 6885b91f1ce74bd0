"""What we rely on in the framework beyond its documented functions, each with the reason.

As of Streamlit 1.67. Each has a test in ``tests/views/test_host.py``, whose name says what no longer holds
when the framework has changed. Scripts have their own list, ``static/lib/host.js``; the styles that name
parts of its page are in ``shell/frame.css`` and ``stage/stage.css``.

Nothing else in the atlas imports from inside the framework.
"""

from __future__ import annotations

import gc
import socket
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit import file_util
from streamlit.auth_util import get_origin_from_redirect_uri
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.secrets import secrets_singleton
from streamlit.runtime.uploaded_file_manager import UploadedFile
from streamlit.web.server.starlette import starlette_routes, starlette_websocket

__all__ = ["UploadedFile"]

# --- the start page: what of its HTML is fixed there and ours to say ---------------------------------

LANGUAGE = b'<html lang="en"'
TITLE = b"<title>Streamlit</title>"
ICON_NAME = "favicon.png"  # which its script asks for again, whatever the page names
ICON = f'href="./{ICON_NAME}"'.encode()
ROOT = b'<div id="root">'  # in which it draws all that it draws
END = b"</body>"

# --- addresses of the server, below its base -----------------------------------------------------------

METRICS = starlette_routes.ROUTE_METRICS  # how many people are here: nobody's business
UPLOADS = starlette_routes.BASE_ROUTE_UPLOAD_FILE  # the door for files, before which ours stands
PUBLIC = "app/static/"  # the files in `static/`, which `server.enableStaticServing` hands out
OWN = "static/"  # the framework's scripts and styles, which it names by their content


def start_page() -> Path:
    """The HTML that the framework serves for every page. Its one inline script passes the policy of the
    page by its hash, so the file is read."""
    return Path(file_util.get_static_dir()) / "index.html"


def list_pages_at_the_front_door() -> None:
    """Let only the front door list the pages. Until a first run has listed them, the framework would treat
    the scripts in ``pages/`` as pages of its own kind, and not know our addresses."""
    PagesManager.uses_pages_directory = False


def speak_at_once() -> None:
    """Let each answer leave as soon as it is written. The framework opens its socket without naming the
    protocol, and Python then leaves Nagle's algorithm on: the body of an answer waits until the browser has
    confirmed its head, which takes 40 ms. Connections take this over from the socket that is listened to."""
    for found in gc.get_objects():
        if type(found) is socket.socket and found.fileno() >= 0 and _listens(found):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(found: socket.socket) -> bool:
    spoken = found.family in (socket.AF_INET, socket.AF_INET6) and found.type == socket.SOCK_STREAM
    return spoken and bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))


def is_named(name: str | None) -> bool:
    """Whether the server may be asked under a name (``server.allowedHosts``). The framework asks this of a
    websocket only: a page of another place whose name was turned to this machine could read the rest."""
    return starlette_websocket.is_host_allowed(name)


# --- the address -----------------------------------------------------------------------------------------


def walked() -> bool:
    """Whether this run follows a step in the browser's history. Only such a run comes with the address as it
    is in the browser; any other may come with a copy from an earlier step."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def query() -> dict[str, list[str]]:
    """The parameters of the address that came with this run, each with all its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


# --- the login -------------------------------------------------------------------------------------------


def login_declared() -> bool:
    """Whether the secrets declare a login. Asking ``st.secrets`` would report a missing file on the page."""
    return secrets_singleton.load_if_toml_exists() and "auth" in secrets_singleton


def login_leads_to() -> str:
    """The origin that the login sends people back to, or nothing. It says whether they come over https,
    also where a proxy holds the certificate."""
    return get_origin_from_redirect_uri() or ""


# --- sessions and their files ----------------------------------------------------------------------------


def session() -> str:
    """The id of the session of this run, or nothing outside of one."""
    run = get_script_run_ctx()
    return run.session_id if run else ""


def could_come_back(of: str) -> bool:
    """Whether a session is connected, or could still come back after a lost connection. The public
    ``is_active_session`` says no at every short loss, and a reader's chosen file would be gone."""
    return Runtime.instance()._session_mgr.get_session_info(of) is not None


def sizes_of_files(of: str) -> list[int]:
    """The bytes of each file that is kept for a session. The framework itself only tells the sum of all
    sessions, so we look into its store, which also knows what was deleted or replaced."""
    return [len(file.data) for file in tuple(_files().file_storage.get(of, {}).values())]


def let_files_go(of: str) -> None:
    """Forget all files of a session."""
    _files().remove_session_files(of)


def let_file_go(of: str, file: str) -> None:
    """Forget one file of a session, by its id."""
    _files().remove_file(of, file)


def _files() -> MemoryUploadedFileManager:
    return cast(MemoryUploadedFileManager, Runtime.instance().uploaded_file_mgr)
