/**
 * An indicator of a place as a row: its value, what has changed, its years as a small line, and a strip with a dot for
 * every place. What is drawn in a cell is told in it in words, too.
 */

/** @import { PlaceRow } from "../../types" */

import { HIDDEN, html, make, set, svg, write } from "../../lib/dom.js";
import { pathOf } from "./line.js";
import { TALL, createStrip } from "./strip.js";

const LINE = { wide: 110, tall: TALL, edge: 4 };

/** The row of an indicator. @param {HTMLElement} [name] what holds its name, where that is more than text */
export function createRow(name = make("span", "")) {
  const label = name.querySelector("span") ?? name;
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
  const strip = createStrip();
  const element = html(
    "tr",
    { role: "row" },
    html("th", { scope: "row", role: "rowheader" }, name),
    html("td", { role: "cell", class: "atlas-place-value" }, value, status, under),
    html("td", { role: "cell" }, change, since, said),
    html("td", { role: "cell" }, drawn, years),
    html("td", { role: "cell" }, strip.element, beside),
  );
  return {
    element,
    /** @param {PlaceRow} row */
    update(row) {
      element.dataset.key = row.key;
      write(label, row.name);
      write(value, row.value);
      set(value, { "aria-hidden": Boolean(row.status) }); // a sign, and what it means in its place
      write(status, row.status);
      write(under, row.under);
      write(change, row.change);
      write(since, row.since);
      write(said, row.said);
      set(line, { d: pathOf(row.line, LINE) });
      set(drawn, { "aria-label": row.line_said });
      drawn.toggleAttribute("hidden", !row.line.length);
      write(years, row.years);
      strip.update(row);
      write(beside, row.beside);
    },
  };
}
