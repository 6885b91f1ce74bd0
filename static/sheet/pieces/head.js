/** @import { CardHead, Desk, Drawing } from "../../types" */

import { make, wear, write } from "../../lib/dom.js";

await wear(new URL("../card.css", import.meta.url));

/** The head of a card: its takeaway, what and when, and what can be done with it.
 * @param {Desk["heading"]} heading @param {...HTMLElement} tools @returns {Drawing<CardHead>} */
export function cardHead(heading, ...tools) {
  const [title, under] = [make(heading, "atlas-card-title"), make("p", "atlas-quiet")];
  return {
    element: make("header", "atlas-card-head", title, under, make("div", "atlas-tools", ...tools)),
    update(part) {
      write(title, part.title);
      write(under, part.under);
      under.hidden = !part.under;
    },
  };
}
