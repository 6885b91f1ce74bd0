"""What every answer says beside its content: policy, framing, and how long it may be kept."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas.views import headers, serve
from atlas.views.run import assets

SELF = ("'self'",)


def answered(path="/", query=b"", status=200, kind=b"text/html", given=()):
    """The headers of an answer of an app that says this of itself."""
    sent = []

    async def app(scope, receive, send):
        said = [(b"content-type", kind), (b"cache-control", b"no-cache"), *given]
        await send({"type": "http.response.start", "status": status, "headers": said})
        await send({"type": "http.response.body", "body": b"x"})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query, "headers": []}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, headers.Headers(app, SELF)(scope, None, send)).result()
    told = [(k.decode(), v.decode()) for k, v in sent[0]["headers"]]
    assert len(told) == len(dict(told)), "a header is said twice"
    return dict(told)


def rules(policy):
    return {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}


def test_a_page_says_what_it_may_load():
    policy = rules(answered()["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["connect-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert policy["base-uri"] == policy["form-action"] == ["'self'"]


def test_no_rule_names_another_host_or_lets_scripts_be_evaluated():
    policy = rules(answered()["content-security-policy"])
    allowed = {"'self'", "'none'", "blob:", "data:", "'unsafe-inline'"}
    named = {source for sources in policy.values() for source in sources}
    assert {s for s in named - allowed if not s.startswith("'sha256-")} == set()
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert "data:" not in policy["script-src"]


def test_the_one_inline_line_of_the_framework_passes_by_its_hash():
    digest = base64.b64encode(hashlib.sha256(b"let a = 1").digest()).decode()
    (of_page,) = headers.inline_scripts()
    assert of_page in rules(answered()["content-security-policy"])["script-src"]
    assert of_page != f"'sha256-{digest}'"


def test_an_inline_script_is_hashed_as_it_stands(tmp_path):
    page = tmp_path / "index.html"
    page.write_text('<script src="a.js"></script><script>let a = 1</script>', "utf-8")
    digest = base64.b64encode(hashlib.sha256(b"let a = 1").digest()).decode()
    assert headers.inline_scripts(page) == (f"'sha256-{digest}'",)


def test_who_may_frame_is_as_declared():
    assert rules(headers.policy(("'none'",)))["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize("path", ["/", "/app/static/map.js", "/_stcore/health", "/media/x.csv"])
def test_every_answer_is_guarded(path):
    told = answered(path, kind=b"text/plain")
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert "camera=()" in told["permissions-policy"]
    assert "content-security-policy" in told


def test_a_header_that_was_there_already_is_not_said_twice():
    assert answered(given=[(b"x-content-type-options", b"nosniff")])["x-content-type-options"] == (
        "nosniff"
    )


PRIVATE, FOR_GOOD = "private, no-store", "public, max-age=31536000, immutable"
OURS, ANOTHER = assets.folder(), "/app/static/0123456789abcdef/"


@pytest.mark.parametrize(
    ("path", "query", "status", "kind", "kept"),
    [
        ("/", b"", 200, b"text/html; charset=utf-8", PRIVATE),
        ("/karta", b"kommun=2480", 200, b"text/html", PRIVATE),
        ("/media/0a1b.csv", b"", 200, b"text/csv", PRIVATE),
        ("/_stcore/host-config", b"", 200, b"application/json", PRIVATE),
        (f"{OURS}map.js", b"", 200, b"text/javascript", FOR_GOOD),
        (f"{OURS}map.js", b"", 304, b"", FOR_GOOD),
        (f"{OURS}gone.js", b"", 404, b"text/plain", PRIVATE),
        (f"{ANOTHER}map.js", b"", 307, b"", PRIVATE),
        (f"{ANOTHER}map.js", b"", 200, b"text/javascript", "no-cache"),
        ("/app/static/map.js", b"v=0123456789abcdef", 200, b"text/javascript", "no-cache"),
        ("/app/static/geo/0123456789abcdef.json", b"", 200, b"application/json", FOR_GOOD),
        ("/app/static/icon.png", b"", 200, b"image/png", "no-cache"),
        ("/app/static/gone.js", b"v=1", 404, b"text/plain", PRIVATE),
        ("/app/static/page.html", b"v=1", 200, b"text/html", PRIVATE),
        ("/static/js/index.abc.js", b"", 200, b"text/javascript", "no-cache"),
        ("/static/js/gone.js", b"", 200, b"text/html", PRIVATE),
        ("/elsewhere/app/static/x.js", b"v=1", 200, b"text/javascript", PRIVATE),
    ],
)
def test_only_what_is_named_by_its_content_is_kept(path, query, status, kind, kept):
    assert answered(path, query, status, kind)["cache-control"] == kept


COOKIES = (
    b"_streamlit_user=abc; HttpOnly; Path=/; SameSite=lax",
    b"_streamlit_xsrf=2|ab; Path=/; secure; SameSite=Strict",
)


@pytest.mark.parametrize(
    ("https", "ends"), [(True, [b"lax; Secure", b"Strict"]), (False, [b"lax", b"Strict"])]
)
def test_cookies_are_secure_once_where_people_log_in_over_https(monkeypatch, https, ends):
    monkeypatch.setattr(headers.access, "login_by_https", lambda: https)
    said = [(b"content-type", b"text/html"), *((b"set-cookie", cookie) for cookie in COOKIES)]
    told = headers.cookies_over_https(said)
    assert told[0] == said[0]
    assert [name for name, _ in told] == [name for name, _ in said]
    for (_, cookie), end in zip(told[1:], ends, strict=True):
        assert cookie.endswith(end)
        assert cookie.lower().count(b"; secure") <= 1


def test_an_answer_has_its_cookie_made_secure(monkeypatch):
    monkeypatch.setattr(headers.access, "login_by_https", lambda: True)
    told = answered(given=[(b"set-cookie", COOKIES[0])])
    assert told["set-cookie"] == "_streamlit_user=abc; HttpOnly; Path=/; SameSite=lax; Secure"


def test_a_websocket_passes_untouched():
    seen = []

    async def app(scope, receive, send):
        seen.append((scope, receive, send))

    scope = {"type": "websocket", "path": "/_stcore/stream"}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, headers.Headers(app, SELF)(scope, "receive", "send")).result()
    assert seen == [(scope, "receive", "send")]


def test_the_headers_stand_outermost_so_that_nothing_is_sent_without_them():
    first, *_ = serve.middleware()
    assert first.cls is headers.Headers
    assert first.kwargs == {"frame_ancestors": SELF}
