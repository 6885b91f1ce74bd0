"""Every visible word, in both languages; numbers and dates as readers of each language write them."""

from __future__ import annotations

import datetime as dt
import math
import string
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from atlas.region import LANGUAGES, read_toml
from atlas.rounding import half_up

TEXTS = Path(__file__).parent / "texts"
LOCALES = {"sv": "sv_SE", "en": "en_GB"}
NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "-"
NUMBERS = 65_536  # as many as are remembered as text


class Words:
    """The texts of one language: ``words("overview.answer", n="61")``."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {LANGUAGES}, not {language!r}")
        self.language = language
        self.locale = LOCALES[language]
        self._plural_form = _locale(self.locale).plural_form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The text ``key`` with its placeholders filled. An unknown key raises ``KeyError``.

        ``{n:kommun|kommuner}`` is the first word where ``n`` (a number, or a number as text) takes the
        singular, else the second.
        """
        return Filled(self).vformat(texts(self.language)[key], (), values)

    def has(self, key: str) -> bool:
        """Whether the key exists."""
        return key in texts(self.language)

    def section(self, prefix: str) -> dict[str, str]:
        """All texts under a prefix, by the rest of their key."""
        return dict(_section(self.language, prefix))

    def number(self, value: float, decimals: int = 0) -> str:
        """A number, with a half rounded up: ``1 234,5`` in Swedish, ``1,234.5`` in English; with a true minus
        sign, ``−3``. NaN becomes ``-``, the sign for what is missing."""
        rounded = half_up(value, decimals)
        return MISSING if math.isnan(rounded) else _written(rounded, decimals, self.locale)

    def signed(self, value: float, decimals: int = 0) -> str:
        """A change with its sign: ``+1,5``, ``−0,3``, ``0``."""
        return ("+" if half_up(value, decimals) > 0 else "") + self.number(value, decimals)

    def quantity(self, value: float, decimals: int, unit: str, one: str = "") -> str:
        """A number with its unit, or with the unit ``one`` where the number takes the singular; a percent
        sign is spaced as in the language."""
        return self.with_unit(self.number(value, decimals), unit, one)

    def with_unit(self, number: str, unit: str, one: str = "") -> str:
        """A number that is already text, with its unit, as in :meth:`quantity`."""
        if unit == "%":
            return number + self.percent_sign
        if one and self.is_one(number):
            unit = one
        return f"{number} {unit}" if unit else number

    @property
    def percent_sign(self) -> str:
        """The percent sign as it follows a number: in Swedish after a no-break space."""
        return f"{NBSP}%" if self.language == "sv" else "%"

    def is_one(self, number: object) -> bool:
        """Whether a noun takes the singular after a number, by the CLDR rules of the language. After anything
        but a whole number (``..``, "few or no", ``1,0``) it takes the plural."""
        text = str(number).lstrip(f"+-{MINUS}")
        return text.isdecimal() and self._plural_form(int(text)) == "one"

    def date(self, value: dt.date, form: str = "long") -> str:
        """A date: ``3 november 2026`` / ``3 November 2026``."""
        return str(format_date(value, form, locale=self.locale))

    def month(self, value: dt.date) -> str:
        """A month with its year: ``juni 2022`` / ``Jun 2022``."""
        return str(format_date(value, "MMM y", locale=self.locale))

    def moment(self, value: dt.datetime) -> str:
        """A date with its time of day, to the minute."""
        pattern = "d MMM y HH:mm" if self.language == "sv" else "d MMM y, HH:mm"
        return str(format_datetime(value, pattern, locale=self.locale))

    def listed(self, items: Iterable[str]) -> str:
        """A list: ``a, b och c`` / ``a, b and c``."""
        return str(format_list(list(items), locale=self.locale))

    def either(self, items: Iterable[str]) -> str:
        """Alternatives: ``a, b eller c`` / ``a, b, or c``."""
        return str(format_list(list(items), style="or", locale=self.locale))

    def sorted(self, names: Iterable[str]) -> list[str]:
        """Names in alphabetical order, with å ä ö at the end, as in Swedish."""
        return sorted(names, key=collation)


class Filled(string.Formatter):
    """Fills the placeholders of a text in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def format_field(self, value: object, format_spec: str) -> str:
        """The value itself, or whichever of the two words agrees with it."""
        if not format_spec:
            return str(value)
        one, other = format_spec.split("|")
        return one if self.words.is_one(value) else other


def collation(name: str) -> tuple[int, ...]:
    """A sort key for names: a … z å ä ö, ignoring case."""
    tail = {"å": 1, "ä": 2, "ö": 3}
    return tuple(ord("z") + tail[c] if c in tail else ord(c) for c in name.casefold())


@lru_cache(maxsize=NUMBERS)
def _written(number: float, decimals: int, locale: str) -> str:
    """A number as readers of a language write it. A page of many indicators writes a thousand, and the next
    view of it nearly the same ones."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(number, pattern, locale=_locale(locale))).replace("-", MINUS)


@cache
def _locale(name: str) -> Locale:
    """Babel reads a name anew each time, which takes longer than to write a number."""
    return Locale.parse(name)


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: str) -> dict[str, str]:
    """All texts of a language, keyed by dotted path."""
    return dict(_flatten(read_toml(TEXTS / f"{language}.toml")))


@cache
def _section(language: str, prefix: str) -> dict[str, str]:
    start = prefix + "."
    return {k[len(start) :]: v for k, v in texts(language).items() if k.startswith(start)}


def _flatten(node: dict[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
