/**
 * The filter row: a chip each for municipalities, cohorts and years, with what is chosen, and "copy link". It stands in
 * the head of the page, and shows the view that is wanted, at once; the figures follow.
 */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { button, make, write } from "../../lib/dom.js";
import { putFilters } from "../../shell/filter-row.js";
import { createChoice } from "../filters/choice.js";
import { createCopyButton } from "../filters/copy.js";
import { createPeriod } from "../filters/period.js";

const NONE = { kommun: "", kohort: "", period: "" };

/** The values of a parameter that may hold several. @param {string | undefined} text */
const several = (text) => (text ? text.split(",") : []);

/** @param {Desk} desk @returns {Drawing<Parts["filters"]>} */
export function create(desk) {
  const places = createChoice("kommun", desk);
  const cohorts = createChoice("kohort", desk);
  const years = createPeriod(desk);
  const clear = button("atlas-clear");
  const copier = createCopyButton();
  const chips = make("div", "atlas-chips", places.element, cohorts.element, years.element, clear);
  const filters = make("div", "atlas-filters", chips, copier.element);
  const here = make("div", ""); // the part's own place on the sheet, where nothing is seen
  here.hidden = true;
  putFilters(filters);
  clear.addEventListener("click", () => {
    places.opener.focus(); // this button goes away, and would take the focus along
    desk.ask(NONE);
  });
  for (const type of ["pointerenter", "focus"]) clear.addEventListener(type, () => desk.expect(NONE));

  return {
    element: here,
    update(part) {
      const { kommun, kohort, period } = desk.view.value;
      const [some, others] = [several(kommun), several(kohort)];
      places.update(part.places, part.words, some);
      cohorts.update(part.cohorts, part.words, others);
      years.update(part.years, part.words, period);
      copier.update(part.words);
      write(clear, part.words.clear);
      clear.hidden = some.length + others.length + (period ? 1 : 0) < 2;
    },
    leave() {
      for (const filter of [places, cohorts, years]) filter.leave();
      filters.remove();
    },
  };
}
