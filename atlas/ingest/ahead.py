"""Days and periods that lie ahead and cannot be true: 2099 for 2009."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping

import pandas as pd

from atlas import contract as contracts
from atlas.catalogue import Catalogue
from atlas.contract import Contract, Findings

YEARS = 1  # figures of next year may be known


def check(
    contract: Contract,
    catalogue: Catalogue,
    tables: Mapping[str, pd.DataFrame],
    private: Container[str],
    today: dt.date | None = None,
) -> Findings:
    """Findings about days after today, but for those that may be planned, and about periods of indicators
    after the end of next year. An indicator that is declared a ``forecast`` may have later ones."""
    findings = Findings(private=private)
    today = today or dt.date.today()
    for table in contract.tables.values():
        for each in table.fields:
            if each.type == "date" and not each.planned:
                _late(tables[table.name][each.name], table, each.name, today, findings)
    last = today.year + YEARS
    table, text = contract["indicators"], tables["indicators"].astype("str")
    forecasts = [m.id for m in catalogue.indicators() if m.declared.get("forecast")]
    year = pd.to_numeric(text["year"].str[:4], errors="coerce")
    bad = text.loc[(year > last) & ~text["indicator_id"].isin(forecasts), "year"]
    contracts.checking.report(findings, bad, "year", table, "period_ahead", str(last))
    return findings


def _late(
    column: pd.Series, table: contracts.Table, name: str, today: dt.date, findings: Findings
) -> None:
    seen = contracts.checking.distinct(column)
    late = seen[seen.str.fullmatch(contracts.checking.DATE) & (seen > today.isoformat())]
    if len(late):
        bad = column[column.isin(list(late))].astype("str")
        contracts.checking.report(findings, bad, name, table, "date_ahead", today.isoformat())
