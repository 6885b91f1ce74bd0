"""The contract: ``datapackage.json`` says what a delivery holds, and :func:`check` says where it does not."""

from atlas.contract.checking import check
from atlas.contract.declaration import Contract, Field, Table, load
from atlas.contract.delivery import Delivery, FileReceipt, Tables, columns
from atlas.contract.findings import Finding, Findings
from atlas.contract.reading import read_table, typed

__all__ = [
    "Contract",
    "Delivery",
    "Field",
    "FileReceipt",
    "Finding",
    "Findings",
    "Table",
    "Tables",
    "check",
    "columns",
    "load",
    "read_table",
    "typed",
]
