"""A public copy: a store that holds what everyone may know, and nothing else."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from atlas import contract as contracts
from atlas import ingest, warehouse
from atlas.errors import AtlasError, BrokenSnapshot, ExactRefused, NoSnapshot
from atlas.publish import copies, difference, history, manifests, snapshot
from tests.conftest import NOW
from tests.deliveries import DATA, OWNER, PERSON, ROOT, edit

pytestmark = pytest.mark.usefixtures("tables_once")

PATIENCE = 60


@pytest.fixture
def store(desk):
    """A store in which somebody has imported a list of people, with a note, and was refused since."""
    told = {
        "act": "import",
        "kind": "participants",
        "who": "sub-of-anna",
        "note": "Eva ringde",
        "rows": 12,
    }
    counts = {"before": 11, "after": 12, "new": 1, "changed": 0, "gone": 0}
    told |= {"difference": {"tables": {"participants": counts, "events": counts}}}
    snapshot.publish(ingest.read(desk.data, desk.geo).delivery, desk.store, NOW, told)
    (desk.store / "rejected.json").write_text('{"total": 3}', "utf-8")
    return desk.store


@pytest.fixture
def copy(store):
    return copies.public_copy(store, store.with_name("copy"))


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_it_holds_the_public_part_its_history_and_what_names_it(copy):
    live = (copy / "CURRENT").read_text().strip()
    top = {name.split("/")[0] for name in files(copy)}
    assert top == {"CURRENT", "history.jsonl", "snapshots"}
    inside = {name.split("/")[2] for name in files(copy) if name.startswith("snapshots/")}
    assert inside == {"manifest.json", "public"}
    assert [p.name for p in (copy / "snapshots").iterdir()] == [live]


def test_nothing_in_it_is_of_a_person_or_of_who_published(copy):
    for name, content in files(copy).items():
        for canary in (PERSON, OWNER, "sub-of-anna", "Eva ringde", getpass.getuser() + '"'):
            assert canary.encode() not in content, (name, canary)


def test_no_row_count_and_no_digest_of_a_protected_file_is_in_it(copy, store):
    live = (copy / "CURRENT").read_text().strip()
    full = json.loads((store / "snapshots" / live / "manifest.json").read_text("utf-8"))
    told = json.loads((copy / "snapshots" / live / "manifest.json").read_text("utf-8"))
    protected = [t for t in contracts.load(DATA).tables.values() if t.protected]
    assert {t.name for t in protected} >= {"participants", "cohorts", "corrections", "surveys"}
    everything = b"".join(files(copy).values())
    receipts = {f["name"]: f for f in told["files"]}
    for table in protected:
        expected = {"name", "rows"} if table.name == "cohorts" else {"name"}
        assert set(receipts[table.path]) == expected
        whole = next((f for f in full["files"] if f["name"] == table.path), None)
        assert whole is None or whole["sha256"].encode() not in everything
    assert {"fingerprint", "cost", "cohorts"}.isdisjoint(told)
    assert full["fingerprint"].encode() not in everything


def test_the_history_tells_that_people_were_delivered_and_not_how_much(copy):
    (line,) = history.read(copy)
    assert line["tables"] == {
        "participants": None,
        "events": {"new": 1, "changed": 0, "gone": 0},
    }
    assert {"who", "note", "rows", "difference"}.isdisjoint(line)


def test_it_opens_for_everyone_and_has_nothing_exact_for_staff(copy, store):
    one, other = warehouse.open_public(store), warehouse.open_public(copy)
    assert one.id == other.id
    assert all(one[name].equals(other[name]) for name in one.tables)
    with pytest.raises(ExactRefused):
        warehouse.exact(copy, "public")
    with pytest.raises(BrokenSnapshot):
        warehouse.exact(copy, "staff")


def test_nothing_is_written_over_and_a_failed_copy_leaves_nothing(store, desk, monkeypatch):
    out = store.with_name("copy")
    out.mkdir()
    with pytest.raises(AtlasError, match="there already"):
        copies.public_copy(store, out)
    out.rmdir()
    with pytest.raises(NoSnapshot):
        copies.public_copy(store.with_name("nothing"), out)
    monkeypatch.setattr(copies.history, "append", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        copies.public_copy(store, out)
    assert not [p for p in store.parent.iterdir() if "copy" in p.name]


def test_the_command_makes_one(store, run):
    out = store.with_name("copy")
    made = run("public-copy", out, "--store", store)
    assert (made.code, made.out.strip()) == (0, str(out))
    assert run("public-copy", out, "--store", store).code == 1


def test_a_protected_column_of_any_table_keeps_its_file_to_itself(desk):
    # declared for the events as well: their digest is gone, how many there are is told
    edit(
        desk.data / "datapackage.json",
        '"name": "events",',
        '"name": "events", "atlas:protected": ["source"],',
    )
    contract = contracts.load(desk.data)
    whole = {"name": "events.csv", "rows": 2, "bytes": 99, "sha256": "abc"}
    told = manifests.public([whole], {"act": "publish"}, contract)["files"]
    assert {"name": "events.csv", "rows": 2} in told


def test_of_a_list_with_a_protected_column_it_is_told_only_that_it_was_delivered(desk):
    # one more applied to one cohort: a row of cohorts.csv changed, and that would be told of one person
    contract = contracts.load(desk.data)
    one = {"before": 2, "after": 2, "new": 0, "changed": 1, "gone": 0}
    told = {"act": "import", "kind": "cohorts"}
    given = told | {"difference": {"tables": {"cohorts": one, "events": one}}}
    shown = manifests.public_revision(given, contract)
    assert shown == told | {
        "tables": {"cohorts": None, "events": {"new": 0, "changed": 1, "gone": 0}}
    }
    assert set(difference.protected(one, contract["cohorts"]).values()) == {None}


def test_a_server_that_starts_from_it_alone_answers_and_writes_nothing(copy, tmp_path):
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copyfile(DATA / "region.toml", alone / "region.toml")
    before = files(copy)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = {"ATLAS_STORE": str(copy), "ATLAS_DATA": str(alone), "ATLAS_GEO": str(alone)}
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "asgi.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert answer(port, "/_stcore/health") == "ok"
        assert '<html lang="sv"' in answer(port, "/om")
    finally:
        server.kill()
        server.wait()
    assert files(copy) == before


def answer(port, path):
    """What the server says, as soon as it does."""
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Accept": "text/html"}
    )
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as told:
                return told.read().decode()
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < until, "the server did not answer"
            time.sleep(0.3)
