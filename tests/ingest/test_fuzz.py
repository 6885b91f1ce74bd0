"""A short fuzz: good files with changed bytes. Ten minutes of it: ``python -m scripts.fuzz_imports``."""

from __future__ import annotations

import logging
import struct

import pytest

from atlas.errors import FileRefused
from atlas.ingest import layer, places, shp
from scripts import fuzz_imports
from scripts.corpus.layers import parts, shipped


@pytest.mark.filterwarnings("ignore")
def test_changed_bytes_crash_nothing_and_nothing_wrong_is_accepted(monkeypatch):
    monkeypatch.setattr(logging.getLogger("shapefile"), "disabled", True)
    # old workbooks are read in a process of their own: forking here would fork the browser, too
    monkeypatch.setattr(fuzz_imports.Bench, "_in_sandbox", lambda *_: "refused")
    counts = fuzz_imports.run(120, seed=3, most=600)
    assert counts.total() > 100
    assert counts["accepted"] > 5
    assert set(counts) <= {"refused", "found", "accepted"}


def test_the_fuzz_sees_a_wrong_acceptance(tmp_path):
    bench = fuzz_imports.Bench(tmp_path)
    case = next(case for case in bench.cases if case["name"] == "utf8.csv")
    files = bench.files(case)
    assert bench.outcome(case, files) == "accepted"
    from atlas.ingest import notation

    honest = notation.number
    try:
        notation.number = lambda cell, decimal: honest(cell, decimal).replace("9", "8")
        assert bench.outcome(case, files) == "wrong digits"
    finally:
        notation.number = honest


def test_the_shipped_layer_is_consistent_and_a_promise_of_more_is_not():
    made = parts(shipped())
    three = [made[part] for part in (".shp", ".shx", ".dbf")]
    assert shp.consistent(*three)
    huge = bytearray(made[".shp"])
    struct.pack_into("<i", huge, 100 + 8 + 40, 2_000_000_000)  # points of the first area
    assert not shp.consistent(bytes(huge), *three[1:])
    assert not shp.consistent(three[0], three[1][:-8], three[2])
    many = bytearray(made[".dbf"])
    struct.pack_into("<I", many, 4, 2_000_000_000)
    assert not shp.consistent(*three[:2], bytes(many))


def test_a_layer_that_promises_more_is_refused():
    made = parts(shipped())
    huge = bytearray(made[".shp"])
    struct.pack_into("<i", huge, 100 + 8 + 40, 2_000_000_000)
    files = [(f"k{part}", content) for part, content in (made | {".shp": bytes(huge)}).items()]
    nowhere = places.Places(frozenset(), "24", "00", {}, {})
    with pytest.raises(FileRefused) as refused:
        layer.read(files, nowhere, "EPSG:3006", {})
    assert refused.value.rule == "shapefile_broken"
