"""What an indicator can be, as declared: its least and its greatest value (a share is 0 to 100 per cent), and
whether municipalities have it at all. A target is bound by the form of its measure."""

from __future__ import annotations

from collections.abc import Container, Mapping

import pandas as pd

from atlas import contract as contracts
from atlas.catalogue import Catalogue
from atlas.contract import Contract, Findings

MUNICIPALITY = 4  # figures of a code
WHOLE = 100.0  # a share is in per cent


def check(
    contract: Contract,
    catalogue: Catalogue,
    tables: Mapping[str, pd.DataFrame],
    private: Container[str],
) -> Findings:
    """Findings about values below the declared ``minimum`` of their indicator or above its ``maximum``, and
    about municipalities that have one whose ``level`` is the county; about targets that are no count, or no
    share."""
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
    _targets(contract["targets"], catalogue, tables["targets"].astype("str"), findings)
    return findings


def _targets(
    table: contracts.Table, catalogue: Catalogue, text: pd.DataFrame, findings: Findings
) -> None:
    """Findings about targets: a count is whole and at least 0, a share is 0 to 100 per cent."""
    numbers = pd.to_numeric(text["value"], errors="coerce")
    forms = text["measure"].map({m.id: m.declared["form"] for m in catalogue.targeted()})
    counts = forms == "count"
    for rule, wrong, expected in (
        ("negative_count", counts & (numbers < 0), "≥ 0"),
        ("count_not_whole", counts & (numbers % 1 != 0) & numbers.notna(), ""),
        ("minimum", ~counts & (numbers < 0), "0"),
        ("maximum", (forms == "share") & (numbers > WHOLE), f"{WHOLE:g}"),
    ):
        contracts.checking.report(
            findings, text.loc[wrong, "value"], "value", table, rule, expected
        )
