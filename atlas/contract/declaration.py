"""``datapackage.json`` (a Frictionless Data Package) read into tables and fields."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atlas.errors import WITHHELD, DeclarationError, safe_code, safe_key

FILE = "datapackage.json"


@dataclass(frozen=True)
class Field:
    """A column: its type (``string``, ``date``, ``integer``, ``number``) and what it may hold.

    A ``secret`` one could name a person. A ``protected`` one counts people: it is public only as
    rounded cells, and nothing that its file would give away is public. A ``free`` one is written by
    hand and may not lead to a person. One that ``admits_outside`` may also hold the code for all places
    outside the region. One with ``cell_of`` holds cells of other columns: the two columns named there say
    of which table and which column. Only a day that is ``planned`` may lie ahead.
    """

    name: str
    type: str
    required: bool
    enum: tuple[str, ...]
    pattern: str
    minimum: float | None
    maximum: float | None
    secret: bool
    protected: bool
    areas: bool
    free: bool
    admits_outside: bool
    planned: bool
    cell_of: tuple[str, ...]
    declared: Mapping[str, Any]

    def title(self, language: str) -> str:
        """What the column is called in a language."""
        return str(self.declared.get(f"title_{language}", self.name))

    @property
    def example(self) -> str:
        """What its cells look like, for a message: the declared examples, or else the pattern."""
        return str(self.declared.get("atlas:example", self.pattern))

    @property
    def longest(self) -> str:
        """The most characters of a cell, where nothing else is asked of it, or ``""``."""
        limits = self.declared.get("constraints", {})
        return "" if limits.get("pattern") else str(limits.get("maxLength", ""))


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must occur in columns of another table."""

    fields: tuple[str, ...]
    table: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Filled:
    """A field that may not be blank in rows where the field ``where`` holds one of these words."""

    field: str
    where: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Within:
    """A day that is usually not before the field ``first`` of another table, nor more than some ``days``
    after the field ``last``; either may be ``""``. A blank key means all the rows there."""

    field: str
    table: str
    first: str
    last: str
    days: int


@dataclass(frozen=True)
class Table:
    """A delivered table: its file, fields and keys, where it comes from and whether it is made up.

    What a delivery must keep are ``ordered``, ``consistent`` and ``filled``. What is asked about where it is
    otherwise are days ``within`` others; numbers that are ``at_most`` another one of the row, or ``enough``
    for the rows of another table; and ``steps``, the words of a field in the order they come in. An
    ``optional`` one may be absent, which is the same as empty. A ``tall`` one has many rows for each person,
    and its text is kept as categories.
    """

    name: str
    path: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    ordered: tuple[tuple[str, str], ...]
    consistent: tuple[tuple[str, tuple[str, ...]], ...]
    filled: tuple[Filled, ...]
    within: tuple[Within, ...]
    at_most: tuple[tuple[str, str], ...]
    enough: tuple[tuple[str, str], ...]
    steps: Mapping[str, Sequence[Sequence[str]]]
    synthetic: bool
    optional: bool
    tall: bool
    declared: Mapping[str, Any]

    def __getitem__(self, field: str) -> Field:
        """The field of that name."""
        return next(f for f in self.fields if f.name == field)

    @property
    def columns(self) -> list[str]:
        """The names of the fields, in order."""
        return [field.name for field in self.fields]

    @property
    def about_people(self) -> bool:
        """Whether its rows are about persons: a column of it could name one."""
        return any(field.secret for field in self.fields)

    @property
    def protected(self) -> bool:
        """Whether its file holds anything that may not be shown as it stands."""
        return self.about_people or any(field.protected for field in self.fields)

    def heading(self, name: str, place: int) -> str:
        """A heading of a file as it may be shown. One that the contract does not know is shown as its
        position, from 1: in a file without a header the first person stands in its place."""
        plain = not self.about_people and {safe_key(name), safe_code(name)} != {WITHHELD}
        return name if name in self.columns or plain else str(place)

    def title(self, language: str) -> str:
        """What the table is called in a language."""
        return str(self.declared.get(f"title_{language}", self.declared.get("title", self.name)))


