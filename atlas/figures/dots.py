"""Two numbers of each row on one scale, with the way between them: a share against a share, then and now;
or one number of each row with its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from atlas.figures import scale
from atlas.figures.spec import Row, Rows
from atlas.measures import display
from atlas.measures.values import PROTECTED
from atlas.rounding import half_up
from atlas.words import Words


@dataclass(frozen=True)
class Dots:
    """Rows from top to bottom: ``first`` a ring, ``second`` a filled dot, ``None`` draws nothing.

    ``names`` are those of the two, empty where there is none of the kind; in a card they are the titles
    of their columns, which tell them with so many ``decimals``. ``texts`` is what a row says when pointed
    at. ``reach`` is an interval of each row's second number (lower and upper), drawn instead of the way
    between the two, and ``reach_name`` what it is. ``span`` is the scale where it is known and ``ticks``
    its numbers, ``unit`` is ``%`` or nothing, ``band`` a range to set off behind and ``band_name`` what
    it is, ``signs`` what stands in a row for a second number that is not told.
    """

    labels: Sequence[str]
    first: Sequence[float | None]
    second: Sequence[float | None]
    names: tuple[str, str]
    texts: Sequence[str]
    decimals: tuple[int, int] = (0, 0)
    reach: tuple[Sequence[float | None], Sequence[float | None]] | None = None
    reach_name: str = ""
    span: tuple[float, float] | None = None
    ticks: Sequence[float] = ()
    unit: str = ""
    band: tuple[float, float] | None = None
    band_name: str = ""
    signs: Sequence[str] = ()

    def as_told(self) -> Dots:
        """The same, as exact as the table tells it: what is drawn is what is said."""
        one, two = self.decimals
        reach = self.reach and (_all(self.reach[0], two), _all(self.reach[1], two))
        return replace(
            self, first=_all(self.first, one), second=_all(self.second, two), reach=reach
        )

    def lines(self) -> list[tuple[float, float] | None]:
        """The line of each row: its interval, or from the first to the second."""
        ends = zip(*(self.reach or (self.first, self.second)), strict=True)
        return [None if a is None or b is None else (a, b) for a, b in ends]

    def numbers(self) -> list[float]:
        """All that is drawn."""
        drawn = [n for n in (*self.first, *self.second) if n is not None]
        return drawn + [end for line in self.lines() if line for end in line]


def as_told(number: float | None, decimals: int) -> float | None:
    """A number as exact as its text; ``None`` for one that is not there."""
    return None if number is None or math.isnan(number) else half_up(number, decimals)


def _all(numbers: Sequence[float | None], decimals: int) -> list[float | None]:
    return [as_told(number, decimals) for number in numbers]


def dumbbell(words: Words, dots: Dots) -> Rows:
    """The marks of each row on one scale, with their numbers outside of them; a legend tells what they
    are. Where nothing may be told of any row, one says so."""
    dots = dots.as_told()
    rows = []
    for at, label in enumerate(dots.labels):
        ring, dot = dots.first[at], dots.second[at]
        low, high = (side[at] for side in dots.reach) if dots.reach else (None, None)
        sign = dots.signs[at] if dots.signs and ring is None and dot is None else ""
        before, text = _outside(words, dots, at)
        rows.append(
            Row(
                label,
                dots.texts[at],
                text=text,
                before=before,
                sign=sign,
                ring=ring,
                dot=dot,
                way=dots.reach is None,
                reach=None if low is None or high is None else (low, high),
            )
        )
    hidden = display.SYMBOLS[PROTECTED]
    if len(rows) > 1 and all(row.sign == hidden for row in rows):
        untold = words("card.all_hidden")
        rows = [Row("", "\n".join([untold, words.listed(dots.labels)]), sign=untold)]
        dots = replace(dots, names=("", ""), reach_name="", signs=())
    span = dots.span or _scale(dots.numbers())
    known = [(tick, words.quantity(tick, 0, dots.unit)) for tick in dots.ticks]
    return Rows(
        tuple(rows),
        span,
        tuple(known) or scale.ticks(span, lambda n, d: words.quantity(n, d, dots.unit)),
        band=dots.band,
        legend=_legend(words, dots),
        paired=True,
    )


def _outside(words: Words, dots: Dots, at: int) -> tuple[str, str]:
    """The numbers of a row as text: the smaller stands before the marks, the larger after them. One alone
    stands after them, with the sign of the other where there is one."""
    numbers = zip((dots.first[at], dots.second[at]), dots.decimals, strict=True)
    marks = sorted((number, decimals) for number, decimals in numbers if number is not None)
    texts = [words.quantity(number, decimals, dots.unit) for number, decimals in marks]
    if len(texts) == 2:
        return texts[0], texts[1]
    sign = [dots.signs[at]] if texts and dots.second[at] is None and dots.signs else []
    return "", "\N{EM SPACE}".join([*texts, *sign])


def _legend(words: Words, dots: Dots) -> tuple[tuple[str, str], ...]:
    """What the marks are, where there are more than one or a range behind them, and what signs mean."""
    ring, dot = dots.names
    more = [("reach", dots.reach_name), ("band", dots.band_name)]
    known = [(mark, name) for mark, name in (("ring", ring), ("dot", dot), *more) if name]
    marks = known if len(known) > 1 else []
    return (*marks, *known_signs(words, dots.signs))


def known_signs(words: Words, shown: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What the signs among texts mean, as items of a legend."""
    return tuple(
        ("sign", f"{sign} {words(f'status.{status}')}")
        for status, sign in display.SYMBOLS.items()
        if sign in shown
    )


def _scale(numbers: list[float]) -> tuple[float, float]:
    """From nought, or lower, to a little more than the largest; a mark at nought is drawn whole, clear
    of the names."""
    low, high = min([0.0, *numbers]), max([1.0, *numbers]) * 1.06
    return low - 0.03 * (high - low), high
