/** Some areas over the years, side by side: a small line each, all of a row on one scale. */

/** @import { Desk, Drawing, MultipleRow, Paint, Parts } from "../../types" */

import { html, make, set, svg, wear, write } from "../../lib/dom.js";
import { round } from "../../lib/draw.js";
import { card } from "../pieces/card.js";
import { painted, placeMark } from "../pieces/place-mark.js";

await wear(new URL("../spines.css", import.meta.url));

const SCALE = 200; // what is drawn lies between 0 and this
const [WIDE, TALL, EDGE] = [120, 40, 5]; // px of a drawing
const RING = "m-1.5,0a1.5,1.5,0,1,0,3,0a1.5,1.5,0,1,0,-3,0"; // around a point, in the line's own width a dot

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
  const cells = places.map((place, i) => {
    const line = svg("path", { class: "atlas-multiple-line" });
    const base = svg("path", { class: "atlas-multiple-base", d: `M0,${TALL - 0.5}H${WIDE}` });
    const drawn = svg("svg", { role: "img", viewBox: `0 0 ${WIDE} ${TALL}`, width: WIDE, height: TALL });
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
        set(cells[i].line, { d: line.map(piece).join("") });
        set(cells[i].drawn, { "aria-label": said });
        write(cells[i].value, value);
      });
    },
  };
}

/** A piece of a line, as a path; a single point is a dot. @param {number[][]} points */
function piece(points) {
  const ends = points.map(([when, high]) => {
    const x = round(EDGE + (when / SCALE) * (WIDE - 2 * EDGE));
    return `${x},${round(TALL - EDGE - (high / SCALE) * (TALL - 2 * EDGE))}`;
  });
  return `M${ends.join("L")}${ends.length > 1 ? "" : RING}`;
}
