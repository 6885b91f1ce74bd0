"""What server and browser say to each other is known on both sides: the contract is made of the Python types,
every kind of part has a drawer, and what is sent has the fields that it says."""

from __future__ import annotations

import re
from typing import Literal, NotRequired, TypedDict

import pytest

from atlas.figures.spec import Line, Lines, Row, Rows, Spot, Spots, as_json
from atlas.views import component
from atlas.views.parts import messages, stage
from atlas.views.parts import types as parts
from scripts import contract
from tests.deliveries import ROOT

# what is sent in kinds, and the script that names a drawer for each
KINDS = [(parts.Content, "sheet/parts.js"), (stage.SlideFigure, "stage/drawers/index.js")]


def drawn(registry: str) -> set[str]:
    """The kinds that have a drawer."""
    inside = re.search(r"const DRAWERS = \{(.*?)\};", registry, re.DOTALL)
    return {entry.partition(":")[0].strip() for entry in inside[1].split(",") if entry.strip()}


def test_the_contract_is_the_one_that_the_types_make():
    # after a change of the types: python -m scripts.contract
    assert contract.TARGET.read_text("utf-8") == contract.text()


@pytest.mark.parametrize(("union", "registry"), KINDS)
def test_every_kind_has_a_drawer_and_every_drawer_a_kind(union, registry):
    assert drawn((ROOT / "static" / registry).read_text("utf-8")) == contract.kinds(union)
    assert {"chart", "table", "key_figures"} <= contract.kinds(union)


@pytest.mark.parametrize(
    ("union", "folder"), [(parts.Content, "sheet/parts"), (stage.SlideFigure, "stage/drawers")]
)
def test_every_drawer_lies_in_a_file_of_its_own(union, folder):
    files = {path.stem.replace("-", "_") for path in (ROOT / "static" / folder).glob("*.js")}
    assert files - {"index"} == contract.kinds(union)


@pytest.mark.parametrize("name", ["Sheet", "Play", "Head", "Shell", "Tab", "DeckLink"])
def test_what_each_component_is_sent_stands_in_the_contract(name):
    assert f"export interface {name} {{" in contract.text()


def told_by_script(script: str) -> set[str]:
    """The names under which the scripts of a component say something to the server."""
    code = "".join((ROOT / "static" / name).read_text("utf-8") for name in script.split())
    return set(re.findall(r"(?:tell|set\w+Value)\(\s*\"(\w+)\"", code))


@pytest.mark.parametrize(
    ("name", "scripts"),
    [
        ("sheet", "sheet/sheet.js"),
        ("head", "shell/head.js shell/settings.js"),
        ("tab", "shell/tab.js"),
        ("present", "stage/stage.js"),
        ("deck", "deck/deck.js"),
    ],
)
def test_what_the_browser_says_back_is_what_is_listened_to(name, scripts):
    heard = messages.HEARD[name]
    menu = (
        {"login", "logout"} if name == "head" else set()
    )  # said under the name that the server gave
    assert told_by_script(scripts) | menu == set(heard.__annotations__)
    script = scripts.split()[0]
    assert f", {heard.__name__}>" in (ROOT / "static" / script).read_text("utf-8")


def test_a_component_is_listened_to_under_all_its_names_and_no_other():
    for listening in (
        {},
        {"on_deck_change": print, "on_left_change": print, "on_desk_change": print},
    ):
        with pytest.raises(TypeError, match=r"tab says \['deck', 'left'\]; listened to are"):
            component.mount("tab", "shell/tab.js", {}, "tab", **listening)


class Inner(TypedDict):
    """A thing."""

    number: float


class Sent(TypedDict):
    """What is
    sent.

    And more of it.
    """

    kind: Literal["one", "other"]
    inner: list[Inner]
    either: list[Inner | None]
    texts: dict[str, str]
    pair: NotRequired[tuple[int, str]]


def test_a_typed_dict_becomes_an_interface_with_the_types_that_it_names(monkeypatch):
    monkeypatch.setattr(contract, "ROOTS", (Sent,))
    told = contract.text().removeprefix(contract.HEAD).strip()
    assert told.splitlines() == [
        "/** A thing. */",
        "export interface Inner {",
        "  number: number;",
        "}",
        "",
        "/** What is sent. */",
        "export interface Sent {",
        '  kind: "one" | "other";',
        "  inner: Inner[];",
        "  either: (Inner | null)[];",
        "  texts: Record<string, string>;",
        "  pair?: [number, string];",
        "}",
    ]


def test_two_types_of_one_name_are_an_error(monkeypatch):
    class Inner(TypedDict):
        """Another thing."""

        text: str

    monkeypatch.setattr(contract, "ROOTS", (Sent, Inner))
    with pytest.raises(TypeError, match="two types are called Inner"):
        contract.text()


class Odd(TypedDict):
    """What no message can hold."""

    when: complex


def test_a_field_that_cannot_be_sent_is_an_error(monkeypatch):
    monkeypatch.setattr(contract, "ROOTS", (Odd,))
    with pytest.raises(TypeError, match="complex"):
        contract.text()


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        (Rows((Row("A", bar=1.0),), (0, 1), ()), "FigureRows"),
        (Lines((Line("A", "strong", ((0, 1, ""), None)),), (0, 1), (0, 1), (), ()), "FigureLines"),
        (Spots((Spot("A", 0, 1, ""),), (0, 1), (0, 1), (), (), "X", "Y"), "FigureSpots"),
    ],
)
def test_a_figure_travels_with_the_fields_of_the_contract(figure, name):
    declared = contract.text().split(f"export interface {name} {{")[1].split("}")[0]
    fields = dict(re.findall(r"^  (\w+)(\??): ", declared, re.MULTILINE))
    sent = as_json(figure)
    assert sent.keys() <= fields.keys()
    assert {field for field, optional in fields.items() if not optional} <= sent.keys()
    assert f'kind: "{sent["kind"]}"' in declared
