"""Running atlases and a browser to look at them with.

The delivery is published once for all test processes; who needs one to change gets a copy. The servers
and the browser are started when the first journey asks for them.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import KINDS, Screen
from tests.journeys.serving import Delivery, serve
from tests.journeys.tabs import PATIENCE, Tabs

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def shared_delivery(published_delivery, tmp_path_factory) -> Delivery:
    return published_delivery.copy(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def public(shared_delivery):
    """The address of an atlas for everyone."""
    yield from serve(shared_delivery, "public")


@pytest.fixture(scope="session")
def desk(shared_delivery):
    """The address of an atlas for the one person at this machine."""
    yield from serve(shared_delivery, "desk")


@pytest.fixture
def plain(shared_delivery):
    """The address of an atlas that nobody has visited, started with ``streamlit run app.py``."""
    yield from serve(shared_delivery, "public", "app.py")


@pytest.fixture(scope="module")
def own_delivery(published_delivery, tmp_path_factory) -> Delivery:
    """A delivery of the module's own, to change and to break."""
    return published_delivery.copy(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def own_desk(own_delivery):
    yield from serve(own_delivery, "desk")


@pytest.fixture
def visit(profile, request):
    """Tabs that live as long as a journey."""
    tabs = Tabs(profile)
    yield tabs
    if getattr(request.node, "failed_call", False):
        tabs.keep_pictures(request.node.name)
    tabs.close()


@pytest.fixture(scope="module", params=KINDS, ids=str)
def screen(request, profile, public):
    """Each of the screens, with one tab for all journeys of a module."""
    tabs = Tabs(profile)
    yield Screen(request.param, tabs, public)
    tabs.close()


@pytest.fixture(autouse=True)
def pictures_of_a_failed_screen(request):
    yield
    if "screen" in request.fixturenames and getattr(request.node, "failed_call", False):
        request.getfixturevalue("screen").tabs.keep_pictures(request.node.name)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed_call = outcome.get_result().failed
