"""The attack: one publication by itself, and two after each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.attack.adversary import counts, evidence, solving
from tests.attack.adversary.publication import Publication
from tests.attack.adversary.rules import Rule
from tests.attack.adversary.solving import Found
from tests.attack.adversary.world import World

PRIMARY = evidence.PRIMARY


class Adversary:
    """Everything that some publications, in order, tell of the truth.

    ``written``: what manifests tell is read, too. ``once``: nobody is known to have come twice (cohorts
    of different places at the same time), which is taken for so where nobody is shown to have.
    """

    def __init__(
        self,
        *publications: Publication,
        rule: Rule,
        written: bool = True,
        once: bool = False,
    ) -> None:
        self.publications, self.rule = publications, rule
        self.world = world = World(publications)
        shown = np.zeros(world.size)
        for at, publication in enumerate(publications):
            now = evidence.shown(world, at, publication)
            cells = pd.concat(now.values())
            shown[cells.index] = cells.to_numpy()
            before = publications[at - 1] if at else None
            evidence.tell(world, at, publication, rule, before)
            if written:
                evidence.written(world, at, publication, now)
            again = world.of(at, "enrolments", new=False)
            if once and not shown[again].any():
                world.tell([(1, again)], 0, 0, "nobody comes twice")
        if written and len(publications) == 2 and evidence.same_rows(*publications):
            self._nothing_changed()
        # choices of two, which are no cells, are unknown to the reader as well
        self.shown = np.concatenate([shown, np.zeros(world.size - len(shown))])
        self.solver = solving.Solver(world)
        self.solver.suppose(self.shown)
        for at in range(1, len(publications)):
            # that nothing has changed since is the first to be thought of
            self.solver.suppose(self._as_before(at))

    def _nothing_changed(self) -> None:
        for name in PRIMARY:
            pairs = zip(self.world.cells[0, name]["x"], self.world.cells[1, name]["x"], strict=True)
            for x, y in pairs:
                one, other = np.array([x]), np.array([y])
                self.world.tell([(1, one), (-1, other)], 0, 0, "no row changed")

    def _as_before(self, at: int) -> np.ndarray:
        """What is shown, with what was shown at the moment before in the place of this one."""
        truth = self.shown.copy()
        for (moment, name), frame in self.world.cells.items():
            if moment == at:
                truth[frame["x"]] = self.shown[self.world.cells[at - 1, name]["x"]]
        return truth

    def found(self, most: int = 1_000) -> list[Found]:
        """Counts of people and organisations, and numbers of people in a change, that can be nothing but
        1..k-1; ``most`` of each kind."""
        asked = [counts.single(self.world, at) for at in range(len(self.publications))]
        out = []
        for publication, single in zip(self.publications, asked, strict=True):
            out += solving.found(self.solver, single, publication.k, most)
        for (at, one), (later, other) in zip(
            enumerate(asked), list(enumerate(asked))[1:], strict=False
        ):
            k = max(self.publications[at].k, self.publications[later].k)
            out += solving.found(self.solver, counts.between(one, other), k, most)
        return out

    def interval(self, table: str, at: int = 0, **chosen: object) -> tuple[int, int]:
        """The least and the most that the cells of a table with these values can be together."""
        weights = np.zeros(self.world.size)
        weights[self.world.of(at, table, **chosen)] = 1
        return self.solver.interval(weights)

    def broken(self) -> list[str]:
        """Why what is shown cannot itself be the truth; nothing where it can."""
        return self.solver.keeps(self.shown)
