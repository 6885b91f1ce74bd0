"""Time a choice on the pages of indicators in a made-up country beside a made-up county, in one run.

Usage: ``python -m benchmarks.indicators FOLDER [--large 290 60 20] [--small 15 12 10]``

Each is municipalities, indicators and years: every indicator has a figure for every municipality in every
year. Both are published as a user would publish them. Then *Indikatorer* and *Jämför* of both stand open
in a browser, and one municipality after another is chosen in the filter row and taken away again, in turns
in the one and in the other; a change is over when all that it repaints is on the screen. Before that, one
process makes the same answers without a browser, each for the first time. The median times and their ratios
are printed. Exits with 1 where a change of the large one takes more than ``MOST`` times as long.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from atlas import warehouse
from atlas.views import replies, site
from atlas.views.run import address
from atlas.views.run.visit import Here
from atlas.warehouse import PublicData
from atlas.words import Words
from benchmarks import changes, country
from benchmarks.run import FLAGS
from benchmarks.servers import ROOT, serving
from benchmarks.subjects import ATLAS, Subject, text_of

LARGE, SMALL = (290, 60, 20), (15, 12, 10)
MOST = 1.5
PAGES = ("indicators", "compare")
CHANGES = 16
ROWS = {"indicators": ".atlas-place-rows td", "compare": ".atlas-spines td"}
FIRST_YEAR = 2005


class Size(NamedTuple):
    """How many municipalities, indicators and years."""

    municipalities: int
    indicators: int
    years: int


def lay_out(folder: Path, size: Size) -> PublicData:
    """Make and publish a delivery of a size, with twenty participants."""
    data, geo = country.lay_out(folder, 20, size.municipalities)
    codes = [line.split(",")[0] for line in _lines(data / "groups.csv")[1:]]
    own = tomllib.loads((ROOT / "data" / "region.toml").read_text(encoding="utf-8"))
    names = ["population", *(f"figure_{at}" for at in range(1, size.indicators))]
    head = (ROOT / "data" / "indicators.toml").read_text(encoding="utf-8").split("\n[edu_", 1)[0]
    declared = "\n".join(_declared(name, at) for at, name in enumerate(names))
    (data / "indicators.toml").write_text(f"{head}\n{declared}", encoding="utf-8")
    chance = random.Random(7)
    areas = [*codes, own["county_code"], own["country_code"]]
    rows = [
        f"{name},{code},{FIRST_YEAR + year},{chance.uniform(10, 90):.1f},reported"
        for name in names
        for code in areas
        for year in range(size.years)
    ]
    header = _lines(ROOT / "data" / "indicators.csv")[0]
    (data / "indicators.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    region = (data / "region.toml").read_text(encoding="utf-8").split("[[similarity.inputs]]")[0]
    sample = (ROOT / "data" / "region.toml").read_text(encoding="utf-8").partition("\n[sample]")
    (data / "region.toml").write_text(region + "".join(sample[1:]), encoding="utf-8")
    store = folder / "store"
    country.atlas("publish", "--data", str(data), "--geo", str(geo), "--store", str(store))
    return warehouse.open_public(store)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _declared(name: str, at: int) -> str:
    texts = "\n".join(
        f'{field}_{language} = "{field.capitalize()} {at}"'
        for field in ("name", "short", "definition")
        for language in ("sv", "en")
    )
    direction = ("higher", "lower", "none")[at % 3]
    return f"""[{name}]
{texts}
unit_sv = "%"
unit_en = "%"
decimals = 1
kind = "rate"
direction = "{direction}"
theme = "work"
level = "municipality"
publisher = "Made up"
licence = "CC0-1.0"
"""


def answer(data: PublicData, page: str, code: str) -> float:
    """How long the answer for a municipality takes, in ms."""
    began = time.perf_counter()
    state = address.read({"kommun": code}, data)[0]
    replies.packed(page, Here(data, state, Words("sv")))
    return 1000 * (time.perf_counter() - began)


def answers(both: Mapping[str, PublicData], page: str) -> dict[str, float]:
    """The median time of the answers that one process makes, in ms, by size."""
    took: dict[str, list[float]] = {name: [] for name in both}
    for at in range(CHANGES):
        for name, data in both.items():
            took[name].append(answer(data, page, data.codes[at % len(data.codes)]))
    return {name: statistics.median(times[1:]) for name, times in took.items()}


def changes_of(folder: Path, sizes: Iterable[str], page: str) -> dict[str, float]:
    """The median time of a change in a browser, in ms, by size."""
    subject = Subject(
        page=page,
        server=ATLAS,
        path=f"/{site.page(page).address}",
        ready=ROWS[page],
        parts={"answer": text_of(".atlas-answer"), "rows": text_of(ROWS[page])},
        opener=".atlas-choice[name=kommun]",
        undo=".atlas-badge[data-key]",
        option=".atlas-list:popover-open .atlas-boxes label",
    )
    if page == "compare":  # the first place of a made-up country stays, the second comes and goes
        tile = ".atlas-card[data-key=compare-chooser] .area[data-code='0002']"
        path = f"{subject.path}?kommun=0001"
        subject = replace(subject, path=path, opener="", undo="", option=tile)
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        opened = []
        for name in sizes:
            store = {"ATLAS_STORE": str(folder / name / "store")}
            address, pid = stack.enter_context(serving("atlas", folder / name, store))
            opened.append(changes.open_page(changes.visitor(browser), subject, address, pid))
        changes.take_turns(opened, CHANGES)
        return {name: timed.cost().p50 for name, timed in zip(sizes, opened, strict=True)}


def main(arguments: list[str] | None = None) -> int:
    """Make both, and time them in turns."""
    parser = argparse.ArgumentParser(description="Time a choice among many indicators.")
    parser.add_argument("folder", type=Path, help="made where it is missing")
    parser.add_argument("--large", type=int, nargs=3, default=LARGE)
    parser.add_argument("--small", type=int, nargs=3, default=SMALL)
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("ATLAS_SECRET", "a secret for benchmarks")
    sizes = {"large": Size(*chosen.large), "small": Size(*chosen.small)}
    both = {name: lay_out(chosen.folder / name, size) for name, size in sizes.items()}
    worst = 0.0
    for page in PAGES:
        made, painted = answers(both, page), changes_of(chosen.folder, both, page)
        worst = max(worst, painted["large"] / painted["small"])
        for what, took in (("answer", made), ("change", painted)):
            ratio = took["large"] / took["small"]
            print(f"{page}, {what}: {took['large']:.0f} and {took['small']:.0f} ms: {ratio:.2f}")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
