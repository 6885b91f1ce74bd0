"""From a checked delivery to a snapshot that readers can open."""

from atlas.publish.schedule import waits
from atlas.publish.snapshot import (
    Published,
    accept,
    current,
    publish,
    reject,
    rejection,
    standing,
    switch,
)

__all__ = [
    "Published",
    "accept",
    "current",
    "publish",
    "reject",
    "rejection",
    "standing",
    "switch",
    "waits",
]
