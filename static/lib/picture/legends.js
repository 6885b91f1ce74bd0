/** The legends of a card's maps, as its picture shows them. */

/** @import { Paper } from "./paper.js" */

import { frozen } from "./frozen.js";
import { MARGIN } from "./paper.js";

const SIZE = 12; // px of letters
const ROW = 18; // px, at least
const [BESIDE, UNDER, ICON] = [18, 4, 6]; // px between keys, between rows, between an icon and its words

/** The legend of a map, unless it is not seen. @param {Paper} paper @param {Element} legend */
export function explain(paper, legend) {
  if (!legend.getClientRects().length) return;
  const period = legend.closest(".atlas-map")?.getAttribute("data-period") ?? "";
  paper.write(`${legend.querySelector(".atlas-map-title")?.textContent} ${period}`, 13, 600);
  paper.y += 6;
  for (const group of legend.querySelectorAll("ul, dl")) keys(paper, [...group.children]);
  for (const note of legend.querySelectorAll(".atlas-map-note")) paper.write(note.textContent, SIZE, 400);
  paper.y += 8;
}

/** Icons with their words, side by side while there is room. @param {Paper} paper @param {Element[]} items */
function keys(paper, items) {
  let x = MARGIN;
  let tall = 0; // of the row so far
  for (const item of items) {
    const icon = item.querySelector("svg");
    const size = icon?.getBoundingClientRect() ?? { width: -ICON, height: ROW };
    const words = [...item.children].filter((part) => part !== icon).map((part) => part.textContent);
    const indent = size.width + ICON;
    const [text, length] = paper.fitted(words.join(" "), SIZE, paper.room - indent);
    if (x > MARGIN && x + indent + length > paper.width - MARGIN) {
      x = MARGIN;
      paper.y += tall + UNDER;
      tall = 0;
    }
    tall = Math.max(tall, size.height, ROW);
    if (icon) paper.add(frozen(icon, { x, y: paper.y, width: size.width, height: size.height }));
    paper.letter(text, { x: x + indent, y: paper.y + size.height / 2 + 4, "font-size": SIZE });
    x += indent + length + BESIDE;
  }
  paper.y += tall + 6;
}
