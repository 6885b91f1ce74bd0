/**
 * The other geography: every area an equal square where the geometry has its `tile: [column, row]`, and the
 * way there.
 */

import { round } from "../lib/draw.js";

const GAP = 0.06; // of a tile's side, between two tiles

/** Where each area's tile stands, within the same box as the land; null when the geometry has none.
 * @param {import("../types").Geometry} geometry @returns {Map<string, import("../types").Tile> | null} */
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
      const [l, t, r, b] = [x - side / 2, y - side / 2, x + side / 2, y + side / 2].map(round);
      return [code, { d: `M${l},${t}L${r},${t}L${r},${b}L${l},${b}Z`, x, y, area: side * side, side }];
    }),
  );
}

/** Tell the style how the land of each place, which is on screen, comes to lie where its tile does.
 * @param {import("../types").Place[]} places */
export function carry(places) {
  const boxes = places.map(({ path }) => path.getBBox()); // all before the first is touched: one layout
  places.forEach(({ path, bubble, forms: { land, tiles } }, i) => {
    if (!tiles) return;
    const { x, y, side } = tiles;
    const [wide, tall] = [side / (boxes[i].width || 1), side / (boxes[i].height || 1)];
    const [left, top] = [x - side / 2 - boxes[i].x * wide, y - side / 2 - boxes[i].y * tall];
    path.style.setProperty("--atlas-map-onto", `matrix(${wide}, 0, 0, ${tall}, ${left}, ${top})`);
    bubble.style.setProperty("--atlas-map-onto", `translate(${x - land.x}px, ${y - land.y}px)`);
  });
}
