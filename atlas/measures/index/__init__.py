"""Composite indices after the OECD/JRC *Handbook on Constructing Composite Indicators* (2008).

One verb a file; ``composite(frame, spec)`` is the way in. ``docs/index.md`` tells the conventions and
what they are checked against.
"""

from atlas.measures.index.composite import CompositeResult, composite
from atlas.measures.index.reading import read_spec
from atlas.measures.index.spec import Group, Indicator, Spec

__all__ = ["CompositeResult", "Group", "Indicator", "Spec", "composite", "read_spec"]
