"""From a checked delivery to a snapshot that readers can open."""
