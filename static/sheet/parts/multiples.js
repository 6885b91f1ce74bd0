/** Some areas over the years, side by side: a small line each, all of a row on one scale. */

/** @import { Desk, Drawing, MultipleRow, Paint, Parts } from "../../types" */

import { html, make, set, svg, wear, write } from "../../lib/dom.js";
import { card } from "../pieces/card.js";
import { pathOf } from "../pieces/line.js";
import { painted, placeMark } from "../pieces/place-mark.js";

await wear(new URL("../spines.css", import.meta.url));

const LINE = { wide: 120, tall: 40, edge: 5 };

/** @param {Desk} desk @returns {Drawing<Parts["multiples"]>} */
export function create(desk) {
  const table = html("table", { class: "atlas-multiples", role: "table" });
  const frame = card(desk, "chart", table, undefined, []);
  /** @type {ReturnType<typeof createRow>[]} */ let rows = [];
  let laid = "";

  /** Lay out the rows, when there are others than before. @param {Parts["multiples"]} part */
  function lay({ column, places, rows: told }) {
    const now = JSON.stringify([column, places, told.map((row) => row.key)]);
    if (now === laid) return;
    laid = now;
    rows = told.map(() => createRow(places));
    const heads = places.map((place, i) => {
      const head = html("th", { scope: "col", role: "columnheader" }, ...named(place, i));
      painted(head, place);
      return head;
    });
    const first = html("th", { scope: "col", role: "columnheader" }, column);
    const top = html("thead", { role: "rowgroup" }, html("tr", { role: "row" }, first, ...heads));
    table.replaceChildren(top, html("tbody", { role: "rowgroup" }, ...rows.map((row) => row.element)));
  }

  return {
    element: frame.element,
    update(part, now) {
      frame.update(part, now);
      lay(part);
      set(table, { "aria-label": part.title });
      part.rows.forEach((row, i) => rows[i].update(row));
    },
    leave: () => frame.leave?.(),
  };
}

/** The name of an area, behind its mark where it has one. @param {Paint} place @param {number} at */
const named = (place, at) => [...(place.colors ? [placeMark(at)] : []), place.name];

/** The row of an indicator. @param {Paint[]} places */
function createRow(places) {
  const [name, under] = [make("span", ""), make("span", "atlas-quiet")];
  const { wide, tall } = LINE;
  const cells = places.map((place, i) => {
    const line = svg("path", { class: "atlas-multiple-line" });
    const base = svg("path", { class: "atlas-multiple-base", d: `M0,${tall - 0.5}H${wide}` });
    const drawn = svg("svg", { role: "img", viewBox: `0 0 ${wide} ${tall}`, width: wide, height: tall });
    drawn.append(base, line);
    const who = make("span", "atlas-multiple-who", ...named(place, i));
    const value = make("strong", "");
    const element = html("td", { role: "cell" }, who, drawn, value);
    painted(element, place);
    return { element, line, drawn, value };
  });
  const head = html("th", { scope: "row", role: "rowheader" }, name, under);
  const element = html("tr", { role: "row" }, head, ...cells.map((cell) => cell.element));
  return {
    element,
    /** @param {MultipleRow} row */
    update(row) {
      element.dataset.key = row.key;
      write(name, row.name);
      write(under, [row.under, row.scale.join("–")].join(" · "));
      row.cells.forEach(({ line, value, said }, i) => {
        set(cells[i].line, { d: pathOf(line, LINE) });
        set(cells[i].drawn, { "aria-label": said });
        write(cells[i].value, value);
      });
    },
  };
}
