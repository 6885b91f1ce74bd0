"""Marks after a heading that belong to a footnote: ``2022[1]``, ``2022*``, ``2022¹``, ``2022 (prel.)``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from atlas.errors import scrubbed

# "(2)" is none: that is how a heading that stands twice is told from the first
MARK = re.compile(r"(?:\s*(?:\[[^\[\]]{1,20}\]|\([^\W\d][^()]{0,30}\)|\*{1,3}|[¹²³⁰⁴-⁹]{1,2}))+$")


def parted(heading: str) -> tuple[str, str]:
    """A heading without its marks, and the marks; both as they stand there."""
    match = MARK.search(heading)
    if not match or not match.start():
        return heading, ""
    return heading[: match.start()].rstrip(), match[0].strip()


def bare(heading: str) -> str:
    """A heading without its marks."""
    return parted(heading)[0]


def questions(headings: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What must be said yes to where the marks of these headings are not kept with their numbers."""
    marked = [scrubbed(heading) for heading in headings if parted(heading)[1]]
    return (("marks_lost", ", ".join(marked)),) if marked else ()
