"""What a composite index is declared as: of any table (``python -m atlas index``), and of the region's own
indicators (``index.toml``). The sums are those of ``atlas.measures.index``."""

from atlas.composites.own import OwnIndex
from atlas.composites.reading import read_spec
from atlas.composites.spec import Group, Indicator, Spec

__all__ = ["Group", "Indicator", "OwnIndex", "Spec", "read_spec"]
