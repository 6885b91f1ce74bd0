"""The shell around Streamlit: what the browser reads before any script has run."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.runtime.pages_manager import PagesManager

from atlas.views import gate, headers, host, replies, serve, site, uploads
from atlas.views.run import assets

PAGE = (
    b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head>'
    b'<body><div id="root"></div>lang="en"</body></html>'
)
TITLES = {"sv": "Atlas &amp; karta", "en": "Atlas &amp; map"}


def finished(coroutine):
    """The result of a coroutine, run in a thread of its own: a browser test may have a loop here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


async def streamlit(scope, receive, send):
    """Stands for Streamlit: a page in two pieces, or a script, with the headers that name a version; packed
    where that is understood."""
    kind = b"text/javascript" if scope["path"].endswith(".js") else b"text/html; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(PAGE)), (b"etag", b'"1"')]
    seen = dict(scope["headers"])
    if b"accept-encoding" in seen:
        headers.append((b"content-encoding", b"gzip"))
    status = 304 if b"if-none-match" in seen else 200
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[20:]})


def get(path="/", query=b"", headers=()):
    """What comes back from a GET: status, headers, body."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "headers": [(b"accept", b"text/html"), *headers],
    }
    finished(serve.Language(streamlit, "sv", TITLES)(scope, receive, send))
    body = b"".join(m.get("body", b"") for m in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


@pytest.mark.parametrize(
    ("query", "language", "title"),
    [
        (b"", "sv", "Atlas &amp; karta"),
        (b"lang=en", "en", "Atlas &amp; map"),
        (b"kommun=2481&lang=en", "en", "Atlas &amp; map"),
        (b"lang=%22%3E%3Cscript%3E", "sv", "Atlas &amp; karta"),
    ],
)
def test_the_first_byte_says_the_language_and_the_name(query, language, title):
    _, headers, body = get(query=query)

    assert f'<html lang="{language}"'.encode() in body
    assert f"<title>{title}</title>".encode() in body
    assert body.count(b'lang="en"') == (2 if language == "en" else 1)  # only the root is changed
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers


def test_the_scripts_that_pages_start_with_are_named_in_the_page():
    _, _, body = get()
    edition = rb"/app/static/(?:[0-9a-f]{16}/)?"
    named = re.findall(rb'<link rel="modulepreload" href="' + edition + rb'([^"?]+)', body)
    assert {b"shell/head.js", b"sheet/sheet.js", b"sheet/parts/chart.js"} <= set(named)
    assert len(named) == len(set(named))


def test_the_style_comes_with_the_page_after_everything_else():
    _, _, body = get()

    assert body.count(b'id="atlas-style"') == 1
    assert body.index(b'lang="en"</body>'.replace(b"</body>", b"")) < body.index(b"atlas-style")
    assert body.endswith(b"></body></html>")


@pytest.mark.parametrize(
    ("path", "filters"), [("/", 1), ("/deltagare", 1), ("/om", 0), ("/nowhere", 1)]
)
def test_the_place_of_a_page_is_kept_in_its_first_bytes(path, filters):
    _, _, body = get(path=path)

    kept = b'<div id="atlas-arrival" aria-hidden="true">'
    assert body.count(kept) == 1
    assert body.index(kept) < body.index(host.ROOT)
    assert b"Atlas &amp; karta</div>" in body
    assert body.count(b"atlas-arrival-filters") == filters
    assert body.index(b"first.css") < body.index(b"</head>")


def test_what_fills_the_window_keeps_no_place():
    (address,) = {page.address for page in site.pages().values() if page.window is not None}
    assert b"atlas-arrival-page" not in get(path=f"/{address}")[2]


def test_a_page_is_asked_for_in_a_form_that_can_be_written_into():
    _, headers, body = get(path="/deltagare", headers=[(b"accept-encoding", b"gzip")])

    assert b"content-encoding" not in headers
    assert b"<title>Atlas &amp; karta</title>" in body


def test_a_page_is_never_answered_from_an_older_language():
    status, _, _ = get(headers=[(b"if-none-match", b'"1"')])

    assert status == 200


def test_scripts_pass_through_untouched():
    _, headers, body = get(path="/static/js/index.js")

    assert body == PAGE
    assert headers[b"etag"] == b'"1"'


def test_what_is_refused_is_refused_before_anything_else_but_has_its_headers():
    order = [one.cls for one in serve.middleware()]
    assert order == [
        headers.Headers,
        gate.Gate,
        assets.Assets,
        replies.Replies,
        uploads.Uploads,
        serve.Language,
    ]


def test_streamlit_still_lets_the_front_door_list_the_pages(monkeypatch):
    assert hasattr(PagesManager, "uses_pages_directory")
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(serve.snapshots, "warm", lambda: None)

    async def started():
        async with serve.lifespan(None):
            return PagesManager.uses_pages_directory

    assert finished(started()) is False
