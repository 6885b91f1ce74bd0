"""Our own scripts and styles, served under an address that contains the hash of all of them.

The scripts name each other by plain relative imports. So the address of one leads to the whole
set: ``/app/static/<edition>/map/map.js`` fetches ``/app/static/<edition>/lib/draw.js``. When a file changes,
the address of every file does, and a browser may keep each for good without ever mixing two editions.

The files are read once and served from memory. Nothing is written; processes that run from the same files
agree on the address without asking each other; and an address keeps its content even when the files are
replaced under a running server.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import posixpath
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from atlas import folders
from atlas.maps import groups
from atlas.views import host
from atlas.warehouse import Data

STATIC = folders.ROOT / "static"
KINDS = {".js": "text/javascript", ".css": "text/css"}
ICON = STATIC / "icon.png"
# styles that are read together are one file, so that one request brings them
STYLE = "atlas.css"  # the styles of every page, in the order in which one overrules another
JOINED = {
    "first.css": ("tokens.css", "shell/arrival.css"),
    STYLE: (
        "shell/frame.css",
        "sheet/sheet.css",
        "lib/controls.css",
        "sheet/tables.css",
        "shell/head.css",
        "lib/states.css",
    ),
}
DIGITS = 16
IMPORT = re.compile(r'^(?:import|\} from|import .* from) "(\.[^"]+)";$', re.MULTILINE)
_answering = threading.Event()


@dataclass(frozen=True)
class File:
    """A script or style as it is sent: its media type, its bytes, and the same bytes gzipped."""

    kind: str
    plain: bytes
    packed: bytes


@dataclass(frozen=True)
class Edition:
    """All scripts and styles of one moment, by their path (``map/map.js``), and the hash of all."""

    name: str
    files: Mapping[str, File]


def read(folder: Path) -> Edition:
    """The edition that lies in a folder and the folders in it; files of other kinds are no part of it."""
    digest = hashlib.sha256()
    files = {}
    for path in sorted(folder.rglob("*.*")):
        if path.suffix not in KINDS:
            continue
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode() + content)
        files[name] = _file(path.suffix, content)
    for name, parts in JOINED.items():
        if all(part in files for part in parts):
            whole = b"\n".join(files[part].plain for part in parts)
            files[name] = _file(Path(name).suffix, whole)
    return Edition(digest.hexdigest()[:DIGITS], files)


def _file(suffix: str, content: bytes) -> File:
    return File(KINDS[suffix], content, gzip.compress(content, mtime=0))


@lru_cache(maxsize=1)
def edition() -> Edition:
    """The edition that this process serves, from its start to its end."""
    return read(STATIC)


def with_imports(*scripts: str) -> list[str]:
    """Scripts of the edition and all that they import, directly or not, each once.

    A browser learns of an import when it has read the script that names it, so imports four files deep take
    four round trips. If it is told of all of them at once, it fetches them all at once.
    """
    files, wanted = edition().files, list(scripts)
    for name in wanted:  # grows while it is walked
        text = files[name].plain.decode("utf-8")
        imported = (
            posixpath.normpath(f"{posixpath.dirname(name)}/{to}") for to in IMPORT.findall(text)
        )
        wanted += [script for script in imported if script not in wanted]
    return wanted


def hand_out() -> None:
    """Say that this process answers under the edition's address, by :class:`Assets`."""
    _answering.set()


def handed_out() -> bool:
    """Whether this process stands behind our own middleware."""
    return _answering.is_set()


def folder() -> str:
    """The address under which the edition lies, with a slash at its end."""
    return f"{static_base()}{edition().name}/"


def url(name: str) -> str:
    """The address of a script or style.

    A server started with ``streamlit run app.py`` has no middleware, only the framework's own folder of
    public files. There the edition is a query parameter, which is good enough to try things out.
    """
    if _answering.is_set():
        return f"{folder()}{name}"
    return f"{static_base()}{name}?v={edition().name}"


@lru_cache(maxsize=8)
def geometry_url(data: Data) -> str:
    """The address of the shapes of the municipalities."""
    drawn = {name: part for name, part in data.drawing.items() if name != "groups"}
    return _written(drawn)


@lru_cache(maxsize=8)
def groups_url(data: Data, language: str) -> str:
    """The address of the shapes of their groups, which have their names in a language."""
    return _written(dict(groups.drawing(data, language)))


def _written(drawn: Mapping[str, Any]) -> str:
    """Write shapes to the folder of public files, under a name made of their content, so that a browser
    fetches each once; its address."""
    text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":")).encode()
    digest = hashlib.sha256(text).hexdigest()[:16]
    target = STATIC / "geo" / f"{digest}.json"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(text)
        fresh.rename(target)
    return f"{static_base()}geo/{target.name}"


def static_base() -> str:
    """Where the server hands out public files."""
    return f"{base()}{host.PUBLIC}"


def base() -> str:
    """Where the server hands out the start page."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}/" if path else "/"


class Assets:
    """Answer for scripts and styles under the address of an edition; pass everything else on.

    A page that stood open over an upgrade, or that another process of a rolling upgrade answers, may ask
    for another edition than ours. It is led to the file of that name in ours: the relative imports of a
    script follow the address that it came from, so what it gets is of one edition, too.

    The framework's page puts its own icon in the place of ours, by its address; there ours is had.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.icon = base() + host.ICON_NAME
        self.address = re.compile(
            rf"{re.escape(static_base())}([0-9a-f]{{{DIGITS}}})/(.*)", re.DOTALL
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file, a redirect or 404, or pass on."""
        asked = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            if scope["path"] == self.icon:
                await FileResponse(ICON)(scope, receive, send)
                return
            asked = self.address.fullmatch(scope["path"])
        answer = self._answer(scope, *asked.groups()) if asked else self.app
        await answer(scope, receive, send)

    def _answer(self, scope: Scope, asked: str, name: str) -> Response:
        """The answer to a request for the file of this name in the edition ``asked``. The name is only ever
        looked up among the files that were read: it never becomes a path."""
        ours = edition()
        file = ours.files.get(name)
        if file is None:
            return PlainTextResponse("Not Found", 404)
        if asked != ours.name:
            return RedirectResponse(f"{folder()}{name}", 307)
        headers = {"vary": "Accept-Encoding"}
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return Response(file.plain, headers=headers, media_type=file.kind)
        headers["content-encoding"] = "gzip"
        return Response(file.packed, headers=headers, media_type=file.kind)
