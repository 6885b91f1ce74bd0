/** The figures of a card, and how they lie side by side in its picture. */

/** @import { Paper } from "./paper.js" */
/** @typedef {{layers: Element[], title: string, frame: DOMRect}} Figure  layers that lie on each other */

import { frozen } from "./frozen.js";
import { MARGIN } from "./paper.js";

const [BESIDE, UNDER] = [16, 10]; // px between figures
const TITLE = 20; // px that a title takes

/** The figures that a card shows; a title where there are several. @param {Element} card @returns {Figure[]} */
export function figuresOf(card) {
  const maps = [...card.querySelectorAll("svg.atlas-map-canvas")];
  if (maps.length) return maps.map((map) => framed([map], titleOf(map)));
  const layers = [...card.querySelectorAll("svg.atlas-plot-drawing")];
  if (!layers.length) throw new Error("the card has no figure");
  return [framed(layers, "")];
}

/** @param {Element[]} layers @param {string} title @returns {Figure} */
const framed = (layers, title) => ({ layers, title, frame: layers[0].getBoundingClientRect() });

/** What stands above a map that lies beside others. @param {Element} map */
function titleOf(map) {
  return map.closest(".atlas-maps-pane")?.querySelector(".atlas-maps-title")?.textContent ?? "";
}

/** Lay figures side by side while there is room, and then under one another. @param {Paper} paper @param {Figure[]} shown */
export function lay(paper, shown) {
  const alone = (paper.width - shown[0].frame.width) / 2; // in the middle
  let x = shown.length > 1 ? MARGIN : alone;
  let tall = 0; // of the row so far
  for (const figure of shown) {
    const { width, height } = figure.frame;
    if (x > MARGIN && x + width > paper.width - MARGIN + 1) {
      x = MARGIN;
      paper.y += tall + UNDER;
      tall = 0;
    }
    put(paper, figure, x);
    x += width + BESIDE;
    tall = Math.max(tall, (figure.title ? TITLE : 0) + height);
  }
  paper.y += tall + UNDER;
}

/** @param {Paper} paper @param {Figure} figure @param {number} x */
function put(paper, { layers, title, frame }, x) {
  const top = paper.y + (title ? TITLE : 0);
  if (title) paper.letter(title, { x, y: paper.y + 14, "font-size": 14, "font-weight": 600 });
  for (const layer of layers) {
    const { left, top: above, width, height } = layer.getBoundingClientRect();
    paper.add(frozen(layer, { x: x + left - frame.left, y: top + above - frame.top, width, height }));
  }
}
