"""The least and the greatest value that an indicator can have, as declared: a share is 0 to 100 per cent."""

from __future__ import annotations

from collections.abc import Container, Mapping

import pandas as pd

from atlas import contract as contracts
from atlas.catalogue import Catalogue
from atlas.contract import Contract, Findings


def check(
    contract: Contract,
    catalogue: Catalogue,
    tables: Mapping[str, pd.DataFrame],
    private: Container[str],
) -> Findings:
    """Findings about values below the declared ``minimum`` of their indicator or above its ``maximum``."""
    findings = Findings(private=private)
    table, text = contract["indicators"], tables["indicators"].astype("str")
    numbers = pd.to_numeric(text["value"], errors="coerce")
    for rule in ("minimum", "maximum"):
        limits = {
            m.id: float(m.declared[rule]) for m in catalogue.indicators() if rule in m.declared
        }
        limit = text["indicator_id"].map(limits).astype("float64")
        beyond = numbers < limit if rule == "minimum" else numbers > limit
        for expected, bad in text.loc[beyond, "value"].groupby(limit[beyond]):
            contracts.checking.report(findings, bad, "value", table, rule, f"{expected:g}")
    return findings
