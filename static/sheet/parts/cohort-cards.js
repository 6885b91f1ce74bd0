/** The cohorts, a frame each. */

/** @import { CohortLine, Desk, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { cohortLine } from "../pieces/cohort.js";

/** @param {Desk} desk @returns {Drawing<Parts["cohort_cards"]>} */
export function create({ heading }) {
  const [rows, note] = [make("div", "atlas-figures"), make("p", "")];
  rows.style.setProperty("--atlas-columns", "repeat(auto-fill, minmax(min(100%, 24rem), 1fr))");
  const draw = list(
    rows,
    (/** @type {CohortLine} */ line) => line.key,
    () => cohortLine("section", heading),
  );
  return {
    element: make("div", "", rows, note),
    update(part, desk) {
      draw(part.lines, desk);
      write(note, part.note);
      note.hidden = !part.note;
    },
  };
}
