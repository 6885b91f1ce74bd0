/**
 * The other geography: every area an equal square, in the layout that the geometry brings along
 * (`tile: [column, row]` of each area), and the way from one geography to the other.
 *
 * @typedef {{d: string, x: number, y: number, area: number, side?: number}} Shape
 */

const { round } = await import(`./map-draw.js${new URL(import.meta.url).search}`);

const MOVE_MS = 500;
const GAP = 0.06; // of a tile's side, between two tiles
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Where each area's tile stands, within the same box as the land; null when the geometry has none.
 * @param {{viewBox: number[], areas: {code: string, tile?: number[]}[]}} geometry
 * @returns {Map<string, Shape>|null} */
export function tilesOf({ viewBox: [left, top, width, height], areas }) {
  if (!areas.length || areas.some(({ tile }) => !tile)) return null;
  const across = 1 + Math.max(...areas.map(({ tile }) => tile[0]));
  const down = 1 + Math.max(...areas.map(({ tile }) => tile[1]));
  const step = Math.min(width / across, height / down);
  const side = step * (1 - GAP);
  const from = [left + (width - across * step) / 2, top + (height - down * step) / 2];
  return new Map(areas.map(({ code, tile }) => {
    const [x, y] = tile.map((at, axis) => from[axis] + (at + 0.5) * step);
    const [l, t, r, b] = [x - side / 2, y - side / 2, x + side / 2, y + side / 2].map(round);
    const d = `M${l},${t}L${r},${t}L${r},${b}L${l},${b}Z`;
    return [code, { d, x, y, area: side * side, side }];
  }));
}

/** Let the land of each place, which is on screen, turn into its tile, or the other way round.
 * @param {{path: SVGPathElement, bubble: SVGElement, forms: Object<string, Shape>}[]} places
 * @param {boolean} back from the tiles to the land
 * @param {number} gone how far it is on the way already, ms
 * @param {() => void} done called at the end, or at once where less motion is wanted
 * @returns {() => number} ends it where it is and tells how far it was from the end, ms */
export function move(places, back, gone, done) {
  const timing = { duration: MOVE_MS, easing: "ease-in-out", fill: "both",
    direction: back ? "reverse" : "normal" };
  const boxes = still.matches ? [] : places.map(({ path }) => path.getBBox());
  const runs = boxes.flatMap((box, i) => {
    const { path, bubble, forms: { land, tiles } } = places[i];
    const [wide, tall] = [tiles.side / (box.width || 1), tiles.side / (box.height || 1)];
    const [left, top] = [tiles.x - tiles.side / 2 - box.x * wide, tiles.y - tiles.side / 2 - box.y * tall];
    return [[path, `matrix(${wide}, 0, 0, ${tall}, ${left}, ${top})`],
      [bubble, `translate(${tiles.x - land.x}px, ${tiles.y - land.y}px)`],
    ].map(([element, transform]) => element.animate({ transform: ["none", transform] }, timing));
  });
  const halt = () => {
    const left = runs.length && runs[0].currentTime !== null ? MOVE_MS - runs[0].currentTime : 0;
    for (const run of runs) run.cancel();
    return left;
  };
  for (const run of runs) run.currentTime = gone;
  if (!runs.length) done();
  else Promise.all(runs.map((run) => run.finished)).then(() => (done(), halt()), () => {});
  return halt;
}
