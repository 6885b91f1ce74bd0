/** Rows of a figure: names to the left, marks on one scale, what they say to the right. */

/** @import { Drawn, FigureRow, FigureRows, Paper, Room } from "../types" */

import { svg } from "../lib/dom.js";
import { legend } from "./legend.js";
import { ends, hasBar, marks } from "./marks.js";
import { createPaper, spaced, wrapped } from "./paper.js";
import { below, hasRoom } from "./stack.js";

const ROW = 1.93; // em
const LINE = 1.2; // em
const BAR = 1.7; // em, where numbers stand upon the parts of a bar
const MOST = 2; // times as high as on a page, where all of a height is to be filled
const LABEL = 0.42; // of the width, at most
const ASIDE = 0.9; // em from the axis to a sign, clear of the ring around the point that is read
const ALMOST = 0.01; // px, by which a sum may be off

/**
 * Where the numbers of a figure lie, in px: each at `x`, the least of them at `x(low)`, and the names of the rows
 * end at `left`.
 * @typedef {{x: (number: number) => number, low: number, left: number}} Scale
 */

/**
 * The texts of a row in lines: its name, what stands in place of marks, and what stands under it.
 * @typedef {{name: string[], sign: string[], notes: string[]}} Texts
 */

/** @param {FigureRows} figure @param {Room} room @returns {Drawn} */
export function rows(figure, room) {
  const paper = createPaper(room);
  const { size } = paper;
  const names = figure.rows.map((row) => nameOf(row, LABEL * room.width, paper));
  const scale = scaleOf(figure, names, room.width, paper);
  const texts = figure.rows.map((row, i) => ({
    name: names[i],
    sign: signOf(row, room.width - scale.left, paper),
    notes: notesOf(row, figure, scale, room.width - scale.left, paper),
  }));
  const begin = legend(figure, room.width, paper);
  const deep = below(figure.rows);
  const heights = heightsOf(figure, texts, deep, size, room.height && room.height - begin - 2 * size);
  const all = texts.map(({ notes }, i) => heights[i] + notes.length * LINE * size);
  const bottom = begin + sum(all) + 0.3 * size;

  ground(figure, scale, begin, bottom, paper);
  let top = begin;
  figure.rows.forEach((row, i) => {
    draw(row, texts[i], figure, scale, { top, height: heights[i], deep }, paper);
    top += all[i];
  });
  return { height: Math.ceil(bottom + 1.7 * size - ALMOST), nodes: paper.nodes, points: paper.points };
}

const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, one) => total + one, 0);

/** The name of a row in lines; of one that stands out in bold letters. @param {FigureRow} row
 * @param {number} room @param {Paper} paper */
const nameOf = ({ label, look }, room, { wide }) => wrapped(label, room, (text) => wide(text, Boolean(look)));

/** What stands in a row that has nothing to draw, in lines. @param {FigureRow} row @param {number} room
 * @param {Paper} paper */
function signOf(row, room, { size, wide }) {
  const isEmpty = !ends(row).length && !row.parts?.length && !row.stretch && !row.events;
  return row.sign && isEmpty ? wrapped(row.sign, room - ASIDE * size, wide) : [];
}

/**
 * The scale, between the room for the names and what stands before the marks, and that for what stands behind.
 * @param {FigureRows} figure @param {string[][]} names @param {number} width @param {Paper} paper @returns {Scale}
 */
function scaleOf({ rows: all, ticks, span }, names, width, { size, wide }) {
  const beside = (/** @type {string | undefined} */ text) => (text ? wide(text) + 0.9 * size : 0);
  const named = names.flatMap((lines, i) => lines.map((text) => wide(text, Boolean(all[i].look))));
  const left = Math.max(0, ...named) + 0.7 * size;
  const before = Math.max(0, ...all.map((row) => beside(row.before)));
  const lastTick = wide(ticks.at(-1)?.[1] ?? "") / 2 + 2;
  const right = Math.max(0.9 * size, ...all.map((row) => beside(row.text)), lastTick);
  const [low, high] = span;
  const room = width - left - before - right;
  return { x: (number) => left + before + (room * (number - low)) / (high - low || 1), low, left };
}

/**
 * What stands under a row, in lines: the numbers of its parts that have no room upon them, and its note.
 * @param {FigureRow} row @param {FigureRows} figure @param {Scale} scale @param {number} room @param {Paper} paper
 */
function notesOf({ parts = [], note }, figure, { x }, room, { size, wide }) {
  const beside = parts.flatMap(([number, text], i) => {
    const fits = hasRoom(wide(text), x(number) - x(0), size);
    return number && !fits ? [`${figure.parts?.[i]?.[0] ?? ""} ${text}`] : [];
  });
  const said = [...beside, ...(note ? [note] : [])].join(" · ");
  return said ? wrapped(said, room - size, wide) : [];
}

