"""Who may do what: a declared matrix of role × page × action, and who has which role.

The matrix is ``roles.toml`` beside the data. Who has which role is kept in the store, on the server only,
under the id that the login gives (``sub``). It is looked up at every call: whoever is not in the table, or
no longer in it, is a member of the public from that moment.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from atlas import disk
from atlas.errors import DeclarationError, RoleError, safe_key, scrubbed
from atlas.region import read_toml

FILE = "roles.toml"
PEOPLE = "people.json"
PUBLIC, LEADER, STAFF, ADMIN = "public", "leader", "staff", "admin"
ROLES = (PUBLIC, LEADER, STAFF, ADMIN)
EXACT = frozenset({STAFF, ADMIN})
VIEW, VIEW_EXACT, EXPORT, EXPORT_EXACT = "view", "view_exact", "export", "export_exact"
PUBLISH, ROLLBACK, MANAGE_ROLES = "publish", "rollback", "manage_roles"
ACTIONS = (VIEW, VIEW_EXACT, EXPORT, EXPORT_EXACT, PUBLISH, ROLLBACK, MANAGE_ROLES)
FOR_EVERYONE = frozenset({VIEW, EXPORT})
LONGEST = 200


@dataclass(frozen=True)
class Matrix:
    """What is allowed: (role, page, action), and nothing else. ``pages`` are those that it decides about."""

    allowed: frozenset[tuple[str, str, str]]
    pages: frozenset[str]

    def may(self, role: str, page: str, action: str) -> bool:
        """Whether a role may do this on a page. What is not declared is not allowed."""
        return (role, page, action) in self.allowed


def load(folder: Path) -> Matrix:
    """The matrix of a data folder, read again when the file has changed.

    Raises :class:`~atlas.errors.DeclarationError` when the file is missing or not TOML, names an unknown
    role or action, leaves a role out, or gives to the public what is reserved for staff.
    """
    path = folder / FILE
    return _matrix(path, _version(path))


def may(
    folder: Path, role: str, page: str, action: str, viewers: Collection[str] = frozenset()
) -> bool:
    """Whether a role may do this on a page, by the matrix of a data folder; false if it cannot be read.

    A page that the matrix does not mention may name its own ``viewers``: roles that may see it and download
    its files, with protected numbers only. Where the matrix does mention the page, it alone decides.
    """
    try:
        matrix = load(folder)
    except DeclarationError:
        return False
    if page in matrix.pages:
        return matrix.may(role, page, action)
    return role in viewers and action in FOR_EVERYONE


def role_of(store: Path, sub: str | None) -> str:
    """The current role of whoever has logged in as ``sub``. It fails closed: someone unknown or removed,
    nobody at all, and everyone while the table cannot be read, are public."""
    try:
        return people(store).get(sub, PUBLIC) if sub else PUBLIC
    except RoleError:
        return PUBLIC


def people(store: Path) -> Mapping[str, str]:
    """Who has a role, by ``sub``; :class:`~atlas.errors.RoleError` for a table that cannot be read."""
    path = store / PEOPLE
    return _people(path, _version(path))


def give(store: Path, sub: str, role: str | None) -> None:
    """Give someone a role, or take it away with ``None``. The table is replaced in one step, and only its
    owner can read it.

    Raises :class:`~atlas.errors.RoleError` for an unknown role, for an id that is empty, too long or looks
    like a personal number, and for a table that cannot be read, which is left as it is.
    """
    if role is not None and role not in ROLES:
        raise RoleError(f"no role is called so; known: {', '.join(ROLES)}")
    if not sub.strip() or len(sub) > LONGEST or not sub.isprintable():
        raise RoleError(f"the id is empty or not printable, or has more than {LONGEST} characters")
    if scrubbed(sub) != sub:
        raise RoleError("the id looks like a personal number: let the login give another one")
    store.mkdir(parents=True, exist_ok=True)
    with disk.alone(store / "lock"):
        table = dict(people(store))
        if role is None:
            table.pop(sub, None)
        else:
            table[sub] = role
        text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True)
        disk.replace(store / PEOPLE, text, mode=0o600)


@lru_cache(maxsize=4)
def _matrix(path: Path, _version: tuple[int, ...]) -> Matrix:
    declared = read_toml(path)
    if not declared:
        raise DeclarationError(FILE, "there is no page in it")
    return Matrix(
        frozenset(
            (role, page, action)
            for page, node in declared.items()
            for role, actions in _page(page, node).items()
            for action in actions
        ),
        frozenset(declared),
    )


def _page(page: str, node: Any) -> dict[str, list[str]]:
    if not isinstance(node, dict) or set(node) != set(ROLES):
        raise DeclarationError(
            FILE, f"[{safe_key(page)}] must have the roles {', '.join(ROLES)}, and no other"
        )
    for role, actions in node.items():
        if not isinstance(actions, list) or not all(a in ACTIONS for a in actions):
            raise DeclarationError(
                FILE, f"{safe_key(page)}.{role} accepts a list of {', '.join(ACTIONS)}"
            )
        beyond = set() if role in EXACT else set(actions) - FOR_EVERYONE
        if beyond:
            raise DeclarationError(
                FILE,
                f"{safe_key(page)}.{role} has {', '.join(sorted(beyond))}, which only staff and admin may",
            )
        if actions and VIEW not in actions:
            raise DeclarationError(FILE, f"{safe_key(page)}.{role} has {actions[0]} without {VIEW}")
    return node


@lru_cache(maxsize=4)
def _people(path: Path, version: tuple[int, ...]) -> Mapping[str, str]:
    if not version:
        return {}
    try:
        table = json.loads(path.read_text("utf-8"))
        if not all(role in ROLES for role in table.values()):
            raise ValueError
    except (OSError, ValueError, AttributeError, TypeError):
        raise RoleError(
            f"{PEOPLE} cannot be read as ids with their roles; correct it by hand"
        ) from None
    return dict(table)


def _version(path: Path) -> tuple[int, ...]:
    """What differs between two versions of a file: time, size and inode. Empty where there is no file."""
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
