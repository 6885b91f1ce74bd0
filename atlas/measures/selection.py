"""What a viewer has chosen: municipalities, cohorts, years. Codes only, never names."""

from __future__ import annotations

from dataclasses import dataclass, replace

# How many results of a function are remembered: a snapshot never changes, so neither do they.
REMEMBERED = 512


@dataclass(frozen=True)
class Selection:
    """Empty means all. ``years`` is the first and the last year, inclusive.

    A cohort belongs to the year in which it starts; an indicator to the year it describes.
    """

    municipalities: tuple[str, ...] = ()
    cohorts: tuple[str, ...] = ()
    years: tuple[int, int] | None = None

    def everywhere(self) -> Selection:
        """The same selection without municipalities: what a map of all of them shows."""
        return replace(self, municipalities=())

    def of(self, *codes: str) -> Selection:
        """The same selection of these municipalities."""
        return replace(self, municipalities=codes)

    def covers(self, period: str) -> bool:
        """Whether a period (``2022``, ``2024-Q3``, ``2016/17``) begins within the years."""
        if self.years is None:
            return True
        return self.years[0] <= year_of(period) <= self.years[1]


def year_of(period: str) -> int:
    """The year in which a period begins."""
    return int(period[:4])
