"""Going back to a version that cannot be had any more: what is told says why, and that nothing changed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from atlas.errors import BrokenSnapshot, UnknownSnapshot
from atlas.views.panels import published
from atlas.views.run.visit import Imported
from atlas.words import Words


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (BrokenSnapshot("damaged"), "Den versionen är skadad och kan inte återställas."),
        (UnknownSnapshot([]), "Den versionen finns inte längre."),
        (OSError("full"), "Disken är full."),
    ],
)
def test_undoing_tells_why_it_could_not_be_done(monkeypatch, fault, said):
    now = SimpleNamespace(imported=Imported("modules", "new", "old", {}, exact=False))

    def refuse(*_args, **_more):
        raise fault

    monkeypatch.setattr(published.visit, "current", lambda: now)
    viewer = SimpleNamespace(may=lambda *_: True, who="someone")
    monkeypatch.setattr(published.access, "viewer", lambda: viewer)
    monkeypatch.setattr(published.history, "live", lambda _store: "new")
    monkeypatch.setattr(published.intake, "rollback", refuse)
    published._undo()
    assert not now.imported.undone
    assert Words("sv")(now.imported.refused).startswith(said)
