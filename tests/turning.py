"""The pages of the atlas for tests that walk them, and turning to one in an AppTest."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from atlas import roles
from atlas.views import access, site
from tests.deliveries import DATA

# what everyone may open, and of it what stands in the frame of head and foot; the first is the start page
PUBLIC = tuple(
    page.name
    for page in site.pages().values()
    if roles.may(DATA, roles.PUBLIC, page.name, roles.VIEW, page.viewers)
)
FRAMED = tuple(name for name in PUBLIC if site.page(name).window is None)


def turn(app: AppTest, page: str) -> AppTest:
    """The app on another page, as its address leads there: to the start page where the viewer may not.

    AppTest itself turns only to pages that are scripts, and the atlas has none.
    """
    named = site.page(page)
    app._page_hash = calc_hash(named.address or named.name)
    return app.run()


def head(app: AppTest) -> dict[str, Any]:
    """What the head of the page is given to draw."""
    given = [json.loads(element.proto.json)["scene"] for element in app.get("bidi_component")]
    (drawn,) = [scene for scene in given if "links" in scene]
    return drawn


def marks(app: AppTest) -> list[str]:
    """What the head says of the numbers: whose they are, and whether they are made up."""
    return [mark["text"] for mark in head(app)["marks"]]


def see_exact(app: AppTest) -> AppTest:
    """The app after its viewer asked for exact numbers: AppTest presses nothing in parts of our own."""
    app.session_state[access.EXACT] = True
    return app.run()
