/** The cohorts, a frame each. */

/** @import { CohortLine, Drawing, Parts } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";
import { cohortLine } from "../pieces/cohort.js";

/** @returns {Drawing<Parts["cohort_cards"]>} */
export function create() {
  const [rows, note] = [make("div", "atlas-figures"), make("p", "")];
  rows.style.setProperty("--atlas-columns", "repeat(auto-fill, minmax(min(100%, 24rem), 1fr))");
  const draw = list(
    rows,
    (/** @type {CohortLine} */ line) => line.key,
    () => cohortLine("section", "h2"),
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
