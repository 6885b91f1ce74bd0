"""The parts of a page, one by one."""

from __future__ import annotations


def flat(parts):
    for part in parts:
        yield part
        yield from flat(part.get("parts", []))
