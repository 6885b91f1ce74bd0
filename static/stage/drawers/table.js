/** Tables: one that fills the slide, and one beside a picture for those who do not see it. */

/** @import { DrawnFigure, Table } from "../../types" */

import { make } from "../../lib/dom.js";
import { fit } from "../fit.js";

/** A table that fills the slide. @param {HTMLElement} host @param {Table} table @returns {DrawnFigure} */
export function draw(host, table) {
  host.append(made(table));
  return { leave: fit(host) };
}

/** The same numbers as a table, for those who do not see. @param {HTMLElement} host @param {Table} table */
export function unseen(host, table) {
  host.append(make("div", "atlas-unseen", made(table)));
}

/** The first cell of each row names it. @param {Table} table */
function made({ columns, rows }) {
  const head = make("tr", "", ...columns.map((text) => header(text, "col")));
  const body = rows.map(([first, ...rest]) => make("tr", "", header(first, "row"), ...rest.map(cell)));
  return make("table", "", make("thead", "", head), make("tbody", "", ...body));
}

/** A cell; one word, such as a quarter ("2024-Q3"), is not broken at its hyphen. @param {string} text */
const cell = (text) => make("td", text.includes(" ") ? "" : "atlas-word", text);

/** @param {string} text @param {"col" | "row"} scope what it names */
const header = (text, scope) => Object.assign(make("th", "", text), { scope });
