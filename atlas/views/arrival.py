"""What keeps the place of a page on a first visit: grey shapes, in the page that the server sends.

They are there before any script has run, and go when the page stands (``static/shell/arrival.js``), so
nothing that a reader looks at is moved by what comes later.
"""

from __future__ import annotations

from atlas.views import site
from atlas.views.run import assets

SHAPES = ("title", "line", "card", "card", "card", "card", "wide")
STYLE, SCRIPT = "first.css", "shell/arrival.js"  # the style with the tokens it names: see assets.py


def shapes(path: str, brand: str) -> str:
    """The HTML of the shapes for the page at a path of the server, under the name of the atlas (``brand``,
    escaped by the caller). Empty for what fills the window itself."""
    page = site.at(path.removeprefix(assets.base()).strip("/"))
    if page.window is not None:
        return ""
    head = f'<div class="atlas-arrival-head">{brand}</div>'
    filters = '<div class="atlas-arrival-filters"></div>' if page.filters else ""
    parts = "".join(f'<div class="atlas-arrival-{shape}"></div>' for shape in SHAPES)
    return (
        f'<div id="atlas-arrival" aria-hidden="true">{head}{filters}'
        f'<section class="atlas-arrival-page">{parts}</section></div>'
    )
