"""What can be imported: tables of the contract, and the boundaries."""

KINDS = (
    "participants",
    "cohorts",
    "modules",
    "sessions",
    "progress",
    "attendance",
    "surveys",
    "targets",
    "indicators",
    "boundaries",
)
