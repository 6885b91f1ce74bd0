"""Uploads by invitation, before the framework's own door for files: what is kept of what is sent."""

from __future__ import annotations

import asyncio
import itertools
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from python_multipart.multipart import DEFAULT_MAX_HEADER_SIZE
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server.starlette import starlette_app_utils, starlette_routes

from atlas import decks, roles
from atlas.views import uploads
from atlas.views.uploads import RECORD, Budget, Invitation

KB = 1024
DECKS = Invitation("present", "deck-upload-0", "")
IMPORT = Invitation("import", "files-targets-0", "sub-of-staff")


HEAD = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.json"\r\n\r\n'
END = b"\r\n--x--\r\n"


def finished(coroutine):
    """The result of a coroutine, run in a thread of its own: a browser test may have a loop here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


class Door:
    """The framework's door for files with ours before it, over a store and sessions to look into."""

    def __init__(self) -> None:
        self.kept = MemoryUploadedFileManager("")
        self.sessions = {"anna", "bo", "cleo", "dan"}
        known = SimpleNamespace(get_session_info=lambda of: of if of in self.sessions else None)
        self.runtime = SimpleNamespace(
            uploaded_file_mgr=self.kept,
            _session_mgr=known,
            is_active_session=self.sessions.__contains__,
        )
        routes = starlette_routes.create_upload_routes(self.runtime, self.kept, None)
        self.app = Starlette(routes=routes, middleware=[Middleware(uploads.Uploads)])
        self.token = starlette_app_utils.generate_xsrf_token_string()
        self.numbers = itertools.count()

    def put(self, of: str, size: int, file: str = "") -> int:
        """Send a file of so many bytes into a session; the status of the answer."""
        return finished(self.sent(of, [b"x" * size], file=file))[0]

    def delete(self, of: str, file: str) -> int:
        """Take a file back; the status of the answer."""
        return finished(self.sent(of, [], file=file, method="DELETE"))[0]

    def sizes(self) -> dict[str, list[int]]:
        """The sizes of the files that are kept, by session."""
        stored = self.kept.file_storage.items()
        return {of: [len(f.data) for f in files.values()] for of, files in stored if files}

    async def sent(self, of, pieces, length=None, file="", method="PUT"):
        """Send a file in pieces, as a server hands them on; gives the status, and how many pieces were
        read. A piece may be a function: it is called, and waited for, before what follows."""
        said = {
            "content-type": "multipart/form-data; boundary=x",
            "x-xsrftoken": self.token,
            "cookie": f"_streamlit_xsrf={self.token}",
        }
        if length is not None:
            said["content-length"] = str(length)
        scope = {
            "type": "http",
            "method": method,
            "query_string": b"",
            "root_path": "",
            "path": f"/_stcore/upload_file/{of}/{file or next(self.numbers)}",
            "headers": [(name.encode(), value.encode()) for name, value in said.items()],
        }
        coming = iter([HEAD, *pieces, END])
        read, answers = [], []

        async def receive():
            while not isinstance(piece := next(coming), bytes):
                if waits := piece():
                    await waits
            read.append(piece)
            return {"type": "http.request", "body": piece, "more_body": piece != END}

        async def send(message):
            answers.append(message)

        await self.app(scope, receive, send)
        return answers[0]["status"], len(read)


@pytest.fixture
def door(monkeypatch, tmp_path):
    """Room for 100 kB of a session and 250 kB of all on the page of decks, and 200 and 300 kB for imports."""
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path))
    monkeypatch.delenv("ATLAS_MODE", raising=False)
    budgets = {"present": Budget(100 * KB, 250 * KB), "import": Budget(200 * KB, 300 * KB)}
    monkeypatch.setattr(uploads, "BUDGETS", budgets)
    monkeypatch.setattr(uploads, "INVITED", {})
    made = Door()
    monkeypatch.setattr(Runtime, "_instance", made.runtime)
    return made


def invite(of: str, invitation: Invitation = DECKS) -> None:
    uploads.INVITED[of] = invitation


def test_a_file_is_kept_of_who_is_invited_and_of_nobody_else(door):
    invite("anna")
    assert door.put("anna", 10, "f1") == 204
    assert door.put("bo", 10) == 403
    assert door.put("nobody", 10) == 403
    assert door.sizes() == {"anna": [10]}
    (kept,) = door.kept.get_files("anna", ["f1"])
    assert (kept.name, kept.data) == ("a.json", b"x" * 10)


