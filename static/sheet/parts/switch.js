/** A choice between a few, all of them seen. */

/** @import { Asking, Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { wish } from "../pieces/wish.js";

/** @param {Desk} desk @returns {Drawing<Parts["switch"]>} */
export function create(desk) {
  const name = make("span", "");
  const choices = make("div", "atlas-switch");
  choices.setAttribute("role", "radiogroup");
  /** @type {Asking} */ let now;
  const draw = list(
    choices,
    (/** @type {string[]} */ [value]) => value,
    () => {
      const box = Object.assign(make("input", ""), { type: "radio" });
      const text = make("span", "");
      box.addEventListener("change", () => desk.ask(wish(now, box.value)));
      return {
        element: make("label", "", box, text),
        /** @param {string[]} option */
        update([value, said]) {
          Object.assign(box, { name: now.key, value, checked: value === now.shown });
          write(text, said);
        },
      };
    },
  );
  name.className = "atlas-unseen";
  return {
    element: make("div", "atlas-field", name, choices),
    update(part) {
      now = part;
      write(name, part.label);
      choices.setAttribute("aria-label", part.label);
      draw(part.options);
    },
  };
}
