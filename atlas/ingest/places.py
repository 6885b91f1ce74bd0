"""Which area a cell means, by code, by name or by both, however an office writes them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from atlas.region import LANGUAGES, Region

UNKNOWN, OUTSIDE = "unknown", "outside"
LONGEST = 60
NEARLY = 0.75  # two figures of a code that changed places, one letter of a name
NUMBER = re.compile(r"([0-9]{1,4})(?:\.0+)?")
CODE_NAME = re.compile(r"([0-9]{1,4})\s*[-–:,.]?\s+(\D.*)|([0-9]{1,4})[-–](\D.*)")
NAME_CODE = re.compile(r"(\D.*?)\s*[\[(]\s*([0-9]{1,4})\s*[\])]")
MUNICIPALITY = re.compile(r" (?:kommun|stad|municipality)$|^(?:kommun|municipality)(?: of)? ")
# the county's name and "totalt" is the county; a sum of what is not said is no place
WHOLE = re.compile(r"^(?:totalt|summa)\s+|\s+(?:totalt|total|summa)$")
WHOLE_COUNTRY = re.compile(r"^hela ")


@dataclass(frozen=True)
class Places:
    """The register of a region: its municipalities, the county and the country.

    ``exact`` maps a lower-case name to a code, ``folded`` a name without accents and without the word
    for municipality. A folded name that several areas share is left out. ``names`` are those of the
    municipalities by code, ``counties`` the codes of the country's counties, where they are declared.
    ``others`` are the folded names of other regions' municipalities, where these are known.
    ``elsewhere`` is the code under which people of other places are kept, ``""`` where they are not, and
    ``elsewhere_names`` are what offices call it, folded.
    """

    municipalities: frozenset[str]
    county: str
    country: str
    exact: dict[str, str]
    folded: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)
    counties: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    elsewhere: str = ""
    elsewhere_names: frozenset[str] = frozenset()

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
                both = [part for part in parts.groups() if part]
                number, name = reversed(both) if swapped else both
                return self._both(self._number(number), self._name(name))
        return self._name(text)

    def name(self, code: str) -> str:
        """The name of a municipality, or its code where it has none here."""
        return self.names.get(code, code)

    def nearest(self, cell: str) -> str:
        """The name of the municipality that a misspelt name or code nearly is, or ``""``."""
        if re.search(r"\d", cell) and re.search(r"[^\W\d]", cell):
            return ""  # a name and a code that differ: nobody can say which is wrong
        by_name = {fold(name): code for code, name in self.names.items()}
        known = by_name | {code: code for code in self.municipalities}
        near = difflib.get_close_matches(fold(cell[:LONGEST]), list(known), n=1, cutoff=NEARLY)
        return self.name(known[near[0]]) if near else ""

    def agree(self, one: str, other: str) -> bool:
        """Whether two cells of a row, as codes, can be the same place: alike, or one of them blank or the
        county or country that the other lies in."""
        if not one or not other or one == other:
            return True
        around = {self.county, self.country}
        inside = self.municipalities | {self.county}
        return (one in around and other in inside) or (other in around and one in inside)

    def codes_of(self, cells: pd.Series) -> pd.Series:
        """:meth:`code` of each cell, looked up once for each distinct one; blank cells stay blank."""
        known = {cell: self.code(cell) if cell else "" for cell in cells.unique()}
        return cells.map(known)

    def kept(self, cells: pd.Series, codes: pd.Series) -> pd.Series:
        """The codes of these cells, with the code of ``elsewhere`` for places outside the region."""
        if not self.elsewhere:
            return codes
        said = {c: c == self.elsewhere or fold(c) in self.elsewhere_names for c in cells.unique()}
        return codes.mask((codes == OUTSIDE) | cells.map(said).astype(bool), self.elsewhere)

    def recognises(self, cell: str) -> bool:
        """Whether a cell means an area, in the register or outside it."""
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
        """Whether a code is that of another county's municipality. An unknown one of ours is a mistake."""
        if self.counties and digits[:2] not in self.counties:
            return False  # a code that nobody has is a slip of the keys
        return len(self.county) == 2 and digits[:2] not in (self.county, "00")

    def _name(self, name: str) -> str:
        lower = name.casefold()
        folded = fold(name)
        for names, spelling in (
            (self.exact, lower),
            (self.folded, folded),
            # the genitive, as before the word for municipality
            (self.folded, folded.removesuffix("s")),
        ):
            if spelling in names:
                return names[spelling]
        whole = self.folded.get(WHOLE.sub("", folded), "")
        if whole in (self.county, self.country):
            return whole
        return OUTSIDE if {folded, folded.removesuffix("s")} & self.others else UNKNOWN

    def _both(self, by_code: str, by_name: str) -> str:
        if by_code == by_name or by_name == UNKNOWN == by_code:
            return by_code
        if by_name == UNKNOWN and by_code == OUTSIDE:
            return OUTSIDE
        return UNKNOWN


def register(
    region: Region, areas: Iterable[tuple[str, str]], others: Iterable[str] = ()
) -> Places:
    """The register from a region's declaration, its areas (code, name) and the names of ``others``.

    The county and the country are recognised by their names in every language. Where a municipality has
    the county's name, that name means the municipality: "län" or "county" distinguishes the county.
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
    outside = [region.text("outside.name", language) for language in LANGUAGES]
    outside += region.declared.get("outside", {}).get("also", ())
    return Places(
        municipalities=frozenset(code for code, _ in named),
        county=region.county_code,
        country=region.country_code,
        exact=exact,
        folded={name: next(iter(codes)) for name, codes in folded.items() if len(codes) == 1},
        names=dict(named),
        counties=frozenset(region.declared.get("county_codes", ())),
        others=frozenset(map(fold, others)) - folded.keys(),
        elsewhere=region.outside_code,
        elsewhere_names=frozenset(fold(name) for name in outside if name),
    )


def fold(name: str) -> str:
    """A name without accents, case, double spaces or the word for municipality, for comparison only."""
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = " ".join(text.replace("-", " ").split())
    return WHOLE_COUNTRY.sub("", MUNICIPALITY.sub("", text).strip())
