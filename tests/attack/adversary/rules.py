"""How a shown number binds the true one, by the published rules. A rule never says more than they do."""

from __future__ import annotations

from dataclasses import dataclass

INFINITE = float("inf")
MORE = 10_000


@dataclass(frozen=True)
class Rule:
    """``exact``: a cell of k or more is shown as it is, one of 1..k-1 as 0 or k. Otherwise every shown
    number is a multiple of k, less than ``k`` (after k was another: the reach) away from the truth, and
    parts are shared out by cumulative sums."""

    exact: bool

    def cell(self, shown: int, k: int, before: int | None = None) -> tuple[int, int]:
        """The least and the most that a cell may truly be; ``before`` is what was shown last time."""
        if not shown:
            least, most = 0, k - 1
        elif self.exact:
            least, most = (1, k) if shown == k else (shown, shown)
        else:
            least, most = max(1, shown - k + 1), shown + k - 1
        if before is None or self.exact or before == shown:
            return least, most
        # what was shown stays until the truth is k away from it
        return (max(least, before + k), most) if shown > before else (least, min(most, before - k))


EACH_CELL, MULTIPLES = Rule(exact=True), Rule(exact=False)
