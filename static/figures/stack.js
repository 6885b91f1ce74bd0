/**
 * Parts of a bar, end to end, and under them what each could be.
 *
 * A whisker at the end of a part would be read as that of the sum up to there. So each has a line of its
 * own below the bar, in its colour, from the part's own beginning: where it starts and ends is where the
 * part would end if it were as short or as long as it could be.
 */

/** @import { FigureRow, FigureRows, Paper } from "../types" */
/** @import { Place } from "./marks.js" */

import { svg } from "../lib/dom.js";

const BAR = 0.72; // of a row's height
const LANE = 0.5; // em between two lines
const END = 0.2; // em that a line's end stands out to either side
const AROUND = 0.5; // em around the number on a part

/** @typedef {{begin: number, end: number, from?: number, to?: number, lane: number}} Span  of a part */

/**
 * How much higher rows are, in em, for the lines under the bar of the row that has most of them.
 * @param {FigureRow[]} rows
 */
export const below = (rows) => LANE * Math.max(0, ...rows.flatMap(spans).map(({ lane }) => lane + 1));

/** Whether a number has room upon a part, all in px.
 * @param {number} text how wide it is @param {number} part how long @param {number} size of the letters */
export const hasRoom = (text, part, size) => text + AROUND * size <= part;

/**
 * Draws the parts of a row, and tells what is said of each.
 * @param {FigureRow} row @param {FigureRows} figure @param {Place} place @param {Paper} paper
 */
export function stack(row, figure, { x, y, height, deep }, { size, wide, nodes, points }) {
  const lines = deep * size;
  const thick = BAR * (height - lines);
  const middle = y - lines / 2;
  spans(row).forEach(({ begin, end, from, to, lane }, i) => {
    const [number, text, said] = (row.parts ?? [])[i];
    if (!number) return;
    const [, fill, ink] = figure.parts?.[i] ?? ["", "", ""];
    nodes.push(
      svg("rect", {
        class: "atlas-plot-part",
        x: x(begin),
        y: middle - thick / 2,
        width: x(end) - x(begin),
        height: thick,
        fill,
      }),
    );
    if (hasRoom(wide(text), x(end) - x(begin), size)) {
      nodes.push(
        svg(
          "text",
          {
            class: "atlas-plot-text atlas-plot-middle atlas-plot-number",
            x: (x(begin) + x(end)) / 2,
            y: middle + 0.35 * size,
            style: `fill: ${ink}`,
          },
          text,
        ),
      );
    }
    if (from !== undefined && to !== undefined) {
      const high = middle + thick / 2 + (lane + 0.75) * LANE * size;
      const stands = END * size;
      const tip = (/** @type {number} */ place) => `M${x(place)} ${high - stands}v${2 * stands}`;
      // the colour tells whose line it is; pale and dark ones alike are seen by the line upon it
      nodes.push(
        svg("path", { class: "atlas-plot-could-be", d: `M${x(from)} ${high}H${x(to)}`, stroke: fill }),
        svg("path", {
          class: "atlas-plot-whisker",
          d: [`M${x(from)} ${high}H${x(to)}`, tip(from), tip(to)].join(""),
        }),
      );
    }
    points.push({ x: (x(begin) + x(end)) / 2, y: middle, said });
  });
}

/**
 * Where each part begins and ends, where it could end, and on which line under the bar that is drawn: the
 * first one on which no other lies in the way.
 * @param {FigureRow} row @returns {Span[]}
 */
function spans(row) {
  /** @type {number[]} */ const taken = [];
  let sum = 0;
  return (row.parts ?? []).map(([number, , , reach]) => {
    const begin = sum;
    sum += number;
    if (!reach || !number) return { begin, end: sum, lane: -1 };
    const [from, to] = [begin + reach[0], begin + reach[1]];
    const free = taken.findIndex((end) => end < from);
    const lane = free < 0 ? taken.length : free;
    taken[lane] = to;
    return { begin, end: sum, from, to, lane };
  });
}
