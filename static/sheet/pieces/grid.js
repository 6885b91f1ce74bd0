/** @import { Table } from "../../types" */

import { make, set, write } from "../../lib/dom.js";

/** A table of text; the first cell of a row names it. */
export function grid() {
  const caption = make("caption", "atlas-unseen");
  const [head, body] = [make("thead", ""), make("tbody", "")];
  const element = make("div", "atlas-grid", make("table", "", caption, head, body));
  element.tabIndex = 0; // a table wider than its frame is scrolled by keyboard, too
  element.setAttribute("role", "group");
  let drawn = "";
  return {
    element,
    /** @param {Table} table @param {string} title */
    update({ columns, rows }, title) {
      const shape = `${columns.length} ${rows.length}`;
      if (shape !== drawn) {
        drawn = shape;
        head.replaceChildren(make("tr", "", ...columns.map(() => heading("col"))));
        body.replaceChildren(...rows.map((row) => make("tr", "", ...row.map(cell))));
      }
      write(caption, title);
      set(element, { "aria-label": title });
      columns.forEach((text, i) => write(head.rows[0].cells[i], text));
      rows.forEach((row, at) => row.forEach((text, i) => write(body.rows[at].cells[i], text)));
    },
  };
}

/** @param {string} scope what it is the heading of */
const heading = (scope) => Object.assign(make("th", ""), { scope });

/** A cell without its text. @param {string} _ @param {number} at */
const cell = (_, at) => (at ? make("td", "") : heading("row"));
