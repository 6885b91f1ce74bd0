"""From outside files to a checked delivery."""

from atlas.ingest.delivery import Reading, read

__all__ = ["Reading", "read"]
