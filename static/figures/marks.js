/** The marks of a row, each where the row has it, in the order in which they lie upon each other. */

/** @import { Colors, FigureRow, FigureRows, Paper, Tick } from "../types" */

import { svg } from "../lib/dom.js";
import { event, paint } from "./paper.js";
import { stack } from "./stack.js";

const THICK = 0.62; // of a row's height: a bar
const RADIUS = 0.42; // em
const END = 0.28; // em: half of the stroke at each end of what a number could be

/**
 * Where the marks of a row stand, in px: on the scale `x`, around the middle `y`, as high as `height`; `deep` is
 * the room for lines under its bar, in em.
 * @typedef {{x: (number: number) => number, y: number, height: number, deep: number}} Place
 */

/**
 * Draw the marks of a row, and say what is said of them.
 * @param {FigureRow} row @param {FigureRows} figure @param {Place} place @param {Paper} paper
 */
export function marks(row, figure, place, paper) {
  const { bar, ring, dot, reach } = row;
  if (bar !== undefined) drawBar(bar, row, place, paper);
  if (row.parts) stack(row, figure, place, paper);
  if (row.way && ring !== undefined && dot !== undefined) drawWay(ring, dot, row, place, paper);
  if (reach) drawReach(reach, row, place, paper);
  if (row.stretch) drawStretch(row.stretch, row.paint, place, paper);
  for (const what of row.events ?? []) drawEvent(what, place, paper);
  if (ring !== undefined) drawRing(ring, row, place, paper);
  if (dot !== undefined) drawDot(dot, row, place, paper);
  // parts and events say it themselves
  if (row.said && !row.parts?.length && !row.events) {
    const meant = dot ?? bar ?? ring ?? row.stretch?.[0] ?? figure.span[0];
    paper.points.push({ x: place.x(meant), y: place.y, said: row.said, row: true });
  }
}

/** The numbers at which the marks of a row end, so far as it has any. @param {FigureRow} row */
export const ends = ({ bar, dot, reach, ring }) =>
  [bar, dot, reach?.[1], ring].filter((end) => end !== undefined);

/** Whether what is drawn of a row begins at nought. @param {FigureRow} row */
export const hasBar = ({ bar, parts }) => bar !== undefined || Boolean(parts?.length);

/** How a mark looks, in a row that may stand out. @param {string} name @param {FigureRow} row */
const look = (name, row) => `atlas-plot-${name}${row.look ? ` atlas-plot-${row.look}` : ""}`;

/** From nought. @param {number} bar @param {FigureRow} row @param {Place} place @param {Paper} paper */
function drawBar(bar, row, { x, y, height }, { nodes }) {
  const thick = THICK * height;
  nodes.push(
    svg("rect", {
      class: look("bar", row),
      x: Math.min(x(0), x(bar)),
      y: y - thick / 2,
      width: Math.abs(x(bar) - x(0)),
      height: thick,
    }),
  );
}

/** From the ring to the dot. @param {number} ring @param {number} dot @param {FigureRow} row
 * @param {Place} place @param {Paper} paper */
function drawWay(ring, dot, row, { x, y }, { nodes }) {
  nodes.push(svg("path", { class: look("way", row), d: `M${x(ring)} ${y}H${x(dot)}` }));
}

/** What the number could be. @param {[number, number]} reach @param {FigureRow} row @param {Place} place
 * @param {Paper} paper */
function drawReach(reach, row, { x, y }, { nodes, size }) {
  const [from, to] = reach.map(x);
  const end = END * size;
  nodes.push(
    svg("path", {
      class: look(row.bar === undefined ? "reach" : "whisker", row),
      d: `M${from} ${y}H${to}M${from} ${y - end}v${2 * end}M${to} ${y - end}v${2 * end}`,
    }),
  );
}

/** A stretch of time, with a point where it goes on. @param {[number, number, boolean]} stretch
 * @param {Colors | undefined} colors @param {Place} place @param {Paper} paper */
function drawStretch([begin, end, open], colors, { x, y }, { nodes, size }) {
  const style = paint(colors);
  const [from, to] = [x(begin), x(end)];
  nodes.push(svg("path", { class: "atlas-plot-stretch", d: `M${from} ${y}H${to}`, style }));
  if (!open) return;
  const [long, half] = [size, 0.57 * size];
  const d = `M${to} ${y - half}l${long} ${half}l${-long} ${half}z`;
  nodes.push(svg("path", { class: "atlas-plot-open", d, style }));
}

/** @param {Tick} what @param {Place} place @param {Paper} paper */
function drawEvent([at, said], { x, y }, { nodes, points, size }) {
  nodes.push(svg("path", { class: "atlas-plot-event", d: event(x(at), y, size) }));
  points.push({ x: x(at), y, said });
}

/** @param {number} ring @param {FigureRow} row @param {Place} place @param {Paper} paper */
function drawRing(ring, row, { x, y }, { nodes, size }) {
  nodes.push(svg("circle", { class: look("ring", row), cx: x(ring), cy: y, r: RADIUS * size }));
}

/** Round; of the county and the country, which stand beside, a diamond.
 * @param {number} dot @param {FigureRow} row @param {Place} place @param {Paper} paper */
function drawDot(dot, row, { x, y }, { nodes, size }) {
  const r = RADIUS * size;
  if (row.look !== "beside") {
    nodes.push(svg("circle", { class: look("dot", row), cx: x(dot), cy: y, r }));
    return;
  }
  const side = 1.2 * r;
  const d = `M${x(dot)} ${y - side}l${side} ${side}l${-side} ${side}l${-side} ${-side}z`;
  nodes.push(svg("path", { class: look("dot", row), d }));
}
