"""A picture: title, what and when, the figure with its legend, and what its numbers rest on, all of it
wrapped."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from atlas.exports.svg import drawing, letters, lines, maps, rows, spots
from atlas.exports.svg.colours import colour, named
from atlas.exports.svg.drawing import Drawing
from atlas.exports.svg.key import Key
from atlas.exports.svg.maps import Mapped
from atlas.exports.svg.plot import Plot
from atlas.figures.spec import Figure, Lines, Rows

WIDTH = 1200.0  # px
NARROWEST = 480.0  # px
MARGIN = 40.0  # px
FOOT = 30.0  # px under the last line
TITLE, SUBJECT, PANE, FIGURE, SMALL = 28.0, 18.0, 17.0, 16.0, 14.0  # px of letters
LINE = 1.3  # times these
GAP = 24.0  # px between what stands beside each other
LEGEND = 290.0  # px of a legend beside a map
TALLEST = 760.0  # px of a map
SIDES = 0.86  # of a map's width that its land fills
LEAST = 200.0  # px of one of many maps


@dataclass(frozen=True)
class Head:
    """What a picture says in words: its ``title``, the measure that it is of, unit, place and period
    (``subject``); a ``mark`` beside the title for what must not be overlooked; under the figure a
    ``note`` and the ``source`` whole; and what is ``said`` of it to who does not see it."""

    title: str
    subject: str
    source: str
    mark: str = ""
    note: str = ""
    said: str = ""


@dataclass(frozen=True)
class Maps:
    """One map, or several beside each other, each with its title; ``alike`` ones have one legend, and a
    ``note`` may stand below."""

    panes: Sequence[tuple[str, Mapped]]
    alike: bool = False
    note: str = ""


@dataclass
class Paper:
    """A sheet that grows downwards as it is written."""

    width: float
    y: float = MARGIN
    on: Drawing = field(default_factory=Drawing)

    @property
    def room(self) -> float:
        """Px between the margins."""
        return self.width - 2 * MARGIN

    def write(
        self, text: str, size: float, bold: bool = False, room: float = 0, fill: str = ""
    ) -> None:
        """A text over as many lines as it needs."""
        for line in drawing.wrapped(text, room or self.room, size, bold) if text else ():
            self.y += size * LINE
            self.on.write(MARGIN, self.y - 0.3 * size, line, size, bold, fill=fill)


def picture(head: Head, shown: Figure | Maps, width: float = WIDTH) -> bytes:
    """A figure, or maps, as an SVG file that is so many px wide. The same gives the same bytes.

    Raises ``ValueError`` for a picture that is too narrow for its texts.
    """
    if width < NARROWEST:
        raise ValueError(f"a picture is at least {NARROWEST:.0f} px wide, not {width}")
    paper = Paper(width)
    _head(head, paper)
    if isinstance(shown, Maps):
        _maps(shown, paper)
    else:
        _figure(shown, head, paper)
    paper.y += 10
    for text in (head.note, head.source):
        paper.write(text, SMALL, fill=colour("muted"))
        paper.y += 4 if text else 0
    title = f"{head.mark}: {head.title}" if head.mark else head.title
    about = " ".join(part for part in (head.subject, head.said, head.note, head.source) if part)
    return paper.on.file(width, math.ceil(paper.y + FOOT), title, about)


def _head(head: Head, paper: Paper) -> None:
    """The title with the mark beside it, and what it is about."""
    top, room = paper.y, paper.room
    if head.mark:
        long = letters.wide(head.mark, SUBJECT, True) + 20
        left = paper.width - MARGIN - long
        paint = named("mark-sample")
        paper.on.rect(left, top + 2, long, 30, rx=6, fill="none", stroke=paint, stroke_width=1.6)
        paper.on.write(left + 10, top + 23, head.mark, SUBJECT, True, fill=paint)
        room -= long + GAP
    paper.write(head.title, TITLE, True, room)
    paper.y += 2
    paper.write(head.subject, SUBJECT, room=room if paper.y < top + 34 else 0, fill=colour("muted"))
    paper.y += 16


def _figure(figure: Figure, head: Head, paper: Paper) -> None:
    on = paper.on.beside()
    plot = Plot(on, paper.room, FIGURE)
    if isinstance(figure, Rows):
        high = rows.rows(figure, plot)
    elif isinstance(figure, Lines):
        high = lines.lines(figure, plot)
    else:
        high = spots.spots(figure, plot)
    paper.on.put(on, MARGIN, paper.y, head.said or head.title)
    paper.y += high


def _maps(shown: Maps, paper: Paper) -> None:
    """One map with its legend at its side, or several in rows with theirs below."""
    if len(shown.panes) == 1 and paper.room > 2 * LEGEND:
        _one(shown.panes[0][1], paper)
    else:
        _several(shown, paper)
    paper.write(shown.note, SMALL)


def _one(mapped: Mapped, paper: Paper) -> None:
    wide = paper.room - LEGEND - GAP
    high = _height(mapped, wide)
    canvas, legend = paper.on.beside(), paper.on.beside()
    tall = maps.drawn(mapped, canvas, wide, high).draw(legend, LEGEND)
    paper.on.put(canvas, MARGIN, paper.y, mapped.scene["title"])
    paper.on.put(legend, MARGIN + wide + GAP, paper.y, mapped.scene["words"]["legend"])
    paper.y += max(high, tall)


def _several(shown: Maps, paper: Paper) -> None:
    """As many beside each other as have room, in rows. What is alike has one legend, below all of them."""
    least = LEAST if shown.alike else LEAST * 1.3
    across = max(1, min(len(shown.panes), int((paper.room + GAP) // (least + GAP))))
    wide = (paper.room - GAP * (across - 1)) / across
    keys: list[Key] = []
    for first in range(0, len(shown.panes), across):
        those = shown.panes[first : first + across]
        titles = [drawing.wrapped(title, wide, PANE, True) if title else [] for title, _ in those]
        under = max(map(len, titles)) * PANE * LINE + 6
        highs = []
        for nth, (_, mapped) in enumerate(those):
            place = (MARGIN + nth * (wide + GAP), paper.y, wide)
            key, high = _pane(titles[nth], mapped, place, under, not shown.alike, paper)
            keys.append(key)
            highs.append(high)
        paper.y += max(highs) + 8
    if shown.alike:
        below = paper.on.beside()
        every = [portrait for key in keys for portrait in key.portraits]
        tall = Key(keys[0].shown, every, bare=True).draw(below, paper.room)
        paper.on.put(below, MARGIN, paper.y, keys[0].shown.said("legend"))
        paper.y += tall


def _pane(
    title: Sequence[str],
    mapped: Mapped,
    place: tuple[float, float, float],
    under: float,
    explained: bool,
    paper: Paper,
) -> tuple[Key, float]:
    """One of several maps at a ``place`` (left, top, width), so far ``under`` its top as titles need, with
    its legend if it is ``explained``; gives what that tells, and how high all of it is."""
    left, top, wide = place
    for at, line in enumerate(title):
        paper.on.write(left, top + (at + 1) * PANE * LINE - 6, line, PANE, True)
    canvas, below, high = paper.on.beside(), paper.on.beside(), _height(mapped, wide)
    key = maps.drawn(mapped, canvas, wide, high)
    paper.on.put(canvas, left, top + under, " ".join(title))
    bottom = under + high + 8
    if explained:
        bottom += key.draw(below, wide)
        paper.on.put(below, left, top + under + high + 8, key.shown.said("legend"))
    return key, bottom


def _height(mapped: Mapped, width: float) -> float:
    """How high a map so wide is: all of the land is seen, with room at its sides for names off the
    coast."""
    _, _, wide, tall = mapped.geometry["viewBox"]
    return min(TALLEST, width * SIDES * tall / wide)
