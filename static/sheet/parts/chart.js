/** A card around a figure that can be opened in large. */

/** @import { Desk, Drawing, Parts } from "../../types" */

import * as figures from "../../figures/figure.js";
import { explore } from "../../figures/explore.js";
import * as explored from "../explored.js";
import { card } from "../pieces/card.js";

/** @param {Desk} desk @returns {Drawing<Parts["chart"]>} */
export function create(desk) {
  const figure = figures.create();
  const frame = card(desk, "chart", figure.element, () => explored.open(key));
  /** @type {Parts["chart"]} */ let shown;
  let { words } = desk;
  let key = "";
  /** @type {import("../explored.js").Open} */
  const opens = (closed) => explore(shown.figure, shown, words, closed);
  return {
    element: frame.element,
    update(part, now) {
      frame.update(part, now);
      figure.update(part.figure, part.sentence);
      [shown, words] = [part, now.words];
      if (key && key !== part.key) explored.withdraw(key, opens);
      key = part.key;
      explored.offer(key, opens);
    },
    leave() {
      explored.withdraw(key, opens);
      frame.leave?.();
      figure.leave();
    },
  };
}
