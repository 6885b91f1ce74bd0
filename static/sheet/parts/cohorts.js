/** The cohorts in one frame, a line each. */

/** @import { CohortLine, Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { addButton } from "../pieces/add.js";
import { cohortLine } from "../pieces/cohort.js";
import { cardHead } from "../pieces/head.js";

/** @param {Desk} desk @returns {Drawing<Parts["cohorts"]>} */
export function create(desk) {
  const add = addButton(desk, () => element.dataset.key ?? "");
  const head = cardHead(desk.heading, add.element);
  const [rows, note] = [make("div", "atlas-cohorts"), make("p", "atlas-quiet")];
  const element = make("section", "atlas-card atlas-frame", head.element, rows, note);
  const draw = list(
    rows,
    (/** @type {CohortLine} */ line) => line.key,
    () => cohortLine("div", "h3"),
  );
  return {
    element,
    update(part, now) {
      add.update(now, part.title);
      element.dataset.key = part.key;
      head.update({ title: part.title, under: "" }, now);
      draw(part.lines, now);
      write(note, part.note);
      note.hidden = !part.note;
    },
  };
}
