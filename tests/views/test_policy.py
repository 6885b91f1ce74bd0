"""The policy in a real browser: every page, drawing and picture works, and nothing is refused but one
test for WebAssembly that the framework makes; what the policy forbids is forbidden."""

from __future__ import annotations

import json

import pytest

from atlas.views.run import assets
from tests.journeys.pages import ROOMS, Atlas
from tests.journeys.saving import saved
from tests.journeys.serving import serve

pytestmark = pytest.mark.browser

DRAWN = ".atlas-card:has(.atlas-more):has(.atlas-plot, .atlas-map)"  # what pictures are made of
LISTEN = """
window.refused = [];
document.addEventListener('securitypolicyviolation',
  (e) => window.refused.push([e.effectiveDirective, e.blockedURI, e.sourceFile]));
"""


@pytest.fixture(scope="module")
def address(published_delivery, tmp_path_factory):
    yield from serve(published_delivery.copy(tmp_path_factory.mktemp("policy")), "desk")


@pytest.fixture
def atlas(chromium, address):
    context = chromium.new_context(viewport={"width": 1600, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(60_000)
    context.add_init_script(LISTEN)
    yield Atlas(context.new_page(), address)
    context.close()


def refused(page):
    """What the browser refused, without the framework's try at WebAssembly, which it does without."""
    return [r for r in page.evaluate("window.refused") if r[1] != "wasm-eval"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_page_is_whole_and_nothing_of_it_is_refused(atlas, room):
    atlas.open(room).rest(room)
    page = atlas.page
    for card in page.locator(DRAWN).all()[:2]:
        for kind in ("png", "svg"):
            saved(card, kind)
    assert refused(page) == []


def test_the_browser_got_the_headers_and_kept_what_it_may(atlas):
    answers = {}
    atlas.page.on("response", lambda r: answers.setdefault(r.url.split(atlas.address)[-1], r))
    atlas.open("map").rest("map")
    page = next(r for url, r in answers.items() if r.request.resource_type == "document")
    assert page.all_headers()["cache-control"] == "private, no-store"
    assert "default-src 'none'" in page.all_headers()["content-security-policy"]
    ours = {u: r.all_headers()["cache-control"] for u, r in answers.items() if "/app/static/" in u
            and (assets.folder() in u or "/geo/" in u)}  # fmt: skip
    assert len(ours) >= 3
    assert set(ours.values()) == {"public, max-age=31536000, immutable"}


def test_who_asks_for_an_old_edition_gets_all_scripts_of_the_new_one(atlas):
    atlas.page.goto(f"{atlas.address}/_stcore/health")  # a document that has none of them yet
    asked, *others = atlas.page.evaluate("""async () => {
      const { mount } = await import("/app/static/0123456789abcdef/map/compare.js");
      if (typeof mount !== "function") return [];
      return performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)
        .filter((path) => path.startsWith("/app/static/"));
    }""")
    assert asked == "/app/static/0123456789abcdef/map/compare.js"
    assert {
        f"{assets.folder()}{name}" for name in ("map/map.js", "lib/draw.js", "lib/dom.js")
    } <= set(others)
    assert all(path.startswith(assets.folder()) for path in others)


FORBIDDEN = {
    "a script written into the page": (
        "const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        "document.body.append(s)"
    ),
    "text run as a script": "try { window.bad = eval('1') } catch {}",
    "a script as data": (
        "await import('data:text/javascript,window.bad=1').catch(() => 0)"
    ),
    "a script of another host": (
        "const s = document.createElement('script'); s.src = 'http://127.0.0.1:9/x.js';"
        "document.body.append(s)"
    ),
    "a call to another host": "await fetch('http://127.0.0.1:9/x').catch(() => 0)",
    "a picture of another host": "new Image().src = 'http://127.0.0.1:9/x.png'",
    "a frame": (
        "const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:9/';"
        "document.body.append(f)"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_is_forbidden_is_refused(atlas, what):
    atlas.open("about").rest("about")
    page = atlas.page
    page.evaluate(f"() => {{ setTimeout(async () => {{ {FORBIDDEN[what]} }}) }}")
    # a function: an expression would be evaluated as text in the page, which is refused, too
    page.wait_for_function("() => window.refused.some((r) => r[1] !== 'wasm-eval')")
    assert page.evaluate("window.bad") is None


def test_another_site_cannot_frame_the_pages(chromium, atlas):
    page = chromium.new_context().new_page()
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.set_content(f"<iframe src={json.dumps(atlas.address)}></iframe>")
    page.context.close()