def test_a_session_may_hold_so_much_and_what_is_deleted_makes_room(door):
    invite("anna")
    assert door.put("anna", 60 * KB, "f1") == 204
    assert door.put("anna", 40 * KB) == 413  # and 8 kB for the record of each
    assert door.put("anna", 20 * KB) == 204
    assert door.sizes() == {"anna": [60 * KB, 20 * KB]}
    assert door.delete("anna", "f1") == 204
    assert door.put("anna", 60 * KB) == 204


def test_a_file_that_is_sent_again_is_counted_once_it_is_there(door):
    invite("anna")
    assert door.put("anna", 40 * KB, "f1") == 204
    assert door.put("anna", 30 * KB, "f1") == 204
    assert door.put("anna", 40 * KB) == 204
    assert door.sizes() == {"anna": [30 * KB, 40 * KB]}


def test_empty_files_are_not_for_nothing(door):
    invite("anna")
    assert 100 // (RECORD // KB) == 12
    assert [door.put("anna", 0) for _ in range(13)] == [204] * 12 + [413]


def test_all_sessions_of_a_page_share_a_budget_and_pages_do_not(door):
    roles.give(uploads.access.folders.store(), IMPORT.who, roles.STAFF)
    for of in ("anna", "bo", "cleo"):
        invite(of)
    invite("dan", IMPORT)
    assert [door.put(of, 85 * KB) for of in ("anna", "bo", "cleo")] == [204, 204, 413]
    assert door.put("cleo", 50 * KB) == 204
    assert door.put("dan", 180 * KB) == 204


def test_a_session_that_is_over_leaves_nothing_behind(door):
    for of in ("anna", "bo", "cleo"):
        invite(of)
        door.put(of, 70 * KB)
    invite("dan")
    assert door.put("dan", 20 * KB) == 413
    door.sessions.remove("bo")
    assert door.put("dan", 20 * KB) == 204
    assert set(door.sizes()) == {"anna", "cleo", "dan"}
    assert "bo" not in uploads.INVITED


def test_a_connection_that_ends_is_the_time_to_look_which_sessions_are_over(door):
    async def connected(scope, receive, send):
        door.sessions.remove("anna")

    invite("anna")
    door.put("anna", 10)
    finished(uploads.Uploads(connected)({"type": "websocket"}, None, None))
    assert (door.sizes(), uploads.INVITED) == ({}, {})


def test_who_may_not_see_the_page_any_more_sends_nothing_to_it(door):
    store = uploads.access.folders.store()
    invite("anna", IMPORT)
    assert door.put("anna", 10) == 403
    roles.give(store, IMPORT.who, roles.STAFF)
    assert door.put("anna", 10) == 204
    roles.give(store, IMPORT.who, None)
    assert door.put("anna", 10) == 403
    assert door.sizes() == {"anna": [10]}


# --- what a header says is not believed, and what is on its way counts ---------------------------------


@pytest.mark.parametrize("length", [None, 1, 10 * KB])
def test_what_comes_is_counted_whatever_its_header_says(door, length):
    invite("anna")
    assert finished(door.sent("anna", [b"x" * 10 * KB] * 20, length)) == (413, 22)
    assert door.sizes() == {}
    assert finished(door.sent("anna", [b"x" * 10 * KB] * 9, length)) == (204, 11)
    assert door.sizes() == {"anna": [90 * KB]}


def test_a_refused_file_is_read_to_its_end_but_no_further_than_one_can_be(door, monkeypatch):
    assert finished(door.sent("anna", [b"x" * KB] * 3)) == (403, 5)
    monkeypatch.setattr(uploads.st, "get_option", lambda name: 1)
    status, read = finished(door.sent("anna", [b"x" * 100 * KB] * 100))
    assert status == 403
    assert read == 22  # the head and 21 pieces are more than 2 MB


def test_files_on_their_way_count_before_they_are_there(door):
    invite("anna")

    async def together():
        going = asyncio.Event()

        async def wait():
            await asyncio.wait_for(going.wait(), 10)

        first = asyncio.create_task(door.sent("anna", [b"x" * 60 * KB, wait]))
        await asyncio.sleep(0.1)
        second = await door.sent("anna", [b"x" * 60 * KB])
        going.set()
        return (await first)[0], second[0]

    assert finished(together()) == (204, 413)
    assert door.sizes() == {"anna": [60 * KB]}
    assert door.put("anna", 20 * KB) == 204  # nothing of the refused one counts on


