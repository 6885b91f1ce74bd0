"""Marks that a source puts at a number or at the heading over it, read as the note that is kept with the
number: ``2022 (prel.)``, ``2022*``, ``12,3 p``, ``12 345¹``.

Only declared words are notes. Other words in brackets say what is measured, as in ``2022 (kvinnor)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from atlas.errors import scrubbed
from atlas.ingest import notation, vocabulary

MARKED = "marked"  # what the mark means, only the source says
# "(2)" is none: that is how a heading that stands twice is told from the first; "m²" is a unit
SIGN = re.compile(r"\s*(?:\*{1,3}|(?<!m)[¹²³⁰⁴-⁹]{1,3})(?![0-9])|(?<=\S)\s+[1-9]\)(?=\s|$)")
BRACKETS = re.compile(r"\s*(?:\[([^\[\]]{1,30})\]|\(([^()]{1,30})\))")
NUMBERED = re.compile(r"[0-9*,; ]{1,8}|[a-z]")


def parted(text: str, letters: bool = True) -> tuple[str, str]:
    """A heading or a period without its marks, and the note that they mean, ``""`` where it has none.
    Without ``letters``, a letter alone is no mark but a word of the heading."""
    notes: list[str] = []

    def of_brackets(match: re.Match[str]) -> str:
        note = _meaning(match[1] or match[2], square=bool(match[1]))
        notes.append(note)
        return "" if note else match[0]

    bare, signs = SIGN.subn("", BRACKETS.sub(of_brackets, text))
    if match := _word().search(bare):
        word = match["first"] or match["last"]
        if letters or len(word) > 1:
            notes.append(vocabulary.notes()[word.casefold()])
            bare = bare[: match.start()] + bare[match.end() :]
    bare = bare.strip()
    return (bare, one_of(*notes, MARKED if signs else "")) if bare else (text, "")


def of_cell(cell: str) -> tuple[str, str]:
    """A number, or what stands for one, without its marks, and the note; any other cell as it is."""
    if notation.is_number(cell):
        return cell, ""
    match = BRACKETS.search(cell)
    if match and match[1] and match.end() == len(cell):
        # whatever stands in square brackets, it is no part of a number
        bare, note = cell[: match.start()], _meaning(match[1], square=True) or MARKED
    else:
        bare, note = parted(cell)
    whole = bool(bare) and cell.startswith(bare) and notation.is_number(bare)
    return (bare, note) if whole else (cell, "")


def one_of(*notes: str) -> str:
    """The first note of which it is known what it means, or else that there is a mark."""
    known = [note for note in notes if note and note != MARKED]
    return known[0] if known else MARKED if MARKED in notes else ""


def questions(headings: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What must be said yes to where a contract has no column for the notes of these headings."""
    marked = [scrubbed(heading) for heading in headings if parted(heading)[1]]
    return (("marks_lost", ", ".join(marked)),) if marked else ()


def _meaning(inside: str, square: bool) -> str:
    plain = " ".join(inside.casefold().split())
    known = vocabulary.notes().get(plain, "")
    if known or vocabulary.is_total(plain) or vocabulary.is_group(plain):
        return known
    return MARKED if set(plain) == {"*"} or (square and NUMBERED.fullmatch(plain)) else ""


@cache
def _word() -> re.Pattern[str]:
    """A declared word before or after the digits; a letter only after them."""
    words = sorted(vocabulary.notes(), key=len, reverse=True)
    every = "|".join(map(re.escape, words))
    long = "|".join(re.escape(word) for word in words if len(word) > 1)
    return re.compile(
        rf"^(?P<first>{long})[\s:_-]+(?=[0-9])|(?:(?<=[0-9])|[\s,;:_–-]+)(?P<last>{every})$",
        re.IGNORECASE,
    )
