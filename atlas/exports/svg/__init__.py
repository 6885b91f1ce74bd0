"""Pictures that stand alone: a figure or a map as an SVG file, with all that must be read with it.

The file looks the same in a browser, in Word and in Inkscape: its letters are shapes, its colours stand
on its elements, and nothing is fetched. :func:`picture` makes it.
"""

from atlas.exports.svg.panes import one, several
from atlas.exports.svg.picture import Head, Maps, picture

__all__ = ["Head", "Maps", "one", "picture", "several"]
