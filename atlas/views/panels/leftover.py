"""What of the files is not taken in: each column and line, and why."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from atlas.ingest import account
from atlas.views import card
from atlas.views.run.visit import Here
from atlas.views.sheet import lay

SHOWN = 200


def of_files(here: Here, columns: tuple[str, ...], rows: list[list[str]]) -> pd.DataFrame:
    """A table of what was found in files, the first of whose ``columns`` is the file. Of one file alone that
    is left out: on a phone it would take the place of what is told."""
    names = [here.words(f"intake.column.{column}") for column in columns]
    shown = pd.DataFrame(rows, columns=names)
    return shown.iloc[:, 1:] if len({file for file, *_ in rows}) == 1 else shown


def told(here: Here, report: Any) -> None:
    """A table of what is named and not read; nothing where everything was read.

    Rows without a place of ours have a table of their own, and those of other groups are told with the group.
    """
    words = here.words
    rows = [
        [
            read["file"],
            words(
                f"import.named.{each['why']}",
                row=str(each["row"]),
                column=each["column"],
                cells=str(each["cells"]),
            ),
        ]
        for read in report["files"]
        for each in read.get("account", {}).get("named", ())
        if each["why"] not in account.BY_NUMBER
    ]
    if not rows:
        return
    shown = of_files(here, ("file", "what"), rows[:SHOWN])
    lay(
        here,
        [card.table("named", words("intake.named"), words("intake.named_under"), shown)],
        "named",
    )


def elsewhere(here: Here, report: Any) -> None:
    """That a list has people from outside the region, who are kept. How many is an exact number of people."""
    if any(read.get("elsewhere") for read in report["files"]):
        st.info(here.words("intake.elsewhere"))
