/** Rows of a figure: names to the left, marks on one scale, what they say to the right. */

/** @import { Colors, Drawn, FigureRow, FigureRows, Room, Said, Tick } from "../types" */

import { svg } from "../lib/dom.js";
import { measureText } from "../lib/draw.js";
import { below, hasRoom, stack } from "./stack.js";

const ROW = 1.93; // em
const LINE = 1.2; // em
const BAR = 1.7; // em, where numbers stand upon the parts of a bar
const MOST = 2; // times as high as on a page, where all of a height is to be filled
const LABEL = 0.42; // of the width, at most
const ALMOST = 0.01; // px, by which a sum may be off

/** @param {FigureRows} figure @param {Room} room @returns {Drawn} */
export function rows(figure, { width, height: filled, size, family }) {
  const wide = (/** @type {string} */ text, bold = false) =>
    measureText(text, `${bold ? "bold " : ""}100px ${family}`).width * size;
  /** @type {Node[]} */ const nodes = [];
  /** @type {Said[]} */ const points = [];
  /** @type {import("../types").Write} */
  const write = (x, y, text, look = "", more = {}) =>
    void nodes.push(svg("text", { x, y, class: `atlas-plot-text ${look}`, ...more }, text));

  // room for the names, and for what stands at the ends of the marks
  const labels = figure.rows.map(({ label, look }) =>
    wrapped(label, LABEL * width, (text) => wide(text, Boolean(look))),
  );
  const left =
    Math.max(
      0,
      ...labels.flatMap((each, i) => each.map((text) => wide(text, Boolean(figure.rows[i].look)))),
    ) +
    0.7 * size;
  // and for what stands before them
  const before = Math.max(0, ...figure.rows.map(({ before: text }) => (text ? wide(text) + 0.9 * size : 0)));
  const right = Math.max(
    0.9 * size,
    ...figure.rows.map(({ text }) => (text ? wide(text) + 0.9 * size : 0)),
    wide(figure.ticks.at(-1)?.[1] ?? "") / 2 + 2,
  );
  const [low, high] = figure.span;
  const x = (/** @type {number} */ number) =>
    left + before + ((width - left - before - right) * (number - low)) / (high - low || 1);

  let top = legend(figure, { width, size, wide }, nodes);
  const begin = top;
  const notes = figure.rows.map((row) => notesOf(row, figure, { x, size, wide, room: width - left }));
  const deep = below(figure.rows);
  const heights = shared(
    labels.map((lines) => (Math.max(figure.parts ? BAR : 0, lines.length * LINE) + deep) * size),
    labels.map((lines) => (Math.max(figure.tall ?? ROW, lines.length * LINE + 0.35) + deep) * size),
    filled && filled - begin - 2 * size - notes.flat().length * LINE * size,
  ).map((tall, i) => tall + notes[i].length * LINE * size);
  const bottom = begin + heights.reduce((sum, height) => sum + height, 0) + 0.3 * size;

  if (figure.band) {
    nodes.push(
      svg("rect", {
        class: "atlas-plot-band",
        x: x(figure.band[0]),
        y: begin,
        width: x(figure.band[1]) - x(figure.band[0]),
        height: bottom - begin,
      }),
    );
  }
  for (const [number, text] of spaced(figure.ticks, x, wide, size)) {
    nodes.push(svg("path", { class: "atlas-plot-rule", d: `M${x(number)} ${begin}V${bottom}` }));
    write(x(number), bottom + 1.2 * size, text, "atlas-plot-middle");
  }
  nodes.push(svg("path", { class: "atlas-plot-axis", d: `M${left} ${begin}V${bottom}` }));

  figure.rows.forEach((row, i) => {
    const height = heights[i] - notes[i].length * LINE * size;
    const y = top + height / 2;
    const look = row.look ? ` atlas-plot-${row.look}` : "";
    labels[i].forEach((line, at) =>
      write(
        left - 0.5 * size,
        y + (0.35 + LINE * (at - (labels[i].length - 1) / 2)) * size,
        line,
        `atlas-plot-end${look}`,
      ),
    );
    mark(row, { x, y, height, size, look, deep, wide, nodes, points, figure });
    const ends = [row.bar, row.dot, row.reach?.[1]].flatMap((end) => (end === undefined ? [] : [end]));
    if (row.ring !== undefined) ends.push(row.ring);
    if (row.text && ends.length)
      write(x(Math.max(...ends)) + 0.7 * size, y + 0.35 * size, row.text, "atlas-plot-number");
    if (row.before) {
      const first = Math.min(...ends, ...(row.reach ?? []));
      write(x(first) - 0.7 * size, y + 0.35 * size, row.before, "atlas-plot-end atlas-plot-number");
    }
    notes[i].forEach((line, at) =>
      write(left + 0.4 * size, top + height + (0.8 + LINE * at) * size, line, "atlas-plot-quiet"),
    );
    const empty = !ends.length && !row.parts?.length && !row.stretch && !row.events;
    if (row.sign && empty) write(x(low) + 0.4 * size, y + 0.35 * size, row.sign, "atlas-plot-sign");
    top += heights[i];
  });
  return { height: Math.ceil(bottom + 1.7 * size - ALMOST), nodes, points };
}

