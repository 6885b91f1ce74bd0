/**
 * The indicators of one place, a row each: its value, what has changed, its years as a small line, and a strip with a
 * dot for every place. What is drawn in a cell is told in it in words, too.
 */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { html, make, set, write } from "../../lib/dom.js";
import { addButton } from "../pieces/add.js";
import { cardHead } from "../pieces/head.js";
import { createRow } from "../pieces/place-row.js";
import { explain } from "../pieces/strip.js";

/** @param {Desk} desk @returns {Drawing<Parts["place_rows"]>} */
export function create(desk) {
  const add = addButton(desk, () => element.dataset.key ?? "");
  const head = cardHead(desk.heading, add.element);
  const [key, note] = [make("p", "atlas-quiet atlas-place-key"), make("p", "atlas-quiet")];
  // with its roles said, a table stays one where the style lays out its rows otherwise
  const table = html("table", { class: "atlas-place-rows", role: "table" });
  const origins = make("strong", "");
  const summary = make("summary", "", origins);
  const sources = make("details", "atlas-fold", summary);
  const element = make("section", "atlas-card atlas-frame", head.element, key, table, note, sources);
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
      const own = group.rows.map(() => createRow());
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
      write(origins, part.sources_name);
      sources.replaceChildren(summary, ...part.sources.map(origin));
    },
  };
}

/** Which rows come from where. @param {[string, string]} told */
const origin = ([names, text]) =>
  make("p", "", make("span", "", names), make("br", ""), make("span", "atlas-quiet", text));
