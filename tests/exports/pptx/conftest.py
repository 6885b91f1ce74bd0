"""The file of every card, made once in each language."""

from __future__ import annotations

import pytest

from tests.exports.pptx import made as making


@pytest.fixture(scope="session", params=["sv", "en"])
def made(request, shipped):
    """The deck of every card: as it was told, as bytes and opened again."""
    return making.filed(shipped.public, request.param)
