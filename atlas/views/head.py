"""The head of every page: its name, the links to the pages, whose numbers these are, and one menu.

``static/shell/head.js`` draws it. What a press of it asks for is decided here, by the viewer's rights at that
moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

from atlas import roles
from atlas.region import LANGUAGES
from atlas.views import access, component, site
from atlas.views.page import Page
from atlas.views.parts.messages import Head, Login, Mark, PageLink
from atlas.views.run import assets, visit
from atlas.views.run.address import PARAMETERS
from atlas.views.run.visit import Here
from atlas.warehouse import Data
from atlas.words import Words

KEY = "head"
LANGUAGE_NAMES = {"sv": "Svenska", "en": "English"}
WORDS = (
    "pages",
    "manage",
    "menu",
    "filters",
    "language",
    "projector",
    "projector_help",
    "exact",
    "exact_help",
    "login",
    "logout",
    "login_help",
)


def show(here: Here, pages: Iterable[str], shown: Page) -> None:
    """The head of a page: links to the pages of these names carry the whole view."""
    words, role = here.words, access.viewer().role
    login = _login()
    head: Head = {
        "brand": here.data.region.text("product.title", words.language),
        "base": assets.base(),
        "parameters": list(PARAMETERS),
        "shown": shown.name,
        "links": _links(words, set(pages)),
        "marks": _marks(here),
        "lang": words.language,
        "languages": [[code, name] for code, name in LANGUAGE_NAMES.items()],
        "unsaid": here.data.region.default_language,
        "exact": _exact(shown),
        "login": login,
        "role": words(f"role.{role}") if login == "logout" else "",
        "words": {name: words(f"head.{name}") for name in WORDS},
    }
    made = component.mount(
        "head",
        "shell/head.js",
        head,
        KEY,
        on_language_change=_heard("language", _speak),
        on_exact_change=_heard("exact", _ask_for_exact),
        on_login_change=_heard("login", lambda _: st.login() if _login() == "login" else None),
        on_logout_change=_heard("logout", lambda _: st.logout() if _login() == "logout" else None),
    )
    # a server that has not run the page for this viewer yet hears the wish, but calls nothing for it
    if made.language in LANGUAGES and made.language != words.language:
        visit.speak(made.language)
        st.rerun()


def rounded(words: Words, data: Data) -> str:
    """That protected numbers are rounded, and by how much they may be off."""
    return words("foot.protected", k=str(data.k), n=str(data.reach - 1))


def _heard(name: str, act: Callable[[Any], None]) -> Callable[[], None]:
    """What is done when the browser says something under a name."""
    return lambda: act(st.session_state[KEY][name])


def _links(words: Words, names: set[str]) -> list[PageLink]:
    return [
        {
            "name": page.name,
            "title": words(f"page.{page.name}"),
            "address": page.address,
            "group": page.group,
        }
        for page in site.pages().values()
        if page.name in names and page.linked and page.window is None
    ]


def _marks(here: Here) -> list[Mark]:
    """Whose numbers these are, and whether they are of real people."""
    words = here.words
    marks = []
    if here.data.synthetic:
        marks.append(("sample", words("head.sample"), words("export.sample")))
    if here.data.exact:
        marks.append(("exact", words("head.exact_numbers"), words("head.exact_help")))
    else:
        marks.append(("protected", words("head.protected_numbers"), rounded(words, here.data)))
    return [{"kind": kind, "text": text, "help": help_} for kind, text, help_ in marks]


def _exact(shown: Page) -> bool | None:
    """Whether exact numbers are asked for; ``None`` for who may not have them on this page."""
    if not access.viewer().may(shown.name, roles.VIEW_EXACT):
        return None
    return access.wants_exact(shown.name)


def _login() -> Login:
    if not access.login_configured():
        return ""
    return "logout" if access.viewer().who else "login"


def _speak(language: object) -> None:
    if language in LANGUAGES:
        visit.speak(str(language))


def _ask_for_exact(on: object) -> None:
    access.ask_for_exact(visit.shown_page(), on is True)