/**
 * How high rows are: as high as they should be, or each so much more or less that all of them fill a height.
 * @param {number[]} least @param {number[]} wanted @param {number} [height] to be filled
 */
function shared(least, wanted, height) {
  if (height === undefined) return wanted;
  const sum = (/** @type {number[]} */ all) => all.reduce((total, one) => total + one, 0);
  const [low, full] = [sum(least), sum(wanted)];
  if (height >= full) return wanted.map((one) => one * Math.min(MOST, height / full));
  const share = Math.max(0, (height - low) / (full - low));
  return wanted.map((one, i) => least[i] + share * (one - least[i]));
}

/**
 * What stands under a row, in lines: the numbers of its parts that have no room upon them, and its note.
 * @param {FigureRow} row @param {FigureRows} figure
 * @param {{x: (number: number) => number, size: number, wide: (text: string) => number, room: number}} paper
 */
function notesOf({ parts = [], note }, figure, { x, size, wide, room }) {
  const beside = parts.flatMap(([number, text], i) => {
    const fits = hasRoom(wide(text), x(number) - x(0), size);
    return number && !fits ? [`${figure.parts?.[i]?.[0] ?? ""} ${text}`] : [];
  });
  const said = [...beside, ...(note ? [note] : [])].join(" · ");
  return said ? wrapped(said, room - size, wide) : [];
}

/**
 * The marks of a row, and what is said where.
 * @param {FigureRow} row
 * @param {{x: (number: number) => number, y: number, height: number, size: number, look: string,
 *   deep: number, wide: (text: string) => number, nodes: Node[], points: Said[], figure: FigureRows}} room
 */
function mark(row, { x, y, height, size, look, deep, wide, nodes, points, figure }) {
  /** @param {"rect" | "path" | "circle"} tag @param {string} name @param {Record<string, string | number>} attributes */
  const add = (tag, name, attributes) =>
    nodes.push(svg(tag, { class: `atlas-plot-${name}${look}`, ...attributes }));
  const thick = 0.62 * height;
  if (row.bar !== undefined) {
    add("rect", "bar", {
      x: Math.min(x(0), x(row.bar)),
      y: y - thick / 2,
      width: Math.abs(x(row.bar) - x(0)),
      height: thick,
    });
  }
  if (row.parts) stack(row, figure, { x, y, height, size, deep, wide, nodes, points });
  if (row.way && row.ring !== undefined && row.dot !== undefined) {
    add("path", "way", { d: `M${x(row.ring)} ${y}H${x(row.dot)}` });
  }
  if (row.reach) {
    const [from, to] = row.reach.map(x);
    const end = 0.28 * size;
    add("path", row.bar === undefined ? "reach" : "whisker", {
      d: `M${from} ${y}H${to}M${from} ${y - end}v${2 * end}M${to} ${y - end}v${2 * end}`,
    });
  }
  if (row.stretch) {
    const [from, to] = [x(row.stretch[0]), x(row.stretch[1])];
    const style = paint(row.paint);
    nodes.push(svg("path", { class: "atlas-plot-stretch", d: `M${from} ${y}H${to}`, style }));
    if (row.stretch[2]) {
      const [long, half] = [size, 0.57 * size];
      const d = `M${to} ${y - half}l${long} ${half}l${-long} ${half}z`;
      nodes.push(svg("path", { class: "atlas-plot-open", d, style }));
    }
  }
  for (const [place, said] of row.events ?? []) {
    nodes.push(svg("path", { class: "atlas-plot-event", d: event(x(place), y, size) }));
    points.push({ x: x(place), y, said });
  }
  if (row.ring !== undefined) add("circle", "ring", { cx: x(row.ring), cy: y, r: 0.42 * size });
  if (row.dot !== undefined) {
    const r = 0.42 * size;
    if (row.look === "beside")
      add("path", "dot", {
        d: `M${x(row.dot)} ${y - 1.2 * r}l${1.2 * r} ${1.2 * r}l${-1.2 * r} ${1.2 * r}l${-1.2 * r} ${-1.2 * r}z`,
      });
    else add("circle", "dot", { cx: x(row.dot), cy: y, r });
  }
  if (row.said && !row.parts?.length && !row.events) {
    const meant = row.dot ?? row.bar ?? row.ring ?? row.stretch?.[0] ?? figure.span[0];
    points.push({ x: x(meant), y, said: row.said, row: true });
  }
}

