/** Spots of a figure on two scales, each named where there is room beside it, and with what its number could be. */

/** @import { Drawn, FigureSpot, FigureSpots, Paper, Room } from "../types" */
/** @import { Plane } from "./plane.js" */

import { svg } from "../lib/dom.js";
import { createPaper, wrapped } from "./paper.js";
import { drawScales, planeOf, whiskers } from "./plane.js";

const TALL = 24; // em
const LEAST = 16; // em, where all of a height is to be filled
const RADIUS = 0.42; // em
const HIGH = 1.2; // em: a line of text

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */

/** @param {FigureSpots} figure @param {Room} room @returns {Drawn} */
export function spots(figure, room) {
  const paper = createPaper(room);
  const { size } = paper;
  const side = wrapped(figure.side, room.width, paper.wide);
  const top = (HIGH * side.length + 0.6) * size;
  const height = room.height ? Math.max(room.height, LEAST * size + top) : TALL * size + top;
  const axis = wrapped(figure.axis, room.width, paper.wide);
  const bottom = height - (2 + HIGH * axis.length) * size;
  const plane = planeOf(figure, [], { width: room.width, top, bottom }, paper);

  side.forEach((line, i) => paper.write(0, (0.9 + HIGH * i) * size, line, "atlas-plot-quiet"));
  drawScales({ ...figure, axis: "" }, plane, bottom, paper);
  axis.forEach((line, i) =>
    paper.write((plane.left + plane.right) / 2, bottom + (2.8 + HIGH * i) * size, line, "atlas-plot-middle"),
  );
  for (const spot of figure.spots) draw(spot, plane, paper);
  name(figure.spots, plane, paper);
  return { height: Math.ceil(height), nodes: paper.nodes, points: paper.points };
}

/** @param {FigureSpot} spot @param {Plane} plane @param {Paper} paper */
function draw({ across, up, reach, said, look }, plane, { size, nodes, points }) {
  const style = look ? ` atlas-plot-${look}` : "";
  const [x, y] = [plane.x(across), plane.y(up)];
  if (reach) {
    const d = whiskers([[across, ...reach]], plane, size);
    nodes.push(svg("path", { class: `atlas-plot-reach${style}`, d }));
  }
  nodes.push(svg("circle", { class: `atlas-plot-dot${style}`, cx: x, cy: y, r: RADIUS * size }));
  points.push({ x, y, said });
}

/** Names beside their spots: the chosen ones first, and none over a spot, a whisker or another name. A spot that has
 * no name says it when it is pointed at.
 * @param {FigureSpot[]} all @param {Plane} plane @param {Paper} paper */
function name(all, plane, { size, wide, write }) {
  const taken = all.flatMap((spot) => boxesOf(spot, plane, size));
  const inTurn = [...all].sort((one, other) => Number(Boolean(other.look)) - Number(Boolean(one.look)));
  for (const spot of inTurn) {
    const [x, y, long] = [plane.x(spot.across), plane.y(spot.up), wide(spot.label, Boolean(spot.look))];
    const away = 0.75 * size;
    const [foot, head] = (spot.reach ?? [spot.up, spot.up]).map(plane.y);
    const tried = [
      [x + away, y],
      [x - away - long, y],
      [x + away, y - 0.9 * size],
      [x + away, y + 0.9 * size],
      [x - away - long, y - 0.9 * size],
      [x - away - long, y + 0.9 * size],
      [x - long / 2, head - 0.8 * size],
      [x - long / 2, foot + 0.8 * size],
    ];
    const free = tried
      .map(([left, middle]) => box(left, middle, long, HIGH * size))
      .find((at) => within(at, plane) && taken.every((other) => !meet(at, other)));
    if (!free) continue;
    taken.push(free);
    const look = `atlas-plot-spot${spot.look ? ` atlas-plot-${spot.look}` : ""}`;
    write(free.left, (free.top + free.bottom) / 2 + 0.35 * size, spot.label, look);
  }
}

/** What no name may stand on: the spot and its whisker. @param {FigureSpot} spot @param {Plane} plane
 * @param {number} size @returns {Box[]} */
function boxesOf({ across, up, reach }, { x, y }, size) {
  const r = RADIUS * size;
  const dot = box(x(across) - r, y(up), 2 * r, 2 * r);
  if (!reach) return [dot];
  const [low, high] = reach;
  const whisker = {
    left: x(across) - 0.3 * size,
    right: x(across) + 0.3 * size,
    top: y(high),
    bottom: y(low),
  };
  return [dot, whisker];
}

/** @param {number} left @param {number} middle @param {number} wide @param {number} tall @returns {Box} */
const box = (left, middle, wide, tall) => ({
  left,
  right: left + wide,
  top: middle - tall / 2,
  bottom: middle + tall / 2,
});

/** @param {Box} at @param {Plane} plane */
const within = (at, { left, width, top, bottom }) =>
  at.left >= left && at.right <= width && at.top >= top - 8 && at.bottom <= bottom;

/** @param {Box} a @param {Box} b */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
