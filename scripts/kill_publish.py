"""Kill imports while two readers watch: nothing torn, nothing lost, no step back, nothing left lying about.

Run from the repository's root, with the development requirements installed::

    python -m scripts.kill_publish --kills 1000
    python -m scripts.kill_publish --each-step

The first kills at random moments, the second before each change that an import makes to the delivery, to the
copies of its earlier files, to the note of what is under way and to ``CURRENT``. Each import brings a number
larger by one, in three tables, two of which a snapshot keeps in two files. A reader that saw the two differ
read a torn state; one that saw a smaller number than before was taken back. After each kill comes the next
import: it must be accepted, the delivery that it is compared with must be the one behind the live snapshot,
and no file of the killed one may be left.
"""

from __future__ import annotations

import argparse
import itertools
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
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")
WRONG = ("torn", "back", "refused", "apart", "left", "broken_folders")
SPREAD = 1.3  # of the time that an import takes: some are killed before anything, some come through


def here(work: sandbox.Work, request: Mapping[str, Any], *_: object) -> dict[str, Any]:
    """What :func:`atlas.sandbox.run` does, but in this process: it is this one that gets killed."""
    return work(json.loads(json.dumps(request)), lambda step, share: None)


def sources_of(number: int, data: Path) -> list[intake.Source]:
    """The number as a population, as the source of a target and as what a participant does."""
    people = (data / "participants.csv").read_text("utf-8")
    head, first, rest = people.split("\n", 2)
    cells = first.split(",")
    cells[head.split(",").index("role")] = f"no {number}"
    return [
        intake.Source(
            "participants", [("p.csv", "\n".join((head, ",".join(cells), rest)).encode())], {}
        ),
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


def bring(number: int, data: Path, geo: Path, store: Path) -> None:
    """One import."""
    candidate = intake.consider(sources_of(number, data), data, geo, store)
    intake.commit(candidate, data, geo, store)


def following(number: int, data: Path, geo: Path, store: Path) -> dict[str, int]:
    """What the next import finds after a kill, each as a count of what is wrong."""
    candidate = intake.consider(sources_of(number, data), data, geo, store)
    live = stores.current(store).manifest["fingerprint"]
    folders = (data, geo, store, store / "files", store / "snapshots")
    hidden = [path for folder in folders for path in folder.glob(".*") if path != candidate.folder]
    found = {
        "refused": int(not candidate.accepted),
        "apart": int(deliveries.fingerprint(data, geo) != live),
        "left": len(hidden),
    }
    intake.drop(candidate)
    return found


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


def made(folder: Path) -> tuple[Path, Path, Path]:
    """A delivery that is published, and its store."""
    data, geo, store = small(folder / "data"), folder / "geo", folder / "store"
    shutil.copytree(GEO, geo)
    delivery = ingest.read(data, geo).delivery
    assert delivery is not None
    snapshot.publish(delivery, store)
    sandbox.run = here  # type: ignore[assignment]
    return data, geo, store


def each_step(folder: Path, every: int = 1) -> dict[str, int]:
    """Kill an import before its first step, the next before its second, or ``every`` so many steps later, and
    so on until one comes through."""
    data, geo, store = made(folder)
    counts = {"kills": 0, "refused": 0, "apart": 0, "left": 0}
    for number in itertools.count(1):
        child = os.fork()
        if child == 0:
            _die_before(1 + every * (number - 1))
            try:
                bring(number, data, geo, store)
            finally:
                os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        for what, wrong in following(number, data, geo, store).items():
            counts[what] += wrong
        if not killed:
            return counts
        counts["kills"] += 1
    raise AssertionError  # it counts for ever


def _die_before(step: int) -> None:
    """From now on this process kills itself before the step of that number."""
    done = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (writes or event in CHANGES) and _of_the_swap(Path(str(arguments[0]))):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def _of_the_swap(path: Path) -> bool:
    return path.parent.name in ("data", "geo", swap.BEFORE) or any(
        name in path.name for name in (swap.NOTE, "CURRENT")
    )


def run(kills: int, folder: Path, seed: int = 1) -> dict[str, int]:
    """Make a store, kill imports in it at random moments, and count what readers saw."""
    data, geo, store = made(folder)
    began = time.monotonic()
    bring(1, data, geo, store)
    lasts = time.monotonic() - began
    context = mp.get_context("fork")
    done, results = context.Event(), context.Queue()
    readers = [context.Process(target=watch, args=(store, done, results)) for _ in range(2)]
    for reader in readers:
        reader.start()
    draw = random.Random(seed)
    counts = dict.fromkeys(("kills", "came_through", "reads", *WRONG), 0)
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
        for what, wrong in following(number, data, geo, store).items():
            counts[what] += wrong
    done.set()
    for reader in readers:
        reads, torn, back = results.get(timeout=60)
        counts["reads"] += reads
        counts["torn"] += torn
        counts["back"] += back
        reader.join()
    whole = [(path / "manifest.json").exists() for path in (store / "snapshots").glob("[!.]*")]
    counts["broken_folders"] = whole.count(False)
    return counts


def main(arguments: list[str] | None = None) -> int:
    """Kill and count. Exit 1 if anything was torn, taken back, refused or left."""
    parser = argparse.ArgumentParser(description="Kill imports.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument(
        "--each-step",
        type=int,
        nargs="?",
        const=1,
        metavar="EVERY",
        help="before each step of the swap, or some steps apart",
    )
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        counts = (
            each_step(place, chosen.each_step)
            if chosen.each_step
            else run(chosen.kills, place, chosen.seed)
        )
    print(json.dumps(counts))
    return int(any(counts.get(key) for key in WRONG))


if __name__ == "__main__":
    sys.exit(main())
