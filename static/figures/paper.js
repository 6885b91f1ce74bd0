/** What figures are drawn on, and what rows and lines have in common: texts, ticks, colours, the mark of an event. */

/** @import { Colors, Paper, Room, Tick } from "../types" */

import { svg } from "../lib/dom.js";
import { measureText } from "../lib/draw.js";

/** A paper with nothing on it. @param {Pick<Room, "size" | "family">} room @returns {Paper} */
export function createPaper({ size, family }) {
  /** @type {Node[]} */ const nodes = [];
  return {
    size,
    nodes,
    points: [],
    wide: (text, bold = false) => measureText(text, `${bold ? "bold " : ""}100px ${family}`).width * size,
    write(x, y, text, look = "", more = {}) {
      nodes.push(svg("text", { x, y, class: `atlas-plot-text ${look}`, ...more }, text));
    },
  };
}

/**
 * As many ticks as do not meet, the first among them.
 * @param {Tick[]} ticks @param {(place: number) => number} x @param {Paper} paper
 */
export function spaced(ticks, x, { wide, size }) {
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
