"""How a shown number binds the true one, by the published rules. A rule never says more than they do."""

from __future__ import annotations

from dataclasses import dataclass

INFINITE = float("inf")
MORE = 10_000


@dataclass(frozen=True)
class Rule:
    """``exact``: a cell of k or more is shown as it is, one of 1..k-1 as 0 or k. Otherwise every shown
    number is a multiple of k, less than ``k`` (after k was another: the reach) away from the truth; so are
    the declared sums; and parts are shared out by cumulative sums. What was shown before says nothing
    certain: a cell that stands gives way where a sum asks for it."""

    exact: bool

    def cell(self, shown: int, k: int, cells: float = 1) -> tuple[float, float]:
        """The least and the most that may truly be where so much is shown of so many ``cells`` together."""
        if self.exact and shown:
            return (1, k) if shown == k else (shown, shown)
        if self.exact:
            return 0, k - 1
        return max(0, shown - cells * (k - 1)), shown + cells * (k - 1)


EACH_CELL, MULTIPLES = Rule(exact=True), Rule(exact=False)
