"""A part that cannot be drawn says so in its place, and never stops the others."""

from __future__ import annotations

import pytest

from tests.maps.component.harness import serving

pytestmark = pytest.mark.browser

FAULT = "Den här delen kunde inte visas."
MOUNT = """async (parts) => {
  const { mount } = await import("/static/sheet/sheet.js");
  const words = { fault: "Den här delen kunde inte visas.", add_help: "" };
  const data = { address: {}, parameters: [], parts, words, exact: false, staged: false };
  mount({ parentElement: document.body, data, setStateValue() {}, setTriggerValue() {} });
}"""


@pytest.fixture
def sheet(chromium):
    """A page to mount parts on; ``said`` is what stands in each of their places."""
    context = chromium.new_context()
    page = context.new_page()
    page.logged = []
    page.on(
        "console", lambda m: m.type == "error" and page.logged.append(m.text.partition("\n")[0])
    )
    with serving({}) as address:
        page.goto(address)
        yield page
    context.close()


def said(page, parts):
    page.evaluate(MOUNT, parts)
    return page.eval_on_selector_all(".atlas-sheet > *", "all => all.map((e) => e.textContent)")


def ways(text):
    return {"kind": "ways", "key": text, "pieces": [text]}


def text(title, items):
    return {"kind": "text", "title": title, "items": items}


def test_a_part_of_a_kind_that_nobody_draws_says_so_between_the_others(sheet):
    unknown = {"kind": "hologram", "secret": "a value"}
    assert said(sheet, [ways("before"), unknown, ways("after")]) == ["before", FAULT, "after"]
    assert sheet.logged == ["Error: No drawer for a part of kind hologram"]


def test_a_kind_that_is_known_to_every_object_is_no_kind_of_part(sheet):
    assert said(sheet, [{"kind": "constructor"}, ways("after")]) == [FAULT, "after"]


def test_a_drawer_that_throws_leaves_the_others_and_the_next_message_tries_again(sheet):
    broken, whole = text("Title", None), text("Title", [{"text": "whole"}])
    assert said(sheet, [broken, ways("after")]) == [FAULT, "after"]
    assert len(sheet.logged) == 1
    assert said(sheet, [whole, ways("changed")]) == ["Titlewhole", "changed"]


def test_a_part_that_stood_there_and_fails_gives_its_place_to_the_sentence_and_comes_back(sheet):
    whole = text("Title", [{"text": "whole"}])
    assert said(sheet, [whole, ways("after")]) == ["Titlewhole", "after"]
    assert said(sheet, [text("Title", None), ways("after")]) == [FAULT, "after"]
    assert said(sheet, [whole, ways("after")]) == ["Titlewhole", "after"]


def test_a_part_within_a_part_fails_for_itself(sheet):
    parts = [text("Title", None), ways("beside")]
    row = {"kind": "beside", "weights": [1, 1], "parts": parts}
    assert said(sheet, [row, ways("after")]) == [f"{FAULT}beside", "after"]


def test_a_part_that_cannot_take_its_leave_goes_all_the_same(sheet):
    script = """async () => {
      const { createSlots } = await import("/static/sheet/slots.js");
      const element = () => document.createElement("i");
      const drawers = {
        stays: () => ({ element: element(), update() {}, leave() { throw new Error("still here"); } }),
        follows: () => ({ element: document.createElement("b"), update() {} }),
      };
      const slots = createSlots(document.body, drawers);
      for (const kind of ["stays", "follows"]) slots.paint([{ kind }], { words: {} });
      return document.body.querySelectorAll("i, b").length + document.body.lastChild.tagName;
    }"""
    assert sheet.evaluate(script) == "1B"
    assert sheet.logged == ["Error: still here"]
