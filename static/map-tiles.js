/**
 * The other geography: every area an equal square, in the layout that the geometry brings along
 * (`tile: [column, row]` of each area), and the way from one geography to the other.
 */

const { round } = await import(`./map-draw.js${new URL(import.meta.url).search}`);

const MOVE_MS = 500;
const GAP = 0.06; // of a tile's side, between two tiles
const CORNERS = 48; // points of a shape on its way
const MOST = 120; // with more areas than this the change is made at once
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Where each area's tile stands, within the same box as the land; null when the geometry has none.
 * @param {{viewBox: number[], areas: {code: string, tile?: number[]}[]}} geometry
 * @returns {Map<string, {d: string, x: number, y: number, area: number, side: number}>|null} */
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

/** Move places to other shapes; `frame` is called for each step with what they show meanwhile, `done`
 * at the end, or at once where motion is unwanted or the areas are too many.
 * @param {{d: string, x: number, y: number}[]} from @param {{d: string, x: number, y: number}[]} to
 * @param {(shapes: {d: string, x: number, y: number}[]) => void} frame @param {() => void} done
 * @returns {() => void} ends it early, without `done` */
export function move(from, to, frame, done) {
  const ways = still.matches || from.length > MOST ? [] : from.map((start, i) =>
    [ring(start.d), ring(to[i].d)]);
  if (!ways.length || ways.some(([a, b]) => !a || !b)) {
    done();
    return () => {};
  }
  let began = 0;
  let next = requestAnimationFrame(function step(time) {
    began ||= time;
    const t = Math.min(1, (time - began) / MOVE_MS);
    if (t >= 1) return done();
    const eased = t * t * (3 - 2 * t);
    const between = (a, b) => a + (b - a) * eased;
    frame(ways.map(([a, b], i) => ({
      d: `M${a.map((p, n) => p.map((v, axis) => round(between(v, b[n][axis]))).join(",")).join("L")}Z`,
      x: between(from[i].x, to[i].x), y: between(from[i].y, to[i].y) })));
    next = requestAnimationFrame(step);
    return undefined;
  });
  return () => cancelAnimationFrame(next);
}

/** The longest ring of a path as so many points, evenly along it, clockwise from the top left; null
 * when the path is not of the form `Mx,yLx,y…Z`. */
function ring(d) {
  const rings = d.split("Z").filter(Boolean).map((part) =>
    part.slice(1).split("L").map((pair) => pair.split(",").map(Number)));
  if (!rings.length || rings.flat().some((p) => p.length !== 2 || p.some(Number.isNaN))) return null;
  const length = (points) => points.reduce((sum, p, i) =>
    sum + Math.hypot(...p.map((v, axis) => v - points[(i + 1) % points.length][axis])), 0);
  let points = rings.sort((a, b) => length(b) - length(a))[0];
  const area = points.reduce((sum, [x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length];
    return sum + x * ny - nx * y;
  }, 0);
  if (area < 0) points = [...points].reverse();
  const first = points.reduce((best, [x, y], i) =>
    (x + y < points[best][0] + points[best][1] ? i : best), 0);
  points = [...points.slice(first), ...points.slice(0, first)];
  return evenly(points, length(points));
}

function evenly(points, whole) {
  const found = [];
  let walked = 0;
  points.forEach((p, i) => {
    const q = points[(i + 1) % points.length];
    const stretch = Math.hypot(q[0] - p[0], q[1] - p[1]);
    while (found.length < CORNERS && (found.length * whole) / CORNERS <= walked + stretch) {
      const share = stretch ? ((found.length * whole) / CORNERS - walked) / stretch : 0;
      found.push([p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share]);
    }
    walked += stretch;
  });
  while (found.length < CORNERS) found.push(points[0]);
  return found;
}
