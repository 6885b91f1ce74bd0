/** @import { CohortLine, Desk, Drawing } from "../../types" */

import { make, write } from "../../lib/dom.js";
import { list } from "../../lib/list.js";

/** A cohort's name and dates, and its figures in a row.
 * @param {"div" | "section"} tag @param {Desk["heading"]} heading @returns {Drawing<CohortLine>} */
export function cohortLine(tag, heading) {
  const [name, dates, figures] = [
    make(heading, "atlas-card-title"),
    make("p", "atlas-quiet"),
    make("div", "atlas-numbers"),
  ];
  const draw = list(
    figures,
    (/** @type {string[]} */ [label]) => label,
    () => {
      const [label, value] = [make("dt", ""), make("dd", "")];
      return {
        element: make("dl", "", label, value),
        /** @param {string[]} figure */
        update([text, number]) {
          write(label, text);
          write(value, number);
        },
      };
    },
  );
  const element = make(
    tag,
    tag === "section" ? "atlas-card atlas-frame atlas-cohort" : "atlas-cohort",
    name,
    dates,
    figures,
  );
  return {
    element,
    update(line) {
      element.dataset.key = line.key;
      write(name, line.name);
      write(dates, line.dates);
      draw(line.numbers);
    },
  };
}
