"""What must be said yes to before a delivery is published, as a sentence for whoever says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from atlas.words import Words

DOUBLE = 1.95  # from here on "about twice as large" says enough
EXACT = 100  # beyond it, one figure is enough
PARTS = {10: "tenth", 100: "hundredth", 1000: "thousandth", 1_000_000: "millionth"}
MOST_NAMED = 5


class Moved(NamedTuple):
    """A value of a place that changes, as text; ``now`` is ``""`` where it would be lost."""

    place: str
    period: str
    was: str
    now: str


def sentence(question: Mapping[str, str], words: Words) -> str:
    """A question of an import: its ``rule``, the ``table`` or file, and what ``came``. One about an indicator
    has its name in each language; one about values that move, their ``factor``; one about some places or
    periods, these in each language; one about rows, their ``count``, ``""`` where it may not be told."""
    came = question.get(f"name_{words.language}") or question["came"]
    said = {"table": question["table"], "came": came}
    if f"named_{words.language}" in question:
        said["named"] = question[f"named_{words.language}"]
    if "factor" in question:
        said["moved"] = _moved(float(question["factor"]), words)
    if "count" in question:
        said["rows"] = _rows(question["count"], words)
    return words(f"import.question.{question['rule']}", **said)


def count(rows: int, told: bool) -> str:
    """The ``count`` of a question: how many rows it is about, where that may be told."""
    return str(rows) if told else ""


def _rows(count: str, words: Words) -> str:
    return words("import.asked.rows", n=count) if count else words("import.asked.some")


def first(named: Sequence[str], words: Words) -> str:
    """The first five, and how many more there are."""
    more = len(named) - MOST_NAMED
    rest = [words("import.moved.more", n=words.number(more))] if more > 0 else []
    return "; ".join([*named[:MOST_NAMED], *rest])


def moved(one: Moved, words: Words) -> str:
    """A value that changes, with its place: ``The county 2022: 276,295 → 0``."""
    sides = [number(side, words) for side in (one.was, one.now) if side]
    return f"{one.place} {one.period}: {' → '.join(sides)}"


def number(text: str, words: Words) -> str:
    """A number with the decimals that the delivery has."""
    return words.number(float(text), len(text.partition(".")[2]))


def _moved(factor: float, words: Words) -> str:
    """By how much values move: about 1 000 times as large, or a thousandth; up to a doubling in per cent."""
    exact = max(factor, 1 / factor)
    if exact < DOUBLE:
        way = "more" if factor >= 1 else "less"
        return words(f"import.moved.percent_{way}", n=words.number(round(100 * abs(factor - 1))))
    times = round(float(f"{exact:.1g}" if exact > EXACT else f"{exact:.2g}"))
    if factor >= 1:
        return words("import.moved.times", n=words.number(times))
    part = PARTS.get(times)
    said = words(f"import.moved.{part}") if part else f"1/{words.number(times)}"
    return words("import.moved.part", part=said)
