"""Who is looking: the public, or the one person at the desk on this machine."""

from __future__ import annotations

import ipaddress
import os

import streamlit as st

DESK = "desk"
PUBLIC, STAFF = "public", "staff"


def role() -> str:
    """The viewer's role. Without a login there are two: the desk's own person, and the public."""
    return STAFF if is_desk() else PUBLIC


def is_desk() -> bool:
    """Whether this is a desk for one person: asked for, and reachable from this machine only."""
    if os.environ.get("ATLAS_MODE") != DESK:
        return False
    address = str(st.get_option("server.address") or "")
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def wants_exact() -> bool:
    """Whether the viewer may see exact numbers and has asked for them. The first view is protected."""
    return is_desk() and bool(st.session_state.get("exact", False))
