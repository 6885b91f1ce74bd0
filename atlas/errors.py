"""What can go wrong, each with its own sentence. No message ever carries a person's data."""

from __future__ import annotations

import re

TAKEN_OUT = "[personal number]"
# year (with or without century), month, day (or day + 60: a coordination number), then four more digits,
# the first of which may be a letter (an interim number). Two dates in a row, 2022-06-13 2022-06-20, do not
# match
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:1[89]|20)?\d\d[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    r"\s?[-+–−]?\s?[\dJ-NR-UWX]\d{3}(?!\d)(?!-\d\d-\d\d)",
    re.IGNORECASE,
)
# the shape of a key in a declaration: lower-case letters
KEY = re.compile(r"[a-z_]{1,40}")
SHORT_NUMBER = re.compile(r"[0-9]{1,6}")
LONGEST_FORM = 24
LONGEST_TOLD = 160
WITHHELD = "…"


def scrubbed(text: str) -> str:
    """The text without anything that looks like a personal number or a coordination number."""
    return PERSONAL_NUMBER.sub(TAKEN_OUT, text)


def form(value: object) -> str:
    """The shape of a value, never the value itself: ``a`` or ``A`` for each letter, ``0`` for each digit,
    ``?`` for a character that is not plain ASCII, others as they are; cut after 24 characters.
    ``10/01/2022`` becomes ``00/00/0000``, so a message can say what is wrong with a cell without naming
    anybody."""
    text = str(value)
    cut = WITHHELD if len(text) > LONGEST_FORM else ""
    return "".join(map(_sign, text[:LONGEST_FORM])) + cut


def _sign(c: str) -> str:
    if c.isalpha():
        return "A" if c.isupper() else "a"
    if c in "0123456789":
        return "0"
    return c if c.isascii() and c.isprintable() else "?"


def safe_key(name: object) -> str:
    """A key of a declaration or the heading of a column, if a message may repeat it: lower-case letters and
    ``_`` only. Anything else might be a person's data put there by mistake, and becomes ``…``."""
    return str(name) if KEY.fullmatch(str(name)) else WITHHELD


def safe_code(code: object) -> str:
    """The code of an area, if a message may repeat it: a whole number of at most six digits; else ``…``."""
    return str(code) if SHORT_NUMBER.fullmatch(str(code)) else WITHHELD


class AtlasError(Exception):
    """The root of every error that the atlas raises on purpose."""


class DeclarationError(AtlasError):
    """A declaring file (``region.toml``, ``indicators.toml``, ``datapackage.json``) cannot be used."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        self.problem = scrubbed(problem)
        super().__init__(f"{file}: {self.problem}")


class BoundariesError(AtlasError):
    """A boundary file cannot be read as areas."""

    def __init__(self, file: str, rule: str, actual: str = "", expected: str = "") -> None:
        super().__init__(f"{file}: {rule} (came: {actual or '-'}; expected: {expected or '-'})")
        self.file = file
        self.rule = rule
        self.actual = actual
        self.expected = expected


class FileRefused(AtlasError):
    """A file from outside cannot be read as a table, or needs more than the limits allow."""

    def __init__(
        self,
        file: str,
        rule: str,
        actual: str = "",
        expected: str = "",
        row: int = 0,
        column: str = "",
    ) -> None:
        super().__init__(f"{file}: {rule} (came: {actual or '-'}; expected: {expected or '-'})")
        self.file = file
        self.rule = rule
        self.actual = actual
        self.expected = expected
        self.row = row
        self.column = column


class ReadingFailed(AtlasError):
    """The process that reads outside files was stopped: too much memory, too long, or it crashed."""

    def __init__(self, rule: str, expected: str = "", where: str = "") -> None:
        more = f" (at most {expected})" if expected else f" ({where})" if where else ""
        super().__init__(rule + more)
        self.rule = rule
        self.expected = expected
        self.where = where


class SourceRefused(AtlasError):
    """What a source of published figures answered cannot be used: which rule it breaks, what came, what is
    accepted, and for which indicator. It carries codes and units of the source, never a figure."""

    def __init__(
        self, rule: str, actual: str = "", expected: str = "", indicator: str = ""
    ) -> None:
        self.rule = rule
        self.actual = scrubbed("".join(c for c in actual if c.isprintable())[:LONGEST_TOLD])
        self.expected = expected
        self.indicator = indicator
        super().__init__(
            f"{indicator or '-'}: {rule} (came: {self.actual or '-'}; accepted: {expected or '-'})"
        )

    def of(self, indicator: str) -> SourceRefused:
        """The same, naming the indicator."""
        return SourceRefused(self.rule, self.actual, self.expected, indicator)


class DeckRefused(AtlasError):
    """A deck cannot be read, kept or sent: which rule it breaks, what is there, what is accepted, and on
    which slide."""

    def __init__(self, rule: str, actual: str = "", expected: str = "", at: int = 0) -> None:
        super().__init__(
            f"{rule}, slide {at or '-'} (came: {actual or '-'}; accepted: {expected or '-'})"
        )
        self.rule = rule
        self.actual = actual
        self.expected = expected
        self.at = at


class UnknownSnapshot(AtlasError):
    """The store does not hold the snapshot that was asked for."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(f"no snapshot is called so; there are: {', '.join(known)}")


class NoSnapshot(AtlasError):
    """Nothing has been published in this store yet."""

    def __init__(self) -> None:
        super().__init__("nothing is published in this store yet: run `python -m atlas publish`")


class BrokenSnapshot(AtlasError):
    """A snapshot is damaged: one of its files is missing or cannot be read. The message names no content."""


class ExactRefused(AtlasError):
    """Someone who may not see exact numbers asked for them."""

    def __init__(self) -> None:
        super().__init__("exact numbers are for staff: this reader gets protected numbers")


class RoleError(AtlasError):
    """A role cannot be given, or the table of roles cannot be read. The message names nobody."""


class UnknownMeasure(AtlasError):
    """Nobody declared the measure that was asked for. Its name is not repeated."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(f"no measure is called so; known: {', '.join(known)}")


class UnknownCode(AtlasError):
    """The snapshot does not hold the municipality, cohort or period that was asked for."""

    def __init__(self, what: str, known: list[str]) -> None:
        super().__init__(f"no {what} is called so; known: {', '.join(known)}")


class CountAsFill(AtlasError):
    """A count cannot be drawn as a filled map: that would only show where people live."""

    def __init__(self, measure: str) -> None:
        super().__init__(f"{measure} is a count: draw it as bubbles or bars, never as a filled map")


class ProtectionError(AtlasError):
    """A public table would have contained a count that protection exists to keep out."""


class IndexRefused(AtlasError):
    """A composite index cannot be made: where it stops, what came, what is accepted, what to do. ``rule``
    names what figures can bring about, and a page can explain (``ALIKE``, ``FEW``, ``UNSCORED``)."""

    ALIKE, FEW, UNSCORED = "alike", "few", "unscored"

    def __init__(
        self, where: str, came: object, accepted: str, advice: str, rule: str = ""
    ) -> None:
        self.where = scrubbed(where)
        self.came = scrubbed(str(came))
        self.accepted = accepted
        self.advice = advice
        self.rule = rule
        super().__init__(f"{self.where}: {self.came} (accepted: {accepted}). What to do: {advice}.")