@dataclass(frozen=True)
class Contract:
    """All tables of a delivery."""

    tables: Mapping[str, Table]

    def __getitem__(self, table: str) -> Table:
        """The table of that name."""
        return self.tables[table]

    @property
    def synthetic(self) -> bool:
        """Whether any table is declared as made up."""
        return any(table.synthetic for table in self.tables.values())


def load(folder: Path) -> Contract:
    """Read the contract of a data folder, or raise :class:`DeclarationError` saying what is wrong."""
    path = folder / FILE
    try:
        declared = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DeclarationError(FILE, "the file is missing") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as wrong:
        raise DeclarationError(FILE, f"not valid JSON: {wrong}") from None
    try:
        return Contract({r["name"]: _table(r) for r in declared["resources"]})
    except KeyError as missing:
        raise DeclarationError(FILE, f"a resource lacks a part: {missing}") from None
    except (TypeError, AttributeError, ValueError):
        raise DeclarationError(FILE, "a resource has the wrong form") from None


def _table(resource: dict[str, Any]) -> Table:
    schema = resource["schema"]
    secret = set(resource.get("atlas:secret", ()))
    protected = set(resource.get("atlas:protected", ()))
    key = schema.get("primaryKey", [])
    return Table(
        name=resource["name"],
        path=resource["path"],
        fields=tuple(
            _field(f, f["name"] in secret, f["name"] in protected) for f in schema["fields"]
        ),
        key=(key,) if isinstance(key, str) else tuple(key),
        unique=tuple(
            (f["name"],) for f in schema["fields"] if f.get("constraints", {}).get("unique")
        ),
        foreign_keys=tuple(_foreign_key(k) for k in schema.get("foreignKeys", [])),
        ordered=tuple((a, b) for a, b in resource.get("atlas:ordered", ())),
        consistent=tuple(
            (rule["key"], tuple(rule["fields"])) for rule in resource.get("atlas:consistent", ())
        ),
        filled=tuple(
            Filled(rule["field"], rule["where"], tuple(rule["is"]))
            for rule in resource.get("atlas:filled", ())
        ),
        within=tuple(
            Within(
                rule["field"],
                rule["of"],
                rule.get("from", ""),
                rule.get("until", ""),
                int(rule.get("days", 0)),
            )
            for rule in resource.get("atlas:within", ())
        ),
        at_most=tuple((a, b) for a, b in resource.get("atlas:at_most", ())),
        enough=tuple((rule["field"], rule["for"]) for rule in resource.get("atlas:enough", ())),
        steps=resource.get("atlas:steps", {}),
        synthetic=bool(resource.get("synthetic", False)),
        optional=bool(resource.get("atlas:optional", False)),
        tall=bool(resource.get("atlas:tall", False)),
        declared=resource,
    )


def _field(field: dict[str, Any], secret: bool, protected: bool) -> Field:
    limits = field.get("constraints", {})
    return Field(
        name=field["name"],
        type=field.get("type", "string"),
        required=bool(limits.get("required", False)),
        enum=tuple(str(v) for v in limits.get("enum", ())),
        pattern=limits.get("pattern") or _as_pattern(limits),
        minimum=limits.get("minimum"),
        maximum=limits.get("maximum"),
        secret=secret,
        protected=protected,
        areas=bool(field.get("atlas:areas", False)),
        free=bool(field.get("atlas:free", False)),
        admits_outside=bool(field.get("atlas:outside", False)),
        planned=bool(field.get("atlas:ahead", False)),
        cell_of=tuple(field.get("atlas:cell_of", ())),
        declared=field,
    )


def _as_pattern(limits: dict[str, Any]) -> str:
    """A limit on the length as a pattern."""
    return f"^.{{0,{limits['maxLength']}}}$" if "maxLength" in limits else ""


def _foreign_key(key: dict[str, Any]) -> ForeignKey:
    def names(value: str | list[str]) -> tuple[str, ...]:
        return (value,) if isinstance(value, str) else tuple(value)

    return ForeignKey(
        fields=names(key["fields"]),
        table=key["reference"]["resource"],
        others=names(key["reference"]["fields"]),
    )
