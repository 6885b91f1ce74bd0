"""How a file with the same columns was read for another indicator, and the press that reads this one so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from atlas.views.escape import escape
from atlas.views.run.visit import Here

if TYPE_CHECKING:
    from atlas.publish.intake import Candidate, Source


def offer(here: Here, candidate: Candidate, source: Source) -> Source | None:
    """What is remembered, where it is not how the file was read. Returns the source to be read so."""
    words = here.words
    known = next((f["otherwise"] for f in candidate.report["files"] if f.get("otherwise")), None)
    if known is None:
        return None
    contract = here.data.contract["indicators"]
    titles = {field.name: field.title(words.language) for field in contract.fields}
    measures = {m.id: m.name(words.language) for m in here.data.catalogue.indicators()}
    columns = [f"{header} → {titles[column]}" for header, column in known["columns"].items()]
    of = measures.get(known["indicator"], known["indicator"])
    with st.container(border=True, key="otherwise"):
        st.markdown(escape(words("intake.otherwise", of=of, columns=", ".join(columns))))
        if not st.button(words("intake.otherwise_read"), key="read-otherwise"):
            return None
    options = {key: value for key, value in source.options.items() if key != "mapping"}
    return replace(source, options=options | {"columns_of": known["indicator"]})
