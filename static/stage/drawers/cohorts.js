/** Cohorts under each other: the name, the dates, and the figures of each in a row. */

/** @import { CohortLine, DrawnFigure, SlideCohorts } from "../../types" */

import { make } from "../../lib/dom.js";
import { fit } from "../fit.js";

/** @param {HTMLElement} host @param {SlideCohorts} figure @returns {DrawnFigure} */
export function draw(host, { lines }) {
  host.append(...lines.map(section));
  return { leave: fit(host) };
}

/** @param {CohortLine} cohort */
function section({ name, dates, numbers }) {
  const values = numbers.map(([label, value]) =>
    make("dl", "", make("dt", "", label), make("dd", "atlas-slide-value", value)),
  );
  return make("section", "", make("h2", "", name), make("p", "", dates), make("div", "", ...values));
}
