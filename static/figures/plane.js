/** The plane that points lie on: its two scales, with the room for their numbers and for what is named beside. */

/** @import { Paper, Tick } from "../types" */

import { svg } from "../lib/dom.js";
import { spaced } from "./paper.js";

/**
 * Each point lies at `x` and `y`, in px, within these sides.
 * @typedef {{x: (place: number) => number, y: (number: number) => number, left: number, right: number,
 *   top: number, bottom: number, width: number}} Plane
 *
 * The scales of a figure: what they span, their numbers, and what the one across is.
 * @typedef {{across: [number, number], high: [number, number], ticks: Tick[], marks: Tick[], axis?: string}} Scales
 */

/**
 * The plane, between the room for the numbers of its scale and that for what is named at its right.
 * @param {Scales} scales @param {string[]} names @param {{width: number, top: number, bottom: number}} room
 * @param {Paper} paper @returns {Plane}
 */
export function planeOf({ ticks, marks, across, high }, names, { width, top, bottom }, { size, wide }) {
  const left = Math.max(0, ...ticks.map(([, text]) => wide(text))) + 0.7 * size;
  const last = marks.at(-1)?.[1] ?? "";
  const beside = Math.max(0.6 * size, wide(last) / 2, ...names.map((text) => wide(text, true) + 0.9 * size));
  const [from, to] = across;
  const [low, most] = high;
  return {
    x: (place) => left + ((width - left - beside) * (place - from)) / (to - from || 1),
    y: (number) => bottom - ((bottom - top) * (number - low)) / (most - low || 1),
    left,
    right: width - beside,
    top,
    bottom,
    width,
  };
}

/** The numbers of the scale with their rules, those of the other at the `foot`, and what these are.
 * @param {Scales} scales @param {Plane} plane @param {number} foot @param {Paper} paper */
export function drawScales({ ticks, marks, axis }, { x, y, left, right }, foot, paper) {
  const { nodes, write, size } = paper;
  for (const [number, text] of ticks) {
    nodes.push(svg("path", { class: "atlas-plot-rule", d: `M${left} ${y(number)}H${right}` }));
    write(left - 0.5 * size, y(number) + 0.35 * size, text, "atlas-plot-end");
  }
  for (const [place, text] of spaced(marks, x, paper))
    write(x(place), foot + 1.3 * size, text, "atlas-plot-middle");
  if (axis) write((left + right) / 2, foot + 2.8 * size, axis, "atlas-plot-middle");
}

/** What points could be upwards, as whiskers: where each lies, from, to.
 * @param {[number, number, number][]} reach @param {Plane} plane @param {number} size */
export function whiskers(reach, { x, y }, size) {
  const end = 0.28 * size; // half of the stroke at each end
  return reach
    .map(
      ([place, from, to]) =>
        `M${x(place)} ${y(from)}V${y(to)}M${x(place) - end} ${y(from)}h${2 * end}M${x(place) - end} ${y(to)}h${2 * end}`,
    )
    .join("");
}
