"""Memberships: who takes part in which cohort and from which place, and where they were before that.

A person is a member of each cohort they are enrolled in, an organisation of each cohort and place that
it has a participant in. A cell says where its members were ``earlier``, so that for any choice of
cohorts and places each person, and each organisation, can be counted once: those are left out who were
in the choice before.
"""

from __future__ import annotations

from collections.abc import Iterable

# the column of a cell with the memberships before, in order: "alfa@A beta@A"
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
    """A history that does not tell the places: each cohort once."""
    return history(dict.fromkeys((cohort, "") for cohort, _ in memberships(earlier)))
