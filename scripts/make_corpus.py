"""Write ``tests/corpus``: files as offices send them, and ``manifest.json`` with what must come of each.

Run from the repository's root, with the development requirements installed::

    python -m scripts.make_corpus

The same script gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from scripts.corpus import (
    answers,
    everyday,
    figures,
    groups,
    layers,
    losses,
    marks,
    newcomers,
    people,
    unlikely,
    wordings,
    workbooks,
)
from scripts.corpus.case import Case

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
MANIFEST = "manifest.json"


def cases() -> list[Case]:
    """Every case, in the order of the manifest."""
    return [
        *figures.cases(),
        *answers.cases(),
        *groups.cases(),
        *people.cases(),
        *wordings.cases(),
        *layers.cases(),
        *losses.cases(),
        *marks.cases(),
        *workbooks.cases(),
        *newcomers.cases(),
        *everyday.cases(),
        *unlikely.cases(),
    ]


def paths(folder: Path, case: Case) -> dict[str, Path]:
    """Where each file of a case lies: several, or one of another name, in a folder of their own."""
    home = folder / case.kind
    if set(case.files) != {case.name}:
        home = home / case.name
    return {name: home / name for name in case.files}


def write(folder: Path) -> int:
    """Write all files and the manifest into an empty folder, and return how many cases there are."""
    every = cases()
    assert len({case.name for case in every}) == len(every), "two cases of one name"
    for case in every:
        for name, path in paths(folder, case).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(case.files[name])
    declared = "[\n" + ",\n".join(json.dumps(c.declared(), ensure_ascii=False) for c in every)
    (folder / MANIFEST).write_text(declared + "\n]\n", encoding="utf-8")
    return len(every)


def main() -> None:
    """Write the corpus anew."""
    shutil.rmtree(CORPUS, ignore_errors=True)
    print(f"{write(CORPUS)} cases in {CORPUS.name}/")


if __name__ == "__main__":
    main()
