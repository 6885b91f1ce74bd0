/** What marks and colours of rows mean, in lines above them. */

/** @import { FigureRows, Paper } from "../types" */

import { svg } from "../lib/dom.js";

const GAP = 1.4; // em between one and the next

/** @typedef {{mark: string, text: string, fill: string}} Item  what is explained, and a part's colour */

/**
 * Draw the legend; gives where the rows begin, in px from above.
 * @param {FigureRows} figure @param {number} width @param {Paper} paper
 */
export function legend(figure, width, paper) {
  const { size, wide } = paper;
  const items = itemsOf(figure);
  if (!items.length) return 0.3 * size;
  let [left, top] = [0, 0.8 * size];
  for (const item of items) {
    const sign = item.mark === "sign" ? 0 : 1.5 * size; // a sign stands in its text
    const room = sign + wide(item.text) + GAP * size;
    if (left && left + room - GAP * size > width) [left, top] = [0, top + 1.5 * size];
    key(item, left, top, paper);
    paper.nodes.push(
      svg("text", { class: "atlas-plot-text", x: left + sign, y: top + 0.35 * size }, item.text),
    );
    left += room;
  }
  return top + 1.3 * size;
}

/** The parts of bars by their colours, then the marks. @param {FigureRows} figure @returns {Item[]} */
const itemsOf = ({ parts = [], legend: marks = [] }) => [
  ...parts.map(([text, fill]) => ({ mark: "part", text, fill })),
  ...marks.map(([mark, text]) => ({ mark, text, fill: "" })),
];

/** A small picture of the mark; a sign has none. @param {Item} item @param {number} left @param {number} top
 * @param {Paper} paper */
function key({ mark, fill }, left, top, { size, nodes }) {
  const look = { class: `atlas-plot-${mark} atlas-plot-key` };
  const place = { cx: left + 0.6 * size, cy: top, r: 0.42 * size };
  const square = { x: left + 0.1 * size, y: top - 0.45 * size, width: 0.9 * size, height: 0.9 * size };
  if (mark === "part") nodes.push(svg("rect", { ...look, ...square, fill }));
  else if (mark === "band") nodes.push(svg("rect", { ...look, ...square }));
  else if (mark === "ring" || mark === "dot") nodes.push(svg("circle", { ...look, ...place }));
  else if (mark !== "sign") nodes.push(svg("path", { ...look, d: `M${left} ${top}h${1.2 * size}` }));
}
