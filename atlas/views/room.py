"""A room: a page's filter row and its panels. A change of the view redraws the room and nothing else."""

from __future__ import annotations

import streamlit as st

from atlas import roles
from atlas.views import access, replies
from atlas.views.page import Page
from atlas.views.run import visit
from atlas.views.sheet import put


def draw(page: Page) -> None:
    """Draw a page: its filters, then its panels from top to bottom; or what fills the window instead."""
    if page.window is not None:
        page.window()
    else:
        _room(page)


@st.fragment
def _room(page: Page) -> None:
    here = visit.again(page.name)
    if here.data.exact:
        access.note(page.name, roles.VIEW_EXACT)
    put(here, page.sheet, page.name, replies.address(page, here))
