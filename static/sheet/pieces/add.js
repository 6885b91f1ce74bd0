/** @import { Asker, Desk } from "../../types" */

import { button, make, set } from "../../lib/dom.js";
import { icon, redraw } from "../../lib/icon.js";

/** "+ Presentation": puts a card, or the page's answer, on the deck and says so. Of a card it is seen while the
 * card is pointed at or has the focus, and always where nobody can point (card.css).
 * @param {Desk} desk @param {string|(() => string)} key */
export function addButton(desk, key) {
  const add = button("atlas-button atlas-add");
  const shown = make("span", "");
  add.append(icon("add"), shown);
  const told = make("span", "atlas-unseen");
  told.setAttribute("role", "status");
  let [text, title, said] = ["", "", ""];
  /** What it is called begins with a plus, which is drawn. */
  const write = () => {
    shown.textContent = said || text.replace(/^\+ /, "");
    redraw(add, said ? "done" : "add");
    name();
  };
  let waiting = 0;
  const name = () => set(add, { "aria-label": `${said || text}: ${title}` });
  /** @type {Asker} */
  const asker = {
    said(sentence) {
      set(add, { "aria-busy": false });
      add.dataset.done = "true";
      said = told.textContent = sentence;
      write();
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        delete add.dataset.done;
        said = told.textContent = "";
        write();
      }, 4000);
    },
  };
  add.addEventListener("click", () => {
    set(add, { "aria-busy": true });
    desk.add(typeof key === "string" ? key : key(), asker);
  });
  const element = make("span", "", add, told);
  return {
    element,
    /** @param {Desk} now @param {string} of the title of what it puts on the deck */
    update(now, of) {
      [text, title] = [now.words.add, of];
      element.hidden = !now.staged;
      write();
      add.title = now.words.add_help.replace("{title}", title);
    },
  };
}
