from __future__ import annotations

import pytest

from tests.maps.component.harness import serving


@pytest.fixture
def page(chromium):
    """A page of scripts with nothing on it."""
    context = chromium.new_context()
    page = context.new_page()
    with serving({}) as address:
        page.goto(address)
        page.evaluate("document.body.replaceChildren()")
        yield page
    context.close()
