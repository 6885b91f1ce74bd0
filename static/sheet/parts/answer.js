/** The answer of a page, as its heading: a title, and one sentence that may lead to other views. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { addButton } from "../pieces/add.js";
import { ways } from "../pieces/ways.js";

/** @param {Desk} desk @returns {Drawing<Parts["answer"]>} */
export function create(desk) {
  const [title, text] = [make("h1", "atlas-title"), make("p", "atlas-answer")];
  const add = addButton(desk, "");
  return {
    element: make("div", "", make("div", "atlas-heading", title, add.element), text),
    update(part, now) {
      write(title, part.title);
      if (part.ways?.length) ways(text, part.ways, now);
      else write(text, part.text);
      add.update(now, part.title);
    },
  };
}
