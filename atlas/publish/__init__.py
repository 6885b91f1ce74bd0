"""From a checked delivery to a snapshot that readers can open."""

from atlas.publish.snapshot import Published, current, publish, reject, rejection

__all__ = ["Published", "current", "publish", "reject", "rejection"]
