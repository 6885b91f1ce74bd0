"""The protection that a region declares: which counts are too small, what is published, and how often.

This module reads and checks ``[protection]`` in ``region.toml``. Publishing applies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from atlas.errors import DeclarationError

FILE = "region.toml"
ALLOWED_K = (3, 5, 10)
MUNICIPALITY, COHORT, STATUS = "municipality_code", "cohort_id", "status"
CROSS = (MUNICIPALITY, COHORT, STATUS)
PROPERTIES = ("gender", "sector", "size_class", "role")
# properties that hold free text, in the words of whoever made the delivery
FREE_TEXT = ("role",)
BY_COHORT, BY_COUNTY, NEVER = "cohort", "county", "never"
LEVELS = (BY_COHORT, BY_COUNTY, NEVER)
SCHEDULES = {"now": 0, "day": 1, "week": 7, "month": 30}
SETTINGS = ("k", "cross", "margins", "properties", "schedule")


@dataclass(frozen=True)
class Protection:
    """Protection as declared.

    ``cross`` holds the dimensions of the finest published cells. ``margins`` are the sums of these that
    rounding keeps close to the truth, as tuples of dimensions (``()`` is the total; it and each single
    dimension are always included). ``properties`` says for each property of a participant whether it is
    published by cohort, for the county, or never. ``days`` is how long the public numbers stand before
    they may change again.
    """

    k: int = 5
    cross: tuple[str, ...] = CROSS
    margins: tuple[tuple[str, ...], ...] = ((), *((d,) for d in CROSS), *combinations(CROSS, 2))
    properties: tuple[tuple[str, str], ...] = tuple((name, BY_COHORT) for name in PROPERTIES)
    days: int = SCHEDULES["month"]

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Protection:
        """The settings in a manifest, which does not say how long numbers stand."""
        return cls(
            k=int(plain["k"]),
            cross=tuple(plain["cross"]),
            margins=tuple(tuple(margin) for margin in plain["margins"]),
            properties=tuple(plain["properties"].items()),
        )

    def as_dict(self) -> dict[str, Any]:
        """The settings for a manifest."""
        return {
            "k": self.k,
            "cross": list(self.cross),
            "margins": [list(margin) for margin in self.margins],
            "properties": dict(self.properties),
        }


def read(declared: Mapping[str, Any]) -> Protection:
    """The ``[protection]`` of a region file; settings that it leaves out get their defaults.

    Raises :class:`~atlas.errors.DeclarationError`, which says what is accepted.
    """
    node = declared.get("protection", {})
    if not isinstance(node, Mapping):
        raise _wrong("protection", "a table [protection]")
    for name in node:
        if name not in SETTINGS:
            raise _unknown("protection", ", ".join(SETTINGS))
    k = node.get("k", 5)
    if type(k) is not int or k not in ALLOWED_K:
        raise _wrong("protection.k", "3, 5 or 10")
    cross = _cross(node.get("cross", list(CROSS)))
    return Protection(
        k=k,
        cross=cross,
        margins=_margins(node.get("margins", [list(m) for m in combinations(cross, 2)]), cross),
        properties=_properties(node.get("properties", {})),
        days=_days(node.get("schedule", "month")),
    )


def _cross(given: Any) -> tuple[str, ...]:
    known = isinstance(given, list) and all(d in CROSS for d in given)
    if not known or len(set(given)) != len(given) or COHORT not in given:
        raise _wrong("protection.cross", f"{COHORT}, with or without {MUNICIPALITY}, {STATUS}")
    return tuple(d for d in CROSS if d in given)


def _margins(given: Any, cross: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    if not isinstance(given, list):
        raise _wrong("protection.margins", "a list of lists of dimensions")
    for margin in given:
        if not isinstance(margin, list) or not all(d in cross for d in margin):
            raise _wrong("protection.margins", f"lists of {', '.join(cross)}")
    known = [tuple(d for d in cross if d in margin) for margin in given]
    return tuple(dict.fromkeys([(), *((d,) for d in cross), *known]))


def _properties(given: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(given, Mapping):
        raise _wrong("protection.properties", "a table [protection.properties]")
    for name, level in given.items():
        if name not in PROPERTIES:
            raise _unknown("protection.properties", ", ".join(PROPERTIES))
        if level not in LEVELS:
            raise _wrong(f"protection.properties.{name}", ", ".join(LEVELS))
    return tuple((name, str(given.get(name, BY_COHORT))) for name in PROPERTIES)


def _days(given: Any) -> int:
    if isinstance(given, str) and given in SCHEDULES:
        return SCHEDULES[given]
    if type(given) is int and given >= 0:
        return given
    raise _wrong("protection.schedule", f"{', '.join(SCHEDULES)} or a number of days")


def _unknown(setting: str, accepted: str) -> DeclarationError:
    return DeclarationError(FILE, f"{setting} holds a key that is not known; accepted: {accepted}")


def _wrong(setting: str, accepted: str) -> DeclarationError:
    return DeclarationError(FILE, f"{setting}: accepted: {accepted}")
