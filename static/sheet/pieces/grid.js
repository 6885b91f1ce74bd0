/** @import { Table } from "../../types" */

import { make, write } from "../../lib/dom.js";

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
      const key = JSON.stringify([columns, rows.length, title]);
      if (key !== drawn) {
        drawn = key;
        write(caption, title);
        element.setAttribute("aria-label", title);
        head.replaceChildren(
          make(
            "tr",
            "",
            ...columns.map((column) => {
              const cell = make("th", "", column);
              cell.scope = "col";
              return cell;
            }),
          ),
        );
        body.replaceChildren(
          ...rows.map((row) =>
            make(
              "tr",
              "",
              ...row.map((_, i) => (i ? make("td", "") : Object.assign(make("th", ""), { scope: "row" }))),
            ),
          ),
        );
      }
      rows.forEach((row, at) => row.forEach((text, i) => write(body.rows[at].cells[i], text)));
    },
  };
}
