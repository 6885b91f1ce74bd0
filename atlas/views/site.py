"""The site: the pages that the folder ``pages/`` declares, one in each file.

No module imports a page, just as none imports a line of ``indicators.toml``: a page is found by its file.
Whatever depends on which pages there are is asked here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas import folders
from atlas.errors import DeclarationError

if TYPE_CHECKING:
    from atlas.views.page import Page

FOLDER = "pages"


@cache
def pages() -> Mapping[str, Page]:
    """The pages by name, in the order of their links.

    Raises :class:`~atlas.errors.DeclarationError` for a file that declares no page, and as :func:`listed`
    does.
    """
    names = [module.name for module in pkgutil.iter_modules([str(folders.ROOT / FOLDER)])]
    return listed(_declared(name) for name in names)


def listed(some: Iterable[Page]) -> Mapping[str, Page]:
    """Pages by name, in the order of their links. The one without an address is the start page.

    Raises :class:`~atlas.errors.DeclarationError` when two share an address or none is the start page.
    """
    declared = sorted(some, key=lambda page: (page.order, page.name))
    addresses = [page.address for page in declared]
    if "" not in addresses:
        raise DeclarationError(FOLDER, 'no page has the address "", so nothing is the start page')
    for page in declared:
        if addresses.count(page.address) > 1:
            raise DeclarationError(_file(page.name), "another page has the same address")
    return MappingProxyType({page.name: page for page in declared})


def page(name: str) -> Page:
    """The page of this name; ``KeyError`` if there is none."""
    return pages()[name]


def at(path: str) -> Page:
    """The page at a path; the start page if there is none."""
    by_path = {page.address: page for page in pages().values()}
    return by_path.get(path, by_path[""])


@cache
def staged() -> tuple[str, ...]:
    """The names of the pages whose views can be added to a deck and shown on the stage."""
    return tuple(name for name, page in pages().items() if page.stage)


def entry(page: Page, title: str, draw: Callable[[], None]) -> Any:
    """A page in the form that the framework's navigation needs: ``draw`` draws it."""
    # the start page is at "/" only; but the framework tells pages apart by this path, so it needs one, too
    path = page.address or page.name
    return st.Page(draw, title=title, url_path=path, default=not page.address)


def go(name: str, query: Mapping[str, str]) -> None:
    """Leave this page for a view of another one, given by its parameters."""
    # the framework finds the page by its path, so there is no need to say again what draws it
    st.switch_page(entry(page(name), name, lambda: None), query_params=dict(query))


def _declared(name: str) -> Page:
    """The page that a file declares, with the file's name."""
    declared: Page | None = getattr(importlib.import_module(f"{FOLDER}.{name}"), "PAGE", None)
    if declared is None:
        raise DeclarationError(_file(name), "it declares no PAGE")
    return replace(declared, name=name)


def _file(name: str) -> str:
    return f"{FOLDER}/{name}.py"
