/** @import { Table } from "../../types" */
/** @import { Order } from "./sorting.js" */

import { button, make, set, write } from "../../lib/dom.js";
import { icon, redraw } from "../../lib/icon.js";
import { numbersOf, sorted } from "./sorting.js";

const HIDDEN = ".."; // begins a cell whose number is protected
const MARKED = "▼ "; // and one that is the worst of all

/**
 * A table of text; the first cell of a row names it. The name of a column is a button: the first press orders the
 * rows by it (numbers from the largest), the second the other way, the third as they came.
 */
export function grid() {
  const caption = make("caption", "atlas-unseen");
  const [head, body] = [make("thead", ""), make("tbody", "")];
  const signs = make("p", "atlas-quiet");
  const element = make("div", "atlas-grid", make("table", "", caption, head, body), signs);
  element.tabIndex = 0; // a table wider than its frame is scrolled by keyboard, too
  element.setAttribute("role", "group");
  /** @type {Table} */ let table;
  /** @type {HTMLButtonElement[]} */ let names = [];
  /** @type {{name: string, falling: boolean} | undefined} */ let wanted;
  let drawn = "";

  const lang = () => document.documentElement.lang;
  /** @param {number} column */
  function press(column) {
    const name = table.columns[column];
    const first = Boolean(numbersOf(table.rows, column, lang()));
    if (wanted?.name !== name) wanted = { name, falling: first };
    else wanted = wanted.falling === first ? { name, falling: !first } : undefined;
    fill();
  }

  function fill() {
    const { columns, rows } = table;
    const column = wanted ? columns.indexOf(wanted.name) : -1;
    /** @type {Order | undefined} */
    const order = wanted && column >= 0 ? { column, falling: wanted.falling } : undefined;
    const shown = order ? sorted(table, order, lang()) : rows;
    columns.forEach((text, i) => {
      const cell = head.rows[0].cells[i];
      write(/** @type {Node} */ (names[i].firstChild), text);
      names[i].hidden = !text;
      const right = i >= (table.right ?? Infinity) || numbersOf(rows, i, lang());
      cell.className = i && right ? "atlas-number" : "";
      const way = order?.falling ? "descending" : "ascending";
      if (order?.column === i) cell.setAttribute("aria-sort", way);
      else cell.removeAttribute("aria-sort");
      redraw(names[i], order?.column === i ? way : "sortable");
      shown.forEach((row, at) => {
        body.rows[at].cells[i].className = `${cell.className} ${look(row[i])}`.trim();
        tell(body.rows[at].cells[i], row[i], table.links?.[row[i]]);
      });
    });
  }

  return {
    element,
    /** @param {Table} next @param {string} title */
    update(next, title) {
      table = next;
      const { columns, rows } = table;
      const shape = `${columns.length} ${rows.length}`;
      if (shape !== drawn) {
        drawn = shape;
        names = columns.map((_, i) => nameOf(() => press(i)));
        head.replaceChildren(make("tr", "", ...names.map((name) => heading("col", name))));
        body.replaceChildren(...rows.map((row) => make("tr", "", ...row.map(cell))));
      }
      write(caption, title);
      set(element, { "aria-label": title });
      write(signs, table.signs ?? "");
      signs.hidden = !table.signs;
      fill();
    },
  };
}

/** Write a text into a cell, as a link where it leads somewhere.
 * @param {HTMLElement} cell @param {string} text @param {string | undefined} href */
function tell(cell, text, href) {
  if (!href) return write(cell, text);
  const link = cell.querySelector("a") ?? make("a", "");
  write(link, text);
  set(link, { href });
  if (link.parentElement !== cell) cell.replaceChildren(link);
}

/** How a cell looks: what is hidden is quiet, what is marked stands out. @param {string} text */
function look(text) {
  if (text.startsWith(HIDDEN)) return "atlas-cell-hidden";
  return text.startsWith(MARKED) ? "atlas-cell-marked" : "";
}

/** The name of a column, to be pressed. @param {() => void} press */
function nameOf(press) {
  const name = button("atlas-order");
  name.append(make("span", ""), icon("sortable"));
  name.addEventListener("click", press);
  return name;
}

/** @param {string} scope what it is the heading of @param {Node[]} children */
const heading = (scope, ...children) => Object.assign(make("th", "", ...children), { scope });

/** A cell without its text. @param {string} _ @param {number} at */
const cell = (_, at) => (at ? make("td", "") : heading("row"));
