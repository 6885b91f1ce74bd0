"""What an indicator can be, as declared: its least and its greatest value (a share is 0 to 100 per cent), and
whether municipalities have it at all."""

from __future__ import annotations

from collections.abc import Container, Mapping

import pandas as pd

from atlas import contract as contracts
from atlas.catalogue import Catalogue
from atlas.contract import Contract, Findings

MUNICIPALITY = 4  # figures of a code


def check(
    contract: Contract,
    catalogue: Catalogue,
    tables: Mapping[str, pd.DataFrame],
    private: Container[str],
) -> Findings:
    """Findings about values below the declared ``minimum`` of their indicator or above its ``maximum``, and
    about municipalities that have one whose ``level`` is the county."""
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
    of_counties = [m.id for m in catalogue.indicators() if m.level == "county"]
    of_municipality = text["municipality_code"].str.len() == MUNICIPALITY
    spread = text["indicator_id"].isin(of_counties) & of_municipality
    bad = text.loc[spread, "municipality_code"]
    contracts.checking.report(findings, bad, "municipality_code", table, "level")
    return findings
