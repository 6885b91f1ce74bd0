/**
 * The filter row: two lists of boxes to tick, the two ends of the period, "copy link", and what is
 * chosen as badges that take it away. It shows the view that is wanted, at once; the figures follow.
 */

/** @import { Desk, Drawing, Parts } from "../../types" */

import { button, make, write } from "../../lib/dom.js";
import { badgesOf, chosen } from "../filters/badges.js";
import { createChoice } from "../filters/choice.js";
import { createCopyButton } from "../filters/copy.js";
import { createEnd } from "../filters/end.js";

let serial = 0;
let unfolded = false; // on a phone, where the row would fill the screen; on each page as on the last

/** @param {Desk} desk @returns {Drawing<Parts["filters"]>} */
export function create(desk) {
  const places = createChoice("kommun", desk);
  const cohorts = createChoice("kohort", desk);
  const years = [createEnd("from", desk), createEnd("to", desk)];
  const copier = createCopyButton();
  const badges = make("div", "atlas-badges");
  const row = make(
    "div",
    "atlas-row",
    places.element,
    cohorts.element,
    ...years.map((y) => y.element),
    copier.element,
  );
  row.id = `atlas-row-${++serial}`;
  const fold = button("atlas-button atlas-fold");
  fold.setAttribute("aria-controls", row.id);
  const element = make("div", "atlas-filters", fold, row, badges);
  const lay = () => {
    fold.setAttribute("aria-expanded", String(unfolded));
    row.dataset.folded = String(!unfolded);
  };
  fold.addEventListener("click", () => {
    unfolded = !unfolded;
    lay();
  });
  lay();
  let drawn = "";

  return {
    element,
    update(part) {
      const { value: wanted } = desk.view;
      places.update(part.places, part.words, chosen(wanted.kommun));
      cohorts.update(part.cohorts, part.words, chosen(wanted.kohort));
      write(fold, part.words.fold);
      const whole = [part.years.first, part.years.last];
      const period = (wanted.period || part.years.opens.join("-")).split("-").map(Number);
      years.forEach((end, i) => end.update(part.years, part.words, period, whole, i));
      copier.update(part.words);
      const key = JSON.stringify([wanted, part.words.remove]);
      if (key === drawn) return;
      drawn = key;
      badges.replaceChildren(...badgesOf(part, wanted, desk));
    },
    leave() {
      places.leave();
      cohorts.leave();
    },
  };
}