/**
 * What marks and colours mean, above the rows; gives where these begin.
 * @param {FigureRows} figure @param {{width: number, size: number, wide: (text: string) => number}} room
 * @param {Node[]} nodes
 */
function legend(figure, { width, size, wide }, nodes) {
  /** @type {[string, string, string][]} */
  const items = [
    ...(figure.parts ?? []).map(
      ([name, fill]) => /** @type {[string, string, string]} */ (["part", name, fill]),
    ),
    ...(figure.legend ?? []).map(
      ([name, text]) => /** @type {[string, string, string]} */ ([name, text, ""]),
    ),
  ];
  if (!items.length) return 0.3 * size;
  let [left, top] = [0, 0.8 * size];
  for (const [name, text, fill] of items) {
    const sign = name === "sign" ? 0 : 1.5 * size; // a sign stands in its text
    const room = sign + wide(text) + 1.4 * size;
    if (left && left + room - 1.4 * size > width) [left, top] = [0, top + 1.5 * size];
    const place = { cx: left + 0.6 * size, cy: top, r: 0.42 * size };
    const square = { x: left + 0.1 * size, y: top - 0.45 * size, width: 0.9 * size, height: 0.9 * size };
    const look = { class: `atlas-plot-${name} atlas-plot-key` };
    if (name === "part") nodes.push(svg("rect", { ...look, ...square, fill }));
    else if (name === "band") nodes.push(svg("rect", { ...look, ...square }));
    else if (name === "ring" || name === "dot") nodes.push(svg("circle", { ...look, ...place }));
    else if (sign) nodes.push(svg("path", { ...look, d: `M${left} ${top}h${1.2 * size}` }));
    nodes.push(svg("text", { class: "atlas-plot-text", x: left + sign, y: top + 0.35 * size }, text));
    left += room;
  }
  return top + 1.3 * size;
}

/**
 * As many ticks as do not meet, the first among them.
 * @param {Tick[]} ticks @param {(place: number) => number} x @param {(text: string) => number} wide
 * @param {number} size
 */
export function spaced(ticks, x, wide, size) {
  let free = -Infinity;
  return ticks.filter(([place, text]) => {
    const half = wide(text) / 2;
    if (x(place) - half < free) return false;
    free = x(place) + half + 0.8 * size;
    return true;
  });
}

/**
 * A text in lines no wider than the room, broken between words.
 * @param {string} text @param {number} room @param {(text: string) => number} wide
 */
export function wrapped(text, room, wide) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && wide(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The mark of what happened. @param {number} x @param {number} y @param {number} size */
export const event = (x, y, size) =>
  `M${x} ${y - 0.43 * size}l${0.46 * size} ${0.86 * size}h${-0.92 * size}z`;

/** One colour by day and another by night. @param {Colors} [colors] */
export const paint = (colors) => (colors ? `--paint: light-dark(${colors.join(", ")})` : "");
