"""Change bytes of good files at random and read them: nothing may crash, and nothing wrong be accepted.

Run from the repository's root, with the development requirements installed::

    python -m scripts.fuzz_imports --minutes 10

A file is accepted when reading and contract have no finding. Then every area must be of the register,
every number written as a number, and its digits those of a cell in the very row that it is said to
come from. A crash is any exception but the one that says why a file is refused. What failed is
written into ``test-artefacts`` to be looked at.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import logging
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

from atlas import contract as contracts
from atlas import region as regions
from atlas.contract import Contract
from atlas.errors import FileRefused
from atlas.ingest import boundaries, decoding, layer, places, reading, workbook
from atlas.ingest.reading import Choices, Reading
from scripts.make_corpus import CORPUS, MANIFEST
from tests.deliveries import GEO, ROOT, small

TOKENS = [
    b"\x00", b"\xff", b"\xef\xbb\xbf", b'"', b";", b",", b"\t", b"\r", b"\n", b"\r\n", b"..", b"-", b"0",
    b"9" * 20, b"1e9", b"NaN", b"inf", "\u202e".encode(), "å".encode(), "å".encode("cp1252"), b"{", b"}",
    b"=1+1", b"2480", b"24", b"00", b"19850312-1234", b"PK\x03\x04", b"\x00\x00\x27\x0a",
]  # fmt: skip
MEMORY = 4 * 1024**3
OUTCOMES = ("refused", "found", "accepted")
NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


class Bench:
    """The good files of the corpus, and what is needed to read and check one."""

    def __init__(self, folder: Path) -> None:
        base = small(folder)
        self.region = regions.load(base)
        self.contract = contracts.load(base)
        self.areas = boundaries.read(GEO, self.region.crs)
        named = zip(self.areas["code"], self.areas["name"], strict=True)
        self.places = places.register(self.region, list(named))
        self.tables = {
            t.name: contracts.read_table(base, t)[0] for t in self.contract.tables.values()
        }
        cases = json.loads((CORPUS / MANIFEST).read_text(encoding="utf-8"))
        self.cases = [case for case in cases if case["accepted"]]

    def files(self, case: dict[str, Any]) -> list[tuple[str, bytes]]:
        """A case's files by name."""
        home = CORPUS / case["kind"]
        if case["files"] != [case["name"]]:
            home /= case["name"]
        return [(name, (home / name).read_bytes()) for name in case["files"]]

    def outcome(self, case: dict[str, Any], files: list[tuple[str, bytes]]) -> str:
        """``refused``, ``found``, ``accepted``, ``ended``, or a fault: ``crash ...``, ``wrong ...``."""
        if files[0][1].startswith(workbook.OLE):
            return self._in_sandbox(case, files)
        return self._here(case, files)

    def _in_sandbox(self, case: dict[str, Any], files: list[tuple[str, bytes]]) -> str:
        """An old workbook, in a process that may die: a chain of sectors that bites its own tail
        makes the reader ask for all memory and give up. That is why the atlas reads in a sandbox."""
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            outcome = self._here(case, files)
            os._exit(OUTCOMES.index(outcome) if outcome in OUTCOMES else len(OUTCOMES))
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            return "ended" if os.WTERMSIG(status) == signal.SIGABRT else "crash signal"
        code = os.WEXITSTATUS(status)
        return OUTCOMES[code] if code < len(OUTCOMES) else "crash in sandbox"

    def _here(self, case: dict[str, Any], files: list[tuple[str, bytes]]) -> str:
        try:
            if case["kind"] == "boundaries":
                return self._layer(files)
            return self._table(case, *files[0])
        except FileRefused:
            return "refused"
        except Exception as wrong:
            return f"crash {type(wrong).__name__}"

    def _layer(self, files: list[tuple[str, bytes]]) -> str:
        homes = {
            code: g.bounds
            for code, g in zip(self.areas["code"], self.areas["geometry"], strict=True)
        }
        read = layer.read(files, self.places, self.region.crs, homes)
        codes = set(read.areas["code"])
        if not codes <= self.places.municipalities:
            return "wrong code"
        if not all(g.is_valid and g.area > 0 for g in read.areas["geometry"]):
            return "wrong area"
        return "accepted" if len(codes) == len(self.areas) else "found"

    def _table(self, case: dict[str, Any], name: str, content: bytes) -> str:
        options = {k: v for k, v in case.get("options", {}).items() if k != "leave_out_unmatched"}
        table = self.contract[case["kind"]]
        read = reading.read(content, name, table, self.places, Choices(**options))
        if read.findings:
            return "found"
        tables = self.tables | {table.name: read.frame.astype("category")}
        known = {*self.places.codes}
        if contracts.check(Contract(self.contract.tables), tables, known):
            return "found"
        return _wrong(read, content) if table.name == "indicators" else "accepted"


