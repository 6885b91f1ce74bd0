"""What is asked of a source, and what it answers: the same for every source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from atlas.errors import SourceRefused
from atlas.sources.transport import Transport


@dataclass(frozen=True)
class Ask:
    """One indicator as declared, and the areas of the region: ``municipalities``, and the codes of county and
    country (``benchmarks``), all in our own codes."""

    indicator: str
    level: str
    declared: Mapping[str, Any]
    municipalities: tuple[str, ...]
    benchmarks: tuple[str, str]

    @property
    def areas(self) -> tuple[str, ...]:
        """Every area that a figure is kept for."""
        return (*(self.municipalities if self.level == "municipality" else ()), *self.benchmarks)


@dataclass(frozen=True)
class Answer:
    """A whole answer: the value, or ``None`` where the source has none, by our code and period; and the sign
    that the source sets at a value, where it does."""

    values: Mapping[tuple[str, str], float | None]
    unit: str
    signs: Mapping[tuple[str, str], str] = field(default_factory=dict)


class Reader(Protocol):
    """How one kind of source is asked."""

    def __call__(self, ask: Ask, transport: Transport) -> Answer:
        """The whole answer; :class:`~atlas.errors.SourceRefused` for half of one."""


def wanted(ask: Ask, came: set[str], name_of: Callable[[str], str], optional: set[str]) -> None:
    """Refuse other areas than those asked for, and an answer that lacks one of them."""
    asked = {name_of(code) for code in ask.areas}
    if others := came - asked:
        raise SourceRefused("areas", ", ".join(sorted(others)[:5]), ", ".join(sorted(asked)))
    if lacking := asked - came - {name_of(code) for code in optional}:
        raise SourceRefused("areas_lacking", str(len(came)), ", ".join(sorted(lacking)[:5]))
