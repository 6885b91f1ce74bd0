"""What a page sends of files in which figures can be had."""

from __future__ import annotations

from typing import Literal, TypedDict


class DataFile(TypedDict):
    """A file that the server makes, of a ``kind``: what it is called and what it is for."""

    kind: str
    name: str
    about: str


class DataFiles(TypedDict):
    """The files in which the figures of an indicator can be had."""

    kind: Literal["files"]
    key: str
    title: str
    items: list[DataFile]
