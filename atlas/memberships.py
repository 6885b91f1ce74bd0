"""Memberships: who takes part in which cohort and from which place, and in which they took part earlier.

A person is a member of every cohort they are enrolled in; an organisation, of every cohort and place from
which it has a participant. A cell says where its members were ``earlier``. So each person or organisation
can be counted once in any selection of cohorts and places: whoever was already in it earlier is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

# the column that lists a cell's earlier memberships in order: "alfa@A beta@A"
EARLIER = "earlier"
AT, THEN = "@", " "


def memberships(earlier: str) -> list[tuple[str, str]]:
    """The cohorts and places of a history, in order."""
    pairs = (each.split(AT) for each in earlier.split(THEN) if each)
    return [(cohort, place) for cohort, place in pairs]


def history(pairs: Iterable[tuple[str, str]]) -> str:
    """Cohorts and places as a history."""
    return THEN.join(f"{cohort}{AT}{place}" for cohort, place in pairs)


def without_places(earlier: str) -> str:
    """A history without the places: each cohort once."""
    return history(dict.fromkeys((cohort, "") for cohort, _ in memberships(earlier)))
