"""Who is looking: a desk is asked for, and reachable from its own machine only."""

from __future__ import annotations

import pytest
from streamlit import auth_util

from atlas import roles
from atlas.views import access


@pytest.fixture
def server(monkeypatch):
    """Start as a mode on an address."""

    def started(mode, address):
        monkeypatch.setattr(access.st, "get_option", {"server.address": address}.get)
        if mode is None:
            monkeypatch.delenv("ATLAS_MODE", raising=False)
        else:
            monkeypatch.setenv("ATLAS_MODE", mode)

    return started


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_a_desk_on_this_machine_has_every_right(server, address):
    server("desk", address)
    assert access.viewer() == access.Viewer("admin", "desk")


@pytest.mark.parametrize(
    "address", ["0.0.0.0", "::", "10.0.0.4", "192.168.1.2", "", None, "atlas.example"]
)
def test_a_desk_that_others_can_reach_is_public(server, address):
    server("desk", address)
    assert access.viewer() == access.Viewer("public")


@pytest.mark.parametrize("mode", [None, "", "server", "public", "DESK"])
def test_any_other_start_is_public(server, mode):
    server(mode, "127.0.0.1")
    assert access.viewer() == access.Viewer("public")


@pytest.mark.parametrize(
    ("redirect", "configured", "secure"),
    [
        ("https://atlas.example/oauth2callback", True, True),
        ("HTTPS://atlas.example/oauth2callback", True, True),
        ("http://localhost:8501/oauth2callback", True, False),
        ("httpsx://atlas.example/oauth2callback", True, False),
        ("https://atlas.example/oauth2callback", False, False),
        (None, True, False),
    ],
)
def test_a_login_is_over_https_where_its_way_back_is(monkeypatch, redirect, configured, secure):
    section = {"redirect_uri": redirect} if redirect else {}
    monkeypatch.setattr(auth_util, "get_secrets_auth_section", lambda: section)
    monkeypatch.setattr(access, "login_configured", lambda: configured)
    assert access.login_by_https() is secure


def test_an_id_is_looked_up_anew_each_time(server, monkeypatch, tmp_path):
    server("public", "127.0.0.1")
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path))
    assert access.known_as("sub-1") == access.Viewer("public", "sub-1")
    roles.give(tmp_path, "sub-1", "staff")
    assert access.known_as("sub-1") == access.Viewer("staff", "sub-1")
    assert access.known_as("") == access.Viewer("public")
    server("desk", "127.0.0.1")
    assert access.known_as("") == access.Viewer("admin", "desk")


@pytest.mark.parametrize(
    ("role", "page", "asks", "has"),
    [
        (roles.STAFF, "map", True, True),
        (roles.STAFF, "map", False, False),
        (roles.LEADER, "map", True, False),
        (roles.PUBLIC, "map", True, False),
        (roles.STAFF, "nowhere", True, False),
    ],
)
def test_exact_numbers_are_had_by_who_asks_and_may_have_them(monkeypatch, role, page, asks, has):
    asked: dict[str, bool] = {}
    monkeypatch.setattr(access.st, "session_state", asked)
    monkeypatch.setattr(access, "viewer", lambda: access.Viewer(role, "somebody"))
    access.ask_for_exact(page, asks)
    assert (asked[access.EXACT], access.wants_exact(page)) == (has, has)


def test_who_asks_for_exact_numbers_and_may_not_gets_none_with_a_right_that_comes_later(
    monkeypatch,
):
    asked: dict[str, bool] = {}
    monkeypatch.setattr(access.st, "session_state", asked)
    monkeypatch.setattr(access, "viewer", lambda: access.Viewer(roles.PUBLIC))
    access.ask_for_exact("map", True)
    monkeypatch.setattr(access, "viewer", lambda: access.Viewer(roles.STAFF, "somebody"))
    assert access.wants_exact("map") is False
