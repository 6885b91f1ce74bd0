"""The browser profile that journeys borrow: nothing of one journey is there for the next."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

ADDRESS = "http://127.0.0.1:9"
LEAVE = """() => {
    localStorage.setItem("deck", "mine");
    document.cookie = "who=me; max-age=3600";
    return new Promise(done => {
        const asked = indexedDB.open("kept");
        asked.onsuccess = () => { asked.result.close(); done(); };
    });
}"""
FOUND = """async () => ({
    storage: localStorage.length,
    cookie: document.cookie,
    databases: (await indexedDB.databases()).length,
    clipboard: (await navigator.permissions.query({name: "clipboard-read"})).state,
    wide: innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
})"""
NOTHING = {
    "storage": 0, "cookie": "", "databases": 0, "clipboard": "prompt", "wide": 1920, "dark": False,
}  # fmt: skip


def there(loan):
    """An empty page at the address."""
    loan.page.route("**/*", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    loan.page.goto(ADDRESS)
    return loan.page


def test_nothing_of_one_loan_is_found_in_the_next(profile):
    options = {"viewport": {"width": 800, "height": 600}, "color_scheme": "dark"}
    first = profile.lend([ADDRESS], permissions=["clipboard-read"], **options)
    page = there(first)
    page.evaluate(LEAVE)
    left = page.evaluate(FOUND)
    assert (left["storage"], left["cookie"], left["databases"]) == (1, "who=me", 1)
    assert (left["clipboard"], left["wide"], left["dark"]) == ("granted", 800, True)
    first.context.new_page()
    first.end()

    second = profile.lend([ADDRESS])
    assert second.context is first.context
    assert len(second.context.pages) == 1
    assert there(second).evaluate(FOUND) == NOTHING
    second.end()


def test_two_at_once_have_a_profile_each(profile):
    mine, yours = profile.lend([ADDRESS]), profile.lend([ADDRESS])
    assert mine.context is not yours.context
    there(mine).evaluate(LEAVE)
    assert there(yours).evaluate(FOUND) == NOTHING
    yours.end()
    mine.end()


def test_what_only_a_new_profile_can_be_told_gets_a_new_one(profile):
    phone, plain = profile.lend([ADDRESS], has_touch=True), profile.lend([ADDRESS])
    assert phone.context is not profile.context
    assert plain.context is profile.context
    plain.end()
    phone.end()
