"""What can go wrong, each with its own sentence. No message ever carries a person's data."""

from __future__ import annotations

import re

TAKEN_OUT = "[personal number]"
# year (with or without century), month, day (or day + 60: a coordination number), then four more,
# of which the first may be a letter in an interim number
PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:1[89]|20)?\d\d[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
    r"\s?[-+–−]?\s?[\dJ-NR-UWX]\d{3}(?!\d)",
    re.IGNORECASE,
)
# a word in small letters, or a number or a date; never both, as ids are
PLAIN = re.compile(r"[^\W\d]{1,2}|[a-zåäö_.-]{1,40}|[\d.,/:+-]{1,40}")
MOST_DIGITS = 8
UNTOLD = "…"


def scrubbed(text: str) -> str:
    """The text without anything like a personal number or a coordination number."""
    return PERSONAL_NUMBER.sub(TAKEN_OUT, text)


def told(came: object) -> str:
    """What came, fit to be repeated in a message: one word in small letters, or a number or a date of
    at most eight digits. Anything else could be somebody's name, number or id, and is ``…``."""
    if came is None or isinstance(came, bool):
        return str(came)
    text = str(came)
    digits = sum(c.isdigit() for c in text)
    return text if PLAIN.fullmatch(text) and digits <= MOST_DIGITS else UNTOLD


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

    def __init__(self, file: str, rule: str, came: str = "", expected: str = "") -> None:
        super().__init__(f"{file}: {rule} (came: {came or '-'}; expected: {expected or '-'})")
        self.file = file
        self.rule = rule
        self.came = came
        self.expected = expected


class FileRefused(AtlasError):
    """An outside file cannot be read as a table, or asks for more than the limits allow."""

    def __init__(
        self,
        file: str,
        rule: str,
        came: str = "",
        expected: str = "",
        row: int = 0,
        column: str = "",
    ) -> None:
        super().__init__(f"{file}: {rule} (came: {came or '-'}; expected: {expected or '-'})")
        self.file = file
        self.rule = rule
        self.came = came
        self.expected = expected
        self.row = row
        self.column = column


class ReadingFailed(AtlasError):
    """The process that reads outside files was ended: too much memory, too long, or it broke off."""

    def __init__(self, rule: str, expected: str = "", where: str = "") -> None:
        more = f" (at most {expected})" if expected else f" ({where})" if where else ""
        super().__init__(rule + more)
        self.rule = rule
        self.expected = expected
        self.where = where


class DeckRefused(AtlasError):
    """A deck cannot be read, kept or sent: by which rule, what came, what is accepted, which slide."""

    def __init__(self, rule: str, came: str = "", expected: str = "", at: int = 0) -> None:
        super().__init__(
            f"{rule}, slide {at or '-'} (came: {came or '-'}; accepted: {expected or '-'})"
        )
        self.rule = rule
        self.came = came
        self.expected = expected
        self.at = at


class UnknownSnapshot(AtlasError):
    """A snapshot was asked for that the store does not hold."""

    def __init__(self, snapshot: str, known: list[str]) -> None:
        super().__init__(f"no snapshot is called {snapshot!r}; there are: {', '.join(known)}")


class NoSnapshot(AtlasError):
    """Nothing has been published in this store yet."""

    def __init__(self, store: str) -> None:
        super().__init__(f"nothing is published in {store} yet: run `python -m atlas publish`")


class BrokenSnapshot(AtlasError):
    """The snapshot that CURRENT names cannot be opened."""


class ExactRefused(AtlasError):
    """Exact numbers were asked for by someone who may not see them."""

    def __init__(self) -> None:
        super().__init__("exact numbers are for staff: this reader gets protected numbers")


class RoleError(AtlasError):
    """A role cannot be given, or the table of roles cannot be read. It names nobody."""


class UnknownMeasure(AtlasError):
    """A measure was asked for that nobody declared."""

    def __init__(self, measure: str, known: list[str]) -> None:
        super().__init__(f"no measure is called {told(measure)!r}; known: {', '.join(known)}")


class UnknownCode(AtlasError):
    """A municipality, cohort or period was asked for that the snapshot does not hold."""

    def __init__(self, what: str, code: str, known: list[str]) -> None:
        super().__init__(f"no {what} is called {told(code)!r}; known: {', '.join(known)}")


class CountAsFill(AtlasError):
    """A filled map of counts was asked for: it would only redraw where people live."""

    def __init__(self, measure: str) -> None:
        super().__init__(f"{measure} is a count: draw it as bubbles or bars, never as a filled map")


class ProtectionError(AtlasError):
    """A public table would have held a count that protection exists to keep out."""
