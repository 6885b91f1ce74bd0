"""What an outside file may cost us. Sizes are counted while reading; a file's own word is never taken."""

from __future__ import annotations

import math

MOST_BYTES = 25 * 1024 * 1024
MOST_COLUMNS = 200
MOST_ROWS = 1_000_000
MOST_CELL = 10_000  # characters
MOST_MEMBERS = 200
MOST_UNPACKED = 100 * 1024 * 1024
MOST_VERTICES = 2_000_000

# The sandbox that reads: what it may use before it is stopped.
READING_MEMORY = 2 * 1024**3  # address space, of which the libraries take a third
CHECKING_MEMORY = 6 * 1024**3
SECONDS = 180


def megabytes(size: int) -> str:
    """A size in megabytes, for a message. One that is not whole has a decimal, rounded up: what is over a
    limit shall not read as the limit."""
    tenths = math.ceil(10 * size / (1024 * 1024))
    return f"{tenths / 10:g} MB"
