"""Protection and access, for staff: what protection does, who has which role, who saw exact numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from atlas import folders, journal, roles
from atlas.errors import RoleError
from atlas.views import access, card, site
from atlas.views.access import Viewer
from atlas.views.page import Said
from atlas.views.parts.types import TextItem
from atlas.views.run.visit import Here
from atlas.views.sheet import Drawn, Part, lay

PAGE = "access"
NEWEST = 50


def access_answer(here: Here) -> Said:
    """The number below which counts are not public, and what is on this page."""
    return Said(here.words("answer.access", k=str(here.data.k)))


def protection_report(here: Here) -> Part:
    """What rounding does, and the date of the numbers of people.

    How far each sum moved is only said at publish: if a sum contains a single small cell, the move gives
    that cell away, and this page may be on a shared screen.
    """
    words = here.words
    as_of = f"{words('access.column.as_of')}: {words.moment(here.data.people_as_of)}"
    item: TextItem = {"text": words("access.report_under", k=str(here.data.k)), "small": as_of}
    title = words("access.report")
    return Part(
        {"kind": "text", "key": "protection", "title": title, "framed": True, "items": [item]}
    )


@Drawn
def people_and_roles(here: Here) -> None:
    """Who has which role; where nobody has, how one is given."""
    words = here.words
    known = sorted(roles.people(folders.store()).items())
    with st.container(key="task"):
        if not known:
            gives = access.viewer().may(PAGE, roles.MANAGE_ROLES)
            text = words("access.nobody_text" if gives else "access.nobody_else")
            lay(here, [card.vacant("people", words("access.nobody"), text, "roles")], "people")
            return
        rows = [[who, words(f"role.{role}")] for who, role in known]
        shown = pd.DataFrame(rows, columns=[words("access.person"), words("access.role")])
        under = words("access.people_under")
        lay(here, [card.table("people", words("access.people"), under, shown)], "people")


@Drawn
def what_roles_may(here: Here) -> None:
    """What each role may do on each page."""
    lay(here, [card.table("matrix", here.words("access.matrix"), "", _matrix(here))], "matrix")


@Drawn
def role_form(here: Here) -> None:
    """A form to give someone a role or take it away, for those who may."""
    if not access.viewer().may(PAGE, roles.MANAGE_ROLES):
        return
    words = here.words
    with st.form("role", border=True):
        st.subheader(words("access.change"), anchor=False)
        sub = st.text_input(
            words("access.person"), key="role-sub", help=words("access.person_help")
        )
        role = st.radio(
            words("access.role"),
            roles.ROLES,
            index=None,
            format_func=lambda name: words(f"role.{name}"),
            key="role-role",
            horizontal=True,
        )
        given = st.form_submit_button(words("access.save"))
    if given:
        _give(here, sub, role)


def _give(here: Here, sub: str, role: str | None) -> None:
    words = here.words
    # checked again at the moment it counts: the right may have been withdrawn while the form was open
    if role is None or not access.viewer().may(PAGE, roles.MANAGE_ROLES):
        st.error(words("access.no_role"))
        return
    try:
        roles.give(folders.store(), sub.strip(), None if role == roles.PUBLIC else role)
    except RoleError:
        st.error(words("access.refused"))
        return
    access.note(PAGE, roles.MANAGE_ROLES)
    st.toast(words("access.saved", role=words(f"role.{role}")))
    st.rerun(scope="fragment")


@Drawn
def access_book(here: Here) -> None:
    """Who saw or exported exact numbers, where and when, newest first; never which numbers."""
    words = here.words
    lines = journal.entries(folders.store(), journal.ACCESS)[-NEWEST:]
    rows = [
        [
            words.moment(pd.Timestamp(e["when"]).to_pydatetime()),
            e["who"],
            _page(here, e["page"]),
            words(f"action.{e['action']}"),
        ]
        for e in reversed(lines)
    ]
    if not rows:
        title, text = words("access.book_empty"), words("access.book_empty_text")
        lay(here, [card.vacant("book", title, text, "book")], "book")
        return
    columns = [words(f"access.column.{c}") for c in ("when", "who", "page", "action")]
    shown = pd.DataFrame(rows, columns=columns)
    lay(here, [card.table("book", words("access.book"), words("access.book_under"), shown)], "book")


def _matrix(here: Here) -> pd.DataFrame:
    """What each role may do on each page, in words."""
    words = here.words
    # in the order of their links; those that are declared and not there come last
    pages = dict.fromkeys([*site.pages(), *sorted(roles.load(folders.data()).pages)])
    rows: list[list[Any]] = []
    for page in pages:
        cells = []
        for role in roles.ROLES:
            viewer = Viewer(role)
            may = [words(f"action.{a}") for a in roles.ACTIONS if viewer.may(page, a)]
            cells.append(", ".join(may) or words("access.nothing"))
        rows.append([_page(here, page), *cells])
    return pd.DataFrame(
        rows, columns=[words("access.column.page"), *(words(f"role.{r}") for r in roles.ROLES)]
    )


def _page(here: Here, page: str) -> str:
    key = f"page.{page}"
    return here.words(key) if here.words.has(key) else page
