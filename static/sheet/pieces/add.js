/** @import { Asker, Desk } from "../../types" */

import { button, make, write } from "../../lib/dom.js";

/** "Add to presentation": puts a card, or the page's answer, on the deck and says so.
 * @param {Desk} desk @param {string|(() => string)} key */
export function addButton(desk, key) {
  const add = button("atlas-button atlas-add");
  const told = make("span", "atlas-unseen");
  told.setAttribute("role", "status");
  let text = "";
  let waiting = 0;
  /** @type {Asker} */
  const asker = {
    said(sentence) {
      add.dataset.done = "true";
      add.textContent = told.textContent = sentence;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        delete add.dataset.done;
        add.textContent = text;
        told.textContent = "";
      }, 4000);
    },
  };
  add.addEventListener("click", () => desk.add(typeof key === "string" ? key : key(), asker));
  const element = make("span", "", add, told);
  return {
    element,
    /** @param {Desk} now @param {string} title */
    update(now, title) {
      text = now.words.add;
      element.hidden = !now.staged;
      if (!add.dataset.done) write(add, text);
      add.title = now.words.add_help.replace("{title}", title);
    },
  };
}
