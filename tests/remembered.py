"""Publishing the same delivery under the same circumstances gives the same tables: made once a test process.

Most of a publication is making its tables, and most tests of what stands around them publish the same few
deliveries. For tests that change how tables are made this is not: they would be told the unchanged ones.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

from atlas.contract import Delivery
from atlas.publish.tables import Tables

_made: dict[bytes, Tables] = {}


def once(build: Callable[..., Tables]) -> Callable[..., Tables]:
    """``atlas.publish.tables.build`` that remembers, by all that tables are made of."""

    def built(delivery: Delivery, *more: Any, **settings: Any) -> Tables:
        key = pickle.dumps((delivery.fingerprint, more, sorted(settings.items())))
        if key not in _made:
            _made[key] = build(delivery, *more, **settings)
        return _made[key]

    return built
