"""What many tests stand on: the shipped delivery and a hand-countable one, each published once, and
one browser for each test process."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
from functools import cached_property
from types import SimpleNamespace

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

from atlas import ingest, warehouse
from atlas.__main__ import main
from atlas.publish import snapshot, tables
from scripts.find_browser import find
from tests import deliveries, remembered
from tests.journeys.serving import published
from tests.profile import PLACE, Profile

# how long an example takes says what else the machine does; the same ones are tried each time, so that what
# is red once is red again
settings.register_profile("atlas", deadline=None, database=None, derandomize=True)
settings.load_profile("atlas")
NOW = dt.datetime(2024, 3, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="session", autouse=True)
def one_secret():
    """Rounding turns on a secret, in life another for each store: here the same each time, so that what
    is red once is red again. Another is tried with ``ATLAS_SECRET=another make test``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_SECRET", os.environ.get("ATLAS_SECRET", "a secret for tests"))
        yield


@pytest.fixture(scope="session")
def profile(tmp_path_factory):
    """The profile of the one browser of a test process: Playwright can be started once in each.

    No name but our own leads anywhere in it, whoever asks.
    """
    path = find()
    assert path, "no Chromium was found: see scripts/find_browser.py"
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=path,
            **PLACE,
            args=[
                # letters as wide as a whole browser draws them: the shell rounds each to whole px
                "--font-render-hinting=none",
                "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-component-update", "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            ],
        )  # fmt: skip
        yield Profile(context)
        context.close()


@pytest.fixture(scope="session")
def chromium(profile):
    """The browser itself, for who makes their own profiles in it."""
    return profile.browser


def _published(data, store):
    reading = ingest.read(data, deliveries.GEO)
    assert reading.delivery is not None, list(reading.findings)[:3]
    made = snapshot.publish(reading.delivery, store, NOW)
    return SimpleNamespace(
        delivery=reading.delivery,
        store=store,
        snapshot=made,
        public=warehouse.open_public(store),
        exact=warehouse.exact(store, "staff"),
    )


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The repository's own data and boundaries, published."""
    return _published(deliveries.DATA, tmp_path_factory.mktemp("shipped") / "store")


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    """The delivery of tests/deliveries.py, published."""
    folder = tmp_path_factory.mktemp("counted")
    return _published(deliveries.small(folder / "data"), folder / "store")


@pytest.fixture
def all_of_few(counted):
    """The public side of that delivery where ten of ten completed in one place, and not six."""
    cells = counted.public["enrolments"]
    raised = cells.assign(n=cells["n"].where(cells["status"] != "completed", 10))
    tables = {**counted.public.tables, "enrolments": raised}
    return dataclasses.replace(counted.public, tables=tables)


@pytest.fixture(scope="session")
def odd(tmp_path_factory):
    """The delivery of tests/deliveries.py where everything odd happens, published."""
    folder = tmp_path_factory.mktemp("odd")
    return _published(deliveries.odd(folder / "data"), folder / "store")


@pytest.fixture(scope="session")
def hollow(tmp_path_factory):
    """A programme with nothing in it yet, published."""
    folder = tmp_path_factory.mktemp("hollow")
    return _published(deliveries.hollow(folder / "data"), folder / "store")


@pytest.fixture(scope="session")
def published_delivery(tmp_path_factory):
    """The repository's own files as ``python -m atlas publish`` publishes them, once for all test
    processes. Nobody changes it: there is :meth:`Delivery.copy`."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return published(shared / "published-delivery")


@pytest.fixture(scope="module")
def tables_once():
    """For tests of what stands around a publication: its tables are made once for the same delivery."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "build", remembered.once(tables.build))
        yield


@pytest.fixture
def desk(tmp_path):
    """A delivery of one's own to break: its data folder, its boundary folder and an empty store."""
    return SimpleNamespace(
        data=deliveries.small(tmp_path / "data"),
        geo=deliveries.squares(tmp_path / "geo", deliveries.register()),
        store=tmp_path / "store",
    )


@pytest.fixture
def run(capsys):
    """Run a command as typed; gives its exit code, what it said and what it said of errors."""

    def command(*arguments):
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err)

    return command


class Report:
    """What `check` says of a delivery: its exit code and findings, and its text when asked for."""

    def __init__(self, run, desk):
        self._run = lambda *more: run("check", "--data", desk.data, "--geo", desk.geo, *more)
        told = self._run("--json")
        self.code, self.json = told.code, json.loads(told.out)

    @cached_property
    def text(self):
        told = self._run()
        assert told.code == self.code
        return told.out


@pytest.fixture
def check(run, desk):
    """Check the delivery at the desk."""
    return lambda: Report(run, desk)
