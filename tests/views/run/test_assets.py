"""Our scripts and styles: an address that holds the hash of all of them, and what is answered there."""

from __future__ import annotations

import asyncio
import gzip
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from atlas.views.run import assets

OTHER = "0123456789abcdef"


def asked(path, method="GET", accept=b""):
    """Status, headers and body of what is answered; ``None`` where it is left to the framework."""
    sent, passed = [], []

    async def app(scope, receive, send):
        passed.append(scope["path"])

    async def send(message):
        sent.append(message)

    headers = [(b"accept-encoding", accept)]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": headers,
    }
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, assets.Assets(app)(scope, None, send)).result()
    if passed:
        assert passed == [path]
        assert sent == []
        return None
    start, *rest = sent
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], told, b"".join(message.get("body", b"") for message in rest)


@pytest.fixture
def handed_out(monkeypatch):
    monkeypatch.setattr(assets, "_answering", threading.Event())
    assets.hand_out()


@pytest.fixture
def two_scripts(tmp_path):
    """A folder with two scripts, a style, and what is no part of an edition."""
    for name in ("a.js", "b.js", "c.css", "icon.png"):
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "1.json").write_text("shapes", "utf-8")
    return tmp_path


def test_the_address_holds_the_hash_of_all_scripts_and_styles(handed_out):
    name = assets.edition().name
    assert re.fullmatch("[0-9a-f]{16}", name)
    assert assets.url("map/map.js") == f"/app/static/{name}/map/map.js"
    assert assets.url("map/map.css") == f"/app/static/{name}/map/map.css"
    assert assets.edition().files.keys() == {
        path.relative_to(assets.STATIC).as_posix()
        for path in assets.STATIC.rglob("*")
        if path.suffix in (".js", ".css")
    } | {"first.css", "atlas.css"}


def test_what_is_read_before_anything_is_painted_is_one_file_and_begins_with_the_tokens():
    files = assets.edition().files
    assert files["first.css"].plain.startswith(files["tokens.css"].plain)
    assert files["first.css"].plain.endswith(files["shell/arrival.css"].plain)


def test_the_styles_of_every_page_are_one_file_and_end_with_the_states():
    files = assets.edition().files
    parts = [files[name].plain for name in assets.JOINED[assets.STYLE]]
    assert files[assets.STYLE].plain == b"\n".join(parts)
    assert parts[-1] == files["lib/states.css"].plain


def test_a_server_without_our_middleware_names_the_file_where_the_framework_has_it(monkeypatch):
    monkeypatch.setattr(assets, "_answering", threading.Event())
    assert assets.url("map/map.js") == f"/app/static/map/map.js?v={assets.edition().name}"


def test_every_script_or_style_that_changes_comes_goes_or_is_renamed_changes_the_address(
    two_scripts,
):
    seen = {assets.read(two_scripts).name}
    (two_scripts / "b.js").write_text("another", "utf-8")
    seen.add(assets.read(two_scripts).name)
    (two_scripts / "c.css").write_text("another", "utf-8")
    seen.add(assets.read(two_scripts).name)
    (two_scripts / "b.js").rename(two_scripts / "d.js")
    seen.add(assets.read(two_scripts).name)
    (two_scripts / "a.js").rename(two_scripts / "geo" / "a.js")
    seen.add(assets.read(two_scripts).name)
    (two_scripts / "geo" / "a.js").unlink()
    seen.add(assets.read(two_scripts).name)
    assert len(seen) == 6


def test_what_is_no_script_or_style_neither_changes_the_address_nor_is_handed_out(two_scripts):
    before = assets.read(two_scripts)
    (two_scripts / "icon.png").write_text("another", "utf-8")
    (two_scripts / "geo" / "2.json").write_text("shapes", "utf-8")
    assert assets.read(two_scripts).name == before.name
    assert list(before.files) == ["a.js", "b.js", "c.css"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("map/map.js", "text/javascript; charset=utf-8"), ("map/map.css", "text/css; charset=utf-8")],
)
@pytest.mark.parametrize("accept", [b"", b"gzip, deflate, br"])
def test_a_file_is_answered_whole_with_its_type(name, kind, accept):
    status, headers, body = asked(assets.folder() + name, accept=accept)
    assert status == 200
    assert headers["content-type"] == kind
    assert headers["vary"] == "Accept-Encoding"
    assert headers["content-length"] == str(len(body))
    assert ("content-encoding" in headers) == bool(accept)
    plain = gzip.decompress(body) if accept else body
    assert plain == (assets.STATIC / name).read_bytes()


def test_an_address_keeps_its_content_when_the_file_is_replaced_under_a_running_server(
    two_scripts, monkeypatch
):
    kept = assets.read(two_scripts)
    monkeypatch.setattr(assets, "edition", lambda: kept)
    (two_scripts / "a.js").write_text("another", "utf-8")
    assert asked(assets.folder() + "a.js")[2] == b"a.js"


def test_who_asks_for_another_edition_is_led_to_the_file_in_ours(handed_out):
    status, headers, _ = asked(f"/app/static/{OTHER}/map/map.js")
    assert (status, headers["location"]) == (307, assets.url("map/map.js"))


@pytest.mark.parametrize("edition", ["ours", OTHER])
@pytest.mark.parametrize(
    "name",
    ["", "gone.js", "icon.png", "geo/1.json", "../map.js", "map.js", "map",
     "map/", "map/../map/map.js", "map//map.js", "../../atlas/__init__.py", "./map/map.js", "map/map.js\n",
     "/etc/passwd", "..\\map.js", "map/map.js/", "MAP/MAP.JS", "%2e%2e/map.js"],
)  # fmt: skip
def test_a_name_that_is_none_of_ours_is_not_found_and_opens_no_path(edition, name):
    folder = assets.folder() if edition == "ours" else f"/app/static/{edition}/"
    status, _, body = asked(folder + name)
    assert (status, body) == (404, b"Not Found")


@pytest.mark.parametrize(
    "path",
    ["/", "/karta", "/app/static/map.js", "/app/static/icon.png", "/app/static/geo/0123456789abcdef.json",
     "/app/static/0123456789abcde/map.js", "/app/static/0123456789ABCDEF/map.js",
     "/elsewhere/app/static/0123456789abcdef/map.js", "/app/static/0123456789abcdef"],
)  # fmt: skip
def test_everything_else_is_left_to_the_framework(path):
    assert asked(path) is None


def test_only_reading_is_answered():
    assert asked(assets.url("map/map.js"), method="POST") is None


def test_a_script_is_told_with_all_that_it_imports_each_once(tmp_path, monkeypatch):
    for name, text in {
        "a/one.js": 'import { x } from "../b/two.js";\nimport * as y from "./three.js";\n',
        "b/two.js": 'import {\n  x,\n} from "../a/three.js";\n',
        "a/three.js": "export const x = 1;\n",
        "a/alone.js": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    found = assets.read(tmp_path)
    monkeypatch.setattr(assets, "edition", lambda: found)
    assert assets.with_imports("a/one.js") == ["a/one.js", "b/two.js", "a/three.js"]


def test_what_every_page_starts_with_is_told_whole():
    named = assets.with_imports("sheet/sheet.js")
    assert {"sheet/parts.js", "map/labels.js", "figures/stack.js", "lib/dom.js"} <= set(named)
    assert not [name for name in named if name.startswith("stage/")]
