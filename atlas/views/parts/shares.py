"""What a page sends of weights that a reader can move."""

from __future__ import annotations

from typing import Literal, TypedDict


class Share(TypedDict):
    """What is weighed, ``about`` what is in it, and how much: of 100. ``usual`` is the weight without a
    choice."""

    id: str
    name: str
    about: str
    value: int
    usual: int


class Shares(TypedDict):
    """Weights that sum to 100, held by the parameter ``asks``: who moves one moves the others with it.
    ``words`` have ``percent`` and ``said``, each with a slot for the number."""

    kind: Literal["shares"]
    key: str
    title: str
    text: str
    rows: list[Share]
    asks: str
    words: dict[str, str]
