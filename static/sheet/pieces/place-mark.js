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
  const path = svg("path", { class: "atlas-spine-mark", d: shapeOf(at) });
  const box = `${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`;
  return svg("svg", { viewBox: box, width: 2 * HALF, height: 2 * HALF, ...HIDDEN }, path);
}

/** Make a mark that of another of the chosen. @param {SVGSVGElement} mark @param {number} at among the chosen */
export function remark(mark, at) {
  if (mark.firstElementChild) set(mark.firstElementChild, { d: shapeOf(at) });
}

const shapeOf = (/** @type {number} */ at) => SHAPES[at % SHAPES.length];

/**
 * An area of a row with what is told of it there. What belongs to it keeps its elements while others come and go.
 * @template Told
 * @typedef {{paint: Paint, at: number, told: Told}} Own
 */

/** @template Told @param {Paint[]} places @param {Told[]} told of each @returns {Own<Told>[]} */
export const ownOf = (places, told) => places.map((paint, at) => ({ paint, at, told: told[at] }));

/** By what an area is known in a row. @param {Own<unknown>} own */
export const keyOf = ({ paint: { colors, name } }) => `${Boolean(colors)} ${name}`;

/** Give an element the colour of an area, for all that is drawn in it; one without has that of the text.
 * @param {HTMLElement | SVGElement} element @param {Paint} paint */
export function painted(element, paint) {
  const [day, night] = paint.colors ?? [];
  const color = day ? `light-dark(${day}, ${night})` : "var(--st-text-color)";
  if (element.style.getPropertyValue("--place") !== color) element.style.setProperty("--place", color);
  set(element, { "data-own": Boolean(day) });
}
