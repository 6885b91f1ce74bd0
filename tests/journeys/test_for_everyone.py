"""What axe does not see: targets as large as a finger needs, and what is chosen in a reader's own colours."""

from __future__ import annotations

import pytest

from tests.journeys.accessibility import violations
from tests.journeys.staging import Stage

pytestmark = pytest.mark.browser


def test_the_stage_lies_within_the_one_main_of_the_page(visit, public):
    stage = Stage(visit(public)).open()
    assert stage.page.locator("main, [role=main]").count() <= 1
    assert violations(stage.page) == []
