"""Killed at a random moment, twenty times: readers see the old state or the new one, and no other.

A thousand times: ``python -m scripts.kill_publish``.
"""

from __future__ import annotations

import json
import subprocess
import sys

from tests.deliveries import ROOT


def test_twenty_kills_with_two_readers_tear_nothing_and_take_nobody_back():
    # a process of its own: it forks, and the browser of the other tests would be forked with it
    done = subprocess.run(
        [sys.executable, "-m", "scripts.kill_publish", "--kills", "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    counts = json.loads(done.stdout)
    assert counts["kills"] == 20
    assert counts["reads"] > 20
    assert [counts[key] for key in ("torn", "back", "apart", "broken_folders")] == [0, 0, 0, 0]
