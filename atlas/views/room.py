"""A room: a page's filter row and its panels. A change of the view draws the room anew, and only it."""

from __future__ import annotations

import streamlit as st

from atlas import roles
from atlas.views import access, filters
from atlas.views.front import ROOMS
from atlas.views.run import visit
from atlas.views.sheet import Panel, put


def show(name: str, *panels: Panel) -> None:
    """Draw the page ``name``: the filter row, then its panels from top to bottom."""
    _room(name, panels)


@st.fragment
def _room(name: str, panels: tuple[Panel, ...]) -> None:
    here = visit.again(name)
    if here.data.exact:
        access.note(name, roles.VIEW_EXACT)
    room = next(room for room in ROOMS if room.name == name)
    put(here, [filters.row(room.filters), *panels], name)
