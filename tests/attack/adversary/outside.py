"""Numbers of people that are told around the cells: on the page about the atlas, above every page, and in
the files of a public copy. Here nothing is solved: what is told is read, and what it means is counted.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import ceil
from typing import Any

import pandas as pd

from tests.attack.adversary.publication import Publication
from tests.attack.adversary.solving import Found

# tables with a row, or several, for each person, and how many rows a person has in one at the most
PEOPLE = {"participants": 1, "progress": 8, "attendance": 8, "surveys": 7}
PROTECTED = (*(f"{name}.csv" for name in PEOPLE), "cohorts.csv", "corrections.csv")
# how many cohorts there are is told by their list
LISTED = ("cohorts.csv",)
HIDDEN = ".."
MOST_GUESSES = 300_000


def revisions(rows: Iterable[Sequence[str]], k: int) -> list[Found]:
    """What the list of publications tells of rows of people, read as plain text.

    A table is silent (``..``) where one of its numbers is small only if others tell theirs.
    """
    said = [found for row in rows for cell in row for found in _changes(str(cell))]
    out = []
    speaks = any(re.search(r"\d", text) for _, text in said)
    for name, text in said:
        for number, word in re.findall(r"(\d+) (\w+)", text.replace("\u00a0", "")):
            if int(number):
                least = ceil(int(number) / PEOPLE[name])
                out.append(Found(f"rows of {name}: {word}", int(number), int(number)))
                out.append(
                    Found(
                        f"people of those rows of {name}",
                        least,
                        int(number) // PEOPLE[name]
                        if int(number) % PEOPLE[name] == 0
                        else int(number),
                    )
                )
        if HIDDEN in text and speaks:
            out.append(Found(f"one of new, changed, gone of {name}", 1, k - 1))
    return out


def _changes(cell: str) -> Iterator[tuple[str, str]]:
    for part in cell.split(";"):
        name, colon, text = part.strip().partition(": ")
        if colon and name in PEOPLE:
            yield name, text


def corrections(rows: Iterable[Sequence[str]]) -> list[Found]:
    """Corrected rows of people, counted by all that is told of them: each is one person."""
    told = Counter(tuple(map(str, row)) for row in rows if str(row[0]) in PEOPLE)
    return [Found(f"corrected rows of {row[0]}: {row[-2]}", n, n) for row, n in told.items()]


def refusals(texts: Iterable[str], date: str) -> list[Found]:
    """What is said of a delivery that was refused: any number in it but the date of the last good one."""
    found = [n for text in texts for n in re.findall(r"\d+", text.replace(date, ""))]
    return [Found("rows that are wrong", int(n), int(n)) for n in found]


def sources(rows: Iterable[Sequence[str]]) -> list[Found]:
    """What the list of delivered files tells of one about people: its length, or a digest to guess by."""
    out = []
    for row in rows:
        names = [cell for cell in map(str, row) if cell in PROTECTED]
        for cell in map(str, row):
            plain = cell.replace("\u00a0", "")
            if names and names[0] not in LISTED and re.fullmatch(r"\d+", plain):
                out.append(Found(f"rows of {names[0]}", int(plain), int(plain)))
            elif names and re.fullmatch(r"[0-9a-f]{8,64}", plain):
                out.append(Found(f"digest of {names[0]}", 1, 1))
    return out


def manifest(told: Mapping[str, Any]) -> list[Found]:
    """What a manifest tells of lists of people: how long they are, what proves a guess, how far it moved."""
    out = []
    revision = told.get("revision") or {}
    for receipt in [*told.get("files", []), *revision.get("files", [])]:
        if receipt["name"] in PROTECTED:
            out += [
                Found(f"{word} of {receipt['name']}", receipt[word], receipt[word])
                for word in ("rows", "bytes")
                if word in receipt and receipt["name"] not in LISTED
            ]
            out += [Found(f"digest of {receipt['name']}", 1, 1)] if receipt.get("sha256") else []
    out += [Found("digest of all files", 1, 1)] if told.get("fingerprint") else []
    for name, report in told.get("protection", {}).items():
        for margin, moved in (
            report.get("margins", {}) if isinstance(report, dict) else {}
        ).items():
            out.append(Found(f"{name}, {margin}: largest move", 0, moved["largest_move"]))
        if isinstance(report, dict) and "small_cells" in report:
            out.append(Found(f"{name}: small cells", report["small_cells"], report["small_cells"]))
    return out


def guesses(
    publication: Publication, digest: str, header: Sequence[str]
) -> tuple[int, dict[str, tuple[int, int]]]:
    """Try what ``cohorts.csv`` may hold until its digest is right: how many guesses it took, and by
    cohort the applications and those admitted (none where no guess is right).

    All columns but the last two are public; those admitted are no fewer than the enrolled that are shown
    to be there at least, and no more than the places.
    """
    cohorts = publication["cohorts"]
    known = [
        name for name in header if name in cohorts and name not in ("applications", "admitted")
    ]
    told = publication["admission"].set_index(["cohort_id", "step"])["n"]

    def between(cohort: str, step: str) -> range:
        shown = int(told.get((cohort, step), 0))
        low, high = (0, publication.k - 1) if not shown else (1, shown)
        return range(low if shown <= publication.k else shown, high + 1)

    lines, choices = [], []
    for row in cohorts.to_dict("records"):
        cohort = str(row["cohort_id"])
        lines.append(",".join(_text(row[name]) for name in known))
        cells = publication["enrolments"]
        cells = cells.loc[cells["cohort_id"] == cohort, "n"]
        least = sum(n if n > publication.k else 1 for n in cells)
        admitted = range(int(least), int(row["places"]) + 1)
        refused = between(cohort, "not_admitted")
        choices.append([(a + r, a) for a, r in product(admitted, refused)])
    order = list(cohorts["cohort_id"])
    start = ",".join(header) + "\n"
    tried = 0
    for chosen in product(*choices):
        tried += 1
        if tried > MOST_GUESSES:
            break
        text = start + "".join(
            f"{line},{applied},{admitted}\n"
            for line, (applied, admitted) in zip(lines, chosen, strict=True)
        )
        if hashlib.sha256(text.encode()).hexdigest().startswith(digest):
            return tried, dict(zip(map(str, order), chosen, strict=True))
    return tried, {}


def _text(value: Any) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
