"""When the public numbers of people change: by the calendar, and never because of what is in the rows.

Between two days of the schedule the public cells are carried over unchanged, whatever is delivered;
indicators, texts and boundaries follow every delivery. Only time decides, because a number that changed
early would reveal that much has changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from atlas.contract import Delivery
from atlas.publish.store import FORM

FIRST, KIND, EDITION, SAMPLE, ASKED = "first", "kind", "edition", "sample", "asked"
DUE, KEPT = "due", "kept"


@dataclass(frozen=True)
class Decision:
    """Whether new public cells are made, and why."""

    why: str

    @property
    def make(self) -> bool:
        """Whether new ones are made."""
        return self.why != KEPT


def decide(
    delivery: Delivery, manifest: Mapping[str, Any] | None, now: dt.datetime, asked: bool = False
) -> Decision:
    """Whether a delivery gets new public cells, by the manifest of the live snapshot, if there is one.

    Changed settings, or another secret, wait for the schedule like everything else. Sample data are
    about nobody: they follow at once, and numbers of sample people never stay for real ones, nor the
    other way. Cells of an earlier edition are not carried over, but remembered.
    """
    public = manifest.get("public") if manifest else None
    if not public:
        return Decision(FIRST)
    if is_sample(delivery) != public["sample"]:
        return Decision(KIND)
    if is_sample(delivery):
        return Decision(SAMPLE)
    if manifest and manifest["form"] != FORM:
        return Decision(EDITION)
    if asked:
        return Decision(ASKED)
    return Decision(DUE if is_due(public, now) else KEPT)


def standing(delivery: Delivery, identity: str, now: dt.datetime) -> dict[str, Any]:
    """What the manifest says about public cells made now: their date, their snapshot, and until when they
    stand."""
    sample = is_sample(delivery)
    until = now + dt.timedelta(days=0 if sample else delivery.region.protection.days)
    return {
        "as_of": now.isoformat(timespec="seconds"),
        "snapshot": identity,
        "until": until.isoformat(timespec="seconds"),
        "sample": sample,
    }


def is_sample(delivery: Delivery) -> bool:
    """Whether the participants are made up: then there is nobody to protect."""
    return delivery.contract["participants"].synthetic


def is_due(public: Mapping[str, Any], now: dt.datetime) -> bool:
    """Whether the time for which public cells stand (a manifest's ``public``) has passed. Cells dated in
    the future, made under a wrong clock, are due at once, or they might stand for years."""
    since, until = (dt.datetime.fromisoformat(public[name]) for name in ("as_of", "until"))
    return now >= until or since > now


def waits(manifest: Mapping[str, Any], now: dt.datetime, asked: bool = False) -> bool:
    """Whether a snapshot carries public cells that are older than its rows and that may now be replaced
    although no file has changed."""
    public = manifest.get("public", {})
    carried = bool(public) and public["snapshot"] != manifest["id"]
    return carried and (asked or is_due(public, now))
