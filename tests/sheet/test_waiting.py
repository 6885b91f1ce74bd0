"""A button that has asked for something shows that it waits, until it has come."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

WORDS = {"add": "+ Presentation", "add_help": "{title}"}

ADDED = """async (words) => {
  const { addButton } = await import("/static/sheet/pieces/add.js");
  let asked;
  const { element, update } = addButton({ add: (key, asker) => (asked = asker) }, "map");
  update({ words, staged: true }, "Deltagare");
  document.body.append(element);
  const button = element.querySelector("button");
  const waits = () => button.ariaBusy;
  const seen = [waits()];
  button.click();
  seen.push(waits());
  asked.said("Tillagd");
  return [...seen, waits()];
}"""

SAVED = """async () => {
  const { menu } = await import("/static/sheet/pieces/menu.js");
  const { element, update, wait } = menu();
  let come;
  const file = new Promise((resolve) => (come = resolve));
  update("Fler val", [{ name: "csv", text: "CSV", act: () => (waiting = wait(file)) }]);
  let waiting;
  document.body.append(element);
  const button = element.querySelector("button");
  const seen = [button.ariaBusy];
  button.click();
  element.querySelector("[role=menuitem]").click();
  seen.push(button.ariaBusy);
  come();
  await waiting;
  return [...seen, button.ariaBusy];
}"""


def test_what_is_put_on_the_deck_is_waited_for(page):
    assert page.evaluate(ADDED, WORDS) == [None, "true", "false"]


def test_a_file_is_waited_for(page):
    assert page.evaluate(SAVED) == [None, "true", "false"]
