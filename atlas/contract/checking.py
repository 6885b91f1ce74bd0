"""The contract against the tables: every departure, told with file, row and column, all at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import pandas as pd

from atlas.contract.declaration import Contract, Field, ForeignKey, Table
from atlas.contract.findings import Finding, Findings, safe
from atlas.contract.reading import FIRST_DATA_ROW
from atlas.errors import PERSONAL_NUMBER

PER_RULE = 100
# spelt out: \d would let the digits of other scripts through
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ID = re.compile(r"[a-z0-9_-]{1,40}")
NUMBERS = {"integer": r"-?[0-9]{1,15}", "number": r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"}


def check(
    contract: Contract, tables: Mapping[str, pd.DataFrame], areas: Collection[str]
) -> Findings:
    """Check tables of text against the contract.

    ``tables`` come from :func:`~atlas.contract.read_table`; ``areas`` are the codes that a field
    marked ``atlas:areas`` may hold (municipalities, county and country). Cells that fail one rule
    are still shown to the others only where that can tell something new.
    """
    findings = Findings(private=_private(contract, tables))
    for table in contract.tables.values():
        text = tables[table.name]
        for field in table.fields:
            _field(text[field.name], field, table, areas, findings)
        for unique in (table.key, *table.unique):
            _key(text, unique, table, findings)
        for key in table.foreign_keys:
            _foreign_key(text, tables[key.table], key, table, contract[key.table], findings)
        for first, second in table.ordered:
            _ordered(text, first, second, table, findings)
        for owner, fields in table.consistent:
            for name in fields:
                _consistent(text, owner, name, table, findings)
    return findings


def report(
    findings: Findings, bad: pd.Series, column: str, table: Table, rule: str, expected: str = ""
) -> None:
    """Add a finding for each cell of ``bad`` (a text series indexed by data row, 0-based)."""
    secret = bool(column) and table[column].secret
    for row, came in bad.iloc[:PER_RULE].items():
        findings.add(
            Finding(
                table.path,
                int(str(row)) + FIRST_DATA_ROW,
                column,
                rule,
                safe(came, secret or came in findings.private),
                expected,
            )
        )
    findings.count_more(max(0, len(bad) - PER_RULE))


def _field(
    text: pd.Series, field: Field, table: Table, areas: Collection[str], findings: Findings
) -> None:
    if field.required:
        report(findings, text[text == ""], field.name, table, "required")
    filled = text[text != ""]
    if filled.empty:
        return
    seen = pd.Series(filled.unique())
    if field.type in ("string", "integer") and field.name != "value":
        personal = set(seen[seen.str.contains(PERSONAL_NUMBER)])
        if personal:
            report(findings, filled[filled.isin(personal)], field.name, table, "personal_number")
            filled = filled[~filled.isin(personal)]
            seen = seen[~seen.isin(personal)]
    wrong, rule, expected = _departure(seen, field, areas)
    if rule:
        bad = filled[filled.isin(set(wrong))]
        report(findings, bad, field.name, table, rule, expected)
    if field.type in NUMBERS:
        _limits(filled[~filled.isin(set(wrong))], field, table, findings)


def _departure(seen: pd.Series, field: Field, areas: Collection[str]) -> tuple[pd.Series, str, str]:
    """The distinct values that a field does not accept, with the rule and what it does accept."""
    if field.type == "date":
        wrong = seen[~(seen.str.fullmatch(DATE) & _dates(seen).notna())]
        return wrong, "date" if len(wrong) else "", "YYYY-MM-DD"
    if field.type in NUMBERS:
        wrong = seen[~seen.str.fullmatch(NUMBERS[field.type])]
        return wrong, field.type if len(wrong) else "", ""
    if field.enum:
        wrong = seen[~seen.isin(field.enum)]
        return wrong, "enum" if len(wrong) else "", ", ".join(field.enum)
    if field.areas:
        wrong = seen[~seen.isin(set(areas))]
        return wrong, "area" if len(wrong) else "", ", ".join(sorted(areas))
    if field.pattern:
        wrong = seen[
            ~seen.str.fullmatch(re.compile(field.pattern.removeprefix("^").removesuffix("$")))
        ]
        return wrong, "pattern" if len(wrong) else "", str(field.pattern)
    return seen.iloc[:0], "", ""


def _limits(filled: pd.Series, field: Field, table: Table, findings: Findings) -> None:
    numbers = pd.to_numeric(filled)
    if field.minimum is not None:
        bad = filled[numbers < field.minimum]
        report(findings, bad, field.name, table, "minimum", f"{field.minimum:g}")
    if field.maximum is not None:
        bad = filled[numbers > field.maximum]
        report(findings, bad, field.name, table, "maximum", f"{field.maximum:g}")


def _key(text: pd.DataFrame, fields: tuple[str, ...], table: Table, findings: Findings) -> None:
    key = list(fields)
    if not key or text.empty:
        return
    filled = text[(text[key] != "").all(axis=1)]
    again = filled[filled.duplicated(key, keep="first")]
    if again.empty:
        return
    firsts = filled.drop_duplicates(key).reset_index(names="first_row").set_index(key)["first_row"]
    for row, values in again.head(PER_RULE).iterrows():
        first = firsts.loc[tuple(values[key])] if len(key) > 1 else firsts.loc[values[key[0]]]
        findings.add(
            Finding(
                table.path,
                int(str(row)) + FIRST_DATA_ROW,
                ", ".join(key),
                "duplicate_key",
                came=str(int(first) + FIRST_DATA_ROW),
            )
        )
    findings.count_more(max(0, len(again) - PER_RULE))


def _foreign_key(
    text: pd.DataFrame,
    other: pd.DataFrame,
    key: ForeignKey,
    table: Table,
    target: Table,
    findings: Findings,
) -> None:
    mine, theirs = list(key.fields), list(key.others)
    filled = text[(text[mine] != "").all(axis=1)]
    if len(mine) == 1:
        known = filled[mine[0]].isin(set(other[theirs[0]]))
    else:
        known = pd.MultiIndex.from_frame(filled[mine]).isin(
            pd.MultiIndex.from_frame(other[theirs].drop_duplicates())
        )
    bad = filled.loc[~known, mine[0]]
    accepted = f"{target.path}: {', '.join(theirs)}"
    if len(mine) == 1 and other[theirs[0]].nunique() <= 20 and not target[theirs[0]].secret:
        accepted += f" ({', '.join(_accepted(other[theirs[0]], findings))})"
    report(findings, bad, mine[0], table, "foreign_key", accepted)


def _accepted(column: pd.Series, findings: Findings) -> list[str]:
    """The ids that a column may hold, as they stand in the table that declares them."""
    known = [v for v in sorted(column.unique()) if v not in findings.private]
    return [v for v in known if ID.fullmatch(v) and not PERSONAL_NUMBER.search(v)]


def _private(contract: Contract, tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """Everything that stands in a secret column, for it may stand in another one by mistake."""
    columns = [
        tables[table.name][field.name].unique()
        for table in contract.tables.values()
        for field in table.fields
        if field.secret
    ]
    return frozenset(value for column in columns for value in column if value)


def _ordered(text: pd.DataFrame, first: str, second: str, table: Table, findings: Findings) -> None:
    early, late = _dates(text[first]), _dates(text[second])
    bad = text.loc[late < early, second]
    report(findings, bad, second, table, "order", first)


def _consistent(
    text: pd.DataFrame, owner: str, name: str, table: Table, findings: Findings
) -> None:
    filled = text[(text[owner] != "") & (text[name] != "")]
    first = filled.groupby(owner)[name].transform("first")
    report(findings, filled.loc[filled[name] != first, name], name, table, "consistent", owner)


def _dates(text: pd.Series) -> pd.Series:
    return pd.to_datetime(text.where(text != ""), format="%Y-%m-%d", errors="coerce")
