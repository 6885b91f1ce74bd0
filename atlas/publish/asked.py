"""What must be said yes to before a delivery is published, as a sentence for whoever says it."""

from __future__ import annotations

from collections.abc import Mapping

from atlas.words import Words

EXACT = 100  # beyond it, one figure is enough
PARTS = {10: "tenth", 100: "hundredth", 1000: "thousandth", 1_000_000: "millionth"}


def sentence(question: Mapping[str, str], words: Words) -> str:
    """A question of an import: its ``rule``, the ``table`` or file, and what ``came``. One about an indicator
    has its name in each language; one about values that move, their ``factor``."""
    came = question.get(f"name_{words.language}") or question["came"]
    said = {"table": question["table"], "came": came}
    if "factor" in question:
        said["moved"] = _moved(float(question["factor"]), words)
    return words(f"import.question.{question['rule']}", **said)


def _moved(factor: float, words: Words) -> str:
    """By how much values move: about 1 000 times as large, or a thousandth."""
    exact = max(factor, 1 / factor)
    times = round(float(f"{exact:.1g}" if exact > EXACT else f"{exact:.2g}"))
    if factor >= 1:
        return words("import.moved.times", n=words.number(times))
    part = PARTS.get(times)
    said = words(f"import.moved.{part}") if part else f"1/{words.number(times)}"
    return words("import.moved.part", part=said)
