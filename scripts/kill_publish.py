"""Kill imports at random moments while two readers watch: nothing torn, nothing lost, no step back.

Run from the repository's root, with the development requirements installed::

    python -m scripts.kill_publish --kills 1000

Each import brings a number larger by one, in two tables that a snapshot keeps in two files. A reader
that saw the two differ read a torn state; one that saw a smaller number than before was taken back.
After each kill the next command would find what was left half done; here it is put right at once and
the delivery must then be the one behind the live snapshot.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing as mp
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Mapping
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pandas as pd

from atlas import ingest, sandbox
from atlas.ingest import delivery as deliveries
from atlas.publish import intake, snapshot, swap
from atlas.publish import store as stores
from tests.deliveries import GEO, small

PLACE, YEAR = "2480", "2024"
HEADER = "measure,cohort_id,value,due_on,source"
PAUSE = 0.01  # seconds between two reads
SPREAD = 1.3  # of the time that an import takes: some are killed before anything, some come through


def here(work: sandbox.Work, request: Mapping[str, Any], *_: object) -> dict[str, Any]:
    """What :func:`atlas.sandbox.run` does, but in this process: it is this one that gets killed."""
    return work(json.loads(json.dumps(request)), lambda step, share: None)


def bring(number: int, data: Path, geo: Path, store: Path) -> None:
    """One import: the number as a population and as the source of a target."""
    sources = [
        intake.Source(
            "indicators",
            [("f.csv", f"region;{YEAR}\n{PLACE};{number}\n".encode())],
            {"indicator": "population"},
        ),
        intake.Source(
            "targets",
            [("t.csv", f"{HEADER}\nparticipants,,1,2025-12-31,{number}\n".encode())],
            {},
        ),
    ]
    candidate = intake.consider(sources, data, geo, store)
    intake.commit(candidate, data, geo, store)


def watch(store: Path, done: Event, results: Any) -> None:
    """Read the live snapshot again and again, as a page does, and tell what was wrong."""
    reads = torn = back = last = 0
    while not done.wait(PAUSE):
        live = stores.current(store).folder / "public"
        figures = pd.read_parquet(live / "indicators.parquet")
        targets = pd.read_parquet(live / "targets.parquet")
        rows = figures[(figures["municipality_code"] == PLACE) & (figures["year"] == YEAR)]
        one = int(rows["value"].iloc[0]) if len(rows) else 0
        other = int(targets["source"].iloc[0]) if len(targets) else 0
        reads += 1
        torn += one != other
        back += one < last
        last = one
    results.put((reads, torn, back))


def run(kills: int, folder: Path, seed: int = 1) -> dict[str, int]:
    """Make a store, kill imports in it, and count what readers saw."""
    data, geo, store = small(folder / "data"), folder / "geo", folder / "store"
    shutil.copytree(GEO, geo)
    delivery = ingest.read(data, geo).delivery
    assert delivery is not None
    snapshot.publish(delivery, store)
    sandbox.run = here  # type: ignore[assignment]
    began = time.monotonic()
    bring(1, data, geo, store)
    lasts = time.monotonic() - began
    context = mp.get_context("fork")
    done, results = context.Event(), context.Queue()
    readers = [context.Process(target=watch, args=(store, done, results)) for _ in range(2)]
    for reader in readers:
        reader.start()
    draw = random.Random(seed)
    counts = {"kills": 0, "came_through": 0, "torn": 0, "back": 0, "reads": 0, "apart": 0}
    number = 1
    while counts["kills"] < kills:
        number += 1
        child = os.fork()
        if child == 0:
            try:
                bring(number, data, geo, store)
            finally:
                os._exit(0)
        time.sleep(draw.uniform(0, SPREAD * lasts))
        killed = os.waitpid(child, os.WNOHANG)[0] == 0
        if killed:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        counts["kills" if killed else "came_through"] += 1
        with swap.alone(store):  # what the next command does first
            live = stores.current(store).manifest["fingerprint"]
            counts["apart"] += deliveries.fingerprint(data, geo) != live
    done.set()
    for reader in readers:
        reads, torn, back = results.get(timeout=60)
        counts["reads"] += reads
        counts["torn"] += torn
        counts["back"] += back
        reader.join()
    left = [p.name for p in (store / "snapshots").glob("*") if not (p / "manifest.json").exists()]
    counts["broken_folders"] = len([name for name in left if not name.startswith(".")])
    return counts


def main(arguments: list[str] | None = None) -> int:
    """Kill and count. Exit 1 if anything was torn, taken back or left apart."""
    parser = argparse.ArgumentParser(description="Kill imports at random moments.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        counts = run(chosen.kills, Path(folder), chosen.seed)
    print(json.dumps(counts))
    return int(any(counts[key] for key in ("torn", "back", "apart", "broken_folders")))


if __name__ == "__main__":
    sys.exit(main())
