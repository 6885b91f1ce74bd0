"""Who is looking: the public, someone who has logged in, or the one person at the desk on this machine.

A role is looked up at each run, on the server, by the id that the login gives; the browser never says
what someone may do. Whoever is not in the table, or not any more, is public at once.
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


@dataclass(frozen=True)
class Viewer:
    """Who is looking: the role, and the id to write down (nothing for the public)."""

    role: str
    who: str = ""

    def may(self, page: str, action: str) -> bool:
        """Whether this viewer may do this on a page, by the declared matrix, or by the page where the matrix
        does not name it."""
        declared = site.pages().get(page)
        viewers = declared.viewers if declared else frozenset()
        return roles.may(folders.data(), self.role, page, action, viewers)


def viewer() -> Viewer:
    """The viewer of this run."""
    if not (login_configured() and st.user.is_logged_in):
        return known_as("")
    return known_as(str(st.user.get("sub") or ""))


def known_as(who: str) -> Viewer:
    """The viewer with this id ("" for the public) as the table of roles says now, also outside of a run;
    at a desk it is the one person there."""
    if is_desk():
        return Viewer(roles.ADMIN, DESK)
    return Viewer(roles.role_of(folders.store(), who), who)


def is_desk() -> bool:
    """Whether this is a desk for one person: asked for, and reachable from this machine only."""
    if os.environ.get("ATLAS_MODE") != DESK:
        return False
    address = str(st.get_option("server.address") or "")
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def login_configured() -> bool:
    """Whether a login is declared (``[auth]`` among the secrets) and the package for it is there."""
    if is_desk() or importlib.util.find_spec("authlib") is None:
        return False
    return host.login_declared()


def login_by_https() -> bool:
    """Whether people log in over https: the address that the login sends them back to says so."""
    return login_configured() and host.login_leads_to().startswith("https://")


def wants_exact(page: str) -> bool:
    """Whether the viewer may see exact numbers on a page and has asked for them. The first view is
    protected, whatever the role."""
    return bool(st.session_state.get("exact")) and viewer().may(page, roles.VIEW_EXACT)


def note(page: str, action: str) -> None:
    """Write into the access book that this viewer saw or took exact numbers: never which."""
    journal.record(folders.store(), who=viewer().who, page=page, action=action)
