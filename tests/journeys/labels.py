"""Labels of a map that lie on each other, leave it, or cannot be told whose they are."""

from __future__ import annotations

from itertools import combinations

from tests.journeys.pages import LABELS, agreed
from tests.journeys.screens import Screen
from tests.maps.component.harness import ASTRAY


def meetings(labels) -> list[tuple[str, str]]:
    """Pairs of labels of two areas whose boxes share a point; a name and its value are one label."""
    return [
        (one["text"], other["text"])
        for one, other in combinations(labels, 2)
        if one["of"] != other["of"]
        and one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]


# links and buttons of the head, of which those are told that something else lies over
HEAD_PARTS = ".atlas-head :is(a, button)"
COVERED = """(all) => all.filter((one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const x = (left + right) / 2;
  return right > left && [top + 4, (top + bottom) / 2, bottom - 4].some((at) =>
    !one.contains(document.elementFromPoint(x, at)));
}).map((one) => one.textContent || one.title)"""


@agreed
def labels_apart(screen: Screen) -> None:
    labels = screen.atlas.map.evaluate(LABELS)
    assert labels
    assert meetings(labels) == []
    assert screen.atlas.map.evaluate(ASTRAY) == []
