/** Tables: one that fills the slide, and one beside a picture for those who do not see it. */

/** @import { Table } from "../../types" */

import { make } from "../../lib/dom.js";

/** A table whose rows share the height there is. @param {HTMLElement} host @param {Table} table */
export function draw(host, table) {
  host.style.setProperty("--atlas-rows", String(table.rows.length + 1));
  host.append(made(table));
}

/** The same numbers as a table, for those who do not see. @param {HTMLElement} host @param {Table} table */
export function unseen(host, table) {
  host.append(make("div", "atlas-unseen", made(table)));
}

/** The first cell of each row names it. @param {Table} table */
function made({ columns, rows }) {
  const head = make("tr", "", ...columns.map((text) => header(text, "col")));
  const body = rows.map(([first, ...rest]) =>
    make("tr", "", header(first, "row"), ...rest.map((text) => make("td", "", text))),
  );
  return make("table", "", make("thead", "", head), make("tbody", "", ...body));
}

/** @param {string} text @param {"col" | "row"} scope what it names */
const header = (text, scope) => Object.assign(make("th", "", text), { scope });