/**
 * How high each row is without what stands under it.
 * @param {FigureRows} figure @param {Texts[]} texts @param {number} deep @param {number} size
 * @param {number} [filled] the height that all of them fill together, with what stands under them
 */
function heightsOf(figure, texts, deep, size, filled) {
  const least = figure.parts ? BAR : 0;
  const wanted = figure.tall ?? ROW;
  const under = sum(texts.map(({ notes }) => notes.length)) * LINE * size;
  const lines = texts.map(({ name, sign }) => Math.max(name.length, sign.length) * LINE);
  return shared(
    lines.map((high) => (Math.max(least, high) + deep) * size),
    lines.map((high) => (Math.max(wanted, high + 0.35) + deep) * size),
    filled && filled - under,
  );
}

/**
 * How high rows are: as high as they should be, or each so much more or less that all of them fill a height.
 * @param {number[]} least @param {number[]} wanted @param {number} [height] to be filled
 */
function shared(least, wanted, height) {
  if (height === undefined) return wanted;
  const [low, full] = [sum(least), sum(wanted)];
  if (height >= full) return wanted.map((one) => one * Math.min(MOST, height / full));
  const share = Math.max(0, (height - low) / (full - low));
  return wanted.map((one, i) => least[i] + share * (one - least[i]));
}

/**
 * What lies behind the rows: the band, the ticks with their rules, the axis, and nought where bars begin.
 * @param {FigureRows} figure @param {Scale} scale @param {number} top @param {number} bottom @param {Paper} paper
 */
function ground({ band, ticks, rows: all }, { x, left }, top, bottom, paper) {
  const { nodes, write, size } = paper;
  if (band) {
    const [from, to] = band.map(x);
    const box = { x: from, y: top, width: to - from, height: bottom - top };
    nodes.push(svg("rect", { class: "atlas-plot-band", ...box }));
  }
  for (const [number, text] of spaced(ticks, x, paper)) {
    nodes.push(svg("path", { class: "atlas-plot-rule", d: `M${x(number)} ${top}V${bottom}` }));
    write(x(number), bottom + 1.2 * size, text, "atlas-plot-middle");
  }
  nodes.push(svg("path", { class: "atlas-plot-axis", d: `M${left} ${top}V${bottom}` }));
  if (all.some(hasBar))
    nodes.push(svg("path", { class: "atlas-plot-nought", d: `M${x(0)} ${top}V${bottom}` }));
}

/**
 * A row: its name, its marks, its numbers, and what stands under it.
 * @param {FigureRow} row @param {Texts} texts @param {FigureRows} figure @param {Scale} scale
 * @param {{top: number, height: number, deep: number}} place @param {Paper} paper
 */
function draw(row, { name, sign, notes }, figure, scale, { top, height, deep }, paper) {
  const { size, write } = paper;
  const y = top + height / 2;
  writeName(row, name, scale.left - 0.5 * size, y, paper);
  marks(row, figure, { x: scale.x, y, height, deep }, paper);
  writeNumbers(row, scale, y + 0.35 * size, paper);
  notes.forEach((line, at) =>
    write(scale.left + 0.4 * size, top + height + (0.8 + LINE * at) * size, line, "atlas-plot-quiet"),
  );
  centred(sign, y, size, (line, at) => write(scale.x(scale.low) + ASIDE * size, at, line, "atlas-plot-sign"));
}

/** The name of a row, its lines around the middle of it. @param {FigureRow} row @param {string[]} lines
 * @param {number} right @param {number} y @param {Paper} paper */
function writeName({ look }, lines, right, y, { size, write }) {
  const style = `atlas-plot-end${look ? ` atlas-plot-${look}` : ""}`;
  centred(lines, y, size, (line, at) => write(right, at, line, style));
}

/** Writes lines around a middle. @param {string[]} lines @param {number} y @param {number} size
 * @param {(line: string, at: number) => void} write */
function centred(lines, y, size, write) {
  const middle = (lines.length - 1) / 2;
  lines.forEach((line, at) => write(line, y + (0.35 + LINE * (at - middle)) * size));
}

/** What stands at the end of a row's marks, and before them. @param {FigureRow} row @param {Scale} scale
 * @param {number} y @param {Paper} paper */
function writeNumbers(row, { x }, y, { size, write }) {
  const total = (row.parts ?? []).reduce((whole, [number]) => whole + number, 0);
  const numbers = row.parts?.length ? [...ends(row), total] : ends(row);
  if (row.text && numbers.length)
    write(x(Math.max(...numbers)) + 0.7 * size, y, row.text, "atlas-plot-number");
  if (row.before) {
    const first = Math.min(...numbers, ...(row.reach ?? []));
    write(x(first) - 0.7 * size, y, row.before, "atlas-plot-end atlas-plot-number");
  }
}
