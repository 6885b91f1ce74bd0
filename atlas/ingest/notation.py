"""Numbers, dates and periods as offices write them, converted to the contract's notation."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import pandas as pd

SPACES = " \u00a0\u202f\u2009'"
DASHES = ("-", "–", "—")
STATUSES = {
    "": "missing",
    "..": "protected",
    "-": "missing",
    "–": "missing",
    "—": "missing",
    ".": "not_applicable",
}
GROUPED = re.compile(rf"[-−]?[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
PLAIN = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)?")
POWER = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,2}")
UNSURE = re.compile(r"[-−]?[1-9][0-9]{0,2}[.,][0-9]{3}")
SURE = re.compile(r"[-−]?[0-9]+([.,])[0-9]+")
BOTH = re.compile(r"[-−]?[0-9]{1,3}(?:(?P<group>[.,])[0-9]{3})+(?P<point>[.,])[0-9]+")
# 1.234.567: twice the same sign separates thousands, whatever the decimal sign is
MILLIONS = re.compile(r"[-−]?[1-9][0-9]{0,2}([.,])[0-9]{3}(?:\1[0-9]{3})+")
PERCENT = re.compile(rf"[{SPACES}]*%$")
PLUS = re.compile(r"^\+(?=[0-9])")
TURN = 69  # two figures of a year are of this century below it, as in most programs

PERIOD = re.compile(
    r"(?P<year>[12][0-9]{3})(?:\.0)?"
    r"(?:(?:-?[QKqk](?P<quarter>[1-4]))|(?:[-M](?P<month>0[1-9]|1[0-2]))|(?:[/-](?P<to>[0-9]{4}|[0-9]{2})))?"
)
DAY = re.compile(
    r"([12][0-9]{3})[-/.]?(0[1-9]|1[0-2])[-/.]?([0-3][0-9])(?:[T ]00:00(?::00(?:\.0+)?)?)?"
)


def decimal_of(cells: pd.Series, delimiter: str) -> tuple[str, bool]:
    """The decimal sign of a column and whether that is certain.

    ``1,5`` is certain and so is ``0,512``; ``1,234`` may be a thousand or one and a bit. Where
    nothing is certain, a file with semicolons or tabs has decimal commas, since that is why its
    columns are not separated by commas; a point never separates thousands in Swedish.
    """
    votes = {",": 0, ".": 0}
    unsure = False
    for cell in cells.unique():
        text = bare(cell)
        both = BOTH.fullmatch(text)
        if both and both["group"] != both["point"]:
            votes[both["point"]] += 1
        elif UNSURE.fullmatch(text):
            unsure |= "," in text
        elif sure := SURE.fullmatch(text.translate({ord(s): None for s in SPACES})):
            votes[sure[1]] += 1
    if votes[","] or votes["."]:
        return (",", True) if votes[","] >= votes["."] else (".", True)
    if unsure:
        return ",", delimiter not in (",", "|")
    return "", True


def number(cell: str, decimal: str) -> str:
    """A number as digits with a decimal point; a cell that is no number is returned as it is."""
    text = bare(cell)
    both = BOTH.fullmatch(text)
    if both and both["group"] != both["point"]:
        text = text.replace(both["group"], "").replace(both["point"], ".")
        return text.replace("−", "-")
    if millions := MILLIONS.fullmatch(text):
        return text.replace(millions[1], "").replace("−", "-")
    if POWER.fullmatch(text):
        return _spelt_out(text.replace("−", "-").replace(",", "."), cell)
    if not (GROUPED.fullmatch(text) or PLAIN.fullmatch(text)):
        return cell
    text = text.translate({ord(space): None for space in SPACES}).replace("−", "-")
    other = {",": ".", ".": ","}.get(decimal, "")
    if other and other in text and UNSURE.fullmatch(text):
        # the other sign before three digits separates thousands here
        return text.replace(other, "")
    return text.replace(",", ".")


def is_in_figures(cell: str) -> bool:
    """Whether a cell is a number itself, whichever its decimal sign, and no sign that stands for one."""
    return number(cell, ",").replace(".", "", 1).lstrip("-").isdigit()


def doubtful(cell: str, decimal: str, certain: bool) -> bool:
    """Whether a cell may be a thousand times what it seems: ``1,234`` where the decimal sign is not
    certain, or ``1.234`` among decimal commas."""
    text = bare(cell)
    if not UNSURE.fullmatch(text):
        return False
    return ("," in text and not certain) or ("." in text and decimal == ",")


def whole(cell: str) -> str:
    """A whole number: ``7.0`` from a spreadsheet is 7."""
    return re.sub(r"\.0+$", "", cell)


def is_number(cell: str) -> bool:
    """Whether a cell is a number, or a sign that stands for one; a blank cell is."""
    text = bare(cell)
    return cell in STATUSES or any(
        form.fullmatch(text) for form in (PLAIN, GROUPED, MILLIONS, BOTH, POWER)
    )


def status_of(cell: str) -> str:
    """The status that a cell without a number stands for, or ``""``."""
    return STATUSES.get(cell, "")


def period(cell: str) -> str:
    """A year, quarter, month or school year the way the contract writes it, or ``""``."""
    match = PERIOD.fullmatch(cell.strip())
    if not match:
        return ""
    year, to = match["year"], match["to"]
    if match["quarter"]:
        return f"{year}-Q{match['quarter']}"
    if match["month"]:
        return f"{year}-{match['month']}"
    if to:
        follows = f"{int(year) + 1}"
        return f"{year}/{follows[2:]}" if to in (follows, follows[2:]) else ""
    return year


def day(cell: str) -> str:
    """A day as ``YYYY-MM-DD`` where the order of its parts is beyond doubt; else the cell as it is."""
    match = DAY.fullmatch(cell)
    return "-".join(match.groups()) if match else cell


def full_year(figures: str) -> str:
    """A year of two or four figures in four."""
    if len(figures) == 4:
        return figures
    return f"{20 if int(figures) < TURN else 19}{figures}"


def bare(cell: str) -> str:
    """A cell without the percent sign, which the column's unit says already, and without a plus."""
    return PLUS.sub("", PERCENT.sub("", cell))


def _spelt_out(text: str, cell: str) -> str:
    try:
        return f"{Decimal(text):f}"
    except InvalidOperation:
        return cell
