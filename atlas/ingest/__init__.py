"""From files that somebody sends to readings, and from delivered files to a checked delivery."""

from atlas.ingest.delivery import Outcome, read

__all__ = ["Outcome", "read"]
