/** Some areas over the years, side by side: a small line each, all of a row on one scale. */

/** @import { Desk, Drawing, MultipleCell, MultipleRow, Paint, Parts } from "../../types" */
/** @import { Own } from "../pieces/place-mark.js" */

import { html, make, set, svg, wear, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { card } from "../pieces/card.js";
import { pathOf } from "../pieces/line.js";
import { keyOf, ownOf, painted, placeMark, remark } from "../pieces/place-mark.js";

await wear(new URL("../spines.css", import.meta.url));

const LINE = { wide: 120, tall: 40, edge: 5 };

/** @param {Desk} desk @returns {Drawing<Parts["multiples"]>} */
export function create(desk) {
  const first = html("th", { scope: "col", role: "columnheader" });
  const heads = html("tr", { role: "row" }, first);
  const body = html("tbody", { role: "rowgroup" });
  const top = html("thead", { role: "rowgroup" }, heads);
  const table = html("table", { class: "atlas-multiples", role: "table" }, top, body);
  const drawHeads = list(heads, keyOf, createHead, 1);
  const frame = card(desk, "chart", table, undefined, []);
  /** @type {ReturnType<typeof createRow>[]} */ let rows = [];
  let laid = "";

  /** Lay out the rows, when there are others than before. @param {Parts["multiples"]} part */
  function lay({ rows: told }) {
    const now = JSON.stringify(told.map((row) => row.key));
    if (now === laid) return;
    laid = now;
    rows = told.map(() => createRow());
    body.replaceChildren(...rows.map((row) => row.element));
  }

  return {
    element: frame.element,
    update(part, now) {
      frame.update(part, now);
      lay(part);
      set(table, { "aria-label": part.title });
      table.style.setProperty("--areas", String(part.places.length));
      write(first, part.column);
      drawHeads(ownOf(part.places, []));
      part.rows.forEach((row, i) => rows[i].update(row, part.places));
    },
    leave: () => frame.leave?.(),
  };
}

/** An area that stands in a row with others. @param {HTMLElement} element @param {HTMLElement} named holds its name
 * @param {Own<unknown>} own */
function createArea(element, named, { paint }) {
  const sign = paint.colors && placeMark(0);
  const name = document.createTextNode("");
  named.append(...(sign ? [sign] : []), name);
  return {
    element,
    /** @param {Own<unknown>} own */
    update(own) {
      painted(element, own.paint);
      if (sign) remark(sign, own.at);
      write(name, own.paint.name);
    },
  };
}

/** The head of a column. @param {Own<unknown>} own */
function createHead(own) {
  const element = html("th", { scope: "col", role: "columnheader" });
  return createArea(element, element, own);
}

/** The years of an area. @param {Own<MultipleCell>} own */
function createCell(own) {
  const { wide, tall } = LINE;
  const line = svg("path", { class: "atlas-multiple-line" });
  const base = svg("path", { class: "atlas-multiple-base", d: `M0,${tall - 0.5}H${wide}` });
  const drawn = svg("svg", { role: "img", viewBox: `0 0 ${wide} ${tall}`, width: wide, height: tall });
  drawn.append(base, line);
  const [who, value] = [make("span", "atlas-multiple-who"), make("strong", "")];
  const area = createArea(html("td", { role: "cell" }, who, drawn, value), who, own);
  return {
    element: area.element,
    /** @param {Own<MultipleCell>} now */
    update(now) {
      area.update(now);
      set(line, { d: pathOf(now.told.line, LINE) });
      set(drawn, { "aria-label": now.told.said });
      write(value, now.told.value);
    },
  };
}

/** The row of an indicator. */
function createRow() {
  const [name, under] = [make("span", ""), make("span", "atlas-quiet")];
  const head = html("th", { scope: "row", role: "rowheader" }, name, under);
  const element = html("tr", { role: "row" }, head);
  const drawCells = list(element, keyOf, createCell, 1);
  return {
    element,
    /** @param {MultipleRow} row @param {Paint[]} places */
    update(row, places) {
      element.dataset.key = row.key;
      write(name, row.name);
      write(under, [row.under, row.scale.join("–")].join(" · "));
      drawCells(ownOf(places, row.cells));
    },
  };
}
