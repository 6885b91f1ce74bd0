/** Lines of a figure: over the years, or by week. What may not be told is a gap, which no line leads over. */

/** @import { Drawn, FigureLine, FigureLines, FigurePoint, Paper, Room } from "../types" */

import { svg } from "../lib/dom.js";
import { createPaper, event, paint, wrapped } from "./paper.js";
import { drawScales, planeOf, whiskers } from "./plane.js";

/** @import { Plane } from "./plane.js" */

const TALL = 22; // em
const LEAST = 14; // em, where all of a height is to be filled
const AT_END = 0.32; // of the width, at most: a name at the end of a line
const HIGH = 1.25; // em: a line of it
/** @type {((x: number, y: number, r: number) => string)[]} */
const SHAPES = [
  (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  (x, y, r) => `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}z`,
  (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  (x, y, r) => `M${x} ${y - 1.2 * r}l${1.2 * r} ${2.2 * r}h${-2.4 * r}z`,
];

/** @param {FigureLines} figure @param {Room} room @returns {Drawn} */
export function lines(figure, room) {
  const paper = createPaper(room);
  const { size } = paper;
  const drawn = figure.lines.filter(hasPoints);
  const names = drawn.flatMap((line) => nameOf(line, room.width, paper));
  const front = drawn.filter(standsOut).flatMap((line) => nameOf(line, room.width, paper));
  const needed = HIGH * (front.length + 1); // for all names that must be written
  const above = untold(figure.lines, room.width, paper);
  const top = above + (figure.breaks?.length ? 1.2 * size : 0); // what is written at a break stands above
  const events = figure.events?.length ? 1.4 * size : 0;
  const height = room.height
    ? Math.max(room.height, LEAST * size, top + needed * size)
    : top + Math.max(figure.columns ? 13 : TALL, needed) * size;
  const bottom = height - events - (figure.axis ? 3.2 : 1.7) * size;
  const plane = planeOf(figure, names, { width: room.width, top, bottom }, paper);

  drawScales(figure, plane, bottom + events, paper);
  breaks(figure, plane, paper);
  columns(figure, plane, paper);
  figure.lines.forEach((line, i) => draw(line, i, plane, paper));
  named(figure.lines, plane, paper);
  for (const [place, said] of figure.events ?? []) {
    const [x, y] = [plane.x(place), bottom + 0.7 * size];
    paper.nodes.push(svg("path", { class: "atlas-plot-event", d: event(x, y, size) }));
    paper.points.push({ x, y, said });
  }
  return { height: Math.ceil(height), nodes: paper.nodes, points: paper.points };
}

/** Where what is told is not the same on both sides; what is written there stands where there is more room.
 * @param {FigureLines} figure @param {Plane} plane @param {Paper} paper */
function breaks({ breaks: all = [] }, { x, left, right, top, bottom }, { nodes, write, size }) {
  for (const [place, text] of all) {
    nodes.push(svg("path", { class: "atlas-plot-break", d: `M${x(place)} ${top - 1.2 * size}V${bottom}` }));
    const after = x(place) < (left + right) / 2;
    const look = `atlas-plot-quiet ${after ? "" : "atlas-plot-end"}`;
    write(x(place) + (after ? 5 : -5), top - 0.4 * size, text, look);
  }
}

/** Columns from the line at nought. @param {FigureLines} figure @param {Plane} plane @param {Paper} paper */
function columns({ columns: all = [], wide = 1, across }, { x, y, left, right }, { nodes, points }) {
  if (all.length) nodes.push(svg("path", { class: "atlas-plot-nought", d: `M${left} ${y(0)}H${right}` }));
  const thick = x(across[0] + wide) - x(across[0]);
  for (const [place, number, said] of all) {
    nodes.push(
      svg("rect", {
        class: "atlas-plot-bar",
        x: x(place) - thick / 2,
        y: y(Math.max(number, 0)),
        width: thick,
        height: Math.abs(y(number) - y(0)),
      }),
    );
    points.push({ x: x(place), y: y(number), said });
  }
}

/** One line with its marks. @param {FigureLine} line @param {number} i @param {Plane} plane @param {Paper} paper */
function draw(line, i, plane, { size, nodes, points, write }) {
  const { x, y } = plane;
  const style = paint(line.paint);
  const name = `atlas-plot-${line.look}`;
  let pen = "";
  /** @type {FigurePoint | null} */
  let before = null;
  for (const p of line.points) {
    if (p)
      pen += !before
        ? `M${x(p[0])} ${y(p[1])}`
        : line.steps
          ? `H${x(p[0])}V${y(p[1])}`
          : `L${x(p[0])} ${y(p[1])}`;
    before = p;
  }
  const spans = whiskers(line.reach ?? [], plane, size);
  if (spans) nodes.push(svg("path", { class: `atlas-plot-span ${name}`, d: spans, style }));
  nodes.push(svg("path", { class: `atlas-plot-line ${name}`, d: pen, style, "data-line": i }));
  const shape = SHAPES[line.paint ? i % SHAPES.length : 0];
  const r = (line.look === "quiet" ? 0.15 : 0.26) * size;
  const dots = line.points.map((p) => (p ? shape(x(p[0]), y(p[1]), r) : "")).join("");
  nodes.push(svg("path", { class: `atlas-plot-point ${name}`, d: dots, style, "data-line": i }));
  for (const p of line.points) if (p) points.push({ x: x(p[0]), y: y(p[1]), said: p[2], line: i });
  for (const [at, sign] of line.broken ?? []) {
    const p = line.points[at];
    if (p) write(x(p[0]) + 6, y(p[1]) + size, sign, `atlas-plot-painted`, { style });
  }
}

/** @param {FigureLine} line */
const hasPoints = ({ points }) => points.some(Boolean);

/** @param {FigureLine} line */
const standsOut = ({ look }) => look !== "quiet";

/** What stands at the end of a line, in lines of text that have room in bold letters, too. @param {FigureLine} line @param {number} width of the figure
 * @param {Pick<Paper, "wide">} paper */
const nameOf = ({ end }, width, { wide }) =>
  end ? wrapped(end, AT_END * width, (text) => wide(text, true)) : [];

/**
 * The names at the ends of lines. Those of lines that stand out make room for each other; a quiet line, which its
 * points name as well, has its name where there is room left beside its end.
 * @param {FigureLine[]} all @param {Plane} plane @param {Paper} paper
 */
function named(all, plane, paper) {
  const places = all.flatMap((line, i) => placeOf(line, i, plane, paper)).sort((a, b) => a.top - b.top);
  const front = places.filter(({ line }) => standsOut(line));
  front.forEach((place, i) => {
    if (i) place.top = Math.max(place.top, front[i - 1].top + front[i - 1].tall);
  });
  const foot = plane.bottom + paper.size;
  front.reduceRight((below, place) => (place.top = Math.min(place.top, below - place.tall)), foot);
  const shown = [...front];
  const edge = Math.max(...places.map(({ left }) => left));
  for (const place of outermostFirst(places.filter(({ line }) => !standsOut(line))))
    if (place.left === edge && shown.every((other) => !meet(place, other))) shown.push(place);
  for (const place of shown) writeName(place, paper);
}

/**
 * A name at the end of a line, the `nth` of them: where it begins and how high it is, in px.
 * @typedef {{line: FigureLine, nth: number, told: string[], left: number, top: number, tall: number}} Name
 */

/** Beside the last point of a line, if it has one, and a name. @param {FigureLine} line @param {number} nth
 * @param {Plane} plane @param {Paper} paper @returns {Name[]} */
function placeOf(line, nth, { x, y, width }, paper) {
  const last = line.points.findLast(Boolean);
  const told = nameOf(line, width, paper);
  if (!last || !told.length) return [];
  return [{ line, nth, told, left: x(last[0]), top: y(last[1]), tall: HIGH * paper.size * told.length }];
}

/** From above, but the lowest as the second. @param {Name[]} names */
const outermostFirst = (names) => [...names.slice(0, 1), ...names.slice(1).slice(-1), ...names.slice(1, -1)];

/** @param {Name} one @param {Name} other */
const meet = (one, other) => one.top < other.top + other.tall && other.top < one.top + one.tall;

/** @param {Name} name @param {Paper} paper */
function writeName({ line, nth, told, left, top }, { size, write }) {
  const look = `atlas-plot-painted atlas-plot-${line.look}`;
  told.forEach((text, i) =>
    write(left + 0.6 * size, top + (0.35 + HIGH * i) * size, text, look, {
      style: paint(line.paint),
      "data-line": `${nth}`,
    }),
  );
}

/**
 * The names of lines that have no point to stand at, above the others; gives where these begin, in px.
 * @param {FigureLine[]} all @param {number} width of the figure @param {Paper} paper
 */
function untold(all, width, { size, wide, write }) {
  const names = all.filter((line) => line.end && !hasPoints(line));
  if (!names.length) return 0.7 * size;
  let [left, top] = [0, 0.8 * size];
  for (const { end = "", paint: colors } of names) {
    const room = wide(end, true) + 1.6 * size;
    if (left && left + room > width) [left, top] = [0, top + 1.5 * size];
    write(left, top + 0.35 * size, end, "atlas-plot-painted", { style: paint(colors) });
    left += room;
  }
  return top + 1.4 * size;
}
