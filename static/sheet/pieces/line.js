/** A small line over the years, without axes: its pieces as a path. */

import { round } from "../../lib/draw.js";
import { SCALE } from "./strip.js";

const RING = "m-1.5,0a1.5,1.5,0,1,0,3,0a1.5,1.5,0,1,0,-3,0"; // around a point, in the line's own width a dot

/** The path of a line in a drawing of `wide` by `tall` px with an `edge` that stays empty; a single point is a dot.
 * @param {number[][][]} pieces of points: when and how high, between 0 and SCALE
 * @param {{wide: number, tall: number, edge: number}} room */
export function pathOf(pieces, { wide, tall, edge }) {
  const along = (/** @type {number} */ at, /** @type {number} */ length) =>
    (at / SCALE) * (length - 2 * edge);
  const point = (/** @type {number[]} */ [when, high]) =>
    `${round(edge + along(when, wide))},${round(tall - edge - along(high, tall))}`;
  const path = (/** @type {number[][]} */ points) =>
    `M${points.map(point).join("L")}${points.length > 1 ? "" : RING}`;
  return pieces.map(path).join("");
}
