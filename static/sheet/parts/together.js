/** Small cards about one thing in one frame: what they have in common, and their source, are told once. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { cardHead } from "../pieces/head.js";

/** @param {Desk} desk @returns {Drawing<Parts["together"]>} */
export function create(desk) {
  const head = cardHead(desk.heading);
  const [cards, source] = [make("div", "atlas-together-cards"), make("p", "atlas-quiet atlas-source")];
  const slots = desk.slots(cards);
  return {
    element: make("section", "atlas-frame atlas-together", head.element, cards, source),
    update(part, now) {
      head.update(part, now);
      slots.paint(part.parts, { ...now, heading: "h4" });
      write(source, part.lines.join(" · "));
    },
    leave: slots.leave,
  };
}
