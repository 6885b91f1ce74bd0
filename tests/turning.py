"""The pages of the atlas for tests that walk them, and turning to one in an AppTest."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from atlas import roles
from atlas.views import site
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
