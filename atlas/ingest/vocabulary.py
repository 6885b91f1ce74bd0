"""``vocabulary.toml``: the words that offices write in their files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from atlas.region import read_toml

FILE = "vocabulary.toml"
SHORT = 2  # letters: "k" and "kv" may mean anything in a sentence


@cache
def declared() -> Mapping[str, Any]:
    """The whole vocabulary as it is declared."""
    return read_toml(Path(__file__).parent / FILE)


def listed(name: str) -> tuple[str, ...]:
    """The words of a list, such as ``totals``."""
    return tuple(declared()[name])


@cache
def months() -> Mapping[str, int]:
    """The number of the month that a word means, 1 to 12."""
    return {word: at for at, of in enumerate(declared()["months"], start=1) for word in of}


def cells(column: str, accepted: tuple[str, ...]) -> dict[str, str]:
    """Which of the ``accepted`` words of a column another word means."""
    meanings = declared()["cells"].get(column, {})
    return {
        word: meaning for meaning in accepted if meaning in meanings for word in meanings[meaning]
    }


@cache
def notes() -> Mapping[str, str]:
    """Which note to a number a word means."""
    of = declared()["cells"]["note"]
    return {word: note for note, words in of.items() for word in (note, *words)}


def is_total(cell: str) -> bool:
    """Whether a group has everybody in it, by what it is called."""
    plain = _plain(cell)
    return plain in listed("totals") or plain.startswith(listed("totals_begin"))


def is_of_others(cell: str) -> bool:
    """Whether the name of a row stands for the rows beside it: their sum, or their mean."""
    return is_total(cell) or _plain(cell).endswith(listed("rows_of_others_end"))


def is_group(cell: str) -> bool:
    """Whether a cell is a word of a closed list, such as a gender."""
    lists = (of for name, of in declared()["cells"].items() if name != "note")
    return any(_plain(cell) in words for of in lists for words in of.values())


def is_of_other_places(heading: str) -> bool:
    """Whether a heading is one of places that are no municipalities, such as towns."""
    return _plain(heading) in listed("other_places")


def is_dimension(heading: str) -> bool:
    """Whether a heading is one of columns that divide figures into groups."""
    return _plain(heading) in listed("dimensions")


def is_no_outcome(words: str) -> bool:
    """Whether the words of a heading say that its figures are a forecast or a target."""
    return any(word in listed("not_outcomes") for word in _plain(words).split())


def genders(text: str) -> set[str]:
    """The genders that a text names in words of three letters and more."""
    words = {word.strip(".,:;()") for word in _plain(text).split()}
    of = declared()["cells"]["gender"]
    named = ("woman", "man")
    return {gender for gender in named if words & {w for w in of[gender] if len(w) > SHORT}}


def is_part(cell: str) -> bool:
    """Whether a group is a part of another one, by what it is called."""
    return _plain(cell).startswith(listed("parts_begin"))


def is_sum(text: str) -> bool:
    """Whether the sum of all groups is asked for."""
    return _plain(text) in listed("sums")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
