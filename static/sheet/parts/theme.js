/**
 * The indicators of a theme as rows. A press on a row opens it: what is known of the indicator stands below it, and
 * another press closes it. At the end stands what has no figure.
 */

/** @import { Desk, Drawing, Parts, ThemeRow } from "../../types" */

import { HIDDEN, button, html, make, set, wear, write } from "../../lib/dom.js";
import { icon } from "../../lib/icon.js";
import { createRow } from "../pieces/place-row.js";
import { explain } from "../pieces/strip.js";

await wear(new URL("../themes.css", import.meta.url));

/** @param {Desk} desk @returns {Drawing<Parts["theme"]>} */
export function create(desk) {
  const key = make("p", "atlas-quiet atlas-place-key");
  const heads = html("tr", { role: "row" });
  const top = html("thead", { role: "rowgroup" }, heads);
  const body = html("tbody", { role: "rowgroup" });
  const table = html("table", { class: "atlas-place-rows atlas-theme-rows", role: "table" }, top, body);
  const element = make("div", "atlas-theme", key, table);
  const host = make("div", "atlas-theme-open");
  const slots = desk.slots(host);
  const cell = html("td", { role: "cell" }, host);
  const below = html("tr", { role: "row", class: "atlas-theme-below" }, cell);
  /** @type {ReturnType<typeof pressed>[]} */ let rows = [];
  /** @type {Parts["theme"]} */ let part;
  let laid = "";
  let open = ""; // the row that is, "" before the first drawing and where none is

  /** Open a row, or close it. @param {string} name */
  function press(name) {
    const dropped = Object.fromEntries(part.drops.map((parameter) => [parameter, ""]));
    desk.ask({ [part.asks]: name === open ? "" : name, ...dropped });
  }

  /** Lay out the rows, when there are others than before. */
  function lay() {
    const { columns, gaps } = part;
    const now = JSON.stringify([columns.length, gaps, part.rows.map((row) => row.key)]);
    if (now === laid) return;
    laid = now;
    heads.replaceChildren(...columns.map(() => html("th", { scope: "col", role: "columnheader" })));
    rows = part.rows.map(() => pressed(press));
    set(cell, { colspan: columns.length });
    body.replaceChildren(
      ...rows.map((row) => row.element),
      ...gaps.map((gap) => without(gap, columns.length - 1)),
    );
  }

  /** Put what is known of the open row below it. @param {Desk} now */
  function unfold(now) {
    const at = part.rows.findIndex((row) => row.open);
    const row = rows[at]?.element;
    if (row && row.nextElementSibling !== below) row.after(below);
    if (!row) below.remove();
    slots.paint(row ? part.parts : [], now);
    const name = row ? part.rows[at].key : "";
    // one that is opened comes to sight: another one above it may have been closed
    if (row && name !== open && row.contains(document.activeElement))
      row.scrollIntoView({ block: "nearest" });
    open = name;
  }

  return {
    element,
    update(next, now) {
      part = next;
      element.dataset.key = part.key;
      set(table, { "aria-label": part.title });
      explain(key, part.marks);
      lay();
      part.columns.forEach((name, i) => write(heads.children[i], name));
      part.rows.forEach((row, i) => rows[i].update(row));
      unfold(now);
    },
    leave: () => slots.leave(),
  };
}

/** The row of what has no figure, and why. @param {string[]} gap @param {number} across columns */
const without = ([name, why], across) =>
  html(
    "tr",
    { role: "row", class: "atlas-theme-gap" },
    html("th", { scope: "row", role: "rowheader" }, name),
    html("td", { role: "cell", colspan: across }, why),
  );

/** The row of an indicator, whose name is a button; a press anywhere on the row does the same.
 * @param {(name: string) => void} press */
function pressed(press) {
  const name = button("atlas-theme-press");
  name.append(icon("next"), make("span", ""));
  const row = createRow(name);
  const end = html("span", { class: "atlas-quiet atlas-theme-end", ...HIDDEN });
  row.element.lastElementChild?.firstElementChild?.after(end); // beside the strip
  row.element.addEventListener("click", () => press(row.element.dataset.key ?? ""));
  return {
    element: row.element,
    /** @param {ThemeRow} told */
    update(told) {
      row.update(told);
      set(name, { "aria-expanded": told.open, "data-lands": told.open });
      row.element.classList.toggle("atlas-theme-is-open", told.open);
      row.element.dataset.judged = told.judged;
      write(end, told.better === "right" ? `${told.end} →` : told.end && `← ${told.end}`);
    },
  };
}
