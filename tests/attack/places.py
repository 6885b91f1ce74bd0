"""Where the people of a programme can be."""

from __future__ import annotations

from atlas.warehouse import Data


def everywhere(data: Data) -> list[str]:
    """The places where people are: the municipalities, and all places outside the region as one."""
    return [*data.codes, *filter(None, [data.region.outside_code])]
