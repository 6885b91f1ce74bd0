/** Parts next to each other, as wide as their weights say. */

/** @import { Drawing, Parts, Slots } from "../../types" */

import { make } from "../../lib/dom.js";

/** @returns {Drawing<Parts["beside"]>} */
export function create() {
  const element = make("div", "atlas-beside");
  /** @type {Slots[]} */ const columns = [];
  return {
    element,
    update({ weights, parts }, desk) {
      element.style.setProperty("--atlas-columns", weights.map((w) => `minmax(0, ${w}fr)`).join(" "));
      parts.forEach((part, i) => {
        if (!columns[i]) {
          const column = make("div", "");
          element.append(column);
          columns[i] = desk.slots(column);
        }
        columns[i].paint([part], desk);
      });
    },
    leave: () => columns.forEach((column) => column.leave()),
  };
}
