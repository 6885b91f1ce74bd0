"""Uploads by invitation: a file is taken from a viewer whose page has an uploader, and from nobody else.

Streamlit takes files into memory from every session, whatever its page draws, as many as are sent, and
keeps them until the session ends. Here a page that draws an uploader invites its session
(:func:`uploader`), the invitation ends when the session goes to another page (:func:`entered`) or is
over, and :class:`Uploads` stands before the framework's door for files with a budget.
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
RECORD = 8 * 1024  # bytes that a record may take beside its file: a name and a type of 4 kB each
WRAPPING = MB  # around the largest file that the server takes, as the framework has it
NOT_INVITED, TOO_MUCH = 403, 413


@dataclass(frozen=True)
class Budget:
    """How many bytes of files may lie in memory for a page: of one session, and of all together.
    ``largest`` is what the uploader takes as one file, in MB; ``None`` for what the server takes."""

    session: int
    together: int
    largest: int | None = None


# Each page has its own, so that whoever opens decks by file never stands in the way of an import.
BUDGETS = {
    "import": Budget(60 * MB, 240 * MB),
    "present": Budget(2 * MB, 32 * MB, largest=1),
}


@dataclass(frozen=True)
class Invitation:
    """An uploader that is drawn: on which page, under which key, and for whom ("" for the public)."""

    page: str
    key: str
    who: str


INVITED: dict[str, Invitation] = {}  # by the id of the session


def uploader(
    page: str, label: str, kinds: Sequence[str], key: str, *, several: bool = False, told: str = ""
) -> list[host.UploadedFile]:
    """Draw an uploader on a page and invite the session to it; returns the files that have come.

    ``kinds`` are endings of file names, ``told`` is its help. A session has one uploader at a time:
    one under another key takes its place, and the files of the earlier are let go.
    """
    _invite(Invitation(page, key, access.viewer().who))
    sent = st.file_uploader(
        label,
        type=kinds,
        key=key,
        help=told or None,
        accept_multiple_files=several,
        max_upload_size=BUDGETS[page].largest,
    )
    if sent is None:
        return []
    return sent if isinstance(sent, list) else [sent]


def entered(page: str) -> None:
    """The session of this run is on a page now: an invitation to any other one is withdrawn."""
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
    """End the invitation of a session, then let its files go: in this order, so that a file which
    comes in between finds itself unwelcome (:meth:`Uploads._put`)."""
    INVITED.pop(of, None)
    host.let_files_go(of)


def _forget_ended() -> None:
    """Let go of what sessions have left that are over. The framework does so, too, but as late as its
    session is collected as garbage, and never for a file that came after that."""
    for of in tuple(INVITED):
        if not host.could_come_back(of):
            _withdraw(of)


def _held(of: str) -> int:
    """Bytes of the files of a session, with what each takes beside its content."""
    return sum(size + RECORD for size in host.sizes_of_files(of))


# --- at the door ---------------------------------------------------------------------------------------


@dataclass(eq=False)
class _Coming:
    """A file on its way: whose, to which page, how much has really come, and whether that was all."""

    session: str
    page: str
    size: int = RECORD
    whole: bool = False


class _Refused(Exception):
    """Ends the reading of a file, with the status to answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Uploads:
    """Let a file in when its session is invited and there is room; nothing of any other is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.door = f"{assets.base()}{host.UPLOADS}/"
        self.coming: set[_Coming] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but files."""
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

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.coming.discard(coming)  # from now on it is one of the files, or nothing
                if INVITED.get(of) != invitation or not host.could_come_back(of):
                    host.let_file_go(of, file)  # the page changed while it came
                    raise _Refused(NOT_INVITED)
            await send(message)

        try:
            if not _welcome(invitation):
                raise _Refused(NOT_INVITED)
            self.coming.add(coming)
            await self.app(scope, counted, told)
        except _Refused as refused:
            self.coming.discard(coming)  # it takes no room from others that are on their way
            await _read_on(receive, coming)
            answer = PlainTextResponse("This file is not taken.", refused.status)
            await answer(scope, receive, send)
        finally:
            self.coming.discard(coming)

    def _too_much(self, file: _Coming) -> bool:
        """Whether the files that are here and on their way are more than the budget of their page."""
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
    """Whether an invitation stands, and whoever got it may still see the page."""
    if invitation is None:
        return False
    return access.known_as(invitation.who).may(invitation.page, roles.VIEW)


async def _read_on(receive: Receive, coming: _Coming) -> None:
    """Read the rest of a refused file and keep nothing: a browser that is still sending would be told
    of a broken connection, and not of the answer."""
    most = st.get_option("server.maxUploadSize") * MB + WRAPPING
    while not coming.whole and coming.size < most:
        message = await receive()
        coming.size += len(message.get("body", b""))
        coming.whole = not message.get("more_body", False)
