"""What can be brought in from outside: tables of the contract, and the boundaries."""

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
