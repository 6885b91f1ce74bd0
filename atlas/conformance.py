"""``accessibility.toml``: how far the atlas meets the rules for digital public services, as assessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from atlas.region import read_toml

FILE = Path(__file__).parent / "accessibility.toml"


@dataclass(frozen=True)
class Fault:
    """A known fault: ``criteria`` of WCAG 2.1 that are not met, and the ``pages`` where, by name."""

    name: str
    criteria: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Assessment:
    """When compliance was assessed, when the statement was changed last, the address where the authority
    takes complaints, and what is not met."""

    assessed_on: dt.date
    updated_on: dt.date
    supervision: str
    faults: tuple[Fault, ...]

    @property
    def status(self) -> str:
        """``full`` or ``partial`` compliance: the two of the three of the law that an assessment of ours
        can come to, for an atlas that met nothing would not be published."""
        return "partial" if self.faults else "full"


@lru_cache(maxsize=1)
def assessment() -> Assessment:
    """The assessment as declared."""
    declared = read_toml(FILE)
    faults = (
        Fault(name, tuple(fault["criteria"]), tuple(fault["pages"]))
        for name, fault in declared.get("faults", {}).items()
    )
    dates = declared["assessed_on"], declared["updated_on"]
    return Assessment(*dates, declared["supervision"], tuple(faults))
