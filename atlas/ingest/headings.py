"""Headings of a wide table: each is a period, alone or beside the words that say what is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.ingest import footnotes, notation, vocabulary

YEAR = r"(?:1[789]|20|21)[0-9]{2}"
# the period is what the heading ends with: "Folkmängd 2022", "ar_1950", "y2022M01", "2022"
LAST = re.compile(
    rf"(?P<words>|.*[^0-9/–-]|.*[^0-9][–-])(?P<period>{YEAR}(?:\.0|[-MQKmqk/][0-9]{{1,4}}|-[QKqk][1-4])?)"
)
# or begins with, before words: "2022 kvinnor", "2022, kv", "2022 (16–64 år)"
FIRST = re.compile(
    rf"(?P<period>{YEAR}(?:[-M](?:0[1-9]|1[0-2])|-?[QKqk][1-4]|/[0-9]{{2,4}})?)"
    r"(?:[ ,;:_]+(?:[-–] )?(?P<words>[^\W\d_].*)|[ ,]*[(\[](?P<inside>[^()\[\]]*[^\W\d_][^()\[\]]*)[)\]])"
)
QUARTER = re.compile(
    r"(?:(?P<words>.*) )?(?:(?P<word>\w+\.?) ?(?P<n>[1-4])|(?P<first>[1-4]) (?P<after>\w+))"
    rf"(?: |, )(?P<year>{YEAR})"
)
# "januari 2022", "jan-2022", and "jan-22" as Excel writes a month
MONTH = re.compile(
    rf"(?:(?P<words>.*) )?(?P<month>[^\W\d_]+)\.?(?:[ -](?P<year>{YEAR})|-(?P<short>[0-9]{{2}}))"
)
DAY, LAST_DAY = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]"), "-12-31"
JOINTS = " _-:,.("


@dataclass(frozen=True)
class Heading:
    """A heading that is a ``period``, as the contract writes it: its ``words``, and the ``note`` that a mark
    at it means for the numbers under it."""

    words: str
    period: str
    note: str = ""


def parted(heading: str) -> tuple[str, str]:
    """The words of a heading and its period as the contract writes it; the period is ``""`` where the
    heading has none. Marks of a footnote belong to neither."""
    found = _read(heading)
    return (found.words, found.period) if found else (heading, "")


def periods(headings: Iterable[str]) -> dict[str, Heading]:
    """The headings that are periods. A letter after a year, such as "p", is a mark; where other letters stand
    there beside it, as in ``2022 p`` and ``2022 f``, it is one of several groups."""
    every = list(headings)
    found = _periods(every, letters=True)
    if any(len(each.words) == 1 for each in found.values()):
        return _periods(every, letters=False)
    return found


def groups(headings: Iterable[str]) -> dict[str, dict[str, str]]:
    """The headings that are periods, by their words: for each, its period."""
    by_words: dict[str, dict[str, str]] = {}
    for heading, of in periods(headings).items():
        by_words.setdefault(of.words, {})[heading] = of.period
    return by_words


def merged(over: list[str], under: list[str]) -> list[str] | None:
    """One heading for each column of a header in two rows, the upper of which spans several columns; or
    ``None`` where the two rows are not such a header.

    The words stand before the period, whichever of the rows it is in.
    """
    width = max(len(over), len(under))
    over, under = _filled(over, width), _filled(under, width)
    for at in range(width):  # a name that is merged over both rows
        if under[at] != over[at]:
            break
        under[at] = ""
    # the names of the columns before stand in one of the two rows
    first = next((at for at, cell in enumerate(under) if cell), 0)
    before = over[:first]
    if not first:
        first = next((at for at, cell in enumerate(over) if cell), 0)
        before = under[:first]
    below = under[first:]
    if not 0 < first < width - 1 or not all(below) or not over[first]:
        return None
    spanning = [cell for cell in over[first:] if cell]
    if len(spanning) == len(below) or any(map(_is_value, below)):
        return None
    periods = all(parted(cell)[1] for cell in spanning) or all(parted(cell)[1] for cell in below)
    if not periods:
        return None
    out, last = before, ""
    for above, own in zip(over[first:], below, strict=True):
        last = above or last
        out.append(f"{own} {last}" if parted(last)[1] else f"{last} {own}")
    return out


def _periods(headings: list[str], letters: bool) -> dict[str, Heading]:
    days = [heading for heading in headings if DAY.fullmatch(heading)]
    # days are years only where each is the last of one, as in a column of periods
    years = {day: Heading("", day[:4]) for day in days if all(d.endswith(LAST_DAY) for d in days)}
    read = {heading: years.get(heading) or _read(heading, letters) for heading in headings}
    return {heading: found for heading, found in read.items() if found}


def _read(heading: str, letters: bool = True) -> Heading | None:
    bare, note = footnotes.parted(" ".join(heading.split()), letters)
    for read in (_quarter, _month, _last, _first):
        found = read(bare)
        if found:
            return Heading(found[0].strip(JOINTS), found[1], note)
    return None


def _filled(cells: list[str], width: int) -> list[str]:
    return [" ".join(cell.split()) for cell in [*cells, *[""] * (width - len(cells))]]


def _is_value(cell: str) -> bool:
    """Whether a cell is a number, or what stands for one, rather than a heading; a year is a heading."""
    digits = notation.number(cell, ",").replace(".", "", 1)
    return not parted(cell)[1] and (digits.isdigit() or bool(notation.status_of(cell)))


def _quarter(text: str) -> tuple[str, str] | None:
    match = QUARTER.fullmatch(text)
    if match is None:
        return None
    word = (match["word"] or match["after"]).casefold()
    if word not in vocabulary.listed("quarters"):
        return None
    return match["words"] or "", f"{match['year']}-Q{match['n'] or match['first']}"


def _month(text: str) -> tuple[str, str] | None:
    match = MONTH.fullmatch(text)
    month = vocabulary.months().get(match["month"].casefold()) if match else None
    if match is None or month is None:
        return None
    year = notation.full_year(match["year"] or match["short"])
    return match["words"] or "", f"{year}-{month:02}"


def _last(text: str) -> tuple[str, str] | None:
    match = LAST.fullmatch(text)
    period = notation.period(match["period"]) if match else ""
    return (match["words"], period) if match and period else None


def _first(text: str) -> tuple[str, str] | None:
    match = FIRST.fullmatch(text)
    period = notation.period(match["period"]) if match else ""
    if match is None or not period:
        return None
    words = match["words"] or match["inside"]
    turned = f"{words} {period}"  # "2022 kvartal 3", "2022 januari": a part of the year
    return _quarter(turned) or _month(turned) or (words, period)


def as_mapping(of: Mapping[str, Mapping[str, str]], words: str) -> dict[str, str]:
    """The headings with these words and their periods; without words, those of the only group."""
    if words in of:
        return dict(of[words])
    return dict(next(iter(of.values()))) if len(of) == 1 and not words else {}
