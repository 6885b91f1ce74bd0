"""The tables checked against the contract: every departure at once, each with file, row and column."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from atlas.contract.categories import release
from atlas.contract.declaration import Contract, Field, Filled, ForeignKey, Table
from atlas.contract.findings import Finding, Findings, safe
from atlas.contract.reading import FIRST_DATA_ROW
from atlas.errors import PERSONAL_NUMBER
from atlas.freetext import EMAIL_ADDRESS, FORMS, PHONE_NUMBER

PER_RULE = 100
MOST_NUMBERS = 2**62
# spelt out: \d would let the digits of other scripts through
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
# what no eye sees: control characters, and marks that turn the direction of writing
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# a day of which the first two numbers could both be the month
DATE_UNCLEAR = re.compile(r"^(?:0?[1-9]|1[0-2])([/-])(?:0?[1-9]|1[0-2])\1[12][0-9]{3}$")
# patterns for Arrow's engine, which has no look-around: each matches at least what the exact one does
LIKELY = {
    PERSONAL_NUMBER: "(?i)"
    + PERSONAL_NUMBER.pattern.replace(r"(?<!\d)", "")
    .replace(r"(?!\d)", "")
    .replace(r"(?!-\d\d-\d\d)", "")
    .replace(r"\d", r"\p{Nd}")
    .replace(r"\s", r"[\s\p{Z}]"),
    EMAIL_ADDRESS: r"(?i)[@＠]|[(\[{][\s\p{Z}]?(?:at|snabel)",
    PHONE_NUMBER: r"(?:\p{Nd}[^\p{L}\p{Nd}]{0,4}){8}",
    HIDDEN: HIDDEN.pattern,
    DATE_UNCLEAR: DATE_UNCLEAR.pattern.replace(r"\1", "[/-]"),
}
ID = re.compile(r"[a-z0-9_-]{1,40}")
NUMBERS = {"integer": r"-?[0-9]{1,15}", "number": r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"}


def check(
    contract: Contract,
    tables: Mapping[str, pd.DataFrame],
    areas: Collection[str],
    outside: str = "",
) -> Findings:
    """Check tables of text against the contract.

    ``tables`` are categories of text, as from :func:`~atlas.contract.read_table`; ``areas`` are the
    codes that a field marked ``atlas:areas`` may hold (municipalities, county and country), ``outside`` is
    the code for all other places that one marked ``atlas:outside`` may hold besides. A cell that fails
    one rule is checked against the others only where they could find something new.
    """
    findings = Findings(private=_Private(contract, tables))
    for table in contract.tables.values():
        text = tables[table.name]
        for field in table.fields:
            words = _words(text, field, contract)
            _field(text[field.name], words, field, table, areas, findings)
        for unique in (table.key, *table.unique):
            _key(text, unique, table, findings)
        for key in table.foreign_keys:
            admitted = outside if table[key.fields[0]].admits_outside else ""
            _foreign_key(
                text, tables[key.table], key, table, contract[key.table], admitted, findings
            )
        for first, second in table.ordered:
            _ordered(text, first, second, table, findings)
        for owner, fields in table.consistent:
            for name in fields:
                _consistent(text, owner, name, table, findings)
        for rule in table.filled:
            _filled(text, rule, table, findings)
        release()
    return findings


def report(
    findings: Findings, bad: pd.Series, column: str, table: Table, rule: str, expected: str = ""
) -> None:
    """Add a finding for each cell of ``bad`` (a text series indexed by data row, 0-based)."""
    secret = bool(column) and table[column].secret
    for row, cell in bad.iloc[:PER_RULE].items():
        findings.add(
            Finding(
                table.path,
                int(str(row)) + FIRST_DATA_ROW,
                column,
                rule,
                safe(cell, secret or cell in findings.private),
                expected,
            )
        )
    findings.count_more(max(0, len(bad) - PER_RULE))


def distinct(column: pd.Series) -> pd.Series:
    """The distinct texts of a column."""
    used = np.flatnonzero(np.bincount(column.array.codes, minlength=1) if len(column) else [])
    return pd.Series(column.cat.categories[used], dtype="str")


def _holding(column: pd.Series, texts: Collection[str]) -> pd.Series:
    """The cells that hold one of these texts."""
    wanted = list(texts)
    return column[column.isin(wanted)] if wanted else column.iloc[:0]


def _words(text: pd.DataFrame, field: Field, contract: Contract) -> pd.Series:
    """The cells of a column that could hold a personal number. The correction of a number is left out:
    it is a number itself, and ten digits can look like a personal number."""
    column = text[field.name]
    if not field.cell_of:
        return column
    numeric = {
        (t.name, f.name) for t in contract.tables.values() for f in t.fields if f.type in NUMBERS
    }
    named = zip(*(text[name] for name in field.cell_of), strict=True)
    of_number = np.array([cell in numeric for cell in named], dtype=bool)
    return column[~(of_number & column.str.fullmatch(NUMBERS["number"]).to_numpy(dtype=bool))]


def _field(
    column: pd.Series,
    words: pd.Series,
    field: Field,
    table: Table,
    areas: Collection[str],
    findings: Findings,
) -> None:
    seen = distinct(column)
    if field.required and bool((seen == "").any()):
        report(findings, _holding(column, [""]), field.name, table, "required")
    seen = seen[seen != ""]
    if seen.empty:
        return
    if field.type in ("string", "integer"):
        never = FORMS if field.free else {"personal_number": PERSONAL_NUMBER}
        for rule, pattern in never.items():
            seen = _never(words, seen, field, table, rule, pattern, findings)
    if field.type == "string":
        seen = _never(column, seen, field, table, "hidden_character", HIDDEN, findings)
    if field.type == "date":
        seen = _never(column, seen, field, table, "date_unclear", DATE_UNCLEAR, findings)
    wrong, rule, expected = _departure(seen, field, areas)
    if rule:
        report(findings, _holding(column, set(wrong)), field.name, table, rule, expected)
    if field.type in NUMBERS:
        _limits(column, seen[~seen.isin(set(wrong))], field, table, findings)


def _never(
    column: pd.Series,
    seen: pd.Series,
    field: Field,
    table: Table,
    rule: str,
    pattern: re.Pattern[str],
    findings: Findings,
) -> pd.Series:
    """Report texts that hold what no cell may hold, and return the others."""
    bad = _matching(seen, pattern)
    if not bad:
        return seen
    report(findings, _holding(column, bad), field.name, table, rule)
    return seen[~seen.isin(bad)]


def _matching(seen: pd.Series, pattern: re.Pattern[str]) -> set[str]:
    """The texts in which a pattern is found. Arrow first picks out the few that look like it: a million
    texts as Python strings would take more memory than the whole table."""
    texts = pa.array(seen, pa.string())
    likely = texts.filter(pc.match_substring_regex(texts, LIKELY[pattern]))
    return {text for text in likely.to_pylist() if pattern.search(text)}


def _departure(seen: pd.Series, field: Field, areas: Collection[str]) -> tuple[pd.Series, str, str]:
    """The distinct values that a field does not accept, the rule they break and what is accepted."""
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
        wrong = seen[~seen.str.fullmatch(field.pattern.removeprefix("^").removesuffix("$"))]
        rule = "cell_too_long" if field.longest else "pattern"
        return wrong, rule if len(wrong) else "", field.longest or field.example
    return seen.iloc[:0], "", ""


def _limits(
    column: pd.Series, seen: pd.Series, field: Field, table: Table, findings: Findings
) -> None:
    numbers = pd.to_numeric(seen)
    if field.minimum is not None:
        bad = _holding(column, set(seen[numbers < field.minimum]))
        report(findings, bad, field.name, table, "minimum", f"{field.minimum:g}")
    if field.maximum is not None:
        bad = _holding(column, set(seen[numbers > field.maximum]))
        report(findings, bad, field.name, table, "maximum", f"{field.maximum:g}")


def _key(text: pd.DataFrame, fields: tuple[str, ...], table: Table, findings: Findings) -> None:
    if not fields or text.empty:
        return
    numbers = _numbered([text[name] for name in fields])
    if not _repeats(numbers[numbers >= 0]):
        return
    keyed = pd.Series(numbers, index=text.index)
    filled = keyed[keyed >= 0]
    again = filled[filled.duplicated(keep="first")]
    firsts = filled[~filled.duplicated()]
    first_rows = dict(zip(firsts.to_numpy(), firsts.index, strict=True))
    for row, number in again.head(PER_RULE).items():
        findings.add(
            Finding(
                table.path,
                int(str(row)) + FIRST_DATA_ROW,
                ", ".join(fields),
                "duplicate_key",
                actual=str(int(first_rows[number]) + FIRST_DATA_ROW),
            )
        )
    findings.count_more(max(0, len(again) - PER_RULE))


def _repeats(numbers: np.ndarray) -> bool:
    ordered = np.sort(numbers)
    return bool((ordered[1:] == ordered[:-1]).any())


def _numbered(columns: Sequence[pd.Series], like: Sequence[pd.Series] | None = None) -> np.ndarray:
    """One number for each row, the same for rows with the same texts; -1 where one of them is blank.

    With ``like``, other columns, equal texts get the numbers they have there; -2 where a text is not
    among them.
    """
    out = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    bad = np.zeros(len(out), dtype=np.int8)
    for at, column in enumerate(columns):
        own = column.cat.categories
        target = like[at].cat.categories if like is not None else own
        if size * max(len(target), 1) >= MOST_NUMBERS:
            out = np.unique(out, return_inverse=True)[1]
            size = int(out.max(initial=0)) + 1
        place = np.arange(len(own)) if like is None else _places(own, target)
        place = np.where(own == "", -1, place) if len(own) else place
        if len(own) and (place < 0).any():
            here = place[column.array.codes]
            bad = np.minimum(bad, np.where(here < 0, here, 0).astype(np.int8))
            place = np.maximum(place, 0)
        out *= max(len(target), 1)
        if len(own):
            out += place[column.array.codes]
        size *= max(len(target), 1)
    return np.where(bad < 0, bad, out) if bad.any() else out


def _places(own: pd.Index, target: pd.Index) -> np.ndarray:
    """The position of each text among others; -2 where it is not among them."""
    there = pa.array(target, pa.string())
    positions = pc.index_in(pa.array(own, pa.string()), value_set=there)
    places: np.ndarray = positions.fill_null(-2).to_numpy(zero_copy_only=False)
    return places


def _foreign_key(
    text: pd.DataFrame,
    other: pd.DataFrame,
    key: ForeignKey,
    table: Table,
    target: Table,
    admitted: str,
    findings: Findings,
) -> None:
    """Findings about cells that stand nowhere in the other table and are not the one ``admitted`` besides."""
    mine, theirs = list(key.fields), list(key.others)
    if len(mine) == 1:
        seen = distinct(text[mine[0]])
        known = seen.isin(distinct(other[theirs[0]])) | seen.isin(["", admitted])
        unknown = set(seen[~known])
        bad = _holding(text[mine[0]], unknown)
    else:
        like = [other[name] for name in theirs]
        numbers = pd.Series(_numbered([text[name] for name in mine], like))
        known = numbers.isin(_numbered(like)) | (numbers == -1)
        bad = text.loc[~known.to_numpy(), mine[0]]
    if bad.empty:
        return
    accepted = f"{target.path}: {', '.join(theirs)}"
    if len(mine) == 1 and not target[theirs[0]].secret:
        there = distinct(other[theirs[0]])
        if len(there) <= 20:
            accepted += f" ({', '.join(_accepted(there, findings))})"
    report(findings, bad, mine[0], table, "foreign_key", accepted)


def _accepted(there: pd.Series, findings: Findings) -> list[str]:
    """The ids that a column may hold, as far as they may be repeated in a message."""
    known = [v for v in sorted(there) if v not in findings.private]
    return [v for v in known if ID.fullmatch(v) and not PERSONAL_NUMBER.search(v)]


class _Private:
    """All values of the secret columns, since one may have ended up in another column by mistake. They are
    collected when first asked for: a delivery without faults never asks."""

    def __init__(self, contract: Contract, tables: Mapping[str, pd.DataFrame]) -> None:
        self.columns = [
            tables[table.name][field.name]
            for table in contract.tables.values()
            for field in table.fields
            if field.secret
        ]
        self.known: frozenset[str] | None = None

    def __contains__(self, value: object) -> bool:
        if self.known is None:
            self.known = frozenset(v for c in self.columns for v in distinct(c) if v)
        return value in self.known


def _ordered(text: pd.DataFrame, first: str, second: str, table: Table, findings: Findings) -> None:
    early, late = _days(text[first]), _days(text[second])
    bad = text.loc[late < early, second]
    report(findings, bad, second, table, "order", first)


def _days(column: pd.Series) -> np.ndarray:
    distinct = _dates(pd.Series(column.cat.categories, dtype="str"))
    days: np.ndarray = distinct.to_numpy()[column.array.codes]
    return days


def _consistent(
    text: pd.DataFrame, owner: str, name: str, table: Table, findings: Findings
) -> None:
    pairs = np.unique(_numbered([text[owner], text[name]]))
    owners = np.unique(_numbered([text[owner]])[_numbered([text[name]]) >= 0])
    if len(pairs[pairs >= 0]) == len(owners[owners >= 0]):
        return
    filled = text.loc[(text[owner] != "") & (text[name] != ""), [owner, name]].astype("str")
    # the others differ from what most rows say, or from the first one
    cells = filled.value_counts([owner, name], sort=False).reset_index()
    first = filled.reset_index().groupby([owner, name])["index"].min().rename("first").reset_index()
    cells = cells.merge(first).sort_values(["count", "first"], ascending=[False, True])
    usual = filled[owner].map(cells.drop_duplicates(owner).set_index(owner)[name])
    report(findings, filled.loc[filled[name] != usual, name], name, table, "consistent", owner)


def _filled(text: pd.DataFrame, rule: Filled, table: Table, findings: Findings) -> None:
    blank = text.loc[text[rule.where].isin(rule.words) & (text[rule.field] == ""), rule.field]
    expected = f"{rule.where}: {', '.join(rule.words)}"
    report(findings, blank, rule.field, table, "filled", expected)


def _dates(text: pd.Series) -> pd.Series:
    return pd.to_datetime(text.where(text != ""), format="%Y-%m-%d", errors="coerce")
