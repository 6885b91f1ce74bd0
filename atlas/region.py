"""``region.toml``: which region this is, what it is called, and its settings."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from atlas import protection as protections
from atlas.errors import DeclarationError, safe_code
from atlas.protection import Protection

FILE = protections.FILE
LANGUAGES = ("sv", "en")
FOLLOW_UP_WEEKS = 6
OWN_PAGES = ("'self'",)
ORIGIN = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?")


@dataclass(frozen=True)
class Region:
    """A region as declared.

    ``frame_ancestors`` are the pages that may show ours in a frame, in the notation of a security policy.
    ``tiles`` is the declared layout of the tile map: column and row by code, from 0; empty where it is
    to be worked out. ``follow_up_weeks`` is how long someone in the training may be silent before
    staff are told. ``opens_on`` is the year from which published figures are shown while nobody has
    chosen years (0: from their first). ``accessibility_url`` is where readers tell of what they cannot use,
    "" where nobody has said so. ``outside_code`` stands for every place outside the region in the list of
    participants, "" where those who live there are not kept. ``declared`` is the whole file, so that a name
    in either language can be looked up with :meth:`text` without this class growing a field per sentence.
    """

    county_code: str
    country_code: str
    crs: str
    protection: Protection
    default_language: str
    frame_ancestors: tuple[str, ...]
    project_starts: dt.date
    project_ends: dt.date
    follow_up_weeks: int
    declared: Mapping[str, Any]
    opens_on: int = 0
    accessibility_url: str = ""
    outside_code: str = ""
    tiles: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def k(self) -> int:
        """The smallest count of people that is shown to everyone."""
        return self.protection.k

    def text(self, key: str, language: str) -> str:
        """The declared text ``key`` (dotted, without the language suffix) in a language, or ``""``."""
        *path, last = key.split(".")
        node: Any = self.declared
        for part in path:
            node = node.get(part, {})
        return text_of(node, last, language)

    def benchmark_codes(self) -> tuple[str, str]:
        """County and country: the two areas that are shown beside the municipalities."""
        return self.county_code, self.country_code

    def code_of(self, benchmark: str) -> str:
        """The code of ``county`` or ``country``; ``""`` for anything else."""
        return {"county": self.county_code, "country": self.country_code}.get(benchmark, "")

    def benchmark_name(self, code: str, language: str) -> str:
        """The name of the county or the country."""
        return self.text("county" if code == self.county_code else "country", language)


def load(folder: Path) -> Region:
    """Read ``region.toml`` of a data folder.

    Raises :class:`DeclarationError` when the file is missing, is not TOML, or lacks a setting.
    """
    declared = read_toml(folder / FILE)
    try:
        region = Region(
            county_code=str(declared["county_code"]),
            country_code=str(declared["country_code"]),
            crs=str(declared.get("crs", "EPSG:3006")),
            protection=protections.read(declared),
            frame_ancestors=_ancestors(
                declared.get("embedding", {}).get("frame_ancestors", ["self"])
            ),
            default_language=str(declared.get("default_language", "sv")),
            project_starts=as_date(declared["project"]["starts_on"]),
            project_ends=as_date(declared["project"]["ends_on"]),
            follow_up_weeks=_weeks(declared.get("follow_up", {}).get("weeks", FOLLOW_UP_WEEKS)),
            declared=declared,
            opens_on=_year(declared.get("opens_on", 0)),
            accessibility_url=_link(declared.get("accessibility", {}).get("contact_url", "")),
            outside_code=_outside(declared.get("outside", {}).get("code", "")),
            tiles=_tiles(declared.get("tiles", {}).get("rows", [])),
        )
    except KeyError as missing:
        raise DeclarationError(FILE, f"the setting {missing} is missing") from None
    except (TypeError, ValueError):
        # the message of this error could quote the setting
        raise DeclarationError(FILE, "a setting has the wrong form: dates are YYYY-MM-DD") from None
    if region.default_language not in LANGUAGES:
        raise DeclarationError(FILE, "default_language must be sv or en")
    return region


def _weeks(given: Any) -> int:
    if type(given) is int and given >= 1:
        return given
    raise DeclarationError(
        FILE, f"follow_up.weeks is {given}; accepted: a whole number of weeks, 1 or more"
    )


def _link(given: Any) -> str:
    """An address that may be followed: of the web or of a mailbox, or none."""
    if given == "" or (isinstance(given, str) and given.startswith(("https://", "mailto:"))):
        return str(given)
    raise DeclarationError(
        FILE, "accessibility.contact_url begins neither with https:// nor with mailto:"
    )


def _year(given: Any) -> int:
    if type(given) is int and given >= 0:
        return given
    raise DeclarationError(FILE, f"opens_on is {given}; accepted: a year in digits")


def _outside(given: Any) -> str:
    if given == "" or (isinstance(given, str) and re.fullmatch(r"[0-9]{4}", given)):
        return str(given)
    raise DeclarationError(FILE, 'outside.code: accepted: four digits in quotes, as in "9000"')


def _ancestors(given: Any) -> tuple[str, ...]:
    """Who may show our pages in a frame, as the security header names them."""
    several = isinstance(given, list) and bool(given) and all(isinstance(g, str) for g in given)
    if several and given == ["none"]:
        return ("'none'",)
    if several and all(g == "self" or ORIGIN.fullmatch(g) for g in given):
        return tuple("'self'" if g == "self" else g for g in given)
    raise DeclarationError(
        FILE,
        'embedding.frame_ancestors: accepted: ["none"], or a list of "self" and hosts with https',
    )


def _tiles(rows: Any) -> dict[str, tuple[int, int]]:
    """Column and row of each code in ``tiles.rows``: lists of codes, with "" where no tile is."""
    form = isinstance(rows, list) and all(
        isinstance(row, list) and all(isinstance(code, str) for code in row) for row in rows
    )
    if not form:
        raise DeclarationError(
            FILE, 'tiles.rows has the wrong form; accepted: rows of codes, with "" where no tile is'
        )
    places = [(code, (c, r)) for r, row in enumerate(rows) for c, code in enumerate(row) if code]
    layout = dict(places)
    if len(layout) < len(places):
        twice = next(code for at, (code, _) in enumerate(places) if code in dict(places[:at]))
        raise DeclarationError(
            FILE, f"tiles.rows has {safe_code(twice)} twice; accepted: each area once"
        )
    return layout


def wrong_tiles(tiles: Mapping[str, tuple[int, int]], codes: Collection[str]) -> str:
    """What is wrong with a declared layout for these areas; ``""`` where it fits them, or where it names none
    of them (then it belongs to another register, and a layout is worked out)."""
    if tiles.keys().isdisjoint(codes):
        return ""
    lacking = [safe_code(code) for code in codes if code not in tiles]
    unknown = [safe_code(code) for code in tiles if code not in codes]
    if not lacking and not unknown:
        return ""
    parts = [f"lacks {', '.join(lacking)}"] if lacking else []
    parts += [f"has {', '.join(unknown)}, which no area is called"] if unknown else []
    return f"tiles.rows {' and '.join(parts)}; accepted: each area once, or no [tiles] at all"


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary, or :class:`DeclarationError` naming it."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        raise DeclarationError(path.name, "the file is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise DeclarationError(path.name, f"not valid TOML: {wrong}") from None


def text_of(declared: Mapping[str, Any], key: str, language: str) -> str:
    """A declared text in a language (``name_sv``), else the one for all (``name``), else ``""``."""
    return str(declared.get(f"{key}_{language}", declared.get(key, "")))


def as_date(value: dt.date | str) -> dt.date:
    """A date from a TOML date or from ``YYYY-MM-DD``."""
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
