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
    columns = [words(f"intake.column.{c}") for c in ("file", "what")]
    shown = pd.DataFrame(rows[:SHOWN], columns=columns)
    lay(
        here,
        [card.table("named", words("intake.named"), words("intake.named_under"), shown)],
        "named",
    )


def elsewhere(here: Here, report: Any) -> None:
    """That a list has people from outside the region, who are kept. How many is an exact number of people."""
    if any(read.get("elsewhere") for read in report["files"]):
        st.info(here.words("intake.elsewhere"))