def _wrong(read: Reading, content: bytes) -> str:
    """Whether accepted figures are what stands in their rows."""
    if read.dialect.encoding in ("xlsx", "xls"):
        return "accepted"
    text, _ = decoding.decode(content, read.file)
    # an answer of a service has no rows: its figures stand somewhere in it
    in_answer = None if read.dialect.delimiter else re.findall(r"[-+.0-9eE]+", text)
    cells = {} if in_answer is not None else _cells_of(text, read.dialect.delimiter)
    for row, value, status in zip(
        read.rows, read.frame["value"], read.frame["status"], strict=True
    ):
        if status != "reported":
            continue
        if not NUMBER.fullmatch(value):
            return "wrong number"
        there = cells.get(row, []) if in_answer is None else in_answer
        if _digits(value) not in {_digits(cell) for cell in there}:
            return "wrong digits"
    return "accepted"


def _cells_of(text: str, delimiter: str) -> dict[int, list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return dict(enumerate(reader, start=1))


def _digits(cell: str) -> str:
    """The digits that make a number, without the zeros before and behind."""
    power = re.fullmatch(r"\s*[-−]?([0-9]+[.,]?[0-9]*)[eE][+-]?[0-9]+\s*", cell)
    return re.sub(r"[^0-9]", "", power[1] if power else cell).strip("0")


def changed(content: bytes, draw: random.Random) -> bytes:
    """The bytes with one to six changes."""
    data = bytearray(content)
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data) + 1)
        length = draw.choice((1, 1, 2, 4, 16, 64))
        match draw.randrange(7):
            case 0 if data:
                data[min(at, len(data) - 1)] ^= 1 << draw.randrange(8)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = draw.choice(TOKENS)
            case 3:
                data[at : at + length] = draw.choice(TOKENS)
            case 4:
                data[at:at] = data[at : at + length] * draw.choice((1, 2, 50))
            case 5:
                other = draw.randrange(len(data) + 1)
                data[at : at + length] = data[other : other + length]
            case _:
                data = data[:at] if draw.random() < 0.3 else data
    return bytes(data)


def run(seconds: float, seed: int, most: int | None = None) -> Counter[str]:
    """Read changed files until the time or the number is up, and count what came of them."""
    draw, counts = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        until = time.monotonic() + seconds
        while time.monotonic() < until and (most is None or counts.total() < most):
            case = draw.choice(bench.cases)
            files = bench.files(case)
            at = draw.randrange(len(files))
            files[at] = (files[at][0], changed(files[at][1], draw))
            outcome = bench.outcome(case, files)
            counts[outcome] += 1
            if outcome.startswith(("crash", "wrong")):
                _keep(outcome, case, files[at])
    return counts


def _keep(outcome: str, case: dict[str, Any], file: tuple[str, bytes]) -> None:
    home = ROOT / "test-artefacts" / "fuzz"
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{outcome.replace(' ', '-')}-{case['name']}-{file[0]}").write_bytes(file[1])


def main(arguments: list[str] | None = None) -> int:
    """Fuzz for some minutes. Exit 1 if anything crashed or was wrongly accepted."""
    parser = argparse.ArgumentParser(description="Read files with changed bytes.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    logging.disable()
    # what would take all memory shall be a crash here, and not the end of the machine
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    counts = run(60 * chosen.minutes, chosen.seed)
    print(json.dumps(dict(counts.most_common())))
    return int(any(outcome.startswith(("crash", "wrong")) for outcome in counts))


if __name__ == "__main__":
    sys.exit(main())
