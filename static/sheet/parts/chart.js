/** A card around a figure that can be opened in large. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import * as figures from "../../figures/figure.js";
import { explore } from "../../figures/explore.js";
import { button, make, write } from "../../lib/dom.js";
import * as explored from "../explored.js";
import { cardFoot } from "../pieces/foot.js";
import { cardHead } from "../pieces/head.js";

/** @param {Desk} desk @returns {Drawing<Parts["chart"]>} */
export function create(desk) {
  const large = Object.assign(button("atlas-button"), { name: "explore" });
  const [head, foot, figure] = [cardHead(), cardFoot(desk, large), figures.create()];
  const element = make("section", "atlas-card atlas-frame", head.element, figure.element, foot.element);
  /** @type {Parts["chart"]} */ let shown;
  let { words } = desk;
  let key = "";
  /** @type {import("../explored.js").Open} */
  const opens = (closed) => explore(shown.figure, shown, words, closed);
  large.addEventListener("click", () => explored.open(key));
  return {
    element,
    update(part, now) {
      write(large, now.words.explore);
      large.setAttribute("aria-label", `${now.words.explore}: ${part.title}`);
      element.dataset.key = part.key;
      head.update(part, now);
      figure.update(part.figure, part.sentence);
      foot.update(part, now);
      [shown, words] = [part, now.words];
      if (key && key !== part.key) explored.withdraw(key, opens);
      key = part.key;
      explored.offer(key, opens);
    },
    leave() {
      explored.withdraw(key, opens);
      figure.leave();
    },
  };
}
