"""Write ``static/contract.d.ts``: what the server says to the browser, from the Python types that say it.

``python -m scripts.contract`` writes it anew; a test keeps the two equal. TypedDicts become interfaces, and
so do the dataclasses of a figure, whose fields with a default are left out where they say nothing
(:func:`atlas.figures.spec.as_json`).
"""

from __future__ import annotations

import dataclasses
import inspect
import textwrap
import types
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from atlas.figures import spec
from atlas.maps import types as maps
from atlas.views.parts import cards, messages, stage
from atlas.views.parts import types as parts

TARGET = Path(__file__).resolve().parent.parent / "static" / "contract.d.ts"
WIDTH = 110  # as Prettier has it
HEAD = """\
/**
 * What the server says to the browser, and what it hears. Made from the types in `atlas/views/parts/`,
 * `atlas/maps/types.py` and `atlas/figures/spec.py` by `python -m scripts.contract`: change it there.
 */
"""
# unions that have a name of their own
UNIONS = {
    "Part": parts.Content,
    "Compared": maps.Compared,
    "Plot": spec.Figure,
    "SlideFigure": stage.SlideFigure,
}
# what components are sent and say, and all that it names; what several kinds have in common; and the
# shapes, which are a file of their own
ROOTS: tuple[Any, ...] = (
    *get_args(messages.Message),
    *messages.HEARD.values(),
    cards.CardHead,
    cards.CardFoot,
    parts.Asking,
    maps.Geometry,
)
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def text() -> str:
    """The whole file."""
    types_by_name: dict[str, Any] = {}
    for root in ROOTS:
        _collect(root, types_by_name)
    declared = [
        _union(name, types_by_name[name])
        if name in UNIONS
        else _interface(name, types_by_name[name])
        for name in sorted(types_by_name)
    ]
    return "\n".join([HEAD, *(one + "\n" for one in declared)]).rstrip() + "\n"


def kinds(union: Any) -> set[str]:
    """The kinds that a union of types tells apart: of parts, or of what fills a slide."""
    return {get_args(get_type_hints(member)["kind"])[0] for member in get_args(union)}


def _collect(hint: Any, types_by_name: dict[str, Any]) -> None:
    """Take in a type and all types that it names. Raises ``TypeError`` for two of one name."""
    for one in _named(hint):
        name = _name(one)
        if name in types_by_name:
            if types_by_name[name] != one:
                raise TypeError(f"two types are called {name}")
            continue
        types_by_name[name] = one
        inner = get_args(one) if name in UNIONS else [h for _, h, _ in _fields(one)]
        for hint_within in inner:
            _collect(hint_within, types_by_name)


def _named(hint: Any) -> Iterator[Any]:
    """The types with a name of their own within a hint."""
    if get_origin(hint) is Annotated:
        yield from _named(hint.__metadata__[0])
    elif any(hint == union for union in UNIONS.values()) or _is_declared(hint):
        yield hint
    else:
        for inner in get_args(hint):
            yield from _named(inner)


def _is_declared(hint: Any) -> bool:
    return is_typeddict(hint) or dataclasses.is_dataclass(hint)


def _name(hint: Any) -> str:
    for name, union in UNIONS.items():
        if hint == union:
            return name
    own = str(hint.__name__)
    return f"Figure{own}" if dataclasses.is_dataclass(hint) else own


def _fields(declared: Any) -> list[tuple[str, Any, bool]]:
    """The fields of a type: name, hint, and whether it may be left out."""
    hints = get_type_hints(declared, include_extras=True)
    if is_typeddict(declared):
        return [(name, *_required(hint)) for name, hint in hints.items()]
    told = []
    for field in dataclasses.fields(declared):
        optional = field.default is not dataclasses.MISSING
        hint = hints[field.name]
        if optional:  # none at all is left out, never told as null
            hint = Union[tuple(h for h in _members(hint) if h is not type(None))]  # noqa: UP007
        told.append((field.name, hint, optional))
    if declared in get_args(spec.Figure):
        told.insert(0, ("kind", Literal[declared.__name__.lower()], False))
    return told


def _required(hint: Any) -> tuple[Any, bool]:
    return (get_args(hint)[0], True) if get_origin(hint) is NotRequired else (hint, False)


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if _is_union(hint) else (hint,)


def _interface(name: str, declared: Any) -> str:
    lines = [f"  {n}{'?' * optional}: {_script(hint)};" for n, hint, optional in _fields(declared)]
    return "\n".join([_comment(declared), f"export interface {name} {{", *lines, "}"])


def _union(name: str, union: Any) -> str:
    members = [_script(member) for member in get_args(union)]
    begin, line = f"export type {name} =", f"{' | '.join(members)};"
    if len(f"{begin} {line}") <= WIDTH:
        return f"{begin} {line}"
    if len(f"  {line}") <= WIDTH:
        return f"{begin}\n  {line}"
    return "\n".join([begin, *(f"  | {m}" for m in members)]) + ";"


def _comment(declared: Any) -> str:
    told = " ".join((inspect.getdoc(declared) or "").partition("\n\n")[0].split())
    told = told.replace("``", "`")
    if len(told) + 7 <= WIDTH:
        return f"/** {told} */"
    lines = textwrap.wrap(told, WIDTH - 3)
    return "\n".join(["/**", *(f" * {line}" for line in lines), " */"])


def _script(hint: Any) -> str:
    """A hint as TypeScript writes it. Raises ``TypeError`` for one that has no such form."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is Annotated:
        return _script(hint.__metadata__[0])
    if _is_declared(hint) or any(hint == union for union in UNIONS.values()):
        return _name(hint)
    arguments = get_args(hint)
    if _is_union(hint):
        return " | ".join(_script(inner) for inner in arguments)
    return _container(hint, arguments)


def _container(hint: Any, arguments: tuple[Any, ...]) -> str:
    origin = get_origin(hint)
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in arguments)
    if origin in (list, Sequence) or (origin is tuple and arguments[-1] is Ellipsis):
        inner = _script(arguments[0])
        return f"({inner})[]" if " | " in inner and _is_union(arguments[0]) else f"{inner}[]"
    if origin is tuple:
        return f"[{', '.join(_script(inner) for inner in arguments)}]"
    if origin in (dict, Mapping) and arguments[0] is str:
        return f"Record<string, {_script(arguments[1])}>"
    raise TypeError(f"{hint} has no form in the contract")


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
