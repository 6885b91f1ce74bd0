"""Key figures of Kolada in a file: is it the one from which its indicator is fetched?"""

from __future__ import annotations

from collections.abc import Mapping

from atlas.ingest.gaps import Asked
from atlas.ingest.reading import Reading

Declared = Mapping[str, str]  # the key figure of each indicator that has one


def questions(reading: Reading, declared: Declared) -> Asked:
    """What must be said yes to: that the values are of another key figure than the indicator's own, or of one
    that is another indicator's."""
    indicator = reading.mapping.indicator
    if not indicator:
        return ()
    own, theirs = declared.get(indicator, ""), set(declared.values())
    others = [kpi for kpi in reading.key_figures if kpi != own and (own or kpi in theirs)]
    if not others:
        return ()
    came = f"{', '.join(others)} ≠ {own}" if own else ", ".join(others)
    return (("key_figure_other", f"{indicator}: {came}"),)
