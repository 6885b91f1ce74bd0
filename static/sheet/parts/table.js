/** A table in a frame of its own. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { addButton } from "../pieces/add.js";
import { grid } from "../pieces/grid.js";

/** @param {Desk} desk @returns {Drawing<Parts["table"]>} */
export function create(desk) {
  const add = addButton(desk, () => element.dataset.key ?? "");
  const [title, under, note] = [
    make("h2", "atlas-card-title"),
    make("p", "atlas-quiet"),
    make("p", "atlas-quiet"),
  ];
  const table = grid();
  const element = make(
    "section",
    "atlas-card atlas-frame",
    title,
    under,
    table.element,
    note,
    make("div", "atlas-foot", add.element),
  );
  return {
    element,
    update(part, now) {
      add.update(now, part.title);
      element.dataset.key = part.key;
      write(title, part.title);
      write(under, part.under);
      under.hidden = !part.under;
      table.update(part, part.title);
      write(note, part.note);
      note.hidden = !part.note;
    },
  };
}
