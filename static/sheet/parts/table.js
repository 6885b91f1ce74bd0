/** A table in a frame of its own. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { addButton } from "../pieces/add.js";
import { grid } from "../pieces/grid.js";
import { cardHead } from "../pieces/head.js";

/** @param {Desk} desk @returns {Drawing<Parts["table"]>} */
export function create(desk) {
  const add = addButton(desk, () => element.dataset.key ?? "");
  const [head, table, note] = [cardHead(desk.heading, add.element), grid(), make("p", "atlas-quiet")];
  const element = make("section", "atlas-card atlas-frame", head.element, table.element, note);
  return {
    element,
    update(part, now) {
      element.dataset.key = part.key;
      head.update(part, now);
      add.update(now, part.title);
      table.update(part, part.title);
      write(note, part.note);
      note.hidden = !part.note;
    },
  };
}
