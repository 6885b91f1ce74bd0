/** @import { Paint } from "../../types" */

import { HIDDEN, set, svg } from "../../lib/dom.js";

const HALF = 7; // px: a mark is twice as wide
/** A shape for each place that can be chosen, so that no two differ by colour alone. */
const SHAPES = [
  "M-5.5,0a5.5,5.5,0,1,0,11,0a5.5,5.5,0,1,0,-11,0",
  "M-5,-5h10v10h-10z",
  "M0,-6l6,11h-12z",
  "M0,-7l6.5,7l-6.5,7l-6.5,-7z",
  "M-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
];

/** The mark of a chosen place, the same wherever it is drawn. @param {number} at among the chosen */
export function placeMark(at) {
  const path = svg("path", { class: "atlas-spine-mark", d: SHAPES[at % SHAPES.length] });
  const box = `${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`;
  return svg("svg", { viewBox: box, width: 2 * HALF, height: 2 * HALF, ...HIDDEN }, path);
}

/** Give an element the colour of an area, for all that is drawn in it; one without has that of the text.
 * @param {HTMLElement | SVGElement} element @param {Paint} paint */
export function painted(element, paint) {
  const [day, night] = paint.colors ?? [];
  element.style.setProperty("--place", day ? `light-dark(${day}, ${night})` : "var(--st-text-color)");
  set(element, { "data-own": Boolean(day) });
}
