"""Replies: the same as a run of the page would say, of public numbers of the live snapshot alone."""

import asyncio
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from atlas import roles
from atlas.views import host, replies, sheet, site
from atlas.views.run import address, assets, snapshots
from atlas.views.run.address import State
from atlas.views.run.visit import Here
from atlas.words import Words

PAGES = ("overview", "map", "participants", "cohorts", "indicators", "municipality")
VIEWS = (
    {},
    {"lang": "en", "kommun": "2481,2480"},
    {"kohort": "riv-umea-2022", "period": "2022-2023"},
    {"matt": "population", "ar": "2015", "vy": "tiles", "kommun": "2403"},
    {"matt": "participants"},
    {"matt": "population", "plats": "2481"},
)


@pytest.fixture
def live(shipped, monkeypatch):
    """The shipped data as what is shown, behind our own middleware; where it is published."""
    monkeypatch.setattr(snapshots, "open_data", lambda: shipped.public)
    monkeypatch.setattr(snapshots, "nothing_was_published", lambda: False)
    assets.hand_out()
    replies.packed.cache_clear()  # of a process that did not stand behind the middleware
    yield shipped
    replies.packed.cache_clear()


async def app(scope, receive, send):
    """Stands for what comes after."""
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b"passed on"})


def get(path, query, method="GET", accepted=b"gzip, br", named=b"localhost:8501"):
    """What is answered: status, headers, and the body unpacked."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    async def ask():
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"accept-encoding", accepted), (b"host", named)],
        }
        await replies.Replies(app)(scope, receive, send)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, ask()).result()
    headers = dict(sent[0]["headers"])
    body = b"".join(message.get("body", b"") for message in sent[1:])
    if headers.get(b"content-encoding") == b"gzip":
        body = gzip.decompress(body)
    return sent[0]["status"], headers, body


def asked(page, of, **view):
    return get(f"/svar/{page}", urlencode({"snapshot": of.public.id, **view}))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_reply_is_what_a_run_of_the_page_tells_the_browser(live, monkeypatch, page, view):
    status, headers, body = asked(page, live, **view)
    assert (status, headers[b"content-type"]) == (200, b"application/json")
    state = address.read(view, live.public)[0]
    here = Here(live.public, state, Words(state.language))
    run = []
    monkeypatch.setattr(sheet.visit, "shown_page", lambda: page)
    monkeypatch.setattr(sheet, "_file", lambda *_: None)
    monkeypatch.setattr(sheet.deck, "added", lambda *_: None)
    monkeypatch.setattr(
        sheet.component, "mount", lambda _, __, told, *___, **____: run.append(told)
    )
    shown = site.page(page)
    sheet.put(here, shown.sheet, page, replies.address(shown, here))
    assert json.loads(body) == json.loads(json.dumps(run[0]))
    assert len(run) == 1
    assert run[0]["replies"] == f"/svar/{page}?snapshot={live.public.id}"


def test_who_accepts_no_gzip_gets_it_plain(live):
    whole = asked("overview", live)[2]
    query = urlencode({"snapshot": live.public.id})
    status, headers, body = get("/svar/overview", query, accepted=b"")
    assert (status, body) == (200, whole)
    assert b"content-encoding" not in headers


@pytest.mark.parametrize(
    "page", ["import", "history", "access", "present", "stage", "about", "nonsense", "../about", ""]
)
def test_what_is_no_public_sheet_has_no_reply(live, page):
    assert asked(page, live)[0] == 404


def test_a_page_that_the_table_of_roles_keeps_from_the_public_has_no_reply(live, monkeypatch):
    seen = roles.may
    monkeypatch.setattr(
        roles,
        "may",
        lambda data, role, page, *more: page != "cohorts" and seen(data, role, page, *more),
    )
    assert asked("cohorts", live)[0] == 404
    assert asked("map", live)[0] == 200
    here = Here(live.public, State("sv"), Words("sv"))
    assert replies.address(site.page("cohorts"), here) == ""


@pytest.mark.parametrize(
    ("named", "status"), [(b"localhost:8501", 200), (b"elsewhere.example", 403)]
)
def test_under_a_name_that_is_not_ours_nothing_is_answered(live, monkeypatch, named, status):
    monkeypatch.setattr(host.starlette_websocket.config, "get_option", lambda _: ["localhost"])
    query = urlencode({"snapshot": live.public.id})
    assert get("/svar/map", query, named=named)[0] == status


@pytest.mark.parametrize("snapshot", ["", "20200101T000000-00000000"])
def test_another_snapshot_than_the_live_one_is_for_a_run(live, snapshot):
    assert get("/svar/map", urlencode({"snapshot": snapshot}))[0] == 409


def test_a_question_of_immoderate_length_is_not_read(live):
    assert asked("map", live, kommun="2480," * 500)[0] == 404


def test_exact_numbers_are_never_a_reply(live):
    exact = Here(live.exact, State("sv"), Words("sv"))
    assert replies.address(site.page("map"), exact) == ""
    assert json.loads(asked("map", live)[2])["exact"] is False


@pytest.mark.parametrize(
    ("path", "method"), [("/svar/map", "POST"), ("/karta", "GET"), ("/", "GET")]
)
def test_anything_else_is_passed_on(live, path, method):
    assert get(path, "", method)[0] == 418


def test_a_server_without_our_middleware_names_no_replies(live, monkeypatch):
    monkeypatch.setattr(assets, "handed_out", lambda: False)
    here = Here(live.public, State("sv"), Words("sv"))
    assert replies.address(site.page("map"), here) == ""


def test_a_reply_is_made_once_for_all(live, monkeypatch):
    made = []
    real = sheet.parts_of
    monkeypatch.setattr(sheet, "parts_of", lambda *of: made.append(of) or real(*of))
    replies.packed.cache_clear()
    assert asked("map", live, kommun="2404") == asked("map", live, kommun="2404")
    assert len(made) == 1


def test_the_measure_that_an_address_wrote_out_is_another_view_than_none(live):
    plain, _ = address.read({}, live.public)
    named, _ = address.read({"matt": "participants"}, live.public)
    assert named == replace(plain, named=True)
    assert (plain.asked_measure, named.asked_measure) == ("", "participants")
