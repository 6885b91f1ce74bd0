"""Which area a cell means: by code, by name, or by both, however an office writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from atlas.region import LANGUAGES, Region

UNKNOWN, OUTSIDE = "unknown", "outside"
NUMBER = re.compile(r"([0-9]{1,4})(?:\.0+)?")
CODE_NAME = re.compile(r"([0-9]{1,4})\s*[-–:,.]?\s+(\D.*)|([0-9]{1,4})[-–](\D.*)")
NAME_CODE = re.compile(r"(\D.*?)\s*[\[(]\s*([0-9]{1,4})\s*[\])]")
MUNICIPALITY = re.compile(r" (?:kommun|stad|municipality)$|^(?:kommun|municipality)(?: of)? ")
WHOLE_COUNTRY = re.compile(r"^hela ")


@dataclass(frozen=True)
class Places:
    """The register of a region: its municipalities, the county and the country.

    ``exact`` leads from a name in lower case to a code, ``folded`` from a name without accents and
    without the word for municipality. A folded name that several areas share leads nowhere.
    """

    municipalities: frozenset[str]
    county: str
    country: str
    exact: dict[str, str]
    folded: dict[str, str]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that a cell can mean."""
        return self.municipalities | {self.county, self.country}

    def code(self, cell: str) -> str:
        """The code that a cell means; ``"outside"`` for a place of another county, or ``"unknown"``.

        A name and a code that do not belong together are unknown: nobody can say which is wrong.
        """
        text = " ".join(cell.split())
        plain = NUMBER.fullmatch(text)
        if plain:
            return self._number(plain[1])
        for pattern, swapped in ((CODE_NAME, False), (NAME_CODE, True)):
            parts = pattern.fullmatch(text)
            if parts:
                found = [part for part in parts.groups() if part]
                number, name = reversed(found) if swapped else found
                return self._both(self._number(number), self._name(name))
        return self._name(text)

    def codes_of(self, cells: pd.Series) -> pd.Series:
        """:meth:`code` of each cell, asked once for each distinct one; blank cells stay blank."""
        known = {cell: self.code(cell) if cell else "" for cell in cells.unique()}
        return cells.map(known)

    def recognises(self, cell: str) -> bool:
        """Whether a cell means an area of the register or outside it."""
        return bool(cell) and self.code(cell) != UNKNOWN

    def _number(self, digits: str) -> str:
        if digits in self.codes:
            return digits
        bare = digits.lstrip("0")
        meant = [code for code in self.codes if code.lstrip("0") == bare]
        if len(meant) == 1:
            return meant[0]
        # the official codes: two digits for a county, and those two before each municipality's
        elsewhere = len(digits) == 2 or (len(digits) in (3, 4) and self._foreign(digits.zfill(4)))
        return OUTSIDE if elsewhere and not meant else UNKNOWN

    def _foreign(self, digits: str) -> bool:
        """A municipality's code, but another county's. One of ours that is not there is a mistake."""
        return len(self.county) == 2 and digits[:2] not in (self.county, "00")

    def _name(self, name: str) -> str:
        lower = name.casefold()
        folded = fold(name)
        for known, asked in (
            (self.exact, lower),
            (self.folded, folded),
            # the genitive, as before the word for municipality
            (self.folded, folded.removesuffix("s")),
        ):
            if asked in known:
                return known[asked]
        return UNKNOWN

    def _both(self, by_code: str, by_name: str) -> str:
        if by_code == by_name or by_name == UNKNOWN == by_code:
            return by_code
        if by_name == UNKNOWN and by_code == OUTSIDE:
            return OUTSIDE
        return UNKNOWN


def register(region: Region, areas: Iterable[tuple[str, str]]) -> Places:
    """The register from a region's declaration and its areas (code, name).

    The county's and the country's own names count in every language. A municipality that bears the
    county's name keeps it: "län" or "county" is what tells the county apart.
    """
    named = list(areas)
    exact = {name.casefold(): code for code, name in named}
    folded: dict[str, set[str]] = {}
    for code, name in named:
        folded.setdefault(fold(name), set()).add(code)
    for code, key in (
        (region.county_code, "county_name"),
        (region.county_code, "county"),
        (region.county_code, "name"),
        (region.country_code, "country"),
        (region.country_code, "country_name"),
    ):
        for language in LANGUAGES:
            name = region.text(key, language)
            if name and fold(name) not in folded:
                exact.setdefault(name.casefold(), code)
                folded[fold(name)] = {code}
    for code, also in (
        (region.county_code, "county_also"),
        (region.country_code, "country_also"),
    ):
        for name in region.declared.get(also, ()):
            folded.setdefault(fold(name), {code})
    return Places(
        municipalities=frozenset(code for code, _ in named),
        county=region.county_code,
        country=region.country_code,
        exact=exact,
        folded={name: next(iter(codes)) for name, codes in folded.items() if len(codes) == 1},
    )


def fold(name: str) -> str:
    """A name without accents, case, double spaces or the word for municipality: for comparing only."""
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = " ".join(text.replace("-", " ").split())
    return WHOLE_COUNTRY.sub("", MUNICIPALITY.sub("", text).strip())
