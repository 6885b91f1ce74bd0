"""Uploads by invitation: a file is accepted from a viewer whose page has an uploader, and from nobody else.

Streamlit accepts any number of files into memory from every session, whatever its page draws, and keeps them
until the session ends. Here a page that draws an uploader invites its session (:func:`uploader`); the
invitation ends when the session goes to another page (:func:`entered`) or is over; and :class:`Uploads`
guards the framework's upload route with a budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas import roles
from atlas.views import access, host
from atlas.views.run import assets

MB = 1024 * 1024
RECORD = 8 * 1024  # bytes that a record may take besides its file: a name and a type of 4 kB each
WRAPPING = MB  # allowed around the largest file that the server accepts, as in the framework
NOT_INVITED, TOO_MUCH = 403, 413


@dataclass(frozen=True)
class Budget:
    """How many bytes of files may be in memory for a page: for one session, and for all sessions together.
    ``largest`` is the largest single file in MB; ``None`` for the server's own limit."""

    session: int
    together: int
    largest: int | None = None


# Each page has its own, so that people who open decks from files never block an import.
BUDGETS = {
    "import": Budget(60 * MB, 240 * MB),
    "present": Budget(2 * MB, 32 * MB, largest=1),
}


@dataclass(frozen=True)
class Invitation:
    """An uploader on a page: which page, under which key, and for whom ("" for the public)."""

    page: str
    key: str
    who: str


INVITED: dict[str, Invitation] = {}  # by the id of the session


def uploader(
    page: str,
    label: str,
    kinds: Sequence[str],
    key: str,
    *,
    several: bool = False,
    help_text: str = "",
) -> list[host.UploadedFile]:
    """Draw an uploader on a page and invite the session to it. Returns the files received so far.

    ``kinds`` are file name extensions. A session has one uploader at a time: one under another key replaces
    it, and the files of the previous one are dropped.
    """
    _invite(Invitation(page, key, access.viewer().who))
    sent = st.file_uploader(
        label,
        type=kinds,
        key=key,
        help=help_text or None,
        accept_multiple_files=several,
        max_upload_size=BUDGETS[page].largest,
    )
    if sent is None:
        return []
    return sent if isinstance(sent, list) else [sent]


def entered(page: str) -> None:
    """Note that this run's session is now on a page, and withdraw its invitation to any other."""
    ours = host.session()
    invitation = INVITED.get(ours)
    if invitation and invitation.page != page:
        _withdraw(ours)


def _invite(invitation: Invitation) -> None:
    ours = host.session()
    if ours and INVITED.get(ours) != invitation:
        _withdraw(ours)
        INVITED[ours] = invitation


def _withdraw(of: str) -> None:
    """End the invitation of a session, then drop its files: in this order, so that a file which arrives in
    between is refused (:meth:`Uploads._put`)."""
    INVITED.pop(of, None)
    host.let_files_go(of)


def _forget_ended() -> None:
    """Drop the files of sessions that are over. The framework does so, too, but only when the session object
    is garbage-collected, and never for a file that arrives later."""
    for of in tuple(INVITED):
        if not host.could_come_back(of):
            _withdraw(of)


def _held(of: str) -> int:
    """The bytes that a session's files take, including their records."""
    return sum(size + RECORD for size in host.sizes_of_files(of))


# --- the guard of the upload route ---------------------------------------------------------------------


@dataclass(eq=False)
class _Coming:
    """A file on its way: from which session, to which page, the bytes received, and whether they are all."""

    session: str
    page: str
    size: int = RECORD
    whole: bool = False


class _Refused(Exception):
    """Stops the reading of a file; ``status`` is the answer to the browser."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Uploads:
    """Accept a file if its session is invited and there is room; keep nothing of any other."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.door = f"{assets.base()}{host.UPLOADS}/"
        self.coming: set[_Coming] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything except files."""
        if scope["type"] == "websocket":
            try:
                await self.app(scope, receive, send)
            finally:
                _forget_ended()
        elif scope.get("method") == "PUT" and scope["path"].startswith(self.door):
            await self._put(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _put(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one file: ``PUT <door><session>/<file>``."""
        of, _, file = scope["path"].removeprefix(self.door).partition("/")
        _forget_ended()
        invitation = INVITED.get(of)
        coming = _Coming(of, invitation.page if invitation else "")

        async def counted() -> Message:
            message = await receive()
            coming.size += len(message.get("body", b""))
            coming.whole = not message.get("more_body", False)
            if self._too_much(coming):
                raise _Refused(TOO_MUCH)
            return message

        async def checked(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.coming.discard(
                    coming
                )  # from now on it counts among the session's files, or not at all
                if INVITED.get(of) != invitation or not host.could_come_back(of):
                    host.let_file_go(of, file)  # the viewer left the page while it was on its way
                    raise _Refused(NOT_INVITED)
            await send(message)

        try:
            if not _welcome(invitation):
                raise _Refused(NOT_INVITED)
            self.coming.add(coming)
            await self.app(scope, counted, checked)
        except _Refused as refused:
            self.coming.discard(coming)  # it no longer takes room from others on their way
            await _read_on(receive, coming)
            answer = PlainTextResponse("This file is not taken.", refused.status)
            await answer(scope, receive, send)
        finally:
            self.coming.discard(coming)

    def _too_much(self, file: _Coming) -> bool:
        """Whether the files here and on their way exceed the budget of their page."""
        budget = BUDGETS[file.page]
        invited = [of for of, one in tuple(INVITED.items()) if one.page == file.page]
        here = {of: _held(of) for of in invited}
        on_their_way = [one for one in self.coming if one.page == file.page]
        own = sum(one.size for one in on_their_way if one.session == file.session)
        together = sum(one.size for one in on_their_way)
        return (
            here.get(file.session, 0) + own > budget.session
            or sum(here.values()) + together > budget.together
        )


def _welcome(invitation: Invitation | None) -> bool:
    """Whether there is an invitation, and whoever it is for may still see the page."""
    if invitation is None:
        return False
    return access.known_as(invitation.who).may(invitation.page, roles.VIEW)


async def _read_on(receive: Receive, coming: _Coming) -> None:
    """Read the rest of a refused file and keep nothing of it: a browser that is still sending would otherwise
    report a broken connection instead of our answer."""
    most = st.get_option("server.maxUploadSize") * MB + WRAPPING
    while not coming.whole and coming.size < most:
        message = await receive()
        coming.size += len(message.get("body", b""))
        coming.whole = not message.get("more_body", False)
