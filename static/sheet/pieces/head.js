/** @import { CardHead, Drawing } from "../../types" */

import { make, write } from "../../lib/dom.js";

/** The head of a card: its takeaway, and what and when. @returns {Drawing<CardHead>} */
export function cardHead() {
  const [title, under] = [make("h2", "atlas-card-title"), make("p", "atlas-quiet")];
  return {
    element: make("header", "", title, under),
    update(part) {
      write(title, part.title);
      write(under, part.under);
    },
  };
}
