"""Composite indices after the OECD/JRC *Handbook on Constructing Composite Indicators* (2008).

One verb a file; ``composite(frame, spec)`` is the way in. ``docs/index.md`` tells the conventions and
what they are checked against.
"""

from atlas.composites.reading import read_spec
from atlas.composites.spec import Group, Indicator, Spec
from atlas.measures.index.composite import CompositeResult, composite

__all__ = ["CompositeResult", "Group", "Indicator", "Spec", "composite", "read_spec"]
