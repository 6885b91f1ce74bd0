"""What an index is made of, as frozen data. Checked when it is made, so that a ``Spec`` is a tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from atlas.errors import IndexRefused

HIGHER, LOWER = "higher", "lower"
NORMALISATIONS = ("min_max", "z_score", "goalposts", "rank")
AGGREGATIONS = ("arithmetic", "geometric", "mazziotta_pareto")
IMPUTATIONS = ("none", "group_mean")
TIES = ("competition", "average")
WEIGHTINGS = ("dirichlet", "uniform")
LARGEST = 1e30  # of what is declared; sums and squares of such numbers are finite, too


@dataclass(frozen=True)
class Indicator:
    """A column of the frame. ``value / denominator * per`` enters, if a ``denominator`` is named.
    ``goalposts`` are its least and best-known values in its own unit; ``log`` takes the natural
    logarithm of both before normalisation, as the Human Development Index does with income."""

    id: str
    parent: str
    weight: float = 1.0
    direction: str = HIGHER
    denominator: str = ""
    per: float = 1.0
    goalposts: tuple[float, float] | None = None
    log: bool = False


@dataclass(frozen=True)
class Group:
    """A node made of others. The one without a ``parent`` is the index. ``method`` is how its children
    become one; empty, the spec's own."""

    id: str
    parent: str = ""
    weight: float = 1.0
    method: str = ""


@dataclass(frozen=True)
class Imputation:
    """``group_mean`` fills with the mean of those in the same ``group`` (a column), or of all units if no
    column is named."""

    method: str = "none"
    group: str = ""


@dataclass(frozen=True)
class Outliers:
    """When an indicator is winsorised, and at how many points at most. ``otherwise`` is what happens
    to one that needs more: it is left as it was and told, or its logarithm is taken."""

    treat: bool = True
    skewness: float = 2.0
    kurtosis: float = 3.5
    at_most: int = 5
    otherwise: str = "tell"


@dataclass(frozen=True)
class Normalisation:
    """How indicators get one scale: ``lower`` to ``upper`` for min_max and goalposts; ``mean`` and
    ``deviation`` for z_score, of the ``sample`` (divisor n - 1) or of the population (n)."""

    method: str = "min_max"
    lower: float = 0.0
    upper: float = 100.0
    mean: float = 0.0
    deviation: float = 1.0
    sample: bool = True


@dataclass(frozen=True)
class Aggregation:
    """``penalty`` is the sign of Mazziotta-Pareto: -1 where more is better, 1 where more is worse.
    ``available`` is the share of a group's children that a unit needs for a score, from 0 to 1."""

    method: str = "arithmetic"
    penalty: int = -1
    available: float = 0.5


@dataclass(frozen=True)
class Uncertainty:
    """What is varied to see how firmly a rank stands. ``dirichlet``: weights around the declared ones, the
    more alike the larger the ``concentration``; ``uniform``: each weight times 1 - spread to 1 +
    spread. A share ``interval`` of the draws lies within the range that is told."""

    draws: int = 0
    seed: int = 1
    weights: str = "uniform"
    spread: float = 0.25
    concentration: float = 100.0
    normalisations: tuple[str, ...] = ()
    leave_one_out: bool = False
    interval: float = 0.9


@dataclass(frozen=True)
class Spec:
    """An index. ``missing`` is the largest share of units that may lack an indicator (3 of 15 = 0.2).

    Raises ``IndexRefused`` if the nodes are no tree, a weight is negative or not a number, the weights
    of a group sum to nothing, or a method is unknown.
    """

    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    unit: str = "unit"
    missing: float = 0.2
    ties: str = "competition"
    imputation: Imputation = field(default_factory=Imputation)
    outliers: Outliers = field(default_factory=Outliers)
    normalisation: Normalisation = field(default_factory=Normalisation)
    aggregation: Aggregation = field(default_factory=Aggregation)
    uncertainty: Uncertainty = field(default_factory=Uncertainty)

    def __post_init__(self) -> None:
        _check_ids(self)
        _check_choices(self)
        _check_ranges(self)
        for node in self.nodes:
            _check_weight(node)
        _check_tree(self)
        for group in self.groups:
            _check_children(self, group)

    @property
    def nodes(self) -> list[Indicator | Group]:
        """Every indicator and every group."""
        return [*self.indicators, *self.groups]

    @property
    def root(self) -> str:
        """The id of the index itself."""
        return next(group.id for group in self.groups if not group.parent)

    def children(self, group: str) -> list[Indicator | Group]:
        """The nodes right under a group, in the order of declaration."""
        return [node for node in self.nodes if node.parent == group]

    def bottom_up(self) -> list[Group]:
        """Every group after all groups under it, the index last."""
        depth = {self.root: 0}
        queue = [self.root]
        for at in queue:
            for group in self.groups:
                if group.parent == at:
                    depth[group.id] = depth[at] + 1
                    queue.append(group.id)
        return sorted(self.groups, key=lambda group: -depth[group.id])


def _check_ids(spec: Spec) -> None:
    if not spec.indicators:
        raise IndexRefused("indicators", "none", "one or more", "declare [indicators.ID]")
    seen: set[str] = set()
    for node in spec.nodes:
        if not isinstance(node.parent, str):
            raise IndexRefused(
                node.id, f"parents {node.parent}", "one parent", "keep one; a child counts once"
            )
        if node.id in seen:
            raise IndexRefused(
                node.id, "declared twice", "one parent for each id", "keep one of the declarations"
            )
        seen.add(node.id)


