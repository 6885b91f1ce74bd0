"""Who is looking: the public, someone who has logged in, or the one person at the desk of this machine.

At each run the server looks up the role by the id that the login gives; the browser is never asked what
someone may do. Whoever is not in the table, or no longer in it, is a member of the public at once.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import os
from dataclasses import dataclass

import streamlit as st

from atlas import folders, journal, roles
from atlas.views import host, site

DESK = "desk"
EXACT = "exact"


@dataclass(frozen=True)
class Viewer:
    """Who is looking: the role, and the id for the access log (``""`` for the public)."""

    role: str
    who: str = ""

    def may(self, page: str, action: str) -> bool:
        """Whether this viewer may do this on a page: by the declared matrix or, where that does not name the
        page, by the page itself."""
        declared = site.pages().get(page)
        viewers = declared.viewers if declared else frozenset()
        return roles.may(folders.data(), self.role, page, action, viewers)


def viewer() -> Viewer:
    """The viewer of this run."""
    if not (login_configured() and st.user.is_logged_in):
        return known_as("")
    return known_as(str(st.user.get("sub") or ""))


def public() -> Viewer:
    """Whoever has not logged in, also where this is a desk."""
    return Viewer(roles.PUBLIC)


def known_as(who: str) -> Viewer:
    """The viewer with this id ("" for the public), with the role that the table gives now, also outside a
    run; at a desk, the one person there."""
    if is_desk():
        return Viewer(roles.ADMIN, DESK)
    return Viewer(roles.role_of(folders.store(), who), who)


def is_desk() -> bool:
    """Whether this is a desk for one person: configured so, and reachable only from this machine."""
    if os.environ.get("ATLAS_MODE") != DESK:
        return False
    address = str(st.get_option("server.address") or "")
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def login_configured() -> bool:
    """Whether a login is configured (``[auth]`` in the secrets) and its package is installed."""
    if is_desk() or importlib.util.find_spec("authlib") is None:
        return False
    return host.login_declared()


def login_by_https() -> bool:
    """Whether people log in over https, judged by the address to which the login sends them back."""
    return login_configured() and host.login_leads_to().startswith("https://")


def wants_exact(page: str) -> bool:
    """Whether the viewer may see exact numbers on a page and has asked for them. The first view is
    protected, whatever the role."""
    return bool(st.session_state.get(EXACT)) and viewer().may(page, roles.VIEW_EXACT)


def ask_for_exact(page: str, on: bool) -> None:
    """Ask for exact numbers, or for protected ones again, on this page and those after it. Who may not have
    them on this page has not asked."""
    st.session_state[EXACT] = on and viewer().may(page, roles.VIEW_EXACT)


def note(page: str, action: str) -> None:
    """Record in the access log that this viewer saw or exported exact numbers: never which."""
    journal.record(folders.store(), who=viewer().who, page=page, action=action)
