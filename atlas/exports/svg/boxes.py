"""Boxes: where something stands, in px."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """The four sides of a box."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: Box) -> bool:
        """Whether both cover some place."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether all of it is in another box."""
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom


def around(x: float, y: float, width: float, height: float) -> Box:
    """A box around a point."""
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
