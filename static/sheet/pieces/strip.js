/**
 * A strip of dots: where a place stands among all places, beside the county and the country. What it shows is told in
 * words where it stands.
 */

/** @import { Strip } from "../../types" */

import { HIDDEN, html, set, svg, wear } from "../../lib/dom.js";
import { once, round } from "../../lib/draw.js";

await wear(new URL("../place-rows.css", import.meta.url));

export const SCALE = 200; // what is drawn lies between 0 and this
export const TALL = 24; // px of a drawing
const STRIP = { wide: 240, edge: 8 };
const MARKS = ["place", "county", "country"]; // as they are told; all else on a strip is another place
/** The dot of a place, by where it lies: a strip of a whole country has hundreds. @type {Map<number, string>} */
const DOTS = new Map();

export function createStrip() {
  const others = svg("path", { class: "atlas-place-others" });
  const marked = MARKS.map((mark) => svg("path", { class: `atlas-place-${mark}` }));
  const also = svg("path", { class: "atlas-place-also" });
  const base = svg("path", { class: "atlas-place-base", d: `M${STRIP.edge},12H${STRIP.wide - STRIP.edge}` });
  // the place lies uppermost, wherever it is
  const element = svg(
    "svg",
    { width: STRIP.wide, height: TALL, class: "atlas-place-strip", ...HIDDEN },
    base,
    others,
    also,
    ...marked.toReversed(),
  );
  return {
    element,
    /** @param {Strip} strip */
    update(strip) {
      set(others, { d: dots(strip.others) });
      set(also, { d: dots(strip.also ?? []) });
      strip.marked.forEach((at, i) => {
        set(marked[i], { d: at === null ? "" : shapeOf(MARKS[i], across(at, STRIP)) });
      });
      element.toggleAttribute("hidden", !strip.others.length && strip.marked.every((at) => at === null));
    },
  };
}

/** Say what the marks of a strip are: those that have a name. @param {HTMLElement} host @param {string[]} names */
export function explain(host, names) {
  const said = names.join();
  if (host.dataset.names === said) return;
  host.dataset.names = said;
  const marks = [...MARKS, "others", "also"].flatMap((mark, i) => {
    if (!names[i]) return [];
    const path = svg("path", { class: `atlas-place-${mark}`, d: shapeOf(mark, 8) });
    return html("span", {}, svg("svg", { width: 16, height: TALL, ...HIDDEN }, path), names[i]);
  });
  host.replaceChildren(...marks);
}

/** Px from the left of a drawing. @param {number} at @param {{wide: number, edge: number}} room */
export const across = (at, { wide, edge }) => round(edge + (at / SCALE) * (wide - 2 * edge));

/** A dot for each place; one for all that lie in the same: of a whole country half of them do.
 * @param {number[]} places */
const dots = (places) =>
  [...new Set(places)].map((at) => once(DOTS, at, () => dot(across(at, STRIP)))).join("");

/** @param {number} x */
const dot = (x) => `M${x},12h0`;

/** The mark of a place, so that no two differ by colour alone. @param {string} mark @param {number} x */
function shapeOf(mark, x) {
  if (mark === "county") return `M${x},2v20`;
  return mark === "country" ? `M${x},4l6,8l-6,8l-6,-8z` : dot(x);
}
