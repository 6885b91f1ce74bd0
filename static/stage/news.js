/** What is told above a slide of the age of its data. */

/** @import { Play } from "../types" */

import { button, make, write } from "../lib/dom.js";

/** That newer data exist, with a button that moves on to them, and that those of the deck are gone.
 * @param {() => void} move */
export function createNews(move) {
  const more = button("atlas-stage-newer");
  const notice = make("p", "atlas-stage-notice");
  const element = make("div", "atlas-stage-news", notice, more);
  element.hidden = true;
  more.addEventListener("click", move);
  return {
    element,
    /** @param {Pick<Play, "notice" | "newer">} told */
    update(told) {
      write(notice, told.notice);
      write(more, told.newer);
      more.hidden = !told.newer;
      element.hidden = !told.notice && !told.newer;
    },
  };
}
