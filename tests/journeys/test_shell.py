"""The shell of a running atlas, as a program meets it: what it takes, whom it lets in, what it hides."""

from __future__ import annotations

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.journeys.pages import PATIENCE, agreed
from tests.journeys.serving import serve
from tests.journeys.wire import Wire, stream_of

MB = 1024 * 1024


@pytest.fixture
def come():
    """Sessions that end with the test."""
    wires = []

    def came(address: str, page: str) -> Wire:
        wires.append(Wire(address))
        return wires[-1].open(page)

    yield came
    for wire in wires:
        wire.close()


@pytest.mark.parametrize("page", ["", "karta", "om", "inlasning", "historik", "visa"])
def test_where_no_uploader_is_drawn_no_file_is_taken(public, come, page):
    wire = come(public, page)
    for size in (1, 5 * MB):
        assert wire.put(b"x" * size) == 403
    assert wire.put_in_pieces([b"x" * MB] * 5) == 403


def test_a_session_that_has_run_nothing_yet_may_send_nothing(public, come):
    wire = Wire(public)
    assert wire.put(b"x") == 403
    wire.close()


def test_nobody_sends_into_the_session_of_somebody_else(public, come):
    invited, other = come(public, "presentera"), come(public, "karta")
    (place,) = other.places("x.json")
    assert invited.put(b"x", place) == 403
    assert invited.put(b"x") == 204


def test_decks_are_taken_up_to_two_megabytes_of_a_session(public, come):
    wire = come(public, "presentera")
    first, second, third = wire.places("1.json", "2.json", "3.json")
    assert wire.put(b"x" * (MB + MB // 2), first) == 204
    assert wire.put(b"x" * MB, second) == 413
    assert wire.put_in_pieces([b"x" * (MB // 4)] * 4) == 413
    assert wire.put(b"x" * (MB // 4), second) == 204
    assert wire.delete(first) == 204
    assert wire.put(b"x" * MB, third) == 204  # there is room again


def test_another_page_lets_the_files_go_and_takes_no_more(public, come):
    wire = come(public, "presentera")
    (place,) = wire.places("1.json")
    assert wire.put(b"x" * (MB + MB // 2), place) == 204
    wire.open("karta")
    assert wire.put(b"x") == 403
    wire.open("presentera")
    assert wire.put(b"x" * (MB + MB // 2)) == 204  # the earlier one no longer counts


def test_an_import_takes_files_of_25_megabytes_up_to_sixty_of_a_session(desk, come):
    wire = come(desk, "inlasning")
    assert [wire.put(b"x" * (25 * MB - 1000)) for _ in range(3)] == [204, 204, 413]
    assert wire.put(b"x" * (26 * MB)) == 413
    assert wire.put(b"x" * (9 * MB)) == 204


def test_the_files_of_sessions_that_are_over_make_room_for_others(shared_delivery, come):
    # 17 sessions of a little less than 2 MB are more than 32 MB together
    for address in serve(
        shared_delivery, "public", options=["--server.disconnectedSessionTTL", "1"]
    ):
        wires = [come(address, "presentera") for _ in range(17)]
        content = b"x" * (2 * MB - 50_000)
        assert [wire.put(content) for wire in wires] == [204] * 16 + [413]
        wires[0].close()
        takes(wires[-1], content)


@agreed
def takes(wire: Wire, content: bytes) -> None:
    assert wire.put(content) == 204


# --- what is hidden, and who may connect ------------------------------------------------------------


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/"])
def test_the_frameworks_metrics_are_not_served(public, path):
    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        answer = httpx.request(method, public + path, timeout=PATIENCE)
        assert answer.status_code == 404
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert httpx.get(f"{public}/_stcore/health", timeout=PATIENCE).text == "ok"


def knock(address: str, origin: str | None) -> int:
    """Open a websocket as a page of an origin would; the status of the answer."""
    try:
        with connect(stream_of(address), origin=origin, open_timeout=PATIENCE):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_only_a_page_of_this_host_and_port_may_connect(public):
    host, port = public.removeprefix("http://").split(":")
    other = int(port) % 65_000 + 1
    assert knock(public, public) == 101
    assert knock(public, None) == 101  # no page at all
    for origin in (
        f"http://{host}:{other}",
        f"http://{host}",
        f"http://localhost:{port}",
        f"http://localhost:{other}",
        f"http://0.0.0.0:{port}",
        "https://example.org",
        "null",
        f"http://{host}:{port}.example.org",
        "",
    ):
        assert knock(public, origin) == 403, origin


# --- the line that cookies travel on ------------------------------------------------------------------


def secrets_of(redirect: str) -> str:
    return (
        f'[auth]\nredirect_uri = "{redirect}/oauth2callback"\n'
        'cookie_secret = "only for this test"\n'
        'client_id = "atlas"\nclient_secret = "only for this test"\n'
        f'server_metadata_url = "{redirect}/.well-known/openid-configuration"\n'
    )


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_cookies_of_a_login_over_https_travel_on_no_other_line(shared_delivery, scheme, secure):
    secrets = lambda own: secrets_of(own.replace("http", scheme, 1))  # noqa: E731
    for address in serve(shared_delivery, "server", secrets=secrets):
        old = {"Cookie": "_streamlit_user=from-before; _streamlit_user_tokens=from-before"}
        back = httpx.get(f"{address}/oauth2callback", headers=old, timeout=PATIENCE)
        visit = httpx.get(f"{address}/_stcore/health", timeout=PATIENCE)
        said = back.headers.get_list("set-cookie") + visit.headers.get_list("set-cookie")
        names = {cookie.split("=")[0] for cookie in said}
        assert {"_streamlit_user", "_streamlit_user_tokens", "_streamlit_xsrf"} <= names
        assert {"; secure" in cookie.lower() for cookie in said} == {secure}
