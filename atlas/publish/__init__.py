"""From a checked delivery to a snapshot that readers can open."""

from atlas.publish.schedule import waits
from atlas.publish.snapshot import Published, accept, current, publish, reject, rejection

__all__ = ["Published", "accept", "current", "publish", "reject", "rejection", "waits"]
