/**
 * The other geography: every area an equal square where the geometry has its `tile: [column, row]`, so that
 * small areas are seen as well as large ones. geography.js moves the areas there.
 */

/** @import { Geometry } from "../types" */
/** @import { Tile } from "./types" */

import { round } from "../lib/draw.js";

const GAP = 0.06; // of a tile's side, between two tiles

/** Where each area's tile stands, within the same box as the land; null when the geometry has none.
 * @param {Geometry} geometry @returns {Map<string, Tile> | null} by code */
export function tilesOf({ viewBox: [left, top, width, height], areas: all }) {
  const areas = all.flatMap(({ code, tile }) => (tile ? [{ code, tile }] : []));
  if (areas.length < all.length) return null;
  const [across, down] = [0, 1].map((axis) => 1 + Math.max(...areas.map(({ tile }) => tile[axis])));
  const step = Math.min(width / across, height / down);
  const side = step * (1 - GAP);
  const from = [left + (width - across * step) / 2, top + (height - down * step) / 2];
  return new Map(
    areas.map(({ code, tile }) => {
      const [x, y] = tile.map((at, axis) => from[axis] + (at + 0.5) * step);
      return [code, { d: square(x, y, side), x, y, area: side * side, side }];
    }),
  );
}

/** A square around a point, as a path. @param {number} x @param {number} y @param {number} side */
function square(x, y, side) {
  const [left, top, right, bottom] = [x - side / 2, y - side / 2, x + side / 2, y + side / 2].map(round);
  return `M${left},${top}L${right},${top}L${right},${bottom}L${left},${bottom}Z`;
}
