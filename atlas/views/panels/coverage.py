"""What figures there are: how many municipalities have each indicator in each year."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from atlas.exports import csv, filed
from atlas.measures import coverage as covered
from atlas.measures import display
from atlas.views.parts.types import FramedTable
from atlas.views.run.visit import Here
from atlas.views.sheet import File, Part
from atlas.warehouse import Data

KEY = "coverage"


def coverage(here: Here) -> Part | None:
    """Indicator by year, as a table that opens; its file tells each municipality, too."""
    words, measures = here.words, here.data.catalogue.indicators("municipality")
    counted = _counted(here.data)
    if counted.empty:
        return None
    none = display.SYMBOLS["missing"]
    names = [measure.short(words.language) for measure in measures]
    content: FramedTable = {
        "kind": "table",
        "key": KEY,
        "title": words("indicators.coverage"),
        "under": words("indicators.coverage_under", n=str(len(here.data.codes))),
        "note": words("indicators.coverage_note"),
        "folded": words("indicators.coverage_open"),
        "files": True,
        "columns": [words("table.indicator"), *(str(year) for year in counted.columns)],
        "rows": [
            [name, *(str(n) if n else none for n in row)]
            for name, row in zip(names, counted.to_numpy().tolist(), strict=True)
        ],
        "right": 1,
    }
    file = File(filed.file_name(here.data, KEY, "csv"), lambda: _file(here))
    return Part(content, {KEY: file})


@lru_cache(maxsize=4)
def _counted(data: Data) -> pd.DataFrame:
    """The same for every view of a snapshot."""
    return covered.by_year(data, data.catalogue.indicators("municipality"))


def _file(here: Here) -> bytes:
    """Indicator, municipality and year: 1 where there is a figure, 0 where there is none."""
    words, measures = here.words, here.data.catalogue.indicators("municipality")
    told = covered.figures(here.data, measures).assign(n=1)
    wide = told.pivot(index=["indicator", "code"], columns="year", values="n")
    every = pd.MultiIndex.from_product(
        [[m.id for m in measures], display.by_name(words, here.data)]
    )
    wide = wide.reindex(every).fillna(0).astype(int)
    shown = pd.DataFrame(
        {
            words("table.indicator"): [str(measure) for measure, _ in wide.index],
            words("csv.code"): [str(code) for _, code in wide.index],
            words("table.area"): [here.name(str(code)) for _, code in wide.index],
            **{str(year): wide[year].astype(str) for year in wide.columns},
        }
    )
    title = words("indicators.coverage")
    return csv.encode(words, filed.of_frame(words, here.data, title, words("spine.sources"), shown))
