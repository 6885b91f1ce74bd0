/**
 * The indicators of one place, a row each: its value, what has changed, its years as a small line, and a strip with a
 * dot for every place. What is drawn in a cell is told in it in words, too.
 */

/** @import { Desk, Drawing, Parts, PlaceRow } from "../../types" */

import { HIDDEN, html, make, set, svg, wear, write } from "../../lib/dom.js";
import { round } from "../../lib/draw.js";
import { addButton } from "../pieces/add.js";
import { cardHead } from "../pieces/head.js";

await wear(new URL("../place-rows.css", import.meta.url));

const SCALE = 200; // what is drawn lies between 0 and this
const TALL = 24; // px of a drawing
const LINE = { wide: 110, edge: 4 };
const STRIP = { wide: 240, edge: 8 };
const RING = "m-1.5,0a1.5,1.5,0,1,0,3,0a1.5,1.5,0,1,0,-3,0"; // around a point, in the line's own width a dot
const MARKS = ["place", "county", "country"]; // as they are told; all else on a strip is another place

/** @param {Desk} desk @returns {Drawing<Parts["place_rows"]>} */
export function create(desk) {
  const add = addButton(desk, () => element.dataset.key ?? "");
  const head = cardHead(desk.heading, add.element);
  const [key, note] = [make("p", "atlas-quiet atlas-place-key"), make("p", "atlas-quiet")];
  // with its roles said, a table stays one where the style lays out its rows otherwise
  const table = html("table", { class: "atlas-place-rows", role: "table" });
  const element = make("section", "atlas-card atlas-frame", head.element, key, table, note);
  /** @type {ReturnType<typeof createRow>[]} */ let rows = [];
  let laid = "";

  /** Lay out the rows, when there are others than before. @param {Parts["place_rows"]} part */
  function lay({ columns, groups }) {
    const now = JSON.stringify([columns, groups.map((group) => [group.title, group.rows.map((r) => r.key)])]);
    if (now === laid) return;
    laid = now;
    rows = [];
    const names = columns.map((name) => html("th", { scope: "col", role: "columnheader" }, name));
    const bodies = groups.map((group) => {
      const own = group.rows.map(createRow);
      rows.push(...own);
      const title = html(
        "th",
        { scope: "rowgroup", colspan: columns.length, role: "rowheader" },
        group.title,
      );
      return html(
        "tbody",
        { role: "rowgroup" },
        html("tr", { role: "row", class: "atlas-place-group" }, title),
        ...own.map((row) => row.element),
      );
    });
    const top = html("thead", { role: "rowgroup" }, html("tr", { role: "row" }, ...names));
    table.replaceChildren(top, ...bodies);
  }

  return {
    element,
    update(part, now) {
      element.dataset.key = part.key;
      head.update(part, now);
      add.update(now, part.title);
      set(table, { "aria-label": part.title });
      explain(key, part.marks);
      lay(part);
      part.groups.flatMap((group) => group.rows).forEach((row, i) => rows[i].update(row));
      write(note, part.note);
    },
  };
}

/** Say what the marks of a strip are. @param {HTMLElement} host @param {string[]} names */
function explain(host, names) {
  const said = names.join();
  if (host.dataset.names === said) return;
  host.dataset.names = said;
  const marks = [...MARKS, "others"].map((mark, i) => {
    const path = svg("path", {
      class: `atlas-place-${mark}`,
      d: mark === "others" ? dot(8) : shapeOf(mark, 8),
    });
    return html("span", {}, svg("svg", { width: 16, height: TALL, ...HIDDEN }, path), names[i]);
  });
  host.replaceChildren(...marks);
}

/** The row of an indicator. */
function createRow() {
  const name = html("th", { scope: "row", role: "rowheader" });
  const [value, status, under] = [
    make("strong", ""),
    make("span", "atlas-unseen"),
    make("span", "atlas-quiet"),
  ];
  const [change, said, since] = [make("span", ""), make("span", "atlas-unseen"), make("span", "atlas-quiet")];
  for (const seen of [change, since]) set(seen, HIDDEN); // the words say both
  const years = make("span", "atlas-quiet");
  const line = svg("path", {});
  const drawn = svg("svg", { role: "img", width: LINE.wide, height: TALL, class: "atlas-place-line" }, line);
  const beside = make("span", "atlas-quiet");
  const others = svg("path", { class: "atlas-place-others" });
  const marked = MARKS.map((mark) => svg("path", { class: `atlas-place-${mark}` }));
  const base = svg("path", { class: "atlas-place-base", d: `M${STRIP.edge},12H${STRIP.wide - STRIP.edge}` });
  // the place lies uppermost, wherever it is
  const strip = svg(
    "svg",
    { width: STRIP.wide, height: TALL, ...HIDDEN },
    base,
    others,
    ...marked.toReversed(),
  );
  const element = html(
    "tr",
    { role: "row" },
    name,
    html("td", { role: "cell", class: "atlas-place-value" }, value, status, under),
    html("td", { role: "cell" }, change, since, said),
    html("td", { role: "cell" }, drawn, years),
    html("td", { role: "cell" }, strip, beside),
  );
  return {
    element,
    /** @param {PlaceRow} row */
    update(row) {
      element.dataset.key = row.key;
      write(name, row.name);
      write(value, row.value);
      set(value, { "aria-hidden": Boolean(row.status) }); // a sign, and what it means in its place
      write(status, row.status);
      write(under, row.under);
      write(change, row.change);
      write(since, row.since);
      write(said, row.said);
      set(line, { d: row.line.map(piece).join("") });
      set(drawn, { "aria-label": row.line_said });
      drawn.toggleAttribute("hidden", !row.line.length);
      write(years, row.years);
      set(others, { d: row.others.map((at) => dot(across(at, STRIP))).join("") });
      row.marked.forEach((at, i) => {
        set(marked[i], { d: at === null ? "" : shapeOf(MARKS[i], across(at, STRIP)) });
      });
      strip.toggleAttribute("hidden", !row.others.length && row.marked.every((at) => at === null));
      write(beside, row.beside);
    },
  };
}

/** Px from the left of a drawing. @param {number} at @param {{wide: number, edge: number}} room */
const across = (at, { wide, edge }) => round(edge + (at / SCALE) * (wide - 2 * edge));

/** A piece of the line over the years, as a path; a single point is a dot. @param {number[][]} points */
function piece(points) {
  const ends = points.map(([when, high]) => {
    const y = round(TALL - LINE.edge - (high / SCALE) * (TALL - 2 * LINE.edge));
    return `${across(when, LINE)},${y}`;
  });
  return `M${ends.join("L")}${ends.length > 1 ? "" : RING}`;
}

/** @param {number} x */
const dot = (x) => `M${x},12h0`;

/** The mark of a place, so that no two differ by colour alone. @param {string} mark @param {number} x */
function shapeOf(mark, x) {
  if (mark === "county") return `M${x},2v20`;
  return mark === "country" ? `M${x},4l6,8l-6,8l-6,-8z` : dot(x);
}
