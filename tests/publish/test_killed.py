"""Killed at a random moment, and at the steps of the swap: readers see the old state or the new one and no
other, the next import is compared with one of them, and nothing is left lying about.

More of them: ``python -m scripts.kill_publish``, with ``--kills 1000`` or ``--each-step``.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys

from atlas import disk
from atlas.publish import leftovers, swap
from tests.deliveries import ROOT


def killed(*options):
    # a process of its own: it forks, and the browser of the other tests would be forked with it
    done = subprocess.run(
        [sys.executable, "-m", "scripts.kill_publish", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    return json.loads(done.stdout)


def test_ten_kills_with_two_readers_tear_nothing_and_take_nobody_back():
    counts = killed("--kills", "10")
    assert counts["kills"] == 10
    assert counts["reads"] > 10
    wrong = ("torn", "back", "refused", "apart", "left", "broken_folders")
    assert [counts[key] for key in wrong] == [0] * 6


def test_killed_at_the_steps_of_the_swap_the_next_import_finds_a_whole_delivery_and_no_leftovers():
    counts = killed("--each-step", "4")
    assert counts["kills"] >= 9
    assert [counts[key] for key in ("refused", "apart", "left")] == [0, 0, 0]


# a process that is in the middle of everything that could be left lying about
BUSY = """
import sys, time
from pathlib import Path
from atlas import disk
from atlas.publish import leftovers
data, room = map(Path, sys.argv[1:])
room.mkdir()
(room / "rows").write_text("people")
with leftovers.hold(room), disk.beside(data / "participants.csv", 0o600) as (fresh, _):
    fresh.write_text("people")
    print("held", flush=True)
    time.sleep(600)
"""


def test_what_a_process_works_on_stays_until_it_is_killed(tmp_path):
    data, store = tmp_path / "data", tmp_path / "store"
    data.mkdir()
    store.mkdir()
    room = leftovers.room(store)
    busy = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(data), str(room)], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        assert busy.stdout.readline() == b"held\n"
        swap.settle(store, data)
        assert (room / "rows").exists()
        assert [path.name for path in data.iterdir()] == [f".participants.csv-{busy.pid}"]
    finally:
        busy.send_signal(signal.SIGKILL)
        busy.wait()
        busy.stdout.close()
    swap.settle(store, data)
    assert not room.exists()
    assert list(data.iterdir()) == []


def test_half_written_snapshots_and_files_kept_for_a_rollback_go_too(tmp_path):
    left = [tmp_path / "snapshots" / ".new-1-7" / "exact", tmp_path / "files"]
    for folder in left:
        folder.mkdir(parents=True)
    (left[1] / f".{'a' * 64}-7").write_text("people", "utf-8")
    (left[1] / ("b" * 64)).write_text("kept", "utf-8")
    with disk.alone(tmp_path / "delivery.lock"):
        leftovers.clear(tmp_path, ())
    assert not left[0].parent.exists()
    assert [path.name for path in left[1].iterdir()] == ["b" * 64]
