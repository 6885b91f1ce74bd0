"""Days and periods that lie too far ahead to be true: 2099 for 2009."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping

import pandas as pd

from atlas import contract as contracts
from atlas.catalogue import Catalogue
from atlas.contract import Contract, Findings

ENROLLED = "enrolled_on"  # a start or an end may be planned long before; to be enrolled is done
YEARS = 1  # what is planned for next year may be known


def check(
    contract: Contract,
    catalogue: Catalogue,
    tables: Mapping[str, pd.DataFrame],
    private: Container[str],
    today: dt.date | None = None,
) -> Findings:
    """Findings about days of enrolment and periods of indicators after the end of next year. An indicator
    that is declared a ``forecast`` may have later ones."""
    findings = Findings(private=private)
    last = (today or dt.date.today()).year + YEARS
    for table in contract.tables.values():
        if ENROLLED in table.columns:
            _late(tables[table.name][ENROLLED], table, ENROLLED, last, findings)
    table, text = contract["indicators"], tables["indicators"].astype("str")
    forecasts = [m.id for m in catalogue.indicators() if m.declared.get("forecast")]
    year = pd.to_numeric(text["year"].str[:4], errors="coerce")
    bad = text.loc[(year > last) & ~text["indicator_id"].isin(forecasts), "year"]
    contracts.checking.report(findings, bad, "year", table, "period_ahead", str(last))
    return findings


def _late(
    column: pd.Series, table: contracts.Table, name: str, last: int, findings: Findings
) -> None:
    seen = contracts.checking.distinct(column)
    late = seen[seen.str.fullmatch(contracts.checking.DATE) & (seen.str[:4] > str(last))]
    if len(late):
        bad = column[column.isin(list(late))].astype("str")
        contracts.checking.report(findings, bad, name, table, "date_ahead", f"{last}-12-31")
