"""Limits as they are told."""

from __future__ import annotations

import pytest

from atlas.ingest.limits import MOST_BYTES, megabytes


@pytest.mark.parametrize(
    ("size", "told"),
    [(MOST_BYTES, "25 MB"), (MOST_BYTES + 1, "25.1 MB"), (MOST_BYTES // 2, "12.5 MB")],
)
def test_what_is_over_a_limit_does_not_read_as_the_limit(size, told):
    assert megabytes(size) == told
