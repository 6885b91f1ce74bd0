"""Login: a real browser, a real login service (a mock provider on another site), and who sees what."""

from __future__ import annotations

import re
from threading import Thread

import oidc_provider_mock
import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from atlas import journal, roles
from tests.journeys.keeping import STORED
from tests.journeys.pages import Atlas, agreed
from tests.journeys.saving import saved, small_counts
from tests.journeys.serving import serve
from tests.journeys.staging import added

pytestmark = pytest.mark.browser

PEOPLE = {"sub-of-staff": "staff", "sub-of-leader": "leader", "sub-of-admin": "admin"}
WORDS = {"staff": "Personal", "leader": "Ledning", "admin": "Administratör"}


@pytest.fixture(scope="module")
def provider():
    """The address of a login service: another site than the atlas, as it would be in real life."""
    service = oidc_provider_mock.app()
    service.after_request(undressed)
    server = make_server("localhost", 0, service, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()


def undressed(answer):
    """The service's page as it comes, but for a style that it would fetch from elsewhere."""
    answer.set_data(re.sub(rb"<link\b[^>]*>", b"", answer.get_data()))
    return answer


@pytest.fixture(scope="module")
def delivery(published_delivery, tmp_path_factory):
    made = published_delivery.copy(tmp_path_factory.mktemp("login"))
    for sub, role in PEOPLE.items():
        roles.give(made.folder / "store", sub, role)
    return made


@pytest.fixture
def store(delivery):
    """The store with its people, whatever a journey did to them."""
    yield delivery.folder / "store"
    for sub, role in PEOPLE.items():
        roles.give(delivery.folder / "store", sub, role)


@pytest.fixture(scope="module")
def address(delivery, provider):
    def secrets(own: str) -> str:
        return (
            f'[auth]\nredirect_uri = "{own}/oauth2callback"\n'
            'cookie_secret = "only for this test"\n'
            'client_id = "atlas"\nclient_secret = "only for this test"\n'
            f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
        )

    yield from serve(delivery, "server", secrets=secrets)


@pytest.fixture
def come(visit, address, provider):
    """Open the atlas, and log in as someone if said."""

    def came(sub: str = "", room: str = "map"):
        atlas = visit(address, login=provider).open(room)
        if sub:
            log_in(atlas, sub, room)
        return atlas

    return came


def log_in(atlas, sub: str, room: str) -> None:
    atlas.page.locator(".atlas-settings-opener").click()
    atlas.menu.get_by_role("button", name="Logga in").click()
    atlas.page.locator("input[name=sub]").fill(sub)
    atlas.page.get_by_role("button", name="Authorize").click()
    atlas.page.wait_for_url(lambda url: url.startswith(atlas.address))
    offers(atlas, "Logga ut")
    atlas.turn(room)


def offers(atlas, name: str) -> None:
    """The menu has this button."""
    with atlas.settings() as menu:
        expect(menu.get_by_role("button", name=name)).to_be_visible()


def log_of(store) -> list[tuple[str, str, str]]:
    return [(e["who"], e["page"], e["action"]) for e in journal.entries(store, journal.ACCESS)]


def test_without_logging_in_everyone_is_public(come):
    atlas = come()
    offers(atlas, "Logga in")
    expect(atlas.exact).to_have_count(0)
    assert small_counts(atlas) == []


def test_staff_begin_protected_and_may_see_exact_numbers_which_is_written_down(come, store):
    atlas = come("sub-of-staff")
    expect(atlas.numbers).to_contain_text("Skyddade tal")
    assert small_counts(atlas) == []
    before = len(log_of(store))

    see_exact(atlas)
    assert set(log_of(store)[before:]) == {("sub-of-staff", "map", "view_exact")}

    name, content = saved(atlas.card("map"), "csv")
    assert "EXAKT_internt" in name
    assert content.decode("utf-8-sig").startswith("EXAKT_internt")
    name, _ = saved(atlas.card("map"), "svg")
    assert "EXAKT_internt" in name
    written_down(store, before, [("sub-of-staff", "map", "export_exact")] * 2)


@agreed
def written_down(store, before: int, lines: list[tuple[str, str, str]]) -> None:
    told = log_of(store)[before:]
    assert [line for line in told if line[2] == "export_exact"] == lines


def see_exact(atlas) -> None:
    atlas.see_exact()
    expect(atlas.numbers).to_contain_text("Exakta tal")
    shows_small_counts(atlas)


@agreed
def shows_small_counts(atlas) -> None:
    assert small_counts(atlas)


@agreed
def shows_none(atlas) -> None:
    assert small_counts(atlas) == []


@pytest.mark.parametrize("sub", ["sub-of-leader", "sub-nobody-knows"])
def test_who_is_no_staff_sees_protected_numbers_only(come, sub):
    atlas = come(sub)
    expect(atlas.exact).to_have_count(0)
    assert small_counts(atlas) == []


def test_logging_out_is_public_again(come):
    atlas = come("sub-of-staff")
    see_exact(atlas)
    atlas.page.locator(".atlas-settings-opener").click()
    atlas.menu.get_by_role("button", name="Logga ut").click()
    # the service says goodbye on its own page
    atlas.page.wait_for_url(lambda url: not url.startswith(atlas.address))
    atlas.open("map")
    offers(atlas, "Logga in")
    expect(atlas.exact).to_have_count(0)
    shows_none(atlas)


def test_logging_out_leaves_no_deck_in_the_browser(come):
    atlas = come("sub-of-staff")
    added(atlas, ".atlas-card[data-key=map]")
    kept_by_the_browser(atlas.page, 1)
    atlas.page.locator(".atlas-settings-opener").click()
    atlas.menu.get_by_role("button", name="Logga ut").click()
    atlas.page.wait_for_url(lambda url: not url.startswith(atlas.address))
    atlas.open("present")
    offers(atlas, "Logga in")
    kept_by_the_browser(atlas.page, 0)
    expect(atlas.page.get_by_role("heading", name="Presentationen är tom")).to_be_visible()


@agreed
def kept_by_the_browser(page, decks: int) -> None:
    """So many decks are kept for later, and the tab itself has one if any is."""
    assert len(page.evaluate(STORED)) == decks
    assert page.evaluate("() => 'atlas-deck' in sessionStorage") == bool(decks)


def test_who_is_taken_off_the_list_loses_exact_numbers_at_the_next_click(come, store):
    atlas = come("sub-of-staff")
    see_exact(atlas)
    roles.give(store, "sub-of-staff", None)
    atlas.choose_by_mouse("kommun", "Lycksele")
    expect(atlas.numbers).to_contain_text("Skyddade tal")
    expect(atlas.exact).to_have_count(0)
    shows_none(atlas)


def test_a_staff_page_is_not_there_for_others(come):
    for atlas in (come(), come("sub-of-leader")):
        expect(atlas.page.locator("a[data-name=map]")).to_have_count(1)
        expect(atlas.page.locator("a[data-name=access]")).to_have_count(0)
        atlas.page.goto(f"{atlas.address}/behorighet")
        expect(atlas.page.get_by_text("saknar du behörighet")).to_be_visible()
        expect(atlas.page.get_by_text("Page not found")).to_have_count(0)
        expect(atlas.page.get_by_text("sub-of-staff")).to_have_count(0)


def test_staff_read_who_may_what_and_an_admin_changes_it(come, store):
    staff = come("sub-of-staff")
    staff.go("access")
    expect(staff.card("people")).to_contain_text("sub-of-leader")
    expect(staff.page.get_by_role("button", name="Spara")).to_have_count(0)

    admin = come("sub-of-admin")
    admin.go("access")
    form = admin.page.get_by_test_id("stForm")
    form.get_by_role("textbox").first.fill("20121212-1212")
    choose_role(admin, form, "Personal")
    expect(admin.notices).to_contain_text("personnummer")

    form.get_by_role("textbox").first.fill("sub-of-somebody-new")
    choose_role(admin, form, "Ledning")
    expect(admin.card("people")).to_contain_text("sub-of-somebody-new")
    assert roles.role_of(store, "sub-of-somebody-new") == "leader"
    assert log_of(store)[-1] == ("sub-of-admin", "access", "manage_roles")

    form.get_by_role("textbox").first.fill("sub-of-somebody-new")
    choose_role(admin, form, "Allmän")
    expect(admin.card("people")).not_to_contain_text("sub-of-somebody-new")


def choose_role(atlas, form, name: str) -> None:
    form.get_by_role("radio", name=name, exact=True).check(force=True)
    form.get_by_role("button", name="Spara").click()


def test_twenty_tabs_of_five_people_never_see_each_others_numbers(come):
    subs = ["sub-of-staff", "sub-of-leader", "", "sub-of-admin", "sub-nobody-knows"]
    own = {sub: come(sub) for sub in subs}
    opened = [(sub, *another_tab(own[sub])) for _ in range(4) for sub in subs]
    for sub, atlas, _ in opened:
        if PEOPLE.get(sub) in ("staff", "admin"):
            atlas.see_exact()
    for _, atlas, _ in opened:  # everyone does something while the others do
        atlas.choose_by_mouse("kommun", "Lycksele")
    for sub, atlas, frames in opened:
        if PEOPLE.get(sub) in ("staff", "admin"):
            expect(atlas.numbers).to_contain_text("Exakta tal")
            shows_small_counts(atlas)
        else:
            expect(atlas.numbers).to_contain_text("Skyddade tal")
            shows_none(atlas)
            told = "".join(frames)
            assert "Lycksele" in told, "the frames were heard"
            assert not re.search(r"EXAKT_internt|\"exact\": ?true", told)


def another_tab(atlas) -> tuple[Atlas, list[str]]:
    """One more tab of the same person in the same browser, which the server knows nothing of the others by;
    and everything that the server says to it."""
    page, frames = atlas.page.context.new_page(), []

    def heard(frame: str | bytes) -> None:
        frames.append(frame if isinstance(frame, str) else frame.decode("utf-8", "replace"))

    page.on("websocket", lambda socket: socket.on("framereceived", heard))
    return Atlas(page, atlas.address).open("map"), frames