def _check_weight(node: Indicator | Group) -> None:
    number(f"weight of {node.id}", node.weight)
    if node.weight < 0:
        raise IndexRefused(
            f"weight of {node.id}",
            node.weight,
            "0 or more",
            'for a disadvantage write direction = "lower"',
        )


def _check_tree(spec: Spec) -> None:
    parents = {group.id: group.parent for group in spec.groups}
    for node in spec.nodes:
        if node.parent and node.parent not in parents:
            raise IndexRefused(
                f"parent of {node.id}", node.parent, "a declared group", "declare the group"
            )
        if isinstance(node, Indicator) and not node.parent:
            raise IndexRefused(node.id, "no parent", "a declared group", "name its parent")
    for start in parents:
        path: list[str] = []
        at = start
        while at:
            if at in path:
                raise IndexRefused(
                    "groups",
                    f"a cycle {' > '.join([*path, at])}",
                    "a tree",
                    "give one of them another parent, or none",
                )
            path.append(at)
            at = parents[at]
    roots = [group.id for group in spec.groups if not group.parent]
    if len(roots) != 1:
        raise IndexRefused(
            "groups",
            f"{len(roots)} without a parent: {', '.join(roots) or '-'}",
            "one",
            "put the others under one index",
        )


def _check_children(spec: Spec, group: Group) -> None:
    weights = [node.weight for node in spec.children(group.id)]
    if not weights:
        raise IndexRefused(group.id, "no children", "one or more", "take the group away or fill it")
    if sum(weights) <= 0:
        raise IndexRefused(
            f"weights under {group.id}",
            f"they sum to {sum(weights):g}",
            "a sum above 0",
            "give one of them a weight; 1 each means equal weights",
        )


def _check_choices(spec: Spec) -> None:
    one_of("imputation", spec.imputation.method, IMPUTATIONS)
    one_of("outliers otherwise", spec.outliers.otherwise, ("tell", "log"))
    one_of("normalisation", spec.normalisation.method, NORMALISATIONS)
    one_of("aggregation", spec.aggregation.method, AGGREGATIONS)
    one_of("penalty", spec.aggregation.penalty, (-1, 1))
    one_of("ties", spec.ties, TIES)
    one_of("uncertainty weights", spec.uncertainty.weights, WEIGHTINGS)
    if not isinstance(spec.uncertainty.normalisations, tuple):
        came = repr(spec.uncertainty.normalisations)
        raise IndexRefused("uncertainty normalisations", came, "a list", 'write ["min_max"]')
    for method in spec.uncertainty.normalisations:
        one_of("uncertainty normalisations", method, NORMALISATIONS)
    for indicator in spec.indicators:
        one_of(f"direction of {indicator.id}", indicator.direction, (HIGHER, LOWER))
    for group in spec.groups:
        one_of(f"method of {group.id}", group.method, ("", *AGGREGATIONS))


def _check_ranges(spec: Spec) -> None:
    scale, chance = spec.normalisation, spec.uncertainty
    between("missing", spec.missing, 0, 1)
    between("available", spec.aggregation.available, 0, 1)
    between("spread", chance.spread, 0, 1)
    between("interval", chance.interval, 0, 1)
    between("concentration", chance.concentration, 1, LARGEST)
    between("skewness", spec.outliers.skewness, 0, LARGEST)
    between("kurtosis", spec.outliers.kurtosis, 0, LARGEST)
    number("mean", scale.mean)
    for name, count in (
        ("draws", chance.draws),
        ("seed", chance.seed),
        ("at_most", spec.outliers.at_most),
    ):
        between(name, count, 0, 1_000_000)
        if not isinstance(count, int):
            raise IndexRefused(name, count, "a whole number", "write it without decimals")
    for name, low, high in [("normalisation", scale.lower, scale.upper)] + [
        (f"goalposts of {i.id}", *i.goalposts) for i in spec.indicators if i.goalposts
    ]:
        if not number(name, low) < number(name, high):
            raise IndexRefused(
                name, f"{low:g} to {high:g}", "a lower end below the upper", "turn them round"
            )
    for name, value in (
        ("deviation", scale.deviation),
        *((f"per of {i.id}", i.per) for i in spec.indicators),
    ):
        if number(name, value) <= 0:
            raise IndexRefused(name, value, "a number above 0", "give a positive number")


def number(where: str, value: Any) -> float:
    """The value, if it is a number that can be counted with."""
    wrong = isinstance(value, bool) or not isinstance(value, int | float)
    if wrong or not abs(value) <= LARGEST:
        told = f"a number from {-LARGEST:g} to {LARGEST:g}"
        raise IndexRefused(where, repr(value), told, "write a number")
    return float(value)


def between(where: str, value: Any, low: float, high: float) -> None:
    """Refuse what is not a number from ``low`` to ``high``."""
    if not low <= number(where, value) <= high:
        raise IndexRefused(where, value, f"{low:g} to {high:g}", "give a number in that range")


def one_of(where: str, value: Any, accepted: Iterable[Any]) -> None:
    """Refuse what is not one of the accepted values."""
    known = list(accepted)
    if value not in known:
        names = ", ".join(str(each) for each in known if each != "")
        raise IndexRefused(where, repr(value), names, "write one of them")