def test_of_files_that_come_side_by_side_those_are_kept_that_there_is_room_for(door):
    invite("anna")
    slowly = [b"x" * 10 * KB, lambda: asyncio.sleep(0.01)] * 4

    async def together():
        return await asyncio.gather(*(door.sent("anna", slowly) for _ in range(3)))

    assert sorted(status for status, _ in finished(together())) == [204, 204, 413]
    assert door.sizes() == {"anna": [40 * KB, 40 * KB]}


def test_a_file_that_comes_when_the_page_has_changed_is_not_kept(door):
    invite("anna")
    pieces = [b"x" * KB, lambda: uploads._withdraw("anna"), b"x"]
    assert finished(door.sent("anna", pieces))[0] == 403
    assert door.sizes() == {}


def test_a_session_that_ends_while_a_file_comes_keeps_nothing(door):
    invite("anna")
    pieces = [b"x" * KB, lambda: door.sessions.remove("anna"), b"x"]
    assert finished(door.sent("anna", pieces))[0] == 403
    assert door.sizes() == {}


# --- who is invited ------------------------------------------------------------------------------------


@pytest.fixture
def run(door, monkeypatch):
    """A run of Anna's, whose uploader holds what it is said to."""
    context = SimpleNamespace(session_id="anna")
    monkeypatch.setattr(uploads.host, "get_script_run_ctx", lambda: context)
    drawn = []

    def file_uploader(label, **options):
        drawn.append(options)
        return context.holds

    context.holds = None
    monkeypatch.setattr(uploads.st, "file_uploader", file_uploader)
    context.drawn = drawn
    return context


def draw(key: str, page: str = "present"):
    return uploads.uploader(page, "Open", ["json"], key)


def test_an_uploader_that_is_drawn_invites_and_draws_as_before(door, run):
    assert draw("a") == []
    assert {"anna": Invitation("present", "a", "")} == uploads.INVITED
    run.holds = one = object()
    assert draw("a") == [one]
    run.holds = [one, one]
    assert uploads.uploader("import", "Files", ["csv"], "b", several=True, help_text="x") == [
        one,
        one,
    ]
    assert [o["accept_multiple_files"] for o in run.drawn] == [False, False, True]
    assert run.drawn[-1] == {
        "type": ["csv"],
        "key": "b",
        "help": "x",
        "accept_multiple_files": True,
        "max_upload_size": None,
    }


def test_the_same_uploader_keeps_its_files_and_another_lets_them_go(door, run):
    draw("a")
    assert door.put("anna", 10) == 204
    draw("a")
    assert door.sizes() == {"anna": [10]}
    draw("b")
    assert door.sizes() == {}
    assert door.put("anna", 10) == 204


def test_another_page_withdraws_the_invitation_and_lets_the_files_go(door, run):
    uploads.entered("map")  # nobody is invited yet
    draw("a")
    door.put("anna", 10)
    uploads.entered("present")
    assert door.sizes() == {"anna": [10]}
    uploads.entered("map")
    assert (door.sizes(), uploads.INVITED) == ({}, {})
    assert door.put("anna", 10) == 403


# --- what we lean on -----------------------------------------------------------------------------------


def test_the_budgets_hold_what_people_send_and_little_more():
    of_decks, of_imports = uploads.BUDGETS["present"], uploads.BUDGETS["import"]
    assert of_decks.largest * uploads.MB > decks.LARGEST_FILE
    assert (of_decks.session, of_imports.session) == (2 * uploads.MB, 60 * uploads.MB)
    assert of_decks.together + of_imports.together == 272 * uploads.MB


def test_the_framework_still_keeps_files_and_sessions_where_we_look(door):
    assert door.kept.file_storage == {}
    assert hasattr(WebsocketSessionManager, "get_session_info")
    paths = {route.path for route in door.app.routes}
    assert paths == {"/_stcore/upload_file/{session_id}/{file_id}"}
    assert starlette_routes._MAX_UPLOAD_MULTIPART_OVERHEAD_BYTES == uploads.WRAPPING
    # a part's name and type are headers of at most so many bytes each
    assert RECORD < 2 * DEFAULT_MAX_HEADER_SIZE < RECORD + KB
